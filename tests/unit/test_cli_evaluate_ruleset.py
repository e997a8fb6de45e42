"""`perfrules evaluate --ruleset`: what it prints and writes, what it refuses, and its exit codes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from openpyxl import load_workbook

from perfrules.report.document import schema
from perfrules.text.span import display_width
from support.console import ACTUALS, TABLE, Done, call

RULES = """规则集 县局考核
版本 2025.1
满分 100分
计分 按完成比例
数据 支出 万元
数据 预算 万元
检查 支出不超预算: 支出 ≤ 预算 否则 错误 “支出超过预算”
三级指标 预算执行率 40分 全年 ≥90%
  公式 支出 ÷ 预算
三级指标 培训人数 60分
"""
ROWS = "一级指标\t三级指标\t全年指标值\t分值\n过程\t预算执行率\t≥95%\t40\n产出\t培训人数\t≥50人\t60\n产出\t带动就业\t≥5人\t\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "表.txt").write_text(ROWS, "utf-8")
    (tmp_path / "rules.perf").write_text(RULES, "utf-8")
    return tmp_path


def evaluate(folder: Path, values: str, *options: str, columns: str = "100") -> Done:
    (folder / "实际.csv").write_text(f"指标,实际值,备注\n{values}", "utf-8")
    named = ("--ruleset", str(folder / "rules.perf"), "--actuals", str(folder / "实际.csv"))
    return call("evaluate", str(folder / "表.txt"), *named, *options, COLUMNS=columns)


GOOD = "支出,95万元\n预算,100万元\n培训人数,50人\n带动就业,5人\n"


def test_the_rules_decide_and_what_does_not_join_is_told(folder: Path) -> None:
    done = evaluate(folder, GOOD)
    assert done.code == 0
    assert "✓ 合计  达标 3" in done.out
    assert re.search(r"总分 +100 +— +100.00", done.out)
    assert "规则集 县局考核@2025.1" in done.out
    assert "检查 支出不超预算：成立" in done.out
    assert "W404：「预算执行率」的指标值，表上是 ≥95%，规则集「县局考核」是 ≥90%：按规则集" in done.err
    assert "W402：规则集「县局考核」没有表上的「带动就业」" in done.err
    assert "表.txt 第2行" in done.err
    assert "Traceback" not in done.err


def test_unmet_rows_and_broken_checks_are_one(folder: Path) -> None:
    assert evaluate(folder, GOOD.replace("95万元", "80万元")).code == 1
    broken = evaluate(folder, GOOD.replace("95万元", "120万元"))
    assert (broken.code, "✓ 合计  达标 3" in broken.out) == (1, True)
    assert "检查 支出不超预算：不成立  支出超过预算" in broken.out
    assert "rules.perf:7: 错误 E407" in broken.err


def test_english(folder: Path) -> None:
    done = evaluate(folder, "支出,95万元\n培训人数,50人\n", "--lang", "en")
    assert done.code == 0
    assert "ruleset 县局考核@2025.1" in done.out
    assert "check 支出不超预算: pending" in done.out
    assert "missing 预算  40.00 points hang on it" in done.out
    assert "data of the formula are missing 1: 预算执行率" in done.out


def test_json_follows_its_schema(folder: Path) -> None:
    document = json.loads(evaluate(folder, GOOD.replace("95万元", "120万元"), "--json").out)
    jsonschema.validate(document, schema("evaluate"))
    assert document["ruleset"]["rows_without_indicator"] == ["带动就业"]
    assert document["ruleset"]["targets_of_the_table"] == ["培训人数"]
    assert [one["ruleset"] for one in document["ruleset"]["differences"]] == ["≥90%"]
    assert document["score"]["policy"] == "县局考核"
    whole = json.loads(call("evaluate", TABLE, "--actuals", ACTUALS, "--ruleset", "苏州市市级部门整体支出@2025.1", "--json").out)
    jsonschema.validate(whole, schema("evaluate"))
    assert (len(whole["rows"]), whole["ruleset"]["score"], len(whole["ruleset"]["targets_of_the_table"])) == (62, None, 62)


def test_page_and_form_show_the_rules(folder: Path) -> None:
    page, form = folder / "x.html", folder / "x.xlsx"
    done = evaluate(folder, GOOD, "--html", str(page), "--xlsx", str(form))
    assert done.code == 0
    assert "县局考核@2025.1" in page.read_text("utf-8")
    cells = [str(cell.value) for row in load_workbook(form)["自评表"].iter_rows() for cell in row if cell.value is not None]
    assert {"预算执行率", "培训人数", "带动就业", "≥90%"} <= set(cells)
    assert "≥95%" not in cells


def test_the_form_has_the_actual_values(folder: Path) -> None:
    """What the file of actual values says and what a formula makes of it, with the remarks, not only the marks."""
    form = folder / "x.xlsx"
    given = "支出,92万元\n预算,100万元\n培训人数,48人,场地\n"
    assert evaluate(folder, given, "--xlsx", str(form)).code == 1
    rows = [[cell.value for cell in row] for row in load_workbook(form)["自评表"].iter_rows()]
    head = next(row for row in rows if "实际完成值" in row)
    name, actual, why = (head.index(title) for title in ("三级指标", "实际完成值", "偏差原因分析及改进措施"))
    written = {row[name]: (row[actual], row[why]) for row in rows[rows.index(head) + 1 :]}
    assert written["预算执行率"] == ("92%", None)
    assert written["培训人数"] == ("48人", "场地")
    assert written["带动就业"] == (None, None)


@pytest.mark.parametrize("option", ["--html", "--xlsx"])
@pytest.mark.parametrize("name", ["rules.perf", "实际.csv", "表.txt"])
def test_no_input_is_overwritten(folder: Path, option: str, name: str) -> None:
    evaluate(folder, GOOD)
    before = (folder / name).read_bytes()
    done = evaluate(folder, GOOD, option, str(folder / name))
    assert (done.code, "E508" in done.err, (folder / name).read_bytes()) == (2, True, before)


def test_two_outputs_are_two_files(folder: Path) -> None:
    done = evaluate(folder, GOOD, "--html", str(folder / "x"), "--xlsx", str(folder / ".." / folder.name / "x"))
    assert (done.code, "E517" in done.err, (folder / "x").exists()) == (2, True, False)


def test_a_policy_file_is_not_overwritten(folder: Path) -> None:
    (folder / "p.perf").write_text("规则集 办法\n计分 按完成比例\n", "utf-8")
    done = evaluate(folder, GOOD, "--policy", str(folder / "p.perf"), "--html", str(folder / "p.perf"))
    assert (done.code, "E508" in done.err) == (2, True)


def test_a_named_policy_and_equal_shares(folder: Path) -> None:
    assert "评分办法 财预〔2021〕101号" in evaluate(folder, GOOD, "--policy", "mof-2021").out
    (folder / "表.txt").write_text(ROWS.replace("\t40", "\t").replace("\t60", "\t"), "utf-8")
    (folder / "rules.perf").write_text(RULES.replace(" 40分", "").replace(" 60分", ""), "utf-8")
    assert "没有分值，没有计分" in evaluate(folder, GOOD).out
    assert "预算执行率" in (shared := evaluate(folder, GOOD, "--equal", "指标")).out
    assert "总分" in shared.out


@pytest.mark.parametrize("columns", ["40", "60", "100"])
def test_no_line_is_wider_than_the_terminal(folder: Path, columns: str) -> None:
    said = "“本年支出合计超过了批复的年度预算数，请核对资金来源和批复文件”"
    (folder / "rules.perf").write_text(RULES.replace("“支出超过预算”", said), "utf-8")
    out = evaluate(folder, GOOD.replace("95万元", "120万元"), columns=columns).out
    assert max(display_width(line) for line in out[out.rindex("规则集 县局") :].splitlines()) <= int(columns)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--ruleset", "没有的规则集"), "E695"),
        (("--ruleset", "没有.perf"), "E690"),
        (("--period", "半年"), "E402"),
        (("--as-of", "去年"), "E514"),
        (("--policy", "没有的办法"), "E710"),
        (("--search", "没有的文件夹"), "E690"),
    ],
    ids=str,
)
def test_requests_that_cannot_be_used(folder: Path, options: tuple[str, ...], code: str) -> None:
    done = evaluate(folder, GOOD, *options, "--html", str(folder / "x.html"))
    assert (done.code, done.out) == (2, "")
    assert code in done.err
    assert "Traceback" not in done.err
    assert not (folder / "x.html").exists()


@pytest.mark.parametrize("options", [("--as-of", "2025-12-31"), ("--equal", "指标"), ("--search", ".")], ids=str)
def test_options_of_rules_need_rules(folder: Path, options: tuple[str, ...]) -> None:
    done = call("evaluate", str(folder / "表.txt"), *options)
    assert (done.code, done.out) == (2, "")
    assert f"E516：{options[0]} 要和 --ruleset, --policy 一起用" in done.err


def test_rulesets_that_do_not_fit(folder: Path) -> None:
    (folder / "rules.perf").write_text("规则集 别的\n三级指标 道路里程 全年 ≥5公里\n", "utf-8")
    other = evaluate(folder, GOOD)
    assert (other.code, other.out) == (2, "")
    assert "E404：表里没有一行是规则集「别的」的指标" in other.err
    (folder / "rules.perf").write_text("规则集 坏的\n三级指标 数 全年 ≥≤5\n", "utf-8")
    bad = evaluate(folder, GOOD)
    assert (bad.code, bad.out) == (2, "")
    assert "rules.perf:2" in bad.err


def test_a_ruleset_without_indicators_is_told_in_the_language_asked_for(folder: Path) -> None:
    (folder / "rules.perf").write_text("规则集 甲\n", "utf-8")
    done = evaluate(folder, GOOD, "--lang", "en")
    assert (done.code, "E404" in done.err, "（无）" in done.err) == (2, True, False)
