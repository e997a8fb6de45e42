"""The conformance kit: its files are what their maker makes, follow their schemas, are purposeful, and perfrules passes all of it."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from perfrules.testing.conformance import GROUPS, KINDS, ConformanceReport, answer_of, cases, run
from support.console import call
from support.markdown import ROOT, blocks

_FOLDER = ROOT / "docs" / "conformance"
_EXAMPLE = next(block.text for block in blocks((_FOLDER / "README.md").read_text("utf-8")) if block.info == "python no-run")


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    path = ROOT / ".ci" / "make_conformance.py"
    spec = importlib.util.spec_from_file_location("make_conformance", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    before = list(sys.path)
    spec.loader.exec_module(module)
    yield module
    sys.path[:] = before


@cache
def _schemas() -> dict[str, dict[str, Any]]:
    return {path.name: json.loads(path.read_text("utf-8")) for path in _FOLDER.glob("*.schema.json")}


def _validator(name: str, part: str = "") -> Draft202012Validator:
    """Return the validator of a schema, or of one of its definitions."""
    schemas = _schemas()
    registry = Registry().with_resources((one, Resource.from_contents(schema)) for one, schema in schemas.items())
    return Draft202012Validator({"$ref": f"{name}#/$defs/{part}"} if part else schemas[name], registry=registry)


@cache
def _report() -> ConformanceReport:
    return run(answer_of)


def test_the_files_are_what_their_maker_makes(maker: ModuleType) -> None:
    assert maker.stale(maker.contents()) == []


def test_the_second_derivation_agrees_with_the_library(maker: ModuleType) -> None:
    assert maker.disagreements() == []


@pytest.mark.parametrize("name", ["answer.schema.json", "case.schema.json", "report.schema.json"])
def test_schemas_are_schemas(name: str) -> None:
    Draft202012Validator.check_schema(_schemas()[name])


@pytest.mark.parametrize("kind", KINDS)
def test_every_line_follows_the_schema(kind: str) -> None:
    validator = _validator("case.schema.json", kind)
    lines = (_FOLDER / f"{kind}.jsonl").read_text("utf-8").splitlines()
    assert lines
    for line in lines:
        case = json.loads(line)
        assert not list(validator.iter_errors(case)), line
        assert line == json.dumps(case, ensure_ascii=False, sort_keys=True)


@pytest.mark.parametrize("kind", KINDS)
def test_every_answer_of_perfrules_follows_the_schema(kind: str) -> None:
    validator = _validator("answer.schema.json", kind)
    for outcome in _report().outcomes:
        if outcome.case.kind == kind:
            assert not list(validator.iter_errors(outcome.got)), outcome.case.id


def test_a_line_that_is_no_case_does_not_follow_the_schema() -> None:
    case = json.loads((_FOLDER / "units.jsonl").read_text("utf-8").splitlines()[0])
    validator = _validator("case.schema.json", "units")
    for broken in ({**case, "extra": 1}, {**case, "group": "optional"}, {**case, "expected": {"number": 2000}}, {**case, "input": {}}):
        assert list(validator.iter_errors(broken))
    assert list(_validator("case.schema.json", "targets").iter_errors(case))


def test_perfrules_passes_everything() -> None:
    assert [(one.case.id, one.differing, one.fault) for one in _report().failures] == []
    assert _report().passed


def test_the_kit_is_large_enough_and_small_enough() -> None:
    counts = Counter((case.kind, case.group) for case in cases())
    assert {kind: counts[kind, "required"] >= 200 for kind in KINDS if kind != "mentions"} == dict.fromkeys(KINDS[:-1], True)
    assert all(counts[kind, "recommended"] for kind in ("targets", "verdicts", "rulesets", "mentions"))
    assert sum(path.stat().st_size for path in _FOLDER.glob("*")) < 1_000_000


def test_ids_are_unique_and_no_question_is_asked_twice() -> None:
    every = cases()
    assert len({case.id for case in every}) == len(every)
    asked = Counter(
        (case.group, json.dumps(case.request["input"], sort_keys=True), tuple(sorted(case.expected)), case.kind) for case in every
    )
    assert [key for key, count in asked.items() if count > 1] == []


def test_every_verdict_reason_and_source_is_asked_for() -> None:
    properties = _schemas()["answer.schema.json"]["$defs"]["verdicts"]["properties"]
    expected = [case.expected for case in cases("verdicts", "required")]
    for name in ("reason", "direction", "direction_source"):
        assert {one.get(name) for one in expected} - {None} == set(properties[name]["enum"]), name
    assert {one.get("verdict") for one in expected} - {None} == set(_schemas()["answer.schema.json"]["$defs"]["verdict"]["enum"])
    kinds = _schemas()["answer.schema.json"]["$defs"]["targets"]["properties"]["kind"]["enum"]
    assert {case.expected.get("kind") for case in cases("targets", "required")} - {None} == set(kinds)


def test_the_example_of_the_readme_answers_what_it_says(tmp_path: Path) -> None:
    program = tmp_path / "my answer.py"
    program.write_text(_EXAMPLE, "utf-8")
    assert len(_EXAMPLE.splitlines()) <= 45
    done = call("conform", "--command", f"'{sys.executable}' '{program}'", "--kind", "targets,verdicts", "--json")
    report = json.loads(done.out)
    assert not list(_validator("report.schema.json").iter_errors(report))
    assert report["failures"] == []
    assert done.code == 1
    for tally in report["tallies"]:
        assert tally["unsupported"] > 0
        if tally["group"] == "required":
            assert tally["passed"] >= {"targets": 1, "verdicts": 3}[tally["kind"]]


@pytest.mark.parametrize("group", GROUPS)
def test_the_command_checks_perfrules_itself(group: str) -> None:
    done = call("conform", "--group", group, "--kind", "units，targets")
    assert (done.code, done.err) == (0, "")
    assert "必需的用例全部通过" in done.out
