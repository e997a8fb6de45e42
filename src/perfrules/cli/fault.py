"""Requests that cannot be carried out, as diagnostics: what click found wrong, and what perfrules found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

import click
from attrs import evolve

from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import PerfRulesError

__all__ = ["RequestError", "fault_of", "placed"]


class RequestError(PerfRulesError, ValueError):
    """A request that cannot be carried out as given."""


def fault_of(error: click.ClickException) -> Diagnostic:
    """Return what click found wrong with a command line as a diagnostic."""
    match error:
        case click.NoSuchOption():
            return Diagnostic("E501", {"name": error.option_name, "suggestion": _nearest(error.option_name, _options(error))})
        case click.BadOptionUsage():
            return Diagnostic("E506", {"name": error.option_name})
        case click.MissingParameter():
            return Diagnostic("E502", {"name": _name(error.param)})
        case click.BadParameter():
            return Diagnostic("E503", {"name": _name(error.param), "value": _quoted(error.message), "known": _known(error.param)})
        case click.UsageError(ctx=click.Context(command=click.Group() as group)):
            name = _quoted(error.message)
            return Diagnostic("E504", {"name": name, "known": "、".join(group.commands), "suggestion": _nearest(name, group.commands)})
    found = re.search(r"\((.*)\)", error.format_message())
    return Diagnostic("E505", {"found": found[1] if found else error.format_message()})


def placed(found: Iterable[Diagnostic], source: str) -> tuple[Diagnostic, ...]:
    """Return diagnostics with the file in front of line and column, unless they name it themselves."""
    return tuple(
        one if "path" in one.args or (one.where and source in one.where) else one.at(f"{source} {one.where}".strip()) for one in found
    )


def renamed(found: Iterable[Diagnostic], path: str, name: str) -> tuple[Diagnostic, ...]:
    """Return diagnostics that speak of `path` as speaking of `name`."""
    return tuple(evolve(one, args={key: name if value == path else value for key, value in one.args.items()}) for one in found)


def _options(error: click.UsageError) -> list[str]:
    params = error.ctx.command.params if error.ctx else []
    return [name for param in params if isinstance(param, click.Option) for name in param.opts]


def _nearest(name: str, known: Iterable[str]) -> str:
    return next(iter(get_close_matches(name, list(known), 1)), "")


def _name(param: click.Parameter | None) -> str:
    if isinstance(param, click.Option):
        return param.opts[-1]
    return "" if param is None else param.human_readable_name


def _known(param: click.Parameter | None) -> str:
    if param is not None and isinstance(param.type, click.IntRange):
        return f"{param.type.min}-{param.type.max}"
    choices = param.type.choices if param is not None and isinstance(param.type, click.Choice) else ()
    return "、".join(str(choice) for choice in choices)


def _quoted(message: str) -> str:
    found = re.search(r"'(.*?)'|^(\S+) is not in the range", message)
    return found[1] or found[2] if found else message
