"""Laws of canonical texts: each meaning has one text, what stands around a cell says nothing, columns say what a cell leaves out."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfrules import Quantity, UnitError, parse_quantity, parse_target
from perfrules.target.body import Measure
from perfrules.target.parser import is_measured
from perfrules.value.numeral import write_number
from perfrules.value.unit_table import find_unit
from property.strategies import decimals, fullwidth

pytestmark = pytest.mark.property

PAIRS = st.tuples(decimals(1, 90, places=1), decimals(1, 90, places=1)).map(sorted).filter(lambda pair: pair[0] < pair[1])
UNITS = st.sampled_from(["%", "家", "天", "万元", "元/人·年", "个百分点", "次/年", ""])


@settings(max_examples=40)
@given(PAIRS, UNITS)
def test_what_is_written_canonically_is_written_the_same_again(pair: list[Fraction], unit: str) -> None:
    low, high = map(write_number, pair)
    forms = (
        "≥{0}{u} >{0}{u} ≤{1}{u} <{1}{u} ={0}{u} {0}{u} {0}-{1}{u} [{0},{1}){u} ({0},{1}]{u} ({0},{1}){u} <{0}{u}或>{1}{u} ={0}{u}或={1}{u}"
    )
    forms += (
        " 约{0}{u} ±{0}{u} {1}{u}±{0}{u} (0,0){u} -{1}{u} ≥-{1}{u} -{1}至-{0}{u} 较上年提高{0}% 较上年下降≥{0}% 同比提高<{1}{v} 合格率≥{0}%"
    )
    forms += " 较2020年提高≥{0}%且较2020年提高≤{1}% 较上年提高 同比下降 较上年持平 较上年只增不减 较上年只减不增 较上年正增长 较上年负增长"
    forms += " 培训≥{0}家;参训≥{1}人次"
    for form in forms.split():
        text = form.format(low, high, u=unit, v=unit or "%")
        assert str(parse_target(text)) == text


@given(st.integers(1, 40), st.integers(1, 40), st.dates(date(2001, 1, 1), date(2059, 12, 30)))
def test_places_days_and_ratios_are_written_the_same_again(one: int, other: int, day: date) -> None:
    low, high = sorted([one, other])
    texts = [f"第{low}名", f"不高于第{low + 1}名", f"≤{low}:{high + 100}" if low % 2 else "≤1:20"]
    texts += [f"前{high}名"] if high > 1 else []
    texts += [f"不高于第{low + 1}名且不低于第{high + 2}名"]
    written = f"{day.year}年{day.month}月{day.day}日"
    texts += [written, f"{written}前", f"{written}起", f"{day.year}年", f"{day.year}年{day.month}月", f"{day.month}月{day.day}日前"]
    texts += [f"{written}-{day.year + 1}年1月1日", f"{day.month}月{day.day}日起"]
    for text in texts:
        found = parse_target(text)
        if ":" not in text:
            assert str(found) == text
        assert parse_target(str(found)) == found


@given(st.dates(date(2001, 1, 1), date(2059, 12, 30)), st.dates(date(1990, 1, 1), date(2070, 1, 1)), st.booleans())
def test_every_day_and_no_day_can_be_written(day: date, other: date, named: bool) -> None:
    target = parse_target(f"{day.year if named else ''}{'年' if named else ''}{day.month}月{day.day}日前")
    for whole, wanted in ((target | ~target, True), (target & ~target, False)):
        again = parse_target(str(whole))
        assert again == whole
        assert whole.is_empty is not wanted
        assert whole.accepts(other) is wanted
        assert again.accepts(f"{other.year}年{other.month}月{other.day}日") is wanted
        assert again.accepts(f"{day.month}月{day.day}日") in (wanted, None)
    place = parse_target("前3名")
    for whole, wanted in ((place | ~place, True), (place & ~place, False)):
        again = parse_target(str(whole))
        assert again == whole
        assert again.accepts("第7名") is wanted


@given(PAIRS, UNITS)
def test_the_data_of_a_target_are_its_numbers_in_its_own_unit(pair: list[Fraction], unit: str) -> None:
    low, high = map(write_number, pair)
    data = parse_target(f"[{low},{high}){unit}").to_dict()
    assert data["kind"] == "quantity"
    assert data["unit"] == unit
    (interval,) = data["intervals"]
    assert {Fraction(str(one)) for one in interval.values() if isinstance(one, str)} == set(pair)
    open_one = parse_target(f">{low}{unit}").to_dict()["intervals"][0]
    closed = parse_target(f"≥{low}{unit}").to_dict()["intervals"][0]
    assert open_one != closed
    assert interval != parse_target(f"{low}-{high}{unit}").to_dict()["intervals"][0]


# --- around a cell ----------------------------------------------------------------------------------------------------------------

CELLS = st.sampled_from(["≥95%", "17500家", "2025年12月底前", "前3名", "较上年提高5%", "培训≥3场;参训≥200人次", "健全", "10-15天"])
AROUND = st.sampled_from(["{}", " {} ", "“{}”", "「{}」", '"{}"', "{}。", "{}；", "{}、", "　{}　。", "“ {} ”；", "\n{}\n"])


@given(CELLS, AROUND, st.booleans())
def test_quotes_blanks_and_closing_points_around_a_cell_say_nothing(cell: str, form: str, wide: bool) -> None:
    plain = parse_target(cell)
    found = parse_target(form.format(fullwidth(cell) if wide else cell))
    assert found == plain
    assert str(found) == str(plain)
    codes = {note.code for note in found.notes} - {note.code for note in plain.notes}
    assert codes <= {"N101"}
    assert ("N101" in codes) == (wide and fullwidth(cell) != cell)


@given(decimals(1, 500, places=1), st.sampled_from(["%", "家", "万元", "天"]), st.sampled_from(["≥", ">", "≤", "<", "="]))
def test_columns_for_unit_and_comparison_are_read_with_the_number(number: Fraction, unit: str, sign: str) -> None:
    said = write_number(number)
    wanted = parse_target(f"{sign}{said}{unit}")
    assert parse_target(said, unit=unit, operator=sign) == wanted
    assert parse_target(f"{said}{unit}", operator=sign) == wanted
    assert parse_target(f"{sign}{said}", unit=unit) == wanted
    assert parse_target(f"{sign}{said}{unit}", unit=unit, operator=sign) == wanted
    # A unit in the cell goes before the column.
    assert parse_target(f"{sign}{said}{unit}", unit="人次").body.unit == wanted.body.unit  # type: ignore[union-attr]
    ranged = parse_target(f"{said}-{write_number(number + 1)}", unit=unit)
    assert ranged == parse_target(f"{said}{unit}-{write_number(number + 1)}{unit}")
    assert parse_target("健全", unit=unit, operator=sign) == parse_target("健全")
    for magnitude in ("万", "百万", "亿", "千"):
        assert parse_target(f"{sign}{said}{magnitude}", unit="元") == parse_target(f"{sign}{said}{magnitude}元")
        assert parse_target(f"{said}{magnitude}", unit="人次", operator=sign) == parse_target(f"{sign}{said}{magnitude}人次")


@given(decimals(0, 500, places=2), st.sampled_from(["%", "家", "万元", ""]))
def test_a_quantity_is_one_bare_number(number: Fraction, unit: str) -> None:
    said = f"{write_number(number)}{unit}"
    found = parse_quantity(said)
    assert found == Quantity(number, find_unit(unit))
    assert found.number == number
    assert parse_quantity(write_number(number), unit=unit) == found
    for text in (f"≥{said}", f"约{said}", f"{said}±{said}", "健全", "前3名", "2025年", f"较上年提高{said}", ""):
        with pytest.raises(UnitError) as caught:
            parse_quantity(text)
        assert caught.value.diagnostics[0].code == "E116"


@given(st.integers(1, 999), st.sampled_from(["家", "%", "万元"]))
def test_a_float_that_a_sheet_kept_is_the_decimal_that_was_typed(thousandths: int, unit: str) -> None:
    honest = Fraction(thousandths, 1000)
    text = f"{thousandths / 1000:.17f}"
    target = parse_target(f"≥{text}{unit}")
    assert isinstance(target.body, Measure)
    assert abs(target.body.values.boundaries()[0] / target.body.unit.factor - honest) < Fraction(1, 10**9)
    if target.body.values.boundaries()[0] / target.body.unit.factor == honest and Fraction(text) != honest:
        assert "N103" in [note.code for note in target.notes]


@given(st.integers(1, 99), st.sampled_from(["不知名", "扎扎"]))
def test_a_unit_that_nobody_knows_is_kept_and_noted(number: int, unit: str) -> None:
    target = parse_target(f"≥{number}{unit}")
    assert isinstance(target.body, Measure)
    assert str(target) == f"≥{number}{unit}"
    assert not target.body.unit.known
    (note,) = (note for note in target.notes if note.code == "N201")
    assert note.args["unit"] == unit
    assert note.span is not None
    assert note.span.start >= len(str(number))
    assert target.accepts(f"{number}{unit}") is True
    assert target.accepts(f"{number}家") is None


@given(st.integers(1, 99), st.sampled_from(["项目", "学校", "企业"]))
def test_the_noun_behind_a_measure_word_is_shown_and_not_compared(number: int, noun: str) -> None:
    target = parse_target(f"≥{number}个{noun}")
    assert isinstance(target.body, Measure)
    assert (target.body.unit.symbol, target.body.unit.label) == ("个", noun)
    assert str(target) == f"≥{number}个{noun}"
    assert target == parse_target(f"≥{number}个")
    assert target.accepts(f"{number}个") is True
    after = parse_target(f"{number}个{noun}以上")
    assert after == target


@given(st.integers(1, 30), st.integers(1, 30), st.integers(1, 300), st.sampled_from(["%", "", "比例"]))
def test_a_proportion_with_a_tolerance_reads_back(above: int, below: int, hundredths: int, unit: str) -> None:
    target = parse_target(f"{above}:{below}±{write_number(Fraction(hundredths, 100))}{unit}")
    assert parse_target(str(target)) == target


@given(st.integers(0, 400), st.integers(0, 200), st.sampled_from(["≥5家", "2025年3月", "前9名", "不超过三次"]))
def test_a_measure_anywhere_in_a_long_text_is_seen(before: int, behind: int, measure: str) -> None:
    prose = "稳步推进工作，"
    assert is_measured(prose * before + measure + "，" + prose * behind)
    assert not is_measured(prose * (before + behind))


@pytest.mark.parametrize("text", ["前" + "9" * 75_000, "第" + "十" * 75_000, "百分之" * 25_000, "同比" * 40_000])
def test_long_texts_are_looked_at_in_time(text: str) -> None:
    began = process_time()
    is_measured(text)
    assert process_time() - began < 0.5
