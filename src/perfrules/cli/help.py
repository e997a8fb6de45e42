"""The help pages, in both languages and aligned although Chinese characters are twice as wide."""

from __future__ import annotations

from collections.abc import Iterator

import click

from perfrules.cli.texts import ARGUMENTS, EXAMPLES, text
from perfrules.report.columns import pad, wrap
from perfrules.text.span import display_width

__all__ = ["help_text"]

_WIDEST = 100


def help_text(command: click.Command, lang: str, width: int | None) -> str:
    """Return the help page of a command for a terminal `width` columns wide."""
    room = min(width or _WIDEST, _WIDEST)
    name = command.name or "perfrules"
    lines = [*_usage(command, name, lang), "", *wrap(text(name, lang), room), ""]
    if isinstance(command, click.Group):
        lines += _section(text("commands", lang), [(key, text(key, lang)) for key in command.commands], room)
    elif ARGUMENTS[name]:
        lines += _section(text("arguments", lang), [(key, text(key, lang)) for key in ARGUMENTS[name]], room)
    options = [param for param in command.params if isinstance(param, click.Option)]
    lines += _section(text("options", lang), [(_written(option), option.help or "") for option in options], room)
    lines += [f"{text('examples', lang)}{_colon(lang).rstrip()}", *(f"  {line}" for line in EXAMPLES[name]), ""]
    return "\n".join([*lines, *wrap(text("codes", lang), room), ""])


def _usage(command: click.Command, name: str, lang: str) -> list[str]:
    what = [text("command", lang)] if isinstance(command, click.Group) else [*ARGUMENTS[name]]
    path = ["perfrules"] if name == "perfrules" else ["perfrules", name]
    return [f"{text('usage', lang)}{_colon(lang)}{' '.join([*path, text('opts', lang), *what])}"]


def _colon(lang: str) -> str:
    return "：" if lang == "zh" else ": "


def _written(option: click.Option) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    if option.is_flag:
        return names
    kinds = "|".join(str(choice) for choice in option.type.choices) if isinstance(option.type, click.Choice) else option.metavar
    return f"{names} {kinds}"


def _section(title: str, entries: list[tuple[str, str]], room: int) -> Iterator[str]:
    yield f"{title}{'：' if not title.isascii() else ':'}"
    left = max(display_width(key) for key, _ in entries) + 4
    stacked = left > room // 2
    for key, words in entries:
        shown = wrap(words, max(room - (6 if stacked else left), 12))
        if stacked:
            yield f"  {key}"
            yield from (f"      {line}" for line in shown)
        else:
            yield f"  {pad(key, left - 2)}{shown[0]}"
            yield from (" " * left + line for line in shown[1:])
    yield ""
