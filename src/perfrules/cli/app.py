"""The command line: its commands and options, built in the language that is asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem, get_completion_class

from perfrules._version import __version__
from perfrules.cli.bulk_app import bulk_command
from perfrules.cli.conformance import conform_command
from perfrules.cli.fault import fault_of
from perfrules.cli.help import help_text
from perfrules.cli.output import complain, put, screen_of
from perfrules.cli.review_app import review_command
from perfrules.cli.rules_app import rule_commands
from perfrules.cli.texts import text
from perfrules.report.words import LANGUAGES
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import PerfRulesError

__all__ = ["build", "run"]

_F = TypeVar("_F", bound=Callable[..., Any])
_SHELLS = ("bash", "zsh", "fish")
_PERIODS = ("全年", "半年")
_NUMBER = click.IntRange(1, 10_000)


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line and return its exit code; faults are printed, never raised."""
    lang = _language(arguments)
    try:
        code = build(lang).main(list(arguments), prog_name="perfrules", standalone_mode=False)
    except click.ClickException as error:
        complain([fault_of(error)], lang)
        return 2
    except PerfRulesError as error:
        complain(error.diagnostics, lang)
        return 2
    except ModuleNotFoundError as error:
        if (error.name or "perfrules").partition(".")[0] == "perfrules":
            raise
        complain([Diagnostic("E742", {"package": error.name or ""})], lang)
        return 2
    except (KeyboardInterrupt, click.Abort):
        return 130
    return code if isinstance(code, int) else 0


def _language(arguments: Sequence[str]) -> str:
    """Return the language that the arguments ask for: help and faults need it before the arguments are understood."""
    found = "zh" if screen_of(sys.stdout).has_chinese else "en"
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and index + 1 < len(arguments):
            found = arguments[index + 1]
        elif argument.startswith("--lang="):
            found = argument.removeprefix("--lang=")
    return found if found in LANGUAGES else "zh"


def build(lang: str = "zh") -> click.Group:
    """Return the command `perfrules` with all that it says in `lang`."""

    @click.group("perfrules", add_help_option=False, invoke_without_command=True)
    @_common(lang)
    @click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help=text("version", lang))
    @click.pass_context
    def group(context: click.Context) -> int:
        if context.invoked_subcommand is None:
            put(help_text(context.command, lang, screen_of(sys.stdout).width), sys.stdout)
        return 0

    for command in (
        _evaluate(lang),
        review_command(lang, _common),
        _parse(lang),
        _score(lang),
        _monitor(lang),
        bulk_command(lang, _common),
        *rule_commands(lang, _common),
        conform_command(lang, _common),
        _completion(lang),
    ):
        group.add_command(command)
    return group


def _common(lang: str) -> Callable[[_F], _F]:
    """Return the options that every command has."""

    def show_help(context: click.Context, _param: click.Parameter, wanted: bool) -> None:
        if wanted and not context.resilient_parsing:
            put(help_text(context.command, lang, screen_of(sys.stdout).width), sys.stdout)
            context.exit()

    def decorate(function: _F) -> _F:
        function = click.option(
            "-h", "--help", is_flag=True, is_eager=True, expose_value=False, callback=show_help, help=text("help", lang)
        )(function)
        return click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=text("lang", lang))(function)

    return decorate


def _show_version(context: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        put(f"perfrules {__version__}\n", sys.stdout)
        context.exit()


def _evaluate(lang: str) -> click.Command:
    @click.command("evaluate", add_help_option=False)
    @click.argument("table", metavar="TABLE", shell_complete=_files)
    @click.option("--table", "number", metavar="N", type=_NUMBER, help=text("number", lang))
    @click.option("--actuals", metavar="FILE", shell_complete=_files, help=text("actuals", lang))
    @click.option("--period", metavar="PERIOD", shell_complete=_periods, help=text("period", lang))
    @click.option("--policy", metavar="POLICY", shell_complete=_policies, help=text("evaluate_policy", lang))
    @click.option("--ruleset", metavar="RULESET", shell_complete=_rulesets, help=text("evaluate_ruleset", lang))
    @click.option("--as-of", metavar="DATE", help=text("as_of", lang))
    @click.option("--equal", type=click.Choice(("逐级", "指标")), help=text("equal", lang))
    @click.option("--search", metavar="DIR", multiple=True, help=text("search", lang))
    @click.option("--json", "as_json", is_flag=True, help=text("evaluate_json", lang))
    @click.option("--html", metavar="FILE", shell_complete=_files, help=text("html", lang))
    @click.option("--xlsx", metavar="FILE", shell_complete=_files, help=text("xlsx", lang))
    @click.option("-v", "--verbose", is_flag=True, help=text("verbose", lang))
    @_common(lang)
    def command(**options: Any) -> int:
        from perfrules.cli.commands import evaluate  # noqa: PLC0415  --help and --version need no evaluation

        return evaluate(**options, lang=lang)

    return command


def _parse(lang: str) -> click.Command:
    # A value such as -5% is no option.
    @click.command("parse", add_help_option=False, context_settings={"ignore_unknown_options": True})
    @click.argument("expression", metavar="EXPR", callback=_no_option)
    @click.option("--actual", metavar="VALUE", help=text("actual", lang))
    @click.option("--unit", metavar="UNIT", help=text("unit", lang))
    @click.option("--operator", metavar="OPERATOR", help=text("operator", lang))
    @click.option("--name", metavar="NAME", default="", help=text("name", lang))
    @click.option("--json", "as_json", is_flag=True, help=text("evaluate_json", lang))
    @_common(lang)
    def command(**options: Any) -> int:
        from perfrules.cli.commands import parse  # noqa: PLC0415  --help and --version need no evaluation

        return parse(**options, lang=lang)

    return command


def _score(lang: str) -> click.Command:
    @click.command("score", add_help_option=False)
    @click.argument("table", metavar="TABLE", shell_complete=_files)
    @click.option("--table", "number", metavar="N", type=_NUMBER, help=text("number", lang))
    @click.option("--policy", metavar="POLICY", shell_complete=_policies, help=text("policy", lang))
    @click.option("--which-policy", "ranked", is_flag=True, help=text("ranked", lang))
    @click.option("--compare", metavar="P1,P2", shell_complete=_policies, help=text("compare", lang))
    @click.option("--actuals", metavar="FILE", shell_complete=_files, help=text("score_actuals", lang))
    @click.option("--period", metavar="PERIOD", shell_complete=_periods, help=text("period", lang))
    @click.option("--as-of", metavar="DATE", help=text("as_of", lang))
    @click.option("--equal", type=click.Choice(("逐级", "指标")), help=text("equal", lang))
    @click.option("--tolerance", metavar="POINTS", default="0.01", help=text("tolerance", lang))
    @click.option("--search", metavar="DIR", multiple=True, help=text("search", lang))
    @click.option("--json", "as_json", is_flag=True, help=text("evaluate_json", lang))
    @click.option("-v", "--verbose", is_flag=True, help=text("score_verbose", lang))
    @_common(lang)
    def command(**options: Any) -> int:
        from perfrules.cli.scores import score  # noqa: PLC0415  --help and --version need no rulesets

        return score(**options, lang=lang)

    return command


def _monitor(lang: str) -> click.Command:
    @click.command("monitor", add_help_option=False)
    @click.argument("table", metavar="TABLE", shell_complete=_files)
    @click.option("--table", "number", metavar="N", type=_NUMBER, help=text("number", lang))
    @click.option("--actuals", metavar="FILE", shell_complete=_files, help=text("score_actuals", lang))
    @click.option("--policy", metavar="POLICY", shell_complete=_policies, help=text("monitor_policy", lang))
    @click.option("--month", metavar="MONTH", help=text("month", lang))
    @click.option("--literal-zero", is_flag=True, help=text("literal_zero", lang))
    @click.option("--search", metavar="DIR", multiple=True, help=text("search", lang))
    @click.option("--json", "as_json", is_flag=True, help=text("evaluate_json", lang))
    @click.option("-v", "--verbose", is_flag=True, help=text("score_verbose", lang))
    @_common(lang)
    def command(**options: Any) -> int:
        from perfrules.cli.monitor import monitor  # noqa: PLC0415  --help and --version need no rulesets

        return monitor(**options, lang=lang)

    return command


def _policies(_context: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the named policies; behind a comma those that may follow."""
    from perfrules.ruleset.library import Library  # noqa: PLC0415
    from perfrules.ruleset.named import named_policies_in  # noqa: PLC0415

    before, comma, last = incomplete.rpartition(",")
    names = (word for one in named_policies_in(Library()) for word in (*one.policies.aliases, one.name))
    return [CompletionItem(f"{before}{comma}{name}") for name in names if name.startswith(last)]


def _rulesets(_context: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the titles of rulesets, and files."""
    from perfrules.ruleset.library import Library  # noqa: PLC0415

    titles = dict.fromkeys(entry.title for entry in Library().entries(Path()))
    found = [CompletionItem(title) for title in titles if title.startswith(incomplete)]
    return found if incomplete and found else [*found, CompletionItem(incomplete, type="file")]


def _no_option(context: click.Context, _param: click.Parameter, value: str) -> str:
    """Refuse an expression that is a mistyped option: `--josn`."""
    if value.startswith("--") and value[2:3].isascii() and value[2:3].isalpha():
        raise click.NoSuchOption(value, ctx=context)
    return value


def _completion(lang: str) -> click.Command:
    @click.command("completion", add_help_option=False)
    @click.argument("shell", metavar="SHELL", type=click.Choice(_SHELLS))
    @_common(lang)
    def command(shell: str) -> int:
        kind = get_completion_class(shell)
        assert kind is not None
        script = kind(build(lang), {}, "perfrules", "_PERFRULES_COMPLETE")
        put(script.source_template % script.source_vars() + "\n", sys.stdout)
        return 0

    return command


def _files(_context: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(incomplete, type="file")]


def _periods(context: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the periods of the table that is already named, else the usual ones."""
    from perfrules.cli.commands import periods_of  # noqa: PLC0415

    known = periods_of(context.params["table"]) if context.params.get("table") else []
    return [CompletionItem(period) for period in known or _PERIODS if period.startswith(incomplete)]
