"""Mutation of rules: which mutants there are, what becomes of them, and what the command says."""

from __future__ import annotations

import io
import json
from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest

from perfrules.cli import main
from perfrules.report.document import schema
from perfrules.testing.mutation import Fate, MutationReport, mutants_of, mutate
from perfrules.testing.mutation.bench import bench_of
from perfrules.testing.mutation.trial import TIMEOUT, tried
from perfrules.text.errors import RulesetError, UnknownName

HEAD = "规则集  小表\n满分  100分\n"
RULES = f"""{HEAD}三级指标  企业数 100分 全年 ≥100家 越大越好
  计分  按完成比例，不足 60% 计零
测试    正好
  给定  企业数 = 100家
  期望  企业数 达标 得分 =100分
测试    差一家
  给定  企业数 = 99家
  期望  企业数 未达标 得分 =99分
"""


def _after(text: str) -> set[str]:
    bench = bench_of(text)
    return {one.after.strip() for one in bench.mutants()}


def _fates(text: str) -> dict[str, str]:
    return {one.mutant.id: one.fate.value for one in mutate(text).trials}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "三级指标  甲 全年 >5家",
            ["三级指标  甲 全年 ≥5家", "三级指标  甲 全年 <5家", "三级指标  甲 全年 >6家", "三级指标  甲 全年 >4家"],
        ),
        ("三级指标  甲 全年 [80,90)%", ["三级指标  甲 全年 (80,90)%", "三级指标  甲 全年 [80,90]%", "三级指标  甲 全年 [81,90)%"]),
        ("三级指标  甲 全年 ≥5%", ["三级指标  甲 全年 ≥5个百分点"]),
        ("三级指标  甲 半年 ≥5家 全年 ≥9家", ["三级指标  甲  全年 ≥9家", "三级指标  甲 半年 ≥5家"]),
        (
            "三级指标  甲 全年 =5家 越小越好",
            ["三级指标  甲 全年 =5家 越大越好", "三级指标  甲 全年 =5家 等于为好", "三级指标  甲 全年 =5家"],
        ),
        ("三级指标  甲 全年 不低于5家", ["三级指标  甲 全年 >5家", "三级指标  甲 全年 ≤5家", "三级指标  甲 全年 不低于6家"]),
        ("三级指标  甲 全年 5家以上", ["三级指标  甲 全年 >5家", "三级指标  甲 全年 ≤5家", "三级指标  甲 全年 6家以上"]),
        ("三级指标  甲 全年 健全", ["三级指标  甲 全年 基本健全"]),
        ("三级指标  甲 全年 2025年12月31日前", ["三级指标  甲 全年 2026年01月01日前", "三级指标  甲 全年 2025年12月30日前"]),
        ("参数  门槛 = 10% 自 2025-01-01", ["参数  门槛 = 11% 自 2025-01-01", "参数  门槛 = 10% 自 2025-01-02"]),
        ("舍入  每项 2位，总分 0位", ["舍入  每项 3位，总分 0位", "舍入  每项 2位，总分 1位"]),
        ("不适用  重分配", ["不适用  满分", "不适用  折算", "不适用  剔除", ""]),
        ("零计划  不适用", ["零计划  照字面"]),
        (
            "等级  优 ≥90分、差 <90分",
            ["等级  优 ≥91分、差 <90分", "等级  优 >90分、差 <90分", "等级  差 ≥90分、差 <90分", "等级  差 <90分"],
        ),
        ("上限  执行率 <50% 至多 59分", ["上限  执行率 <51% 至多 59分", "上限  执行率 <50% 至多 58分", "上限  执行率 ≤50% 至多 59分"]),
        ("亮灯  红 <60%、绿 ≥60%", ["亮灯  红 ≤60%、绿 ≥60%", "亮灯  绿 <60%、绿 ≥60%", "亮灯  红 <59%、绿 ≥60%"]),
        ("亮灯  执行率 6月：红 <40%", ["亮灯  执行率 7月：红 <40%", "亮灯  红 <40%"]),
        ("单列  甲、乙：达标得满分", ["单列  乙：达标得满分", "单列  甲：达标得满分", "单列  甲、乙：按完成比例"]),
        (
            "计分  每超 1% 扣 10%，不足一档不扣",
            ["计分  每低 1% 扣 10%，不足一档不扣", "计分  每超 1% 扣 10%，不足一档按一档", "计分  每超 1% 扣 10%"],
        ),
        ("计分  按完成比例，超额 超过 130% 说明", ["计分  按完成比例，超额 130% 说明", "计分  按完成比例，超额 超过 130% 人工"]),
        ("量表  甲：好 100% > 差 0%", ["量表  甲：好 99% > 差 0%", "量表  甲：好 100% > 差 1%", "量表  甲：好 100%"]),
        (
            "检查  甲: 乙 = 丙 误差 0.1元",
            ["检查  甲: 乙 ≠ 丙 误差 0.1元", "检查  甲: 乙 = 丙 误差 0.2元", "检查  甲: 非 (乙 = 丙) 误差 0.1元", ""],
        ),
        ("适用  甲 > 0家 且 乙 ≥ 1家", ["适用  甲 > 0家 或 乙 ≥ 1家", "适用  甲 ≥ 0家 且 乙 ≥ 1家", "适用  乙 > 0家 且 乙 ≥ 1家"]),
        ("公式  最大(甲、乙) - |丙|", ["公式  最小(甲、乙) - |丙|", "公式  最大(甲、乙) + |丙|", "公式  最大(甲、乙) - (丙)"]),
        ("生效  2025-01-01 至 2025-12-31", ["生效  2025-01-02 至 2025-12-31", "生效  2025-01-01 至 2026-01-01", ""]),
        ("差距  10个百分点", ["差距  11个百分点", "差距  9个百分点"]),
    ],
)
def test_every_kind_of_line_has_its_mutants(line: str, expected: list[str]) -> None:
    found = [one.after for one in mutants_of(f"规则集  小表\n三级指标  前\n{line}") if one.line == 3]
    missing = [one for one in expected if one not in found]
    assert not missing, found
    assert len(found) == len(set(found))


def test_the_line_that_is_changed_keeps_its_own_spelling() -> None:
    assert "三级指标　企业数　全年　≥１００家" not in _after("规则集　小表\n三级指标　企业数　全年　≥１００家")
    assert "三级指标　企业数　全年　≥101家" in _after("规则集　小表\n三级指标　企业数　全年　≥１００家")


def test_cases_and_comments_are_left_alone() -> None:
    assert all(one.line <= 4 and "#" not in one.before for one in mutants_of(RULES))
    kept = next(one for one in mutants_of("规则集  小表\n三级指标  甲 全年 ≥5家  # 每年 5 家") if one.operator == "bound+1")
    assert kept.after == "三级指标  甲 全年 ≥6家  # 每年 5 家"


def test_what_changes_is_killed_survives_or_is_no_ruleset() -> None:
    fates = _fates(RULES)
    assert fates["3:bound+1"] == fates["3:open"] == "killed"
    assert fates["2:weight+1"] == fates["4:form"] == "invalid"
    assert fates["4:edge+1"] == fates["4:edge-1"] == fates["4:part"] == "survived"
    assert fates["3:direction.3"] == "equivalent"


def test_a_survivor_brings_a_case_that_kills_it() -> None:
    report = mutate(RULES)
    for one in report.survivors:
        again = mutate(f"{RULES}{one.stub}", only=one.mutant.id)
        assert [trial.fate for trial in again.trials] == [Fate.KILLED]
    assert report.score == Fraction(report.killed, report.killed + len(report.survivors))


def test_a_case_that_names_what_is_left_out_kills_it() -> None:
    text = "规则集  小表\n数据  甲 元\n数据  乙 元\n检查  平衡: 甲 = 乙\n测试  平\n给定  甲 = 1元；乙 = 1元\n期望  平衡 通过\n"
    (dropped,) = mutate(text, only="4:drop").trials
    assert (dropped.fate, dropped.by) == (Fate.KILLED, "平")


def test_rules_that_no_one_uses_are_told_apart_from_those_that_mean_the_same() -> None:
    unused = RULES.replace("三级指标", "评分办法  别的\n  计分  达标得满分\n三级指标")
    report = mutate(unused, operators=["form"])
    assert [one.reason.value for one in report.equivalents if one.reason] == ["unused-policy"]
    assert report.unseen == 1


def test_counts_are_whole_and_not_below_zero() -> None:
    text = "规则集  小表\n三级指标  甲 全年 ≥0家\n测试  无\n期望  甲 待定\n测试  有\n给定  甲 = 0家\n期望  甲 达标\n"
    assert _fates(text)["2:bound-1"] == "equivalent"


def test_one_that_takes_too_long_is_killed() -> None:
    bench = bench_of(RULES)
    mutant = next(one for one in bench.mutants() if one.id == "4:edge+1")
    assert tried(bench, mutant, 1e-6).by == TIMEOUT


def test_processes_find_what_one_finds() -> None:
    reports = [mutate(RULES, jobs=jobs) for jobs in (1, 2)]
    assert reports[0].trials == reports[1].trials


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    report = mutate(RULES, progress=lambda done, total: told.append((done, total)))
    assert told == [(number, len(report.trials)) for number in range(1, len(report.trials) + 1)]


def test_the_diff_shows_the_line_between_its_neighbours() -> None:
    (mutant,) = (one for one in mutants_of(RULES) if one.id == "4:edge+1")
    assert mutant.diff(RULES, "小表.perf").splitlines() == [
        "--- 小表.perf",
        "+++ 小表.perf [4:edge+1]",
        "@@ -3,3 +3,3 @@",
        " 三级指标  企业数 100分 全年 ≥100家 越大越好",
        "-  计分  按完成比例，不足 60% 计零",
        "+  计分  按完成比例，不足 61% 计零",
        " 测试    正好",
    ]


@pytest.mark.parametrize(
    ("text", "given", "code"),
    [
        ("规则集  甲\n三级指标  乙 全年 ≥10家\n", {}, "T821"),
        (RULES.replace("=99分", "=98分"), {}, "T822"),
        (RULES, {"only": "99:bound+1"}, "T823"),
        (RULES, {"operators": ["nothing"]}, "T823"),
        ("规则集  甲\n三级指标  乙 全年 ≥≥10家\n", {}, "E107"),
    ],
)
def test_what_cannot_be_mutated_is_said(text: str, given: dict[str, str], code: str) -> None:
    with pytest.raises((RulesetError, UnknownName)) as raised:
        mutate(text, **given)  # type: ignore[arg-type]
    assert raised.value.diagnostics[0].code == code or code == "E107"


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "小表.perf"
    path.write_text(RULES, "utf-8")
    return str(path)


def test_the_command_shows_survivors_with_their_cases(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mutate", file, "--jobs", "1"]) == 1
    shown = capsys.readouterr().out
    assert "小表  " in shown.splitlines()[0]
    assert "+  计分  按完成比例，不足 61% 计零" in shown
    assert "  测试    第4行 edge+1" in shown


def test_the_command_is_content_with_less(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mutate", file, "--min-score", "10%", "--operators", "bound,edge"]) == 0
    assert main(["mutate", file, "--only", "3:bound+1", "--lang", "en"]) == 0
    assert "1/1 killed" in capsys.readouterr().out


def test_the_cases_alone_make_the_score_full(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(4):
        main(["mutate", file, "--stubs", "--jobs", "1"])
        stubs = capsys.readouterr().out
        if not stubs.strip():
            break
        Path(file).write_text(Path(file).read_text("utf-8") + stubs, "utf-8")
    assert main(["mutate", file, "--jobs", "1", "--equivalent"]) == 0
    assert "100%" in capsys.readouterr().out


def test_the_document_follows_its_schema(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mutate", file, "--json", "--jobs", "1"]) == 1
    document = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(schema("mutate")).validate(document)
    assert document["rulesets"][0]["counts"]["survived"] >= 3


@pytest.mark.parametrize("more", [["--min-score", "viel"], ["--only", "1:x"], ["--operators", "x"]])
def test_a_request_that_cannot_be_used_ends_with_2(file: str, more: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mutate", file, *more]) == 2
    assert capsys.readouterr().err


def test_a_ruleset_is_found_by_its_title() -> None:
    assert mutate("四川省项目支出绩效自评", operators=["period"], jobs=1).title == "四川省项目支出绩效自评"


@pytest.mark.parametrize("source", ["没有这个标题", "nowhere.perf"])
def test_a_ruleset_that_is_not_there_is_said(source: str) -> None:
    with pytest.raises(RulesetError):
        mutate(source)


def test_a_ruleset_comes_from_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(RULES.encode())))
    assert main(["mutate", "-", "--only", "3:bound+1"]) == 0
    assert "小表  100%" in capsys.readouterr().out


def test_a_report_without_mutants_is_complete() -> None:
    assert MutationReport("甲", "", "", "", ()).score == 1
