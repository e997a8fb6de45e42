"""The command `bulk` and its options, built in the language that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
from click.shell_completion import CompletionItem

from perfrules.cli.texts import text

__all__ = ["bulk_command"]

Decorator = Callable[[Any], Any]
_DIRECTIONS = ("越大越好", "越小越好", "等于为好")
_PERCENTS = ("percent", "fraction")
_COLUMNS = ("target", "actual", "name", "unit", "operator")


def bulk_command(lang: str, common: Callable[[str], Decorator]) -> click.Command:
    """Return the command `bulk`; `common` gives the options that every command has."""

    @click.command("bulk", add_help_option=False)
    @click.argument("files", metavar="FILE...", nargs=-1, required=True, shell_complete=_files)
    @click.option("-o", "--output", metavar="OUT", required=True, shell_complete=_files, help=text("bulk_output", lang))
    @_columns(lang)
    @click.option("--weight", metavar="COLUMN|NUMBER", help=text("bulk_weight", lang))
    @click.option("--policy", metavar="POLICY", default="", help=text("policy", lang))
    @click.option("--direction", type=click.Choice(_DIRECTIONS), help=text("bulk_direction", lang))
    @click.option("--bare-percent", type=click.Choice(_PERCENTS), help=text("bulk_bare_percent", lang))
    @click.option("--year", metavar="YEAR", type=click.IntRange(1900, 2200), help=text("bulk_year", lang))
    @click.option("--sheet", metavar="NAME|N", help=text("bulk_sheet", lang))
    @click.option("--source-column", metavar="NAME", help=text("bulk_source_column", lang))
    @click.option("--json", "as_json", is_flag=True, help=text("evaluate_json", lang))
    @common(lang)
    def command(**options: Any) -> int:
        from perfrules.cli.bulk import bulk  # noqa: PLC0415  --help and --version need no frames

        return bulk(**options, lang=lang)

    return command


def _columns(lang: str) -> Decorator:
    """Return the options that name columns."""

    def decorate(function: Any) -> Any:
        for name in reversed(_COLUMNS):
            function = click.option(f"--{name}", metavar="COLUMN", help=text(f"bulk_{name}", lang))(function)
        return function

    return decorate


def _files(_context: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(incomplete, type="file")]
