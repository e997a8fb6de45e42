"""What `test --properties` says: the laws of each ruleset, counterexamples, and what is not claimed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from perfrules.cli.fault import RequestError
from perfrules.cli.texts import text
from perfrules.evaluation.ruleset import RuleSet
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.span import display_width

if TYPE_CHECKING:
    from perfrules.testing.properties import LawReport, PropertiesReport, Unclaimed

__all__ = ["laws_checked", "laws_text"]

_SHOWN = 6
_NAME_WIDTH = {"zh": 12, "en": 24}


def laws_checked(rules: Iterable[RuleSet], examples: int | None, seed: int) -> tuple[PropertiesReport, ...]:
    """Return what came of the laws of some rulesets; without Hypothesis the request says what to install."""
    from perfrules.testing.properties import check_properties  # noqa: PLC0415  --help and --version need no laws
    from perfrules.testing.properties.check import EXAMPLES  # noqa: PLC0415

    try:
        return tuple(check_properties(one, examples=examples or EXAMPLES, seed=seed) for one in rules)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "hypothesis":
            raise
        raise RequestError([Diagnostic("E530", {"package": "hypothesis"})]) from error


def laws_text(reports: Sequence[PropertiesReport], lang: str, *, verbose: bool) -> str:
    """Return the reports as a person reads them: a line for each law, what is not claimed, then the counterexamples."""
    parts: list[str] = []
    for report in reports:
        parts += [text("laws_title", lang).format(title=report.title), *(_line(one, lang) for one in report.laws)]
        parts += _left(report, lang, verbose=verbose)
        for one in report.counterexamples:
            parts += ["", one.render(lang)]
        parts.append("")
    return "\n".join(parts)


def _line(one: LawReport, lang: str) -> str:
    name = one.law.name(lang)
    pad = " " * max(_NAME_WIDTH[lang] - display_width(name), 1)
    count = text("law_examples", lang).format(count=one.examples) if one.examples else text("law_nothing", lang)
    return f"  {one.law.code} {name}{pad}{text('law_holds' if one.holds else 'law_broken', lang)}  {count}"


def _left(report: PropertiesReport, lang: str, *, verbose: bool) -> Iterator[str]:
    """Yield what is not claimed, the names of one reason together; `verbose` names all of them."""
    lines: list[str] = []
    for law in report.laws:
        for why, names in _by_reason(law.unclaimed, lang).items():
            shown = names if verbose else names[:_SHOWN]
            comma = "、" if lang == "zh" else ", "
            more = f"{comma}… ({len(names)})" if len(shown) < len(names) else ""
            lines.append(f"    {law.law.name(lang)}{'：' if lang == 'zh' else ': '}{comma.join(shown)}{more}  {why}")
    if lines:
        yield f"  {text('laws_left', lang)}"
        yield from lines


def _by_reason(left: Iterable[Unclaimed], lang: str) -> dict[str, list[str]]:
    found: dict[str, dict[str, None]] = {}
    for one in left:
        found.setdefault(one.why(lang), {})[one.name] = None
    return {why: list(names) for why, names in found.items()}
