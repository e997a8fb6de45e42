"""Frames that nobody meant to evaluate: an answer for every row, or one clear refusal, never a crash half-way."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bulk.backends import COLUMNS, FRAMES, Frames, frame_of, options_of, rows_of
from bulk.cases import BATCHES, Row, Setup, by_kind, scalar
from perfrules import FactError, RulesetError

pl = pytest.importorskip("polars")
pytest.importorskip("perfrules.bulk.frame")

_ROWS = [row for one in BATCHES if one.setup == Setup() for row in one.rows]


def _evaluated(frame: Any, **asked: Any) -> Any:
    from perfrules.bulk import evaluate_frame

    return evaluate_frame(frame, **({"target": "t", "actual": "a"} | asked))


def _refused(frame: Any, **asked: Any) -> str:
    with pytest.raises(FactError) as caught:
        _evaluated(frame, **asked)
    return " ".join(one.code for one in caught.value.diagnostics)


def test_no_rows(frames: Frames) -> None:
    for weight in (None, 10, "column"):
        made = frames.ask(frame_of([], "double"), Setup(weight=weight))
        assert made.height == 0
        assert "verdict" in made.columns


def test_nothing_known_in_any_row(frames: Frames) -> None:
    made = frames.ask(frame_of([Row(None, None), Row(None, None)], "double"), Setup(weight=10))
    assert made["reason"].cast(pl.String).to_list() == ["no_target", "no_target"]
    assert made["score_high"].to_list() == [10.0, 10.0]


@pytest.mark.parametrize(
    "values",
    [[True, False], [[1], [2]], [{"x": 1}, {"x": 2}], [time(1), time(2)], [timedelta(1), timedelta(2)], [b"1", b"2"]],
    ids=["truth", "list", "struct", "time", "duration", "bytes"],
)
@pytest.mark.parametrize("make", [pl.DataFrame, lambda columns: pl.DataFrame(columns).to_arrow()], ids=["polars", "pyarrow"])
def test_columns_that_are_no_values_are_refused(values: list[Any], make: Callable[[Any], Any]) -> None:
    assert _refused(make({"t": ["≥3家", "≤2"], "a": values})) == "E802"
    assert _refused(make({"t": values, "a": [3.0, 2.0]})) == "E802"
    assert _refused(make({"t": ["≥3家", "≤2"], "a": [3.0, 2.0], "w": values}), weight="w") == "E802"


@pytest.mark.parametrize("beside", [False, True])
def test_what_stands_between_cells_is_no_way_out_of_a_cell(beside: bool) -> None:
    from perfrules.bulk.texts import SEPARATOR

    texts = [f"≥3{SEPARATOR}家", SEPARATOR, f"{SEPARATOR}{SEPARATOR}≥3", f"≥3{SEPARATOR}家{SEPARATOR}≤", f"≥3{SEPARATOR}", "≥3"]
    rows = [Row(target, actual, unit="家" if beside else "") for target in texts for actual in (*texts, "3家")]
    frame = frame_of(rows, "text")
    found = _evaluated(frame, target=COLUMNS["target"], actual=COLUMNS["actual"], **({"unit": COLUMNS["unit"]} if beside else {}))
    assert rows_of(found, scored=False) == [scalar(row, Setup()) for row in rows]


@pytest.mark.parametrize("kind", ["Int8", "Int16", "UInt8", "UInt64", "Int128", "Float32"])
def test_numbers_of_every_size(kind: str) -> None:
    made = _evaluated(pl.DataFrame({"t": ["≥3家", "≤2", "=1"], "a": pl.Series([3, 2, 1], dtype=getattr(pl, kind))}))
    assert made["verdict"].to_list() == ["达标"] * 3


def test_a_short_double_means_what_it_prints() -> None:
    made = _evaluated(pl.DataFrame({"t": ["≥0.1", "≤0.1", "=0.3"], "a": pl.Series([0.1, 0.1, 0.3], dtype=pl.Float32)}))
    assert made["reason"].to_list() == ["met", "met", "met"]


def test_the_largest_whole_numbers() -> None:
    made = _evaluated(
        pl.DataFrame({"t": ["≥18446744073709551615", ">18446744073709551615"], "a": pl.Series([2**64 - 1] * 2, dtype=pl.UInt64)})
    )
    assert made["verdict"].to_list() == ["达标", "未达标"]


def test_days_with_a_time_are_days() -> None:
    values = [datetime(2025, 12, 31, 23, 59), datetime(2026, 1, 1), None]
    zoned = [datetime(2025, 12, 31, 23, 59, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC), None]
    for days in (values, zoned, [date(2025, 12, 31), date(2026, 1, 1), None]):
        made = _evaluated(pl.DataFrame({"t": ["2025年12月底前"] * 3, "a": days}))
        assert made["verdict"].to_list() == ["达标", "未达标", "待定"]


def test_a_moment_has_the_day_of_its_place() -> None:
    late = pl.Series([datetime(2025, 12, 31, 23, 59, tzinfo=UTC)]).dt.convert_time_zone("Asia/Shanghai")
    for target in (pl.Series(["2025年12月底前"]), pl.Series([datetime(2025, 12, 31, tzinfo=UTC)])):
        assert _evaluated(pl.DataFrame({"t": target, "a": late}))["verdict"].to_list() == ["未达标"]


@pytest.mark.parametrize("name", ["*", "^a$", "^.*$", "a.*", ""])
def test_names_of_columns_are_no_patterns(name: str) -> None:
    roles = {"target": "≥3家", "actual": "2家", "weight": 5.0, "name": "企业数", "unit": "", "operator": None}
    for role, value in roles.items():
        frame = pl.DataFrame({"t": ["≥3家"], "a": [2.0], name: [value]})
        assert _evaluated(frame, **{role: name})["verdict"].to_list() == ["未达标"]
        assert _evaluated(frame.lazy(), **{role: name}).collect()["verdict"].to_list() == ["未达标"]


def test_targets_that_a_sheet_gave_as_numbers() -> None:
    made = _evaluated(pl.DataFrame({"t": [3.0, 0.3, None], "a": [3.0, 0.1 + 0.2, 1.0]}))
    assert made["reason"].to_list() == ["met", "exceeded", "no_target"]


def test_columns_that_are_not_there_are_named_with_those_that_are() -> None:
    frame = pl.DataFrame({"t": ["≥3家"], "a": [3.0], "verdict": [""]})
    assert _refused(frame, name="n") == "E801 E803"
    assert _refused(pl.DataFrame()) == "E801 E801"


@pytest.mark.parametrize("given", [None, [{"t": "≥3家"}], {"t": ["≥3家"]}, "frame.csv", 3])
def test_what_is_no_frame_is_refused(given: Any) -> None:
    assert _refused(given) == "E804"


def test_names_of_columns_may_be_anything() -> None:
    target, actual = '"t"\n', "a'; DROP TABLE x --"
    frame = pl.DataFrame({target: ["≥3家"], actual: ["3"], "": ["偏差率"], "𠮷": [1]})
    for made in (frame, frame.lazy(), frame.to_arrow()):
        back = _evaluated(made, target=target, actual=actual, name="")
        names = (
            back.collect_schema().names() if isinstance(back, pl.LazyFrame) else back.schema.names if made is not frame else back.columns
        )
        assert list(names)[:4] == frame.columns


def test_an_unknown_policy_is_an_error_before_anything_is_evaluated() -> None:
    with pytest.raises(RulesetError, match="没有这样的办法"):
        _evaluated(pl.DataFrame({"t": ["≥3家"], "a": [3.0]}), weight=10, policy="没有这样的办法")


def test_one_column_may_be_target_and_actual_value() -> None:
    assert _evaluated(pl.DataFrame({"t": ["3家", "≥3家", "健全"]}), actual="t")["verdict"].to_list() == ["达标"] * 3


def test_the_index_of_a_pandas_frame_is_kept() -> None:
    pd = pytest.importorskip("pandas")
    columns = {"t": ["≥3家", "≥3家", "≥4家"], "a": [3.0, 2.0, None]}
    indexes = [[5, 5, "x"], pd.MultiIndex.from_tuples([(1, "a"), (1, "b"), (2, "a")]), pd.to_datetime(["2025-01-01", "2024-01-01", None])]
    for index in indexes:
        frame = pd.DataFrame(columns, index=index)
        before = frame.copy()
        made = _evaluated(frame)
        assert made.index.equals(frame.index)
        assert list(made["reason"]) == ["met", "short", "no_data"]
        assert frame.equals(before)


def test_other_columns_of_a_pandas_frame_may_have_any_label() -> None:
    pd = pytest.importorskip("pandas")
    made = _evaluated(pd.DataFrame({"t": ["≥3家"], "a": [3.0], 7: [1], ("x", "y"): [2]}))
    assert list(made.columns)[:4] == ["t", "a", 7, ("x", "y")]


def test_categories_of_pandas() -> None:
    pd = pytest.importorskip("pandas")
    for values in (["3", "2家"], [3, 2]):
        made = _evaluated(pd.DataFrame({"t": pd.Categorical(["≥3家", "≥3家"]), "a": pd.Categorical(values)}))
        assert list(made["reason"]) == ["met", "short"]


def test_a_weight_that_cannot_be_read_is_noted() -> None:
    for weights in (
        ["10", "多", None, "1/3分分"],
        [10.0, float("inf"), None, -float("inf")],
        [10, -1, None, -5],
        ["10", "-5", None, "-0.1分"],
    ):
        made = _evaluated(pl.DataFrame({"t": ["≥3家"] * 4, "a": ["3家"] * 4, "w": weights}), weight="w")
        assert made["notes"].to_list() == ["", "N801", "", "N801"]


@pytest.mark.parametrize("weight", [-5, Decimal("NaN"), True])
def test_a_weight_of_all_rows_that_is_none_is_refused(weight: Any) -> None:
    assert _refused(pl.DataFrame({"t": ["≥3家"], "a": ["3家"]}), weight=weight) == "E405"


def test_a_weight_that_is_none_leaves_no_marks() -> None:
    frame = pl.DataFrame({"t": ["≥3家"] * 6, "a": ["3"] * 6, "w": ["10", "10分", "", None, "多", "一十"]})
    assert _evaluated(frame, weight="w")["score"].to_list() == [10.0, 10.0, None, None, None, 10.0]
    inexact = pl.DataFrame({"t": ["≥3家"] * 3, "a": ["3"] * 3, "w": [float("inf"), float("nan"), 0.1]})
    assert _evaluated(inexact, weight="w")["score"].to_list() == [None, None, 0.1]


def test_texts_with_control_characters_and_separators() -> None:
    frame = pl.DataFrame(
        {"t": ["95\x1f%", "≥3\x1f家\x1f<", "≥3\x00家", "\ufeff≥3家"], "a": ["96%", "3家", "3\x00家", "3家"], "u": ["", "", None, ""]}
    )
    assert _evaluated(frame, unit="u").height == 4


def test_very_long_texts_are_rows_as_well() -> None:
    frame = pl.DataFrame({"t": ["≥3家，" + "甲" * 100_000, "≥3家" * 50_000, "≥3家"], "a": ["3家", "3家", "9" * 200_000]})
    assert _evaluated(frame)["verdict"].to_list() == ["待定"] * 3


def test_many_distinct_texts_that_cannot_be_read() -> None:
    count = 3_000
    frame = pl.DataFrame(
        {"t": [f"≥≥{n}" for n in range(count)] + ["≥3家"] * count, "a": ["3家"] * count + [f"{n}..{n}家" for n in range(count)]}
    )
    assert _evaluated(frame)["reason"].to_list() == ["unreadable_target"] * count + ["unreadable"] * count


def _frames_and_answers() -> list[tuple[Any, Any]]:
    frames = [frame_of(some, kind) for kind, some in by_kind(_ROWS) if kind in ("text", "double")]
    polars = next(one for one in FRAMES if one.name == "polars")
    return [(frame, polars.ask(frame, Setup())) for frame in frames]


def test_threads_do_not_disturb_one_another() -> None:
    from perfrules.bulk import Evaluator, Options, evaluate_frame

    known = _frames_and_answers()
    shared = Evaluator(Options(**options_of(Setup())))

    def same(turn: int) -> bool:
        frame, wanted = known[turn % 2]
        mixed = frame.sample(fraction=1, shuffle=True, seed=turn)
        first = evaluate_frame(mixed, **options_of(Setup())).sort("行").equals(wanted.sort("行"))
        return first and shared.evaluate(frame).equals(wanted)

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(same, range(12)))


def test_rows_beyond_one_slice_keep_their_answers_and_their_order() -> None:
    from perfrules.bulk import evaluate_frame

    for frame, wanted in _frames_and_answers():
        copies = 140_000 // frame.height + 1
        order = pl.Series(range(frame.height * copies)).sample(fraction=1, shuffle=True, seed=1) % frame.height
        many, answers = frame[order], wanted[order]
        assert evaluate_frame(many, **options_of(Setup())).equals(answers)
        lazily = evaluate_frame(many.lazy(), **options_of(Setup()))
        assert lazily.collect(engine="streaming").equals(answers)
        missed = pl.col("verdict") == "未达标"
        assert lazily.filter(missed).select("行").collect(engine="streaming").equals(answers.filter(missed).select("行"))


def test_exact_decimals_beside_doubles() -> None:
    values = [Decimal("0.30"), Decimal("0.31"), None]
    made = _evaluated(pl.DataFrame({"t": ["≤0.3"] * 3, "a": pl.Series(values, dtype=pl.Decimal(10, 2))}))
    assert made["reason"].to_list() == ["met", "short", "no_data"]


MIXED = [
    3,
    "2家",
    0.1 + 0.2,
    "0.30000000000000004",
    0.3,
    None,
    float("nan"),
    Decimal("0.31"),
    date(2025, 12, 31),
    2**70,
    True,
    [1],
    "无",
    float("inf"),
    1e300,
]


def test_cells_of_mixed_kinds_are_read_each_by_its_own() -> None:
    pd = pytest.importorskip("pandas")
    for target in ("≤0.3", "≥3家", "2025年12月底前", "≥90%", "健全"):
        made = _evaluated(pd.DataFrame({"t": [target] * len(MIXED), "a": pd.Series(MIXED, dtype=object)}))
        for cell, verdict, reason, notes in zip(MIXED, made["verdict"], made["reason"], made["notes"], strict=True):
            if isinstance(cell, bool | list):
                assert (verdict, reason) == ("待定", "unreadable")
            else:
                wanted = scalar(Row(target, cell), Setup())
                assert (verdict, reason, notes) == (wanted.verdict, wanted.reason, wanted.notes), (target, cell)


def test_target_cells_of_mixed_kinds() -> None:
    pd = pytest.importorskip("pandas")
    targets = ["≥3家", 3, None, 0.3, Decimal("1.50"), datetime(2025, 12, 31)]
    made = _evaluated(pd.DataFrame({"t": pd.Series(targets, dtype=object), "a": [3.0, 3.0, 3.0, 0.3, 1.5, 1.0]}))
    assert list(made["reason"]) == ["met", "met", "no_target", "met", "met", "incomparable"]


def test_two_columns_of_one_name_are_refused() -> None:
    pd = pytest.importorskip("pandas")
    for labels in (["t", "a", "a"], ["t", "a", "z", "z"]):
        assert _refused(pd.DataFrame([["≥3家", "3", "x", "y"][: len(labels)]], columns=labels)) == "E839"


@pytest.mark.parametrize("asked", [{"bare_percent": "x"}, {"year": "x"}, {"direction": "up"}])
def test_what_cannot_be_meant_is_refused_at_once(asked: dict[str, Any]) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        _evaluated(pl.DataFrame({"t": ["健全"], "a": ["健全"]}), **asked)
