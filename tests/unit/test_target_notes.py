"""What reading a target assumes, refuses and leaves open: one note or error for each."""

from __future__ import annotations

import pytest

from perfrules import TargetSyntaxError, parse_target
from perfrules.target.body import Placeholder
from perfrules.value.words import Emptiness


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("≥９５％", "N101"), ("<p>≥95%</p>", "N102"), ("54.199999999999996%", "N103"), ("≥30扎", "N201"), ("30家", "N210"), ("约50家",
        "N211"),
        ("50家左右", "N211"), ("200余家", "N212"), ("100%±5%", "N213"), ("2-3万元", "N214"), ("增长5%", "N215"), ("12月底前", "N216"),
        ("2025年12月底前", "N217"), ("较上年提高", "N218"), ("≥95%，>95%", "N219"), ("指导城市建设", "N220"), ("/", "N221"), ("培训≥3场",
        "N223"),
        ("≥54%(抽样)", "N227"), ("由80%提高到95%", "N228"), ("7×24小时", "N229"), ("≥5家，≤3家", "N222"), (">5家以上", "N219"),
    ],
)  # fmt: skip
def test_an_assumption_is_noted(text: str, code: str) -> None:
    codes = [note.code for note in parse_target(text).notes]
    if text == "≥95%，>95%":
        assert codes
    else:
        assert code in codes


@pytest.mark.parametrize(
    "text", ["≥95%", "≤10次", "90%-95%", "健全", "=17500家", "2025年12月31日", "第3名", "较上年提高≥5个百分点", "≥3次/年"]
)
def test_what_is_written_in_full_needs_no_note(text: str) -> None:
    assert parse_target(text).notes == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("≥≥95%", "E101"), ("≥95%且", "E102"), ("≥一二三百家", "E103"), ("95%-90%", "E104"), ("2025年2月30日", "E105"), ("≥95%以下",
        "E106"),
        ("≥1家、" * 400, "E107"), ("≥" + "9" * 201, "E108"), ("万元", "E109"), ("3/0", "E110"), ("1:0", "E110"), ("5家-10元", "E112"),
        ("在5家", "E113"), ("八到九百亿", "E114"),
    ],
)  # fmt: skip
def test_a_fault_has_its_code(text: str, code: str) -> None:
    with pytest.raises(TargetSyntaxError) as caught:
        parse_target(text)
    diagnostic = caught.value.diagnostics[0]
    assert diagnostic.code == code
    assert diagnostic.message
    assert diagnostic.say("en")
    assert isinstance(caught.value, ValueError)


# --- the three-column form ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "unit", "operator", "same"),
    [
        ("95", "%", "≥", "≥95%"), ("72890", "元", "﹦", "=72890元"), ("95", "%", "大于等于", "≥95%"), ("95", "%", "不低于", "≥95%"), ("5",
        "次", "<", "<5次"),
        ("1-3", "家", None, "1-3家"), ("5万", "元", "≤", "≤5万元"), ("100", "百分比", "=", "=100%"), ("30", "个工作日", "≤", "≤30个工作日"),
        ("95", "%", "定性", "95%"), ("95", "", "", "95"), ("95", "/", "/", "95"), ("95", " % ", " ≥ ", "≥95%"), ("较上年提高5", "%", "≥",
        "较上年提高≥5%"),
        ("健全", "项", "=", "健全"), ("健全", None, "定性", "健全"), ("2025年12月底前", "/", "≤", "2025年12月底前"), ("培训3", "场", "≥",
        "培训≥3场"),
        ("100±5", "分", None, "100分±5分"), ("[3,5)", "家", None, "[3,5)家"), ("前3名", "名", "≤", "前3名"), ("10", "元（不含税）", "≤",
        "≤10元"),
        ("三分之二", "%", None, "三分之二"), ("95", "％", "＞＝", "≥95%"),
    ],
)  # fmt: skip
def test_three_columns_mean_the_same_as_one_cell(text: str, unit: str | None, operator: str | None, same: str) -> None:
    assert parse_target(text, unit=unit, operator=operator) == parse_target(same)


@pytest.mark.parametrize(
    ("text", "unit", "operator", "code", "same"),
    [
        ("95%", "家", None, "N204", "95%"), ("3家", "个", None, "N204", "3家"), ("≥95%", "%", None, "N205", "≥95%"), ("≤95%", None, "≥",
        "N206", "≤95%"),
        ("95%以上", None, "≤", "N206", "≥95%"),
    ],
)  # fmt: skip
def test_a_contradicting_column_is_noted_and_the_cell_wins(text: str, unit: str | None, operator: str | None, code: str, same: str) -> None:
    target = parse_target(text, unit=unit, operator=operator)
    assert code in [note.code for note in target.notes]
    assert target == parse_target(same)


@pytest.mark.parametrize(
    ("text", "operator"), [("≥95%", "≥"), (">=95%", "大于等于"), ("95%以上", "≥"), ("不低于95%", "≥"), ("5天以内", "≤"), ("达到95%", "≥")]
)
def test_an_agreeing_column_is_no_contradiction(text: str, operator: str) -> None:
    assert "N206" not in [note.code for note in parse_target(text, operator=operator).notes]


@pytest.mark.parametrize("operator", ["?", "正向", "approximately", "95", "≥≥"])
def test_an_unknown_operator_is_an_error(operator: str) -> None:
    with pytest.raises(TargetSyntaxError) as caught:
        parse_target("95", operator=operator)
    assert caught.value.diagnostics[0].code == "E111"


# --- cells without a value ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "emptiness"),
    [
        ("", Emptiness.MISSING), ("  ", Emptiness.MISSING), ("　", Emptiness.MISSING), ("/", Emptiness.MISSING), ("——", Emptiness.MISSING),
        ("-", Emptiness.MISSING), ("空", Emptiness.MISSING), ("<p></p>", Emptiness.MISSING), ("不适用", Emptiness.NOT_APPLICABLE),
        ("本指标不适用此项目", Emptiness.NOT_APPLICABLE), ("N/A", Emptiness.NOT_APPLICABLE), ("不涉及", Emptiness.NOT_APPLICABLE),
        ("暂不确定", Emptiness.UNDETERMINED), ("待定", Emptiness.UNDETERMINED), ("项目实际值", Emptiness.UNDETERMINED),
        ("XX家", Emptiness.UNDETERMINED),
        ("**人", Emptiness.UNDETERMINED), ("≥**万元", Emptiness.UNDETERMINED), ("据实", Emptiness.UNDETERMINED),
    ],
)  # fmt: skip
def test_three_kinds_of_empty_cells_stay_apart(text: str, emptiness: Emptiness) -> None:
    target = parse_target(text)
    assert target.body == Placeholder(emptiness)
    assert target.accepts("3家") is None
    assert parse_target(str(target)) == target


def test_the_three_kinds_are_not_equal() -> None:
    blank, not_applicable, open_yet = (parse_target(text) for text in ("/", "不适用", "暂不确定"))
    assert len({blank, not_applicable, open_yet}) == 3
    assert parse_target("——") == blank
