"""Files of rules as tests: cases are items, failures tell the reasons, options ask for more."""

from __future__ import annotations

import pytest

RULES = """规则集 小表
满分 10分
三级指标 企业数 6分 全年 ≥100家
计分 按完成比例
三级指标 场次 4分 全年 ≥3场
测试 够了
给定 企业数 = {actual}
期望 企业数 达标
测试 都够了
给定 企业数 = 100家；场次 = 3场
期望 总分 达标 得分 =10分
"""


def run(pytester: pytest.Pytester, *args: str) -> pytest.RunResult:
    plugin = (
        "-p",
        "no:perfrules",
        "-p",
        "perfrules.testing.pytest_plugin",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:benchmark",
        "-p",
        "no:xdist",
    )
    return pytester.runpytest_inprocess(*plugin, *args)


def write(pytester: pytest.Pytester, text: str, name: str = "small.perf") -> None:
    (pytester.path / name).write_text(text, "utf-8")


def test_cases_are_items_with_their_names(pytester: pytest.Pytester) -> None:
    write(pytester, RULES.format(actual="100家"))
    result = run(pytester, "-v")
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["small.perf::够了 PASSED*", "small.perf::都够了 PASSED*"])


def test_a_failure_shows_the_line_and_the_tree_of_reasons(pytester: pytest.Pytester) -> None:
    write(pytester, RULES.format(actual="96家"))
    result = run(pytester)
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(
        ["*small.perf:8: 错误 T801：「企业数」应为 达标，得到 未达标*", "*未达标*5.76/6分*企业数：要求 ≥100家，实际 96家，差 4家*"]
    )
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*场次：要求*")


def test_a_total_that_differs_names_what_makes_it(pytester: pytest.Pytester) -> None:
    write(pytester, "规则集 小表\n三级指标 企业数 全年 ≥100家\n测试 总\n给定 企业数 = 9家\n期望 总分 达标\n")
    run(pytester).stdout.fnmatch_lines(["*「总分」应为 达标，得到 未达标（未达标的有 企业数）*"])


def test_english_when_asked_for(pytester: pytest.Pytester) -> None:
    write(pytester, RULES.format(actual="96家"))
    run(pytester, "--perfrules-lang", "en").stdout.fnmatch_lines(["*error T801*"])


def test_broken_rules_are_an_error_with_everything_that_is_wrong(pytester: pytest.Pytester) -> None:
    write(pytester, "规则集 坏\n三级指标 企业数 6份 全年 ≥100家\n满分 10份\n测试 坏\n期望 总分 待定\n")
    result = run(pytester)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*small.perf:2:*E601*", "*small.perf:3:*E601*"])


@pytest.mark.parametrize("text", ["", "# 只有注释\n", "cycles:ppp  1234\n", "\x00\x01\x02", "测试机 1\n"])
def test_files_of_other_programs_are_left_alone(pytester: pytest.Pytester, text: str) -> None:
    write(pytester, text)
    write(pytester, "def test_one(): pass\n", "test_one.py")
    run(pytester).assert_outcomes(passed=1)


def test_titles_are_found_beside_the_file_and_in_the_folders_of_the_settings(pytester: pytest.Pytester) -> None:
    (pytester.path / "shared").mkdir()
    write(pytester, "规则集 省级\n三级指标 企业数 全年 ≥100家\n", "shared/province.perf")
    write(pytester, "规则集 县级\n继承 省级\n测试 继承来的\n给定 企业数 = 100家\n期望 企业数 达标\n")
    run(pytester).assert_outcomes(errors=1)
    pytester.makeini("[pytest]\nperfrules_search = shared\n")
    run(pytester).assert_outcomes(passed=1)


def test_items_are_chosen_by_their_marker(pytester: pytest.Pytester) -> None:
    write(pytester, RULES.format(actual="100家"))
    write(pytester, "def test_one(): pass\n", "test_one.py")
    run(pytester, "-m", "perfrules", "--strict-markers").assert_outcomes(passed=2, deselected=1)


def test_cover_fails_below_the_setting_and_is_summed_up(pytester: pytest.Pytester) -> None:
    write(pytester, RULES.format(actual="100家"))
    result = run(pytester, "--perfrules-cover")
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["*没有测到*", "  全年 企业数 待定", "*= perfrules =*", "cover *%  */*  小表"])
    pytester.makeini("[pytest]\nperfrules_cover_min = 50%\n")
    run(pytester, "--perfrules-cover").assert_outcomes(passed=3)
    pytester.makeini("[pytest]\nperfrules_cover_min = viel\n")
    run(pytester, "--perfrules-cover").stdout.fnmatch_lines(["*perfrules_cover_min is not a percentage: viel*"])


def test_mutants_that_survive_are_shown_with_cases_that_kill_them(pytester: pytest.Pytester) -> None:
    write(pytester, RULES.format(actual="100家"))
    result = run(pytester, "--perfrules-mutate")
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(
        ["-三级指标 企业数 6分 全年 ≥100家", "+三级指标 企业数 6分 全年 *家", "测试 *", "*= perfrules =*", "mutate *%*小表"]
    )


BROKEN = """规则集 资助
满分 10分
上限 执行率 ≥100% 至多 6分
三级指标 执行率 4分 全年 ≥90%
三级指标 企业数 6分 全年 ≥100家
测试 都好
给定 执行率 = 95%；企业数 = 100家
期望 总分 达标 得分 =10分
"""


def test_laws_that_are_broken_are_shown_with_a_counterexample(pytester: pytest.Pytester) -> None:
    write(pytester, BROKEN)
    result = run(pytester, "--perfrules-properties")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*错误 T811*执行率*", "测试 *"])
    write(pytester, BROKEN.replace("≥100% 至多", "<50% 至多"))
    run(pytester, "--perfrules-properties").assert_outcomes(passed=2)


FIXTURES = """
import pytest

@pytest.mark.ruleset("small.perf")
def test_marked(ruleset):
    assert ruleset.evaluate({"企业数": "100家"})["企业数"].verdict.value == "达标"

def test_loaded(load_rules):
    assert load_rules("小表").title == load_rules("small.perf").title == "小表"
    assert load_rules("规则集 别的\\n三级指标 甲 全年 ≥1家").title == "别的"

def test_unmarked(ruleset):
    pass
"""


def test_fixtures_load_rulesets(pytester: pytest.Pytester) -> None:
    write(pytester, RULES.format(actual="100家"))
    write(pytester, FIXTURES, "test_fixtures.py")
    result = run(pytester, "test_fixtures.py", "--strict-markers")
    result.assert_outcomes(passed=2, errors=1)
    result.stdout.fnmatch_lines(["*the fixture `ruleset` needs @pytest.mark.ruleset('title or path')*"])
