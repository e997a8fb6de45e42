"""What an expression means in words and as intervals, in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules import parse_target
from perfrules.report.meaning import intervals_of, kind_word, meaning_of


@pytest.mark.parametrize(
    ("expression", "kind", "zh", "en", "intervals"),
    [
        ("≥95%", "数量", "不少于 95%", "at least 95%", "[95, +∞) %"),
        (">3家", "数量", "多于 3家", "more than 3家", "(3, +∞) 家"),
        ("≤10%", "数量", "不超过 10%", "at most 10%", "(-∞, 10] %"),
        ("<3家", "数量", "少于 3家", "less than 3家", "(-∞, 3) 家"),
        ("=13个", "数量", "恰为 13个", "exactly 13个", "[13, 13] 个"),
        ("10-15天", "数量", "10天 至 15天（含两端）", "from 10天 to 15天 (both included)", "[10, 15] 天"),
        (">3家且<5家", "数量", "3家 至 5家（不含两端）", "from 3家 to 5家 (both excluded)", "(3, 5) 家"),
        ("≥3家且<5家", "数量", "3家 至 5家（含下限，不含上限）", "from 3家 to 5家 (the lower end included)", "[3, 5) 家"),
        (">3家且≤5家", "数量", "3家 至 5家（不含下限，含上限）", "from 3家 to 5家 (the upper end included)", "(3, 5] 家"),
        ("<3家或>5家", "数量", "少于 3家，或者多于 5家", "less than 3家, or more than 5家", "(-∞, 3) ∪ (5, +∞) 家"),
        (">5家且<3家", "数量", "没有任何值", "no value", "∅ 家"),
        (
            "较上年提高≥5个百分点",
            "变化",
            "与上年相比，提高不少于 5个百分点",
            "compared with 上年: a rise of at least 5个百分点",
            "[5, +∞) 个百分点",
        ),
        ("较上年下降≥5%", "变化", "与上年相比，下降不少于 5%", "compared with 上年: a fall of at least 5%", "(-∞, -5] %"),
        ("前三名", "名次", "前 3 名", "place 3 or better", "[1, 3]"),
        ("2025年12月底前", "日期", "不晚于 2025-12-31", "not later than 2025-12-31", "(-∞, 2025-12-31]"),
        ("健全", "等级", "达到「健全」", "as good as 健全", ""),
        ("——", "没有值", "没有填写", "nothing is written", ""),
        (
            "培训≥3场；参加≥100人",
            "须同时满足",
            "同时满足：培训：不少于 3场；参加：不少于 100人",
            "all of these: 培训: at least 3场; 参加: at least 100人",
            "",
        ),
        ("开展若干宣传活动", "文字", "没有可以衡量的数或等级，由人判断", "nothing can be measured, a person has to judge", ""),
    ],
)
def test_meanings(expression: str, kind: str, zh: str, en: str, intervals: str) -> None:
    target = parse_target(expression)
    assert (kind_word(target.kind, "zh"), meaning_of(target), meaning_of(target, "en"), intervals_of(target)) == (kind, zh, en, intervals)


@given(st.integers(0, 10_000), st.sampled_from(["≥", "≤", ">", "<"]))
def test_the_complement_means_the_other_side(number: int, sign: str) -> None:
    target = parse_target(f"{sign}{number}家")
    word = {"≥": "不少于", "≤": "不超过", ">": "多于", "<": "少于"}
    other = {"≥": "<", "≤": ">", ">": "≤", "<": "≥"}[sign]
    assert meaning_of(target) == f"{word[sign]} {number}家"
    assert meaning_of(~target) == f"{word[other]} {number}家"


@pytest.mark.parametrize(
    ("expression", "zh"),
    [
        ("与上年持平", "变化"),
        ("只增不减", "提高"),
        ("只减不增", "下降"),
        ("同比增长", "提高"),
        ("2025年3月1日", "2025-03-01"),
        ("第2名", "第 2 名"),
        ("2025年3月1日起", "及以后"),
        ("优或良", "满足其一"),
    ],
)
def test_turns_days_and_alternatives_are_told(expression: str, zh: str) -> None:
    assert zh in meaning_of(parse_target(expression))
