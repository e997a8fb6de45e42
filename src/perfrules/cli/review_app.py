"""The command `review` and its options, built in the language that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
from click.shell_completion import CompletionItem

from perfrules.cli.texts import text

__all__ = ["review_command"]

Decorator = Callable[[Any], Any]
_STYLES = ("text", "json", "sarif", "junit", "csv", "html", "xlsx", "docx")
_SEVERITIES = ("error", "warning", "note")
_SECONDS = click.IntRange(0, 86_400)


def review_command(lang: str, common: Callable[[str], Decorator]) -> click.Command:
    """Return the command `review`; `common` gives the options that every command has."""

    @click.command("review", add_help_option=False)
    @click.argument("tables", metavar="TABLE|FOLDER...", nargs=-1, required=True, shell_complete=_files)
    @click.option("--format", "style", type=click.Choice(_STYLES), default="text", help=text("review_format", lang))
    @click.option("-o", "--output", metavar="FILE", shell_complete=_files, help=text("review_output", lang))
    @click.option("--annotate", metavar="PATH", shell_complete=_files, help=text("annotate", lang))
    @click.option("--min-severity", "least", type=click.Choice(_SEVERITIES), help=text("least", lang))
    @click.option("--ruleset", metavar="RULESET", shell_complete=_files, help=text("review_ruleset", lang))
    @click.option("--policy", metavar="POLICY", help=text("review_policy", lang))
    @click.option("--search", metavar="DIR", multiple=True, help=text("search", lang))
    @click.option("--ignore", metavar="CODES", multiple=True, help=text("ignore", lang))
    @click.option("--last-year", metavar="TABLE", multiple=True, shell_complete=_files, help=text("last_year", lang))
    @click.option("--config", metavar="FILE", shell_complete=_files, help=text("config", lang))
    @click.option("--jobs", metavar="N", type=click.IntRange(1, 256), help=text("jobs", lang))
    @click.option("--timeout", "seconds", metavar="SECONDS", type=_SECONDS, default=60, help=text("timeout", lang))
    @click.option("--resume", is_flag=True, help=text("resume", lang))
    @click.option("--matches", is_flag=True, help=text("matches", lang))
    @click.option("-v", "--verbose", is_flag=True, help=text("verbose", lang))
    @common(lang)
    def command(**options: Any) -> int:
        from perfrules.cli.review import review  # noqa: PLC0415  --help and --version need no review

        return review(**options, lang=lang)

    return command


def _files(_context: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(incomplete, type="file")]
