"""What `--json` prints follows the schemas that ship with the package."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules import evaluate_table, parse_target, read_table
from perfrules.evaluation import criterion_for
from perfrules.evaluation.judge import judge_text
from perfrules.report.document import SCHEMAS, evaluation_document, reading_document, schema, write_json
from perfrules.report.reading import Reading
from support.console import ACTUALS, TABLE, call

_EXPRESSIONS = [
    *("≥95%", "=17500家", "10-15天", "<3家或>5家", "约50人", "≥1/3", "1:2", ">5家且<3家"),
    *("较上年提高≥5个百分点", "较上年下降5%", "前三名", "2025年12月底前", "3月底前"),
    *("健全", "优或良", "培训≥3场；参加≥100人", "——", "不适用", "**人", "开展若干宣传活动"),
]
_ACTUALS = ["96%", "16800家", "12天", "0.95", "提高3个百分点", "第2名", "2025年6月1日", "基本健全", "良", "", "≥≥", "不适用", "1/7", "三千"]


def _check(name: str, document: Any) -> None:
    jsonschema.Draft202012Validator(schema(name)).validate(json.loads(write_json(document)))


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_are_schemas(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_example_follows_the_schema(lang: str) -> None:
    _check("evaluate", json.loads(call("evaluate", TABLE, "--actuals", ACTUALS, "--json", "--lang", lang).out))


@given(st.sampled_from(_EXPRESSIONS), st.sampled_from([*_ACTUALS, None]), st.sampled_from(["zh", "en"]), st.sampled_from(["", "控制率"]))
def test_every_reading_follows_the_schema(expression: str, actual: str | None, lang: str, name: str) -> None:
    criterion = criterion_for(parse_target(expression), name)
    _check("parse", reading_document(Reading(expression, criterion, None if actual is None else judge_text(criterion, actual)), lang))


@given(
    st.lists(st.tuples(st.sampled_from([*_EXPRESSIONS, "≥≥5"]), st.sampled_from(_ACTUALS)), min_size=1, max_size=8),
    st.sampled_from(["zh", "en"]),
)
def test_every_judged_table_follows_the_schema_and_adds_up(rows: list[tuple[str, str]], lang: str) -> None:
    lines = [f"产出\t类{index % 3}\t指标{index}\t{expression}" for index, (expression, _) in enumerate(rows)]
    table = read_table("\n".join(["一级指标\t二级指标\t三级指标\t年度指标值", *lines]) + "\n")
    document = evaluation_document(evaluate_table(table, {f"指标{index}": actual for index, (_, actual) in enumerate(rows)}), lang)
    _check("evaluate", document)
    assert sum(document["totals"].values()) == len(document["rows"])
    for verdict, count in document["totals"].items():
        assert sum(group["totals"][verdict] for group in document["groups"]) == count


def test_a_schema_refuses_what_does_not_belong() -> None:
    document = evaluation_document(evaluate_table(read_table(Path(TABLE))))
    for wrong in (document | {"more": 1}, document | {"verdict": "好"}, {key: value for key, value in document.items() if key != "rows"}):
        with pytest.raises(jsonschema.ValidationError):
            _check("evaluate", wrong)


def test_an_unreadable_target_keeps_its_place_in_the_document() -> None:
    table = read_table("一级指标\t三级指标\t年度指标值\n产出\t人数\t≥≥5\n")
    (row,) = evaluation_document(evaluate_table(table, {"人数": "3人"}), "en")["rows"]
    assert (row["target"], row["required"], row["actual"], row["verdict"], row["reason"]) == (
        None,
        None,
        "3人",
        "待定",
        "unreadable_target",
    )
    assert row["why"] == "required ≥≥5, the target is not understood"
    assert row["notes"][0]["where"] == "line 2 column 3"
