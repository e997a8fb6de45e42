"""Scoring lines (计分): every form in which a ruleset can say how an indicator is scored, for the way in which it is better."""

from __future__ import annotations

from fractions import Fraction

from perfrules.value.numeral import write_number

__all__ = ["FALLING", "MANUAL", "RISING", "WORDS", "falling_bands", "rising_bands"]

MANUAL = "人工"
WORDS = ("按量表", "达标得满分，否则 得 40%", MANUAL)
RISING = (
    "达标得满分",
    "达标得满分，否则 得 20%",
    "按完成比例",
    "按完成比例，不足 60% 计零",
    "按完成比例，及格线 60%",
    "按完成比例，不足 90% 说明",
    "按完成比例，零值 按达标",
    "按完成率分档：≥100% 得 100%、≥80% 得 60%、其余 得 0%",
    "每低 5% 扣 10%，不足一档不扣",
    "每低 3% 扣 7%，不足一档按一档",
    "每低 3% 扣 7%，按比例",
    "折线：50% 得 0%、90% 得 70%、100% 得 100%",
    MANUAL,
)
"""Where more is better."""

FALLING = (
    "达标得满分",
    "按完成比例，反向 超一倍归零",
    "按完成比例，反向 按比值",
    "按完成比例，反向 超出计零，不足 60% 计零",
    "按完成比例，反向 每超 5% 扣 20%，不足一档不扣",
    "每超 2% 扣 10%，不足一档按一档",
    "每偏离 1% 扣 10%，按比例",
    MANUAL,
)
"""Where less is better."""


def rising_bands(edge: int, unit: str) -> tuple[str, ...]:
    """Return the forms that name values of a unit themselves, up to an edge above zero.

    >>> rising_bands(100, "家")[0]
    '分档：≥100家 得 100%、≥50家 得 60%、其余 得 0%'
    """
    half = write_number(Fraction(edge, 2))
    return (
        f"分档：≥{edge}{unit} 得 100%、≥{half}{unit} 得 60%、其余 得 0%",
        f"按值折线：0{unit} 得 0%、{half}{unit} 得 60%、{edge}{unit} 得 100%",
    )


def falling_bands(edge: int, unit: str) -> tuple[str, ...]:
    """Return the forms that name values of a unit themselves, from an edge above zero on.

    >>> falling_bands(10, "%")[0]
    '分档：≤10% 得 100%、≤20% 得 60%、其余 得 0%'
    """
    return (
        f"分档：≤{edge}{unit} 得 100%、≤{2 * edge}{unit} 得 60%、其余 得 0%",
        f"按值折线：{edge}{unit} 得 100%、{2 * edge}{unit} 得 50%、{3 * edge}{unit} 得 0%",
    )
