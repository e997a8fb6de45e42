"""Cases of `rulesets.jsonl` that are drawn: small rulesets with facts, added up a second time here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import cycle
from typing import Any, NamedTuple

from conformance.draft import Draft, number, required

__all__ = ["drafts"]

MET, UNMET, PENDING, NONE = "达标", "未达标", "待定", "不适用"

_TARGETS: dict[str, tuple[str, dict[str, str]]] = {
    "企业数": ("≥100家 越大越好", {"100家": "1", "96家": "0.96", "120家": "1", "50家": "0.5", "1家": "0.01", "0家": "0"}),
    "调整率": ("≤10% 越小越好", {"10%": "1", "12%": "0.8", "8%": "1", "15%": "0.5", "25%": "0", "10.3%": "0.97"}),
    "事故数": ("=0起 越小越好", {"0起": "1", "1起": "0"}),
    "健全性": ("健全", {"健全": "1", "基本健全": "0", "十分健全": "1", "不健全": "0"}),
    "合格率": ("≥90% 越大越好", {"90%": "1", "45%": "0.5", "99%": "1", "60%": "2/3", "30%": "1/3"}),
    "完成日": ("2025年12月底前", {"2025年12月31日": "1", "2026年1月1日": "0", "2025年6月1日": "1"}),
    "培训数": ("=3场 越大越好", {"3场": "1", "1场": "1/3", "2场": "2/3", "4场": "1"}),
}
"""Targets with what each actual value gets in proportion; less than all of it is a miss."""

_OPEN = (None, "暂不确定", "3户", "≥≥5", "")
"""Actual values that leave things open: missing, not settled, of another unit, unreadable, empty."""

_POLICY = "按完成比例，反向 超一倍归零，零值 按达标"

_SHAPES: list[list[tuple[str, list[tuple[str, str]]]]] = [
    [("产出", [("企业数", "30"), ("合格率", "20")]), ("效益", [("健全性", "30"), ("调整率", "20")])],
    [
        ("过程", [("调整率", "10"), ("健全性", "10")]),
        ("产出", [("企业数", "25"), ("培训数", "25")]),
        ("效益", [("合格率", "20"), ("事故数", "10")]),
    ],
    [("产出", [("企业数", "40"), ("完成日", "20")]), ("效益", [("合格率", "40")])],
    [("产出", [("培训数", "1"), ("合格率", "2")]), ("效益", [("企业数", "3"), ("调整率", "1.5"), ("事故数", "2.5")])],
    [("产出", [("企业数", "100")])],
    [("过程", [("健全性", "7"), ("完成日", "3")]), ("产出", [("培训数", "60")]), ("效益", [("事故数", "30")])],
]


class Part(NamedTuple):
    """What came out for an indicator or a level."""

    weight: Fraction
    low: Fraction
    high: Fraction
    verdict: str


def drafts() -> Iterator[Draft]:
    """Yield all cases that are drawn."""
    choices = {name: cycle(given) for name, (_, given) in _TARGETS.items()}
    opened = cycle(_OPEN)
    serial = 0
    for turn in range(5):
        for shape in _SHAPES:
            for rule in ("", "满分", "重分配", "折算", "剔除"):
                serial += 1
                policy = "达标得满分" if serial % 7 == 0 else _POLICY
                facts: dict[str, Any] = {}
                names = [name for _, rows in shape for name, _ in rows]
                for index, name in enumerate(names):
                    kind = (serial + 3 * index + turn) % 5
                    if rule and kind == 0 and len(names) > 1:
                        facts[name] = "不适用"
                    elif kind == 1 and turn % 2:
                        value = next(opened)
                        if value is not None or serial % 2:
                            facts[name] = value
                    else:
                        facts[name] = next(choices[name])
                if (turn + serial) % 3:
                    yield _case(shape, rule, policy, facts)


def _case(shape: Sequence[tuple[str, list[tuple[str, str]]]], rule: str, policy: str, facts: dict[str, Any]) -> Draft:
    full = sum(Fraction(weight) for _, rows in shape for _, weight in rows)
    lines = ["规则集  样例", f"满分  {number(full)}分", f"计分  {policy}", *([f"不适用  {rule}"] if rule else [])]
    lines += ["等级  优 ≥90分、良 ≥80分、中 ≥60分、差 <60分"] if full == 100 else []
    leaves: dict[str, Part] = {}
    levels: list[tuple[str, list[Part]]] = []
    for level, rows in shape:
        lines.append(f"一级指标  {level} {number(sum(Fraction(weight) for _, weight in rows))}分")
        for name, weight in rows:
            lines.append(f"  三级指标  {name} {weight}分 全年 {_TARGETS[name][0]}")
            leaves[name] = _leaf(name, Fraction(weight), policy, facts.get(name))
        levels.append((level, [leaves[name] for name, _ in rows]))
    total, told = _added(levels, rule or "重分配", full)
    expected: dict[str, Any] = {
        "refused": False,
        "verdict": _all([one.verdict for one in leaves.values()]),
        "total": told,
        "verdicts": {name: one.verdict for name, one in leaves.items()},
        "marks": {name: _marks(one.low, one.high) for name, one in leaves.items() if one.verdict != NONE},
    }
    if full == 100 and total is not None:
        expected["grades"] = _grades(*total)
    why = f"逐级相加；不适用的按「{rule or '重分配'}」" if NONE in expected["verdicts"].values() else "逐级相加；缺的留一个范围"
    return required("sums", {"ruleset": "\n".join(lines) + "\n", "facts": facts}, expected, why)


def _leaf(name: str, weight: Fraction, policy: str, actual: str | None) -> Part:
    if actual == "不适用":
        return Part(weight, Fraction(0), weight, NONE)
    shares = _TARGETS[name][1]
    if actual not in shares:
        return Part(weight, Fraction(0), weight, PENDING)
    share = Fraction(shares[actual])
    verdict = MET if share == 1 else UNMET
    if policy == "达标得满分" and share < 1:
        share = Fraction(0)
    return Part(weight, share * weight, share * weight, verdict)


def _all(verdicts: Sequence[str]) -> str:
    """Return Kleene's *and* over what applies."""
    for verdict in (UNMET, PENDING, MET):
        if verdict in verdicts:
            return verdict
    return NONE


def _added(
    levels: list[tuple[str, list[Part]]], rule: str, full: Fraction
) -> tuple[tuple[Fraction, Fraction] | None, dict[str, str] | None]:
    """Return the total: what does not apply gets full marks, leaves its weight to what stands beside it, or takes it away."""
    parts = [part for _, rows in levels for part in rows]
    applying = [part for part in parts if part.verdict != NONE]
    if rule == "满分":
        absent = sum((part.weight for part in parts if part.verdict == NONE), Fraction(0))
        low, high = absent + sum(part.low for part in applying), absent + sum(part.high for part in applying)
    elif rule == "剔除":
        low, high = sum((part.low for part in applying), Fraction(0)), sum((part.high for part in applying), Fraction(0))
    elif rule == "折算":
        weight = sum(part.weight for part in applying)
        low, high = (full * sum(getattr(part, end) for part in applying) / weight for end in ("low", "high"))
    else:
        upper = [_level(rows) for _, rows in levels]
        there = [one for one in upper if one is not None]
        weight = sum(one.weight for one in there)
        low, high = (full * sum(getattr(one, end) for one in there) / weight for end in ("low", "high"))
    return (low, high), _marks(low, high)


def _level(rows: list[Part]) -> Part | None:
    """Return a level whose weight is shared by what applies below it; `None` where nothing does."""
    applying = [part for part in rows if part.verdict != NONE]
    if not applying:
        return None
    weight, base = sum(part.weight for part in rows), sum(part.weight for part in applying)
    return Part(weight, weight * sum(part.low for part in applying) / base, weight * sum(part.high for part in applying) / base, "")


def _marks(low: Fraction, high: Fraction) -> dict[str, str]:
    return {"low": number(low), "high": number(high)}


def _grades(low: Fraction, high: Fraction) -> list[str]:
    bounds = [("优", 90, 1000), ("良", 80, 90), ("中", 60, 80), ("差", -1, 60)]
    return [name for name, start, end in bounds if low < end and high >= start]
