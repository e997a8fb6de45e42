"""The commands on rulesets and their options, built in the language that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import click
from click.shell_completion import CompletionItem

from perfrules.cli.texts import text

__all__ = ["rule_commands"]

_MODULES = {"rulesets": "shelves", "policies": "shelves", "mutate": "mutation"}
"""The module of a command that is not in `rules`. Modules come in late: --help and --version need no rulesets."""
Decorator = Callable[[Any], Any]


def rule_commands(lang: str, common: Callable[[str], Decorator]) -> Iterator[click.Command]:
    """Yield the commands on rulesets; `common` gives the options that every command has."""
    several = click.argument("rules", metavar="RULESET...", nargs=-1, required=True, shell_complete=_files)
    search = click.option("--search", metavar="DIR", multiple=True, help=text("search", lang))
    findings = _style(("text", "json", "sarif"), lang)
    plain = _style(("text", "json"), lang)

    def flag(name: str, key: str, *also: str) -> Decorator:
        return click.option(*also, name, key, is_flag=True, help=text(key, lang))

    def command(name: str, *options: Decorator) -> click.Command:
        def run(**given: Any) -> int:
            module = import_module(f"perfrules.cli.{_MODULES.get(name, 'rules')}")
            code: int = getattr(module, name)(**given, lang=lang)
            return code

        for option in reversed((*options, common(lang))):
            run = option(run)
        return click.command(name, add_help_option=False)(run)

    yield command("check", several, search, findings)
    yield command("fmt", several, flag("--check", "check_only"), flag("--diff", "show"))
    yield command("lint", several, search, findings, flag("--fix", "fix"))
    yield command("test", several, search, findings, flag("--verbose", "verbose", "-v"), *_laws(lang))
    yield command("cover", several, search, plain, flag("--stubs", "stubs"))
    yield command("mutate", several, search, *_mutants(lang), flag("--json", "as_json"))
    old = click.argument("old", metavar="OLD", shell_complete=_files)
    new = click.argument("new", metavar="NEW", shell_complete=_files)
    yield command("diff", old, new, search, plain)
    one = click.argument("rules", metavar="RULESET", shell_complete=_files)
    html = click.option("--html", metavar="FILE", shell_complete=_files, help=text("doc_html", lang))
    markdown = click.option("--markdown", metavar="FILE", shell_complete=_files, help=text("doc_markdown", lang))
    yield command("doc", one, search, html, markdown)
    title = click.argument("title", metavar="TITLE", required=False)
    indicator = click.option("--indicator", metavar="NAME", help=text("indicator", lang))
    yield command("rulesets", title, search, indicator, flag("--json", "as_json"))
    name = click.argument("name", metavar="NAME", required=False)
    yield command("policies", name, search, flag("--json", "as_json"))


def _laws(lang: str) -> tuple[Decorator, ...]:
    """Return the options by which the laws of rulesets are checked, too."""
    number = click.IntRange(1, 1_000_000)
    return (
        click.option("--properties", "properties", is_flag=True, help=text("properties", lang)),
        click.option("--examples", metavar="N", type=number, help=text("laws_examples", lang)),
        click.option("--seed", metavar="N", type=click.IntRange(0), default=0, help=text("laws_seed", lang)),
    )


def _mutants(lang: str) -> tuple[Decorator, ...]:
    """Return the options about mutants: which, how many at a time, what to show, and what is good enough."""
    return (
        click.option("--jobs", metavar="N", type=click.IntRange(1), help=text("jobs", lang)),
        click.option("--only", metavar="ID", multiple=True, help=text("only_mutant", lang)),
        click.option("--operators", metavar="LIST", default="", help=text("operators", lang)),
        click.option("--min-score", "least", metavar="PERCENT", default="100%", help=text("min_score", lang)),
        click.option("--stubs", "stubs", is_flag=True, help=text("mutant_stubs", lang)),
        click.option("--equivalent", "equivalent", is_flag=True, help=text("equivalent", lang)),
    )


def _style(kinds: tuple[str, ...], lang: str) -> Decorator:
    return click.option("--format", "style", type=click.Choice(kinds), default=kinds[0], help=text("style", lang))


def _files(_context: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(incomplete, type="file")]
