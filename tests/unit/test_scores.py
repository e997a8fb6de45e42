"""Recomputation: what a filled-in table states beside what policies give, in Python and on the command line."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest

import perfrules as pr
from perfrules.cli.app import run
from perfrules.evaluation.totals import Marks
from perfrules.report.document import schema

SHEET = """项目支出绩效自评表
项目资金	年初预算数	全年预算数	全年执行数	分值	执行率	得分
	年度资金总额	43.2	43.2	37.24	10	86.2%	9
	当年财政拨款	43.2	43.2	37.24	—	86.2%	—
一级指标	二级指标	三级指标	年度指标值	实际完成值	分值	得分	偏差原因分析及改进措施
产出指标	数量指标	培训次数	≥10次	9次	40	36
产出指标	质量指标	合格率	≥95%	90.25%	10	10
效益指标	社会效益	受益人数	≥100人	120人	20	20
效益指标	社会效益	社会影响	达成年度指标	部分达成年度指标并具有一定效果	10	7
满意度	满意度	群众满意度	≥90%	85%	10	8
总分					100	90
"""


@pytest.fixture
def sheet(tmp_path: Path) -> str:
    path = tmp_path / "sheet.txt"
    path.write_text(SHEET, "utf-8")
    return str(path)


def marks(scored: pr.ScoredTable) -> dict[str, tuple[Fraction, ...] | None]:
    return {row.name: None if row.recomputed is None else tuple(dict.fromkeys(row.recomputed)) for row in scored.rows}


def test_every_row_the_budget_and_the_total_are_recomputed() -> None:
    scored = pr.score_table(SHEET)
    assert marks(scored) == {
        "培训次数": (36,),
        "合格率": (Fraction(19, 2),),
        "受益人数": (20,),
        "社会影响": (6, 8),
        "群众满意度": (Fraction(944, 100),),
        "预算执行率": (Fraction(862, 100),),
    }
    assert scored.recomputed == (Fraction(8956, 100), Fraction(9156, 100))
    assert scored.grades == ("优", "良")
    assert [row.name for row in scored.differing] == ["合格率", "群众满意度", "预算执行率"]
    assert (scored.stated, scored.stated_sum, scored.total_differs, scored.sum_differs) == (90, 90, False, False)
    assert scored["合格率"].derivation == "≥95% vs 90.25% → 0.95 × 10 = 9.50"
    assert scored["预算执行率"].derivation == "≥100% vs 37.24 ÷ 43.2 → 0.8620… × 10 = 8.62"
    assert scored["社会影响"].derivation.endswith("6.00~8.00，由人评定")
    assert [(level.name, level.stated) for level in scored.levels][-1] == ("预算执行", 9)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [("mof-2021", 7), ("mof-2021-finished", 10), ("jiangxi-2017", Fraction(862, 100)), ("财预〔2020〕10号", Fraction(862, 100))],
)
def test_the_budget_row_follows_the_policy(policy: str, expected: Fraction) -> None:
    assert pr.score_table(SHEET, policy)["预算执行率"].recomputed == (expected, expected)


def test_a_rate_above_one_gets_no_more_than_its_weight() -> None:
    rich = SHEET.replace("43.2	43.2	37.24	10	86.2%", "1172.55	1172.55	1268.72	10	108.2%")
    assert pr.score_table(rich)["预算执行率"].recomputed == (10, 10)
    assert pr.score_table(rich, "mof-2021-finished")["预算执行率"].recomputed == (0, 0)


def test_a_stated_rate_that_is_not_the_quotient_is_told() -> None:
    scored = pr.score_table(SHEET.replace("10	86.2%	9", "10	92%	9"))
    assert [one.code for one in scored.diagnostics] == ["W330"]
    assert scored["预算执行率"].recomputed == (Fraction(862, 100), Fraction(862, 100))


def test_missing_values_leave_a_range_and_zero_by_zero_does_not_apply() -> None:
    scored = pr.score_table(SHEET.replace("≥10次	9次", "≥10次	"))
    assert scored["培训次数"].recomputed == (0, 40)
    assert scored["培训次数"].derivation == "要求 ≥10次，缺实际值"
    assert not scored["培训次数"].is_explained
    given = pr.score_table(SHEET, actuals={"培训次数": "10次"})
    assert given["培训次数"].recomputed == (40, 40)


def test_which_policy_explains_most() -> None:
    text = (
        SHEET.replace("9次	40	36", "8次	40	20")
        .replace("90.25%	10	10", "76%	10	5")
        .replace("86.2%	9", "86.2%	7")
    )
    best = pr.which_policy(pr.read_table(text))[0]
    assert (best.policy.policies.aliases, best.explained, best.stated) == (("mof-2021",), 5, 6)
    assert best.distance == 0


def test_which_policy_takes_other_actual_values(sheet: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = pr.read_table(SHEET)
    explained = {one.policy.policies.aliases[0]: one.explained for one in pr.which_policy(table, actuals={"合格率": "95%"})}
    assert explained["mof-2020"] == 3
    assert not explained.keys() & {"monitor-lights", "sichuan-2025", "central-136"}
    (tmp_path / "actuals.csv").write_text("指标,实际值\n合格率,95%\n", "utf-8")
    assert "3/6" in invoke(capsys, "score", sheet, "--which-policy", "--actuals", str(tmp_path / "actuals.csv"))[1]


def test_a_table_without_weights_can_share_them_out() -> None:
    bare = "一级指标\t三级指标\t年度指标值\t实际完成值\n产出\t企业数\t≥10家\t5家\n效益\t收入\t≥10万元\t10万元\n"
    with pytest.raises(pr.TableError) as caught:
        pr.score_table(bare)
    assert [one.code for one in caught.value.diagnostics] == ["E330"]
    assert pr.score_table(bare, equal="逐级").recomputed == (75, 75)
    with pytest.raises(pr.TableError):
        pr.score_table("一级指标\t三级指标\t年度指标值\t实际完成值\t分值\n产出\t企业数\t≥10家\t5家\t0\n")


def test_unknown_policies_and_files_are_told(tmp_path: Path) -> None:
    with pytest.raises(pr.RulesetError) as caught:
        pr.score_table(SHEET, "mof2020")
    assert [(one.code, one.args["suggestion"]) for one in caught.value.diagnostics] == [("E710", "mof-2020")]
    empty = tmp_path / "empty.perf"
    empty.write_text("规则集 空\n三级指标 数 全年 ≥1家\n", "utf-8")
    with pytest.raises(pr.RulesetError) as caught:
        pr.score_table(SHEET, str(empty))
    assert [one.code for one in caught.value.diagnostics] == ["E711"]


def test_a_policy_of_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "own.perf"
    own.write_text("规则集 本县\n评分办法 本县办法\n计分 达标得满分\n单列 预算执行率：按完成比例，封顶 5分\n", "utf-8")
    scored = pr.score_table(SHEET, str(own))
    assert (scored.policy, scored["培训次数"].recomputed, scored["预算执行率"].recomputed) == ("本县办法", (0, 0), (5, 5))
    assert pr.score_table(SHEET, "本县办法", search=[tmp_path]).policy == "本县办法"


def test_rows_without_a_weight_get_no_marks() -> None:
    head = "| 一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|\n"
    odd = "".join(f"| 产出 | 数{place} | ≥10家 | 5家 | {weight} | 5 |\n" for place, weight in enumerate(("-5", "0", "十", "", "10")))
    scored = pr.score_table(pr.read_table(head + odd))
    assert [one.code for one in scored.diagnostics if one.code[0] == "E"] == ["E331", "E314"]
    assert [row.weight for row in scored.rows] == [None, 0, None, None, 10]
    assert [row.recomputed for row in scored.rows] == [None, (0, 0), None, None, (5, 5)]
    assert scored.rows[0].derivation == "没有分值"
    assert scored.recomputed == (5, 5)


def test_rows_of_one_name_stay_apart() -> None:
    twice = SHEET.replace(
        "产出指标	质量指标	合格率	≥95%	90.25%	10	10", "产出指标	数量指标	培训次数	≥5次	5次	10	10"
    )
    scored = pr.score_table(twice)
    assert [(row.name, row.recomputed) for row in scored.rows][:2] == [("培训次数", (36, 36)), ("培训次数（2）", (10, 10))]


def test_evaluate_and_evaluate_table_give_marks() -> None:
    result = pr.evaluate("=17500家", "16800家", name="拥有高新技术企业数", weight=20, policy="mof-2020")
    assert result.score == Marks(Fraction(96, 5), Fraction(96, 5))
    assert pr.evaluate("=17500家", "16800家").score is None
    table = pr.read_table(SHEET)
    assert pr.evaluate_table(table, policy="mof-2020").score == pr.score_table(table).recomputed
    assert pr.evaluate_table(table).score is None


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")


def invoke(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(arguments)
    out = capsys.readouterr()
    return code, out.out, out.err


@pytest.mark.parametrize(
    ("options", "name", "code"),
    [
        ([], "score", 1),
        (["--compare", "mof-2020,mof-2021"], "compare", 0),
        (["--which-policy"], "which-policy", 0),
    ],
)
def test_the_command_prints_text_and_json(sheet: str, capsys: pytest.CaptureFixture[str], options: list[str], name: str, code: int) -> None:
    found, shown, error = invoke(capsys, "score", sheet, *options)
    assert (found, error) == (code, "")
    assert "财预〔2020〕10号" in shown
    found, shown, _ = invoke(capsys, "score", sheet, *options, "--json")
    assert found == code
    jsonschema.Draft202012Validator(schema(name)).validate(json.loads(shown))


def test_a_table_that_is_right_is_exit_code_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    right = SHEET
    for wrong, corrected in (
        ("90.25%	10	10", "90.25%	10	9.5"),
        ("85%	10	8", "85%	10	9.44"),
        ("86.2%	9", "86.2%	8.62"),
        ("100	90", "100	90.56"),
    ):
        right = right.replace(wrong, corrected)
    path = tmp_path / "right.txt"
    path.write_text(right, "utf-8")
    assert invoke(capsys, "score", str(path))[0] == 0
    path.write_text(right.replace("100	90.56", "100	91.5"), "utf-8")
    code, shown, _ = invoke(capsys, "score", str(path))
    assert (code, "各行之和 90.56" in shown) == (1, True)


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--policy", "mof-2020", "--which-policy"], "E513"),
        (["--tolerance", "1e9"], "E514"),
        (["--tolerance", "-1"], "E514"),
        (["--as-of", "2025"], "E514"),
        (["--policy", "没有"], "E710"),
        (["--period", "三年"], "E402"),
        (["--search", "/nowhere"], "E690"),
    ],
)
def test_bad_requests(sheet: str, capsys: pytest.CaptureFixture[str], options: list[str], found: str) -> None:
    code, shown, error = invoke(capsys, "score", sheet, *options)
    assert (code, shown, found in error) == (2, "", True)


def test_english(sheet: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, shown, _ = invoke(capsys, "score", sheet, "--lang", "en")
    assert "recomputed" in shown
    assert "6 rows state marks" in shown
    assert "6.00~8.00, a person decides" in shown
    Path(sheet).write_text(SHEET.replace("≥10次	9次", "≥10次	"), "utf-8")
    assert "no actual value" in invoke(capsys, "score", sheet, "--lang", "en")[1]


def test_the_evaluation_shows_marks_beside_verdicts(sheet: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, shown, _ = invoke(capsys, "evaluate", sheet, "--policy", "mof-2020")
    assert "0.95 × 10 = 9.50" in shown
    _, shown, _ = invoke(capsys, "evaluate", sheet, "--policy", "mof-2020", "--json")
    document = json.loads(shown)
    jsonschema.Draft202012Validator(schema("evaluate")).validate(document)
    assert document["score"]["recomputed"] == ["2239/25", "2289/25"]


MONITORED = """绩效监控表
项目资金	全年预算数	全年执行数	执行率
	年度资金总额	100	30	30%
一级指标	三级指标	半年指标值	全年指标值	实际完成值
产出	企业数		≥1200家	480家
产出	培训次数	≥4次	≥10次	2次
产出	下半年才办的	=0场	≥4场	1场
产出	投诉数	=0起	=0起	0起
"""


def test_monitoring_uses_the_targets_of_the_half_year_and_parts_of_the_year() -> None:
    found = pr.monitor_table(MONITORED)
    assert (found.month, found.period) == (6, "半年")
    assert {row.name: row.light for row in found.rows} == {
        "企业数": "绿",
        "培训次数": "红",
        "下半年才办的": "",
        "投诉数": "绿",
        "预算执行率": "黄",
    }
    assert found["企业数"].progress.derivation == "480家 ÷ (1200家 × 6/12) = 80%"
    assert found["培训次数"].progress.derivation == "2次 ÷ 4次 = 50%"
    assert (found.light, found.lights["红"]) == ("红", 1)
    assert [note.code for note in found["下半年才办的"].outcome.notes] == ["N650"]


MONITORING = """\
项目支出绩效目标执行监控表
（2025年度）
项目资金（万元）\t\t年初预算数\t1-7月执行数\t1-7月执行率\t全年预计执行数
\t年度资金总额\t860\t430\t50%\t860

一级指标\t二级指标\t三级指标\t年度指标值\t1-7月执行情况\t全年预计完成情况
产出\t数量\t更新设备数\t≥120台\t65台\t120台
"""


def test_monitoring_looks_at_the_month_that_the_form_states() -> None:
    found = pr.monitor_table(MONITORING)
    assert (found.month, found.period) == (7, "全年")
    assert found["更新设备数"].progress.derivation == "65台 ÷ (120台 × 7/12) = 92.86%"
    assert pr.monitor_table(MONITORING, month=9).month == 9
    assert pr.monitor_table(MONITORING.replace("1-7月执行率", "1-8月执行率")).month == 12


def test_a_plan_of_zero_can_be_taken_literally() -> None:
    assert pr.monitor_table(MONITORED)["下半年才办的"].outcome.verdict is pr.Verdict.NOT_APPLICABLE
    assert pr.monitor_table(MONITORED, literal_zero=True)["下半年才办的"].outcome.verdict is pr.Verdict.MET
    assert pr.monitor_table(MONITORED, "monitor-lights-literal")["下半年才办的"].outcome.verdict is pr.Verdict.MET


def test_the_gap_between_goals_and_budget() -> None:
    found = pr.monitor_table(MONITORED, "sichuan-2025", month=6)
    assert (found.goal_progress, found.execution) == (Fraction(3, 10), Fraction(3, 10))
    assert (found.gap, found.is_apart, found["预算执行率"].light) == (0, False, "预警")
    apart = pr.monitor_table(MONITORED.replace("480家", "1200家"), "sichuan-2025", month=6)
    assert (apart.is_apart, apart.is_alarming) == (True, True)


def test_the_monitor_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "table.txt"
    path.write_text(MONITORED, "utf-8")
    code, shown, _ = invoke(capsys, "monitor", str(path))
    assert (code, "总的：红" in shown) == (1, True)
    code, shown, _ = invoke(capsys, "monitor", str(path), "--json", "--policy", "sichuan-2025", "--month", "8")
    jsonschema.Draft202012Validator(schema("monitor")).validate(json.loads(shown))
    assert invoke(capsys, "monitor", str(path), "--lang", "en")[1].count("overall: 红") == 1
    for options, found in ((["--month", "13"], "E514"), (["--policy", "mof-2020"], "E713")):
        code, _, error = invoke(capsys, "monitor", str(path), *options)
        assert (code, found in error) == (2, True)


PUBLISHED = """| 一级指标 | 三级指标 | 符号 | 年度指标值 | 计量单位 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|---|---|---|
| 产出指标 | 资金 | ﹦ | 72890 | 元 | 72890 | 10 | 9 |
| 产出指标 | 覆盖率 | ﹦ | 100 | % | 100 | 20 | 19 |
| 满意度指标 | 满意度 | ﹦ | 95 | % | 95 | 20 | 19 |
"""


@pytest.mark.parametrize("policy", ["mof-2020", "platform-general", "equal-exact"])
def test_a_target_that_is_met_exactly_gets_all_whatever_is_stated(policy: str) -> None:
    scored = pr.score_table(PUBLISHED, policy)
    assert [row.recomputed for row in scored.rows] == [(10, 10), (20, 20), (20, 20)]
    assert [row.difference for row in scored.rows] == [-1, -1, -1]
