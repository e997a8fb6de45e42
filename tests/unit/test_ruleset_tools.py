"""The tools on rulesets: check, fmt, lint, test, cover, diff, doc, lists, and the cache."""

from __future__ import annotations

import json
import multiprocessing
import re
from fractions import Fraction
from pathlib import Path

import pytest

from perfrules import check_ruleset, load_ruleset
from perfrules.cli import main
from perfrules.evaluation.loading import resolved
from perfrules.report.book import book_of, markdown_of
from perfrules.report.findings import sarif_document
from perfrules.report.html import render_book
from perfrules.ruleset import cache
from perfrules.ruleset.diff import diff_models, diff_text
from perfrules.ruleset.fmt import format_text
from perfrules.ruleset.lint import lint_model
from perfrules.testing.cases import run_cases
from perfrules.testing.cover import cover
from perfrules.testing.stubs import stub_text
from support.markdown import ROOT

TUTORIAL = ROOT / "docs" / "examples" / "tutorial"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERFRULES_CACHE", str(tmp_path / "cache"))


def test_six_faults_in_six_lines_are_six_diagnostics() -> None:
    found = check_ruleset(TUTORIAL / "errors.perf")
    assert [(one.code, one.line, one.column) for one in found] == [
        ("E601", 2, 10),
        ("E621", 3, 11),
        ("E643", 8, 9),
        ("E600", 9, 5),
        ("E101", 10, 22),
        ("E662", 12, 9),
    ]
    assert all(one.hint for one in found)
    assert [one.args.get("suggestion") for one in found][2:4] == ["实际支出", "计分"]


@pytest.mark.parametrize("name", ["first", "training", "county"])
def test_the_tutorial_rulesets_are_sound(name: str) -> None:
    path = TUTORIAL / f"{name}.perf"
    assert check_ruleset(path) == []
    assert format_text(path.read_text("utf-8")) == path.read_text("utf-8")


def test_the_tutorial_ruleset_is_covered() -> None:
    rules = load_ruleset(TUTORIAL / "training.perf")
    assert all(one.passed for one in run_cases(rules))
    assert cover(rules).uncovered == ()


def test_failing_cases_say_what_came_out() -> None:
    rules = "规则集  甲\n满分  10分\n三级指标  数 10分 全年 ≥10家\n计分  按完成比例\n"
    text = rules + "测试  一\n给定  数 = 9家\n期望  数 达标 得分 10分 完成 80% 差 2家 实际 8家"
    found = run_cases(load_ruleset(text))[0].failures
    assert [(one.code, one.args["found"]) for one in found] == [
        ("T801", "未达标"),
        ("T802", "9分"),
        ("T802", "90%"),
        ("T802", "1家"),
        ("T802", "9家"),
    ]


def test_expected_marks_may_be_a_range_or_a_bound() -> None:
    text = "规则集  甲\n满分  10分\n三级指标  数 4分 全年 ≥10家\n三级指标  量 6分 全年 ≥10家\n测试  一\n给定  数 = 10家\n期望  总分 得分 {}"
    answers = {"4~10分": True, "≥4分": True, "≥5分": False, "4分": False, "4~9分": False}
    for said, passed in answers.items():
        assert run_cases(load_ruleset(text.format(said)))[0].passed is passed, said


def test_a_case_that_cannot_be_evaluated_fails() -> None:
    text = "规则集  甲\n三级指标  数 全年 ≥10家\n测试  一\n期间  半年\n期望  数 达标"
    assert [one.code for one in run_cases(load_ruleset(text))[0].failures] == ["T804"]


def test_stubs_close_all_gaps_of_a_ruleset_without_cases() -> None:
    text = (TUTORIAL / "training.perf").read_text("utf-8").split("\n测试")[0] + "\n"
    rules = load_ruleset(text)
    assert cover(rules).share < Fraction(1, 10)
    closed = load_ruleset(text + stub_text(rules, cover(rules)))
    assert all(one.passed for one in run_cases(closed))
    assert [str(goal) for goal in cover(closed).uncovered] == []


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ("三级指标  团队 全年 =10个", ["W601"]),
        ("三级指标  团队 全年 =10个 越大越好", []),
        ("三级指标  调整率 全年 =0%", []),
        ("三级指标  企业数 半年 ≥20家 全年 ≥10家", ["W602"]),
        ("三级指标  企业数 半年 =0家 全年 =10家", []),
        ("三级指标  企业数 半年 ≥5件 全年 ≥10家", ["W603"]),
        ("数据  收入 万元", ["W604"]),
        ("参数  上限 = 10%", ["W607"]),
        ("参数  上限 = 10%\n三级指标  偏差率 全年 ≤上限", []),
        ("三级指标  企业数 5分 全年 ≥1家\n计分  达标得满分，否则 得 100%", ["W610"]),
        ("三级指标  新增企业数 全年 ≥1家\n三级指标  新增企业户 全年 ≥1家", ["W612"]),
    ],
)
def test_lint(lines: str, codes: list[str]) -> None:
    found = lint_model(resolved(f"规则集  甲\n依据  文件\n{lines}").model)
    assert [one.code for one in found] == codes


def test_lint_writes_down_a_direction_that_is_only_assumed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.perf"
    path.write_text("规则集  甲\n依据  文件\n三级指标  团队 全年 =10个  # 注\n", "utf-8")
    assert main(["lint", str(path)]) == 1
    assert main(["lint", "--fix", str(path)]) == 0
    assert path.read_text("utf-8") == "规则集  甲\n依据  文件\n三级指标  团队 全年 =10个 越大越好  # 注\n"
    assert "W601" in capsys.readouterr().out


def test_diff_speaks_of_meaning() -> None:
    old = "规则集  甲\n参数  上限 = 10%\n三级指标  一数 3分 全年 ≤0.1\n三级指标  二数 全年 ≥5家\n三级指标  三数 全年 ≥１０００万元"
    new = "规则集  甲\n参数  上限 = 12%\n三级指标  一数 2分 全年 ≤0.1\n三级指标  四数 全年 ≥5家\n三级指标  三数 全年 ≥0.1亿元"
    found = diff_models(resolved(old).model, resolved(new).model)
    assert diff_text(found).splitlines() == [
        "上限 值 10% → 12%",
        "一数 分值 3 → 2",
        "四数 新增三级指标 （无） → 全年 ≥5家",
        "三数 全年 ≥1000万元 → ≥0.1亿元",
        "二数 删去三级指标 全年 ≥5家 → （无）",
    ]


def test_the_page_of_a_ruleset_escapes_what_it_shows() -> None:
    text = "规则集  甲<script>alert(1)</script>\n依据  <b>&文件</b>|甲\n三级指标  数 全年 ≥1家\n说明  <i>"
    book = book_of(resolved(text).model)
    page, markdown = render_book(book), markdown_of(book)
    assert "<script>" not in page.replace("<script>", "", 0).split("<body>")[1]
    assert "&lt;script&gt;" in page
    assert "&lt;b>&文件" in markdown


def test_sarif_names_rule_file_and_region() -> None:
    document = sarif_document(check_ruleset(TUTORIAL / "errors.perf"))
    run = document["runs"][0]
    assert document["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["E601", "E621", "E643", "E600", "E101", "E662"]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "startColumn": 10, "endColumn": 11}


def test_exit_codes_and_documents(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = TUTORIAL / "training.perf", TUTORIAL / "errors.perf"
    assert main(["check", str(good)]) == 0
    assert main(["check", str(bad)]) == 1
    assert main(["check", str(tmp_path / "nowhere.perf")]) == 2
    assert main(["test", str(bad)]) == 2
    assert main(["check", str(tmp_path)]) == 2
    capsys.readouterr()
    assert main(["check", str(bad), "--format", "json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["counts"] == {"error": 6, "warning": 0, "note": 0}
    assert main(["check", str(bad), "--format", "sarif", "--lang", "en"]) == 1
    assert json.loads(capsys.readouterr().out)["runs"][0]["results"][0]["level"] == "error"
    assert main(["cover", str(good), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["rulesets"][0]["uncovered"] == []
    assert main(["cover", str(TUTORIAL / "first.perf")]) == 1
    assert main(["diff", str(TUTORIAL / "first.perf"), str(good)]) == 1
    assert main(["diff", str(good), str(good)]) == 0
    assert main(["test", str(good), "-v"]) == 0
    assert main(["rulesets"]) == 0
    assert "苏州市市级部门整体支出@2025.1" in capsys.readouterr().out
    assert main(["rulesets", "苏州市市级部门整体支出"]) == 0
    assert main(["rulesets", "--indicator", "预算执行率"]) == 0
    shown = capsys.readouterr().out
    assert all(formula in shown for formula in ("实际支出 ÷ 调整后预算数", "实际支出资金 ÷ 实际到位资金", "全年执行数 ÷ 全年预算数"))
    assert main(["rulesets", "--indicator", "预算执行率", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["variants"]) >= 6
    assert main(["rulesets", "--indicator", "预算执行律"]) == 2
    assert "预算执行率" in capsys.readouterr().err
    assert main(["policies"]) == 0


def test_policies_are_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "规则集  办法\n评分办法  比例法\n计分  按完成比例，不足 60% 计零，反向 超一倍归零\n依据  办法文件\n状态  待核\n"
    (tmp_path / "p.perf").write_text(text, "utf-8")
    assert main(["policies", "--search", str(tmp_path)]) == 0
    assert main(["policies", "比例法", "--search", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "越大越好：c = A ÷ T，得 W × c，c ≥ 1 得 W；c < 60% 得 0" in said
    assert re.search(r"完成八成 +≥100家 +80家 +8\.00\n完成五成 +≥100家 +50家 +0\.00\n", said)
    assert "办法文件（待核）" in said
    assert main(["policies", "比列法", "--search", str(tmp_path)]) == 2
    assert "是不是「比例法」" in capsys.readouterr().err


def test_fmt_in_place_and_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.perf"
    path.write_bytes("规则集　甲\r\n满分：１００分\r\n".encode())
    assert main(["fmt", "--check", str(path)]) == 1
    assert main(["fmt", "--diff", str(path)]) == 1
    assert path.read_bytes().endswith(b"\r\n")
    assert main(["fmt", str(path)]) == 0
    assert path.read_text("utf-8") == "规则集  甲\n满分    100分\n"
    assert main(["fmt", "--check", str(path)]) == 0
    assert "+满分    100分" in capsys.readouterr().out


def test_doc_writes_pages(tmp_path: Path) -> None:
    html, markdown = tmp_path / "a.html", tmp_path / "a.md"
    assert main(["doc", str(TUTORIAL / "training.perf"), "--html", str(html), "--markdown", str(markdown)]) == 0
    assert "预算执行率" in html.read_text("utf-8")
    assert markdown.read_text("utf-8").startswith("# 培训项目\n")


def test_a_remembered_ruleset_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.perf"
    path.write_text((TUTORIAL / "training.perf").read_text("utf-8"), "utf-8")
    first, second = load_ruleset(path), load_ruleset(path)
    assert first.model == second.model
    assert cache.recall(path) is not None
    facts = {"预算数": 100, "实际支出": 90, "培训人数": "450人"}
    assert first.evaluate(facts).to_dict() == second.evaluate(facts).to_dict()


def test_changes_are_noticed(tmp_path: Path) -> None:
    (tmp_path / "up.perf").write_text("规则集  上\n三级指标  数 全年 ≥1家\n", "utf-8")
    path = tmp_path / "down.perf"
    path.write_text("规则集  下\n继承  上\n", "utf-8")
    assert str(load_ruleset(path).evaluate({})["数"].target) == "≥1家"
    (tmp_path / "up.perf").write_text("规则集  上\n三级指标  数 全年 ≥2家\n", "utf-8")
    assert str(load_ruleset(path).evaluate({})["数"].target) == "≥2家"
    (tmp_path / "up2.perf").write_text("规则集  上\n版本  2\n三级指标  数 全年 ≥3家\n", "utf-8")
    assert str(load_ruleset(path).evaluate({})["数"].target) == "≥3家"


@pytest.mark.parametrize("damage", [b"", b"junk", b"perfrules-rules-1\n" + b"\0" * 40])
def test_damaged_entries_are_written_anew(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "a.perf"
    path.write_text("规则集  甲\n三级指标  数 全年 ≥1家\n", "utf-8")
    load_ruleset(path)
    entry = next((tmp_path / "cache").glob("*.rules"))
    whole = entry.read_bytes()
    entry.write_bytes(damage or whole[: len(whole) // 2])
    assert cache.recall(path) is None
    assert load_ruleset(path).title == "甲"
    assert cache.recall(path) is not None


def test_entries_hold_data_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.perf"
    path.write_text("规则集  甲\n", "utf-8")
    cache.remember(path, [], print)
    assert cache.recall(path) is None
    cache.remember(path, [], Path("x"))
    assert cache.recall(path) is None
    cache.remember(path, [], Fraction(1, 3))
    assert cache.recall(path) == Fraction(1, 3)


def test_the_cache_can_be_off_or_in_no_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.perf"
    path.write_text("规则集  甲\n", "utf-8")
    monkeypatch.setenv("PERFRULES_CACHE", "off")
    assert cache.cache_folder() is None
    assert load_ruleset(path).title == "甲"
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("PERFRULES_CACHE", str(tmp_path / "file" / "deeper"))
    assert load_ruleset(path).title == "甲"


def _load(path: str) -> int:
    return len(load_ruleset(path).indicators)


def test_many_writers_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.perf"
    path.write_text((TUTORIAL / "training.perf").read_text("utf-8"), "utf-8")
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        assert pool.map(_load, [str(path)] * 12) == [4] * 12
    assert not list((tmp_path / "cache").glob("*.tmp"))
    assert cache.recall(path) is not None
