"""Running conformance cases: what counts as right, which wrong answers are caught, and what hostile programs cannot do."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from perfrules.testing.conformance import KINDS, Case, CasesError, Standing, answer_of, cases, differences, run
from perfrules.testing.conformance.child import ChildError, Implementation, split_command
from support.console import call

Request = Mapping[str, Any]


# --- what counts as right ---


@pytest.mark.parametrize(
    ("expected", "got", "differing"),
    [
        ({"completion": "24/25"}, {"completion": "0.96"}, ()),
        ({"completion": "24/25"}, {"completion": "0.960000001"}, ("completion",)),
        ({"completion": "1"}, {"completion": 1}, ("completion",)),
        ({"completion": "1"}, {"completion": "1e0"}, ("completion",)),
        ({"completion": "1"}, {"completion": "1/0"}, ("completion",)),
        ({"completion": None}, {}, ()),
        ({"completion": None}, {"completion": "0"}, ("completion",)),
        ({"verdict": "达标"}, {"verdict": "达标", "more": 1}, ()),
        ({"refused": True}, {"refused": 1}, ("refused",)),
        ({"line": 2}, {"line": 2.0}, ("line",)),
        ({"notes": ["N101", "N210"]}, {"notes": ["N210", "N101", "N101"]}, ()),
        ({"notes": []}, {"notes": ["N101"]}, ("notes",)),
        ({"grades": ["优", "良"]}, {"grades": ["良", "优"]}, ("grades[0]", "grades[1]")),
        ({"grades": ["优"]}, {"grades": ["优", "良"]}, ("grades",)),
        ({"marks": {"甲": {"low": "1"}}}, {"marks": {"甲": {"low": "1.0"}, "乙": None}}, ()),
        ({"marks": {"甲": {"low": "1"}}}, {"marks": []}, ("marks",)),
        ({"text": "0.5家"}, {"text": "1/2家"}, ("text",)),
        ({"low": "2025-12-31"}, {"low": "2025-12-30"}, ("low",)),
    ],
)
def test_differences(expected: dict[str, Any], got: dict[str, Any], differing: tuple[str, ...]) -> None:
    assert differences(expected, got) == differing


# --- wrong implementations ---


def _swapped(name: str, first: str, second: str) -> Callable[[dict[str, Any]], None]:
    def change(answer: dict[str, Any]) -> None:
        answer[name] = {first: second, second: first}.get(answer.get(name), answer.get(name))

    return change


def _open_ends(answer: dict[str, Any]) -> None:
    for one in answer.get("intervals", ()):
        one["low_closed"] = False


def _float_completion(answer: dict[str, Any]) -> None:
    if answer.get("completion") is not None:
        numerator, _, denominator = answer["completion"].partition("/")
        answer["completion"] = repr(float(numerator) / float(denominator or 1))


def _missing_is_zero(answer: dict[str, Any]) -> None:
    if answer.get("marks"):
        answer["marks"]["high"] = answer["marks"]["low"]


def _two_decimals(answer: dict[str, Any]) -> None:
    if answer.get("total"):
        answer["total"] = {end: f"{float(_decimal(value)):.2f}" for end, value in answer["total"].items()}


def _decimal(text: str) -> float:
    numerator, _, denominator = text.partition("/")
    return float(numerator) / float(denominator or 1)


def _all_compare(answer: dict[str, Any]) -> None:
    if answer.get("order", "") is None:
        answer["order"] = "="


def _last_line(answer: dict[str, Any]) -> None:
    if "line" in answer:
        answer["line"] += 1


def _byte_places(answer: dict[str, Any]) -> None:
    for one in answer["mentions"]:
        one["start"] *= 3


_WRONG = [
    ("targets", _open_ends, "comparison"),
    ("targets", _swapped("refused", True, False), "refused"),  # type: ignore[arg-type]
    ("verdicts", _swapped("verdict", "待定", "未达标"), "open"),
    ("verdicts", _swapped("direction", "越大越好", "越小越好"), "name"),
    ("verdicts", _float_completion, "completion"),
    ("units", _all_compare, "never-compares"),
    ("scores", _missing_is_zero, "open"),
    ("rulesets", _two_decimals, "weights"),
    ("rulesets", _last_line, "broken"),
    ("rulesets", _swapped("verdict", "待定", "未达标"), "sums"),
    ("mentions", _byte_places, "prose"),
]


@pytest.mark.parametrize(("kind", "wrong", "topic"), _WRONG, ids=[f"{kind}-{topic}" for kind, _, topic in _WRONG])
def test_a_wrong_implementation_is_caught(kind: str, wrong: Callable[[dict[str, Any]], None], topic: str) -> None:
    def answer(request: Request) -> dict[str, Any]:
        given = answer_of(request)
        wrong(given)
        return given

    asked = [case for case in cases(kind) if case.topic == topic]
    report = run(answer, asked)
    assert report.failures
    assert all(one.standing is not Standing.UNSUPPORTED for one in report.outcomes)
    if kind != "mentions":
        assert not report.conforms


def test_every_kind_has_a_wrong_implementation() -> None:
    assert {kind for kind, _, _ in _WRONG} == set(KINDS)


def test_an_answer_that_raises_costs_its_own_case_alone() -> None:
    asked = cases("units", "required")[:10]

    def answer(request: Request) -> Any:
        if request["id"] == asked[3].id:
            raise ZeroDivisionError("half")
        if request["id"] == asked[4].id:
            return ["no object"]
        return answer_of(request)

    report = run(answer, asked)
    assert [(one.case.id, one.fault) for one in report.failures] == [
        (asked[3].id, "ZeroDivisionError: half"),
        (asked[4].id, "no object but list"),
    ]
    assert report.tallies[0][2:] == (8, 2, 0)


def test_an_unknown_kind_is_not_supported() -> None:
    case = Case("x.1", "columns", "required", "x", {}, {"a": 1}, "why")
    assert run(answer_of, [case]).outcomes[0].standing is Standing.UNSUPPORTED
    assert not run(answer_of, [case]).conforms


# --- folders of cases ---


def test_cases_of_a_folder(tmp_path: Path) -> None:
    line = {
        "id": "units.x.01",
        "group": "required",
        "topic": "x",
        "input": {"quantity": "1亩", "to": "公顷"},
        "expected": {"number": "1/15"},
        "why": "自己的",
    }
    (tmp_path / "units.jsonl").write_text(json.dumps(line) + "\n\n", "utf-8")
    assert [case.id for case in cases(folder=tmp_path)] == ["units.x.01"]
    assert cases("targets", folder=tmp_path) == ()
    assert call("conform", "--cases", str(tmp_path)).code == 0
    done = call("conform", "--cases", str(tmp_path), "--kind", "targets")
    assert (done.code, "E520" in done.err) == (2, True)
    (tmp_path / "units.jsonl").write_text(json.dumps(line | {"expected": {"number": "1/16"}}), "utf-8")
    done = call("conform", "--cases", str(tmp_path), "--lang", "en")
    assert done.code == 1
    assert 'expected  {"number": "1/16"}' in done.out
    assert 'got       {"number": "1/15"}' in done.out


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"id": 1}', "null", "[" * 100_000, '{"id":"a","group":"b","topic":"c","why":"d","input":{},"expected":{}}']
)
def test_a_line_that_is_no_case(tmp_path: Path, text: str) -> None:
    (tmp_path / "units.jsonl").write_text(f"\n{text}\n", "utf-8")
    with pytest.raises(CasesError) as caught:
        cases(folder=tmp_path)
    assert (caught.value.diagnostics[0].code, caught.value.diagnostics[0].args["line"]) == ("E521", "2")
    assert call("conform", "--cases", str(tmp_path)).code == 2


def test_a_file_of_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "units.jsonl").write_bytes("{“”}".encode("gb18030"))
    with pytest.raises(CasesError, match="E521"):
        cases(folder=tmp_path)


# --- other implementations as processes ---


def _command(body: str, tmp_path: Path) -> list[str]:
    """Return the command of a program that runs `body` for each request `r`; `say` writes an answer."""
    head = "import json, os, sys, time\ndef say(**f): print(json.dumps({'id': r['id'], **f}), flush=True)\n"
    program = tmp_path / "child.py"
    program.write_text(head + f"for line in sys.stdin:\n    r = json.loads(line)\n    last = r['id'][-2:]\n    {body}\n", "utf-8")
    return [sys.executable, "-I", "-S", str(program)]


def _asked(count: int) -> list[Case]:
    return [
        Case(f"units.x.{index:02}", "units", "required", "x", {"quantity": "1亩", "to": "公顷"}, {"number": "1/15"}, "why")
        for index in range(count)
    ]


def _standings(body: str, tmp_path: Path, asked: Iterable[Case], timeout: float = 20) -> list[tuple[str, str]]:
    with Implementation(_command(body, tmp_path), timeout) as implementation:
        report = run(implementation, asked)
    return [(one.standing.value, one.fault.partition(":")[0]) for one in report.outcomes]


_PASSED = ("passed", "")


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("say(number='1/15') if last != '01' else os._exit(3)", "ChildError: crash"),
        ("say(number='1/15') if last != '01' else (sys.stdout.write('{\"id\":'), sys.stdout.flush(), os._exit(0))", "ChildError: crash"),
        ("say(number='1/15') if last != '01' else time.sleep(60)", "ChildError: no answer"),
        ("say(number='1/15') if last != '01' else print('Traceback …', flush=True)", "ChildError: no JSON"),
        ("say(number='1/15') if last != '01' else print('[1]', flush=True)", "ChildError: no object"),
        ("say(number='1/15') if last != '01' else print('{}', flush=True)", "ChildError: the answer is to"),
        ("say(number='1/15') if last != '01' else print('{\"id\": \"units.x.00\"}', flush=True)", "ChildError: the answer is to"),
        ("say(number='1/15') if last != '01' else print('[' * 50000, flush=True)", "ChildError: no JSON"),
        ("say(number='1/15') if last != '01' else print('x' * 1500000, flush=True)", "ChildError: the answer is longer"),
        ("say(number='1/15') if last != '01' else (sys.stdout.buffer.write(b'\\xff\\xfe\\n'), sys.stdout.flush())", "ChildError: no JSON"),
    ],
    ids=["crash", "half", "hang", "garbage", "array", "no-id", "old-id", "deep", "long", "bytes"],
)
def test_one_bad_answer_costs_no_other(tmp_path: Path, body: str, fault: str) -> None:
    with Implementation(_command(body, tmp_path), 3 if "sleep" in body else 20) as implementation:
        report = run(implementation, _asked(4))
    assert [one.standing for one in report.outcomes] == [Standing.PASSED, Standing.FAILED, Standing.PASSED, Standing.PASSED]
    assert report.outcomes[1].fault.startswith(fault)


def test_extra_lines_do_not_become_later_answers(tmp_path: Path) -> None:
    body = "say(number='1/15'); last == '00' and say(number='9')"
    assert _standings(body, tmp_path, _asked(3)) == [_PASSED, ("failed", "ChildError"), _PASSED]


def test_a_program_that_never_answers_is_given_up(tmp_path: Path) -> None:
    began = time.monotonic()
    found = _standings("os._exit(1)", tmp_path, _asked(40))
    assert [standing for standing, _ in found] == ["failed"] * 40
    assert time.monotonic() - began < 30
    with Implementation(_command("os._exit(1)", tmp_path), 20) as implementation:
        assert run(implementation, _asked(7)).outcomes[6].fault.startswith("ChildError: not asked")


def test_a_program_that_does_not_read_is_no_obstacle(tmp_path: Path) -> None:
    program = tmp_path / "deaf.py"
    program.write_text("import time; time.sleep(60)", "utf-8")
    long = [Case("rulesets.x.01", "rulesets", "required", "x", {"ruleset": "长" * 300_000, "facts": {}}, {"refused": True}, "why")]
    with Implementation([sys.executable, "-I", "-S", str(program)], 0.5) as implementation:
        assert run(implementation, long).outcomes[0].fault == "ChildError: no answer within 0.5 s"


def test_a_program_ends_by_itself_when_there_is_nothing_left_to_ask(tmp_path: Path) -> None:
    mark = tmp_path / "ended"
    command = _command("say(number='1/15')", tmp_path)
    program = Path(command[-1])
    program.write_text(program.read_text("utf-8") + f"open({str(mark)!r}, 'w').close()\n", "utf-8")
    with Implementation(command, 20) as implementation:
        run(implementation, _asked(1))
    assert mark.exists()


def test_what_a_program_started_ends_with_it(tmp_path: Path) -> None:
    body = "os.fork() or time.sleep(60); time.sleep(60)"
    began = time.monotonic()
    assert _standings(body, tmp_path, _asked(1), timeout=0.5) == [("failed", "ChildError")]
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("command", ["", "   ", "'unclosed", "/no/such/program --x"])
def test_a_command_that_cannot_be_started(command: str) -> None:
    done = call("conform", "--command", command, "--kind", "units")
    assert done.code == 2
    assert "E522" in done.err
    assert done.out == ""


def test_words_of_a_command() -> None:
    assert split_command("a 'b c' \"d\" e\\ f") == ["a", "b c", "d", "e f"]
    with pytest.raises(ChildError):
        raise ChildError("still an exception of its own")


# --- the command ---


def test_an_unknown_kind_is_refused() -> None:
    done = call("conform", "--kind", "units,columns")
    assert (done.code, "E503" in done.err) == (2, True)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_failures_are_shown_with_both_sides(tmp_path: Path, lang: str) -> None:
    command = _command("say(order='=', number='7')", tmp_path)
    quoted = " ".join(f"'{word}'" for word in command)
    done = call("conform", "--command", quoted, "--kind", "units", "--lang", lang)
    assert done.code == 1
    assert {"zh": "处不符，用 --json 看全部", "en": "more failures; --json has them all"}[lang] in done.out
    assert '{"number": "7"}' in done.out
    document = json.loads(call("conform", "--command", quoted, "--kind", "units", "--json").out)
    assert document["conforms"] is False
    assert len(document["failures"]) > 200
    assert document["command"] == quoted


def test_recommended_cases_alone_must_pass(tmp_path: Path) -> None:
    quoted = " ".join(f"'{word}'" for word in _command("say(unsupported=True)", tmp_path))
    assert call("conform", "--command", quoted, "--group", "recommended", "--kind", "mentions").code == 1
    assert call("conform", "--command", quoted, "--group", "all", "--kind", "mentions").code == 0
    assert call("conform", "--command", quoted, "--group", "required", "--kind", "units").code == 1
