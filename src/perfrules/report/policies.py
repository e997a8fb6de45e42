"""A named policy as an official can check it: its words, its source, and the marks that it gives to sample values."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from perfrules.ruleset.model import PolicySet
from perfrules.scoring import Policy, Scorer, Subject, bind
from perfrules.target import parse_target
from perfrules.target.body import Measure
from perfrules.target.direction import leaning
from perfrules.value.numeral import write_number
from perfrules.value.verdict import Direction

__all__ = ["policy_page"]

_SAMPLES = (
    ("≥100家", Direction.HIGHER, ("50家", "60家", "80家", "99家", "100家", "130家")),
    ("≤100万元", Direction.LOWER, ("90万元", "100万元", "110万元", "120万元", "150万元", "200万元")),
    ("=0%", Direction.LOWER, ("0%", "1%", "5%")),
)
_WEIGHT = Fraction(10)


def policy_page(policies: PolicySet) -> str:
    """Return the page of a policy: every line it says, and the marks out of ten for sample targets and values."""
    lines = [policies.name, ""]
    lines += [f"  {word}  {said}" for word, said in policies.lines.items()]
    source = policies.provenance.source + (f"（{policies.provenance.status}）" if policies.provenance.status else "")
    lines += [f"  依据  {source}"] if source else []
    lines += [f"  说明  {policies.note}"] if policies.note else []
    if policies.policy is not None:
        policy = policies.policy.at(None)
        if policy is not None:
            lines += ["", "满分 10分时："]
            lines += [f"  {line}" for line in _samples(policy)]
    return "\n".join(lines) + "\n"


def _samples(policy: Policy) -> Iterator[str]:
    for text, direction, actuals in _SAMPLES:
        target = parse_target(text)
        assert isinstance(target.body, Measure)
        scorer = bind(policy, Subject(target, direction, leaning(target.body, direction), None, _WEIGHT))
        if not isinstance(scorer, Scorer):
            yield f"{text}：{scorer.message}"
            continue
        yield f"{text}：" + "、".join(f"{actual} {_marks(scorer, actual)}" for actual in actuals)
        yield from (f"    {note.message}" for note in scorer.notes)


def _marks(scorer: Scorer, actual: str) -> str:
    body = parse_target(actual).body
    assert isinstance(body, Measure)
    point = body.values.the_point
    assert point is not None
    low, high = (share * _WEIGHT for share in scorer.shares(point))
    return f"{write_number(low)}分" if low == high else f"{write_number(low)}~{write_number(high)}分"
