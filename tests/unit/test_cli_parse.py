"""`perfrules parse`, the options that all commands share, and what is refused."""

import json
import re

import pytest

from perfrules import __version__
from perfrules.text.span import display_width
from support.console import TABLE, call


def test_an_expression_is_told_in_full() -> None:
    done = call("parse", "=17500家", "--name", "拥有高新技术企业数", "--actual", "16800家")
    assert (done.code, done.err) == (1, "")
    assert done.out.splitlines() == [
        "写法      =17500家",
        "种类      数量",
        "规范写法  =17500家",
        "意思      恰为 17500家",
        "单位      家",
        "区间      [17500, 17500] 家",
        "方向      越大越好（由指标名称得出）",
        "要求      ≥17500家",
        "注        N230 按「越大越好」（指标名称）读作 ≥17500家",
        "判定      ✗ 未达标：要求 ≥17500家，实际 16800家，差 700家（完成 96%）",
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("≥95%",), 0, "不少于 95%"),
        (("≥95%", "--actual", "96%"), 0, "✓ 达标"),
        (("≥95%", "--actual", "-3%"), 1, "✗ 未达标"),
        (("≥95%", "--actual", "96家"), 0, "? 待定"),
        (("≥95%", "--actual", "≥≥"), 0, "无法识别"),
        (("95", "--unit", "%", "--operator", "≥"), 0, "规范写法  ≥95%"),
        (("-5%",), 0, "规范写法  -5%"),
        (("——",), 0, "没有填写"),
        (("开展若干宣传活动",), 0, "由人判断"),
        (("≥95%", "--actual", "94%", "--lang", "en"), 1, "✗ unmet: required ≥95%, actual 94%, short by 1个百分点 (98.9% of the target)"),
        (("健全", "--actual", "基本健全", "--lang", "en"), 1, "not as required"),
    ],
)
def test_readings(arguments: tuple[str, ...], code: int, words: str) -> None:
    done = call("parse", *arguments)
    assert (done.code, done.err) == (code, "")
    assert words in done.out


def test_an_expression_that_cannot_be_read() -> None:
    done = call("parse", "≥≥95%")
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[:3] == ["错误 E101 第2字：此处不应出现「≥」", "  ≥≥95%", "   ^"]
    english = call("parse", "≥≥95%", "--lang=en")
    assert english.err.startswith("error E101 column 2: '≥' is not expected here")
    assert call("parse", "≥≥95%", "--json").out == ""


@pytest.mark.parametrize("columns", [20, 40, 80])
def test_a_reading_fits_a_narrow_terminal(columns: int) -> None:
    done = call("parse", "较上年提高≥5个百分点", "--actual", "4个百分点", COLUMNS=str(columns))
    assert max(display_width(line) for line in done.out.splitlines()) <= columns + 2
    assert "\x1b" in call("parse", "≥95%", terminal=True).out


def test_json() -> None:
    data = json.loads(call("parse", "≥95%", "--actual", "94%", "--json").out)
    assert (data["target"]["kind"], data["direction"], data["result"]["verdict"], data["result"]["shortfall"]) == (
        "quantity",
        "越大越好",
        "未达标",
        "1个百分点",
    )
    assert json.loads(call("parse", "≥95%", "--json").out)["result"] is None
    english = json.loads(call("parse", "约50人", "--actual", "40人", "--json", "--lang", "en").out)
    assert english["notes"][0]["message"].endswith("is read as ±5%")
    assert english["result"]["why"].startswith("required ≥47.5人, actual 40人")


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_a_reading_in_every_encoding(encoding: str) -> None:
    done = call("parse", "≥95%", "--actual", "96%", encoding=encoding)
    assert done.code == 0
    assert ("√ 达标" if encoding == "gbk" else "+ met: required >=95%, actual 96%") in done.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("parse",), ("E502", "EXPR")),
        (("parse", "≥", "95%"), ("E505", "95%")),
        (("parse", "--josn"), ("E501", "--json")),
        (("evaluate", TABLE, "--actual", "x"), ("E501", "--actuals")),
        (("evaluate", TABLE, "--actuals"), ("E506", "--actuals")),
        (("evaluate", TABLE, "--json=1"), ("E506", "--json")),
        (("evalute",), ("E504", "evaluate")),
        (("nothing-of-this",), ("E504", "nothing-of-this")),
        (("parse", "1", "--lang", "fr"), ("E503", "zh、en")),
        (("completion", "cmd"), ("E503", "bash、zsh、fish")),
        (("review", "表.txt", "--jobs", "0"), ("「0」", "1-256")),
        (("review", "表.txt", "--timeout", "x"), ("「x」", "0-86400")),
        (("--nothing",), ("E501", "--nothing")),
    ],
)
def test_a_bad_request_gets_one_fault(arguments: tuple[str, ...], words: tuple[str, str]) -> None:
    done = call(*arguments)
    assert (done.code, done.out) == (2, "")
    assert all(word in done.err for word in words)
    assert len(re.findall(r"E\d{3}", done.err)) == 1
    english = call("--lang", "en", *arguments)
    assert re.match(r"error E\d{3}", english.err) or "--lang" in arguments


@pytest.mark.parametrize("command", [(), ("evaluate",), ("parse",), ("completion",)])
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_in_both_languages(command: tuple[str, ...], option: str) -> None:
    zh, en = call(*command, option), call(*command, option, "--lang", "en", COLUMNS="40")
    assert (zh.code, en.code, zh.err, en.err) == (0, 0, "", "")
    assert zh.out.startswith(f"用法：{' '.join(['perfrules', *command])} [选项]")
    assert en.out.startswith("Usage: perfrules")
    assert "--lang zh|en" in en.out
    assert call(*command, option, encoding="ascii").out.startswith("Usage: perfrules")


def test_no_command_shows_the_help() -> None:
    done = call()
    assert (done.code, done.err) == (0, "")
    assert done.out == call("-h").out


def test_the_version() -> None:
    assert call("--version").out == f"perfrules {__version__}\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell: str) -> None:
    done = call("completion", shell)
    assert (done.code, done.err) == (0, "")
    assert "_PERFRULES_COMPLETE" in done.out
    assert "%(" not in done.out


def test_an_interruption_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("perfrules.cli.commands.parse", interrupted)
    done = call("parse", "1")
    assert (done.code, done.out, done.err.strip()) == (130, "", "")
