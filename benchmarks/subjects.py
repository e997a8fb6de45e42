"""What is measured: the same work done by perfrules and by its peer, ready to be called."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import cache

from lark import Lark
from rule_engine import Rule

import perfrules as pr
from perfrules.evaluation import criterion_for
from perfrules.target.grammar import grammar_text
from perfrules.target.parse import _read

CELLS = (
    "≥1,000万元",
    "=17500家",
    "≤10%",
    "不低于95%",
    "2025年12月底前",
    "较上年提高5个百分点",
    "≥95%且≤100%",
    "90%-95%",
)
"""Values as published tables print them: one of every common form."""

EVERY_NAME = "import perfrules; [getattr(perfrules, name) for name in perfrules.__all__]"
FIRST_PARSE = "import perfrules; perfrules.parse_target('≥95%')"
FIRST_CELLS = f"import perfrules; [perfrules.parse_target(cell) for cell in {CELLS!r}]"
BARE_CELLS = f"""
from lark import Lark
from perfrules.target.grammar import grammar_text
lark = Lark(grammar_text(), parser='lalr', lexer='contextual', start='target', maybe_placeholders=True)
[lark.parse(cell) for cell in {CELLS!r}]
"""


def seconds_of(code: str) -> float:
    """Run code in a fresh interpreter and return how long it took, without the start of the interpreter."""
    clock = "import time; start = time.perf_counter(); exec({!r}); print(time.perf_counter() - start)"
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", clock.format(code)], check=True, capture_output=True, text=True)
    return float(done.stdout)


@cache
def bare_lark() -> Lark:
    """Return Lark on the grammar of target values, without anything of ours behind it."""
    return Lark(grammar_text(), parser="lalr", lexer="contextual", start="target", maybe_placeholders=True)


def read(cell: str) -> pr.Target:
    """Read a value as if it had not been seen before."""
    return _read(cell, None, None)


def read_all() -> None:
    """Read every cell as if it had not been seen before."""
    for cell in CELLS:
        _read(cell, None, None)


def parse_all_bare() -> None:
    """Parse every cell with Lark alone."""
    parse = bare_lark().parse
    for cell in CELLS:
        parse(cell)


def recall() -> pr.Target:
    """Read a value that was seen before."""
    return pr.parse_target("≥1,000万元")


def accepting() -> Callable[[], bool | None]:
    """Return the literal reading of a parsed target, bound to a parsed quantity."""
    target, actual = pr.parse_target("≥17500家"), pr.parse_quantity("16800家")
    return lambda: target.accepts(actual)


def deciding() -> Callable[[], pr.Verdict]:
    """Return the bare verdict on a parsed quantity: the target is bound to its direction once, as a rule is compiled once."""
    criterion, actual = criterion_for(pr.parse_target("=17500家")), pr.parse_quantity("16800家")
    return lambda: criterion.verdict(actual)


def judging() -> Callable[[], pr.Verdict]:
    """Return the verdict on a parsed quantity with all that explains it, direction found included."""
    target, actual = pr.parse_target("=17500家"), pr.parse_quantity("16800家")
    evaluate = pr.evaluate
    return lambda: evaluate(target, actual).verdict


def matching() -> Callable[[], bool]:
    """Return the equivalent rule of rule-engine, bound to the same number; it knows no units."""
    rule, facts = Rule("actual >= 17500"), {"actual": 16800}
    return lambda: rule.matches(facts)


def answers() -> set[bool | None]:
    """Return what they say, which must be the same for their times to be comparable."""
    return {accepting()(), deciding()() is pr.Verdict.MET, judging()() is pr.Verdict.MET, matching()()}
