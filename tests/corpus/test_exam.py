"""Real cells kept outside the repository, where they are at hand: every expectation holds, every target round-trips."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from perfrules import TargetSyntaxError, parse_target, read_table

BESIDE = Path(__file__).parents[2].parent / "shared"
EXAM = Path(os.environ.get("PERFRULES_EXAM") or BESIDE / "exam" / "dev.jsonl")
SEED = EXAM.parents[1] / "seeds" / "suzhou-kjj-2025.txt"
ANSWERS = (("accepts", True), ("rejects", False), ("undecided", None))


def cases() -> list[dict[str, Any]]:
    return [json.loads(line) for line in EXAM.read_text("utf-8").splitlines() if line.strip()] if EXAM.is_file() else []


CASES = cases()


@pytest.mark.skipif(not CASES, reason=f"no exam at hand: set PERFRULES_EXAM ({EXAM.name})")
@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_each_case_of_the_exam_holds(case: dict[str, Any]) -> None:
    columns = {key: case[key] for key in ("unit", "operator") if case.get(key)}
    if case.get("error"):
        with pytest.raises(TargetSyntaxError):
            parse_target(case["text"], **columns)
        return
    target = parse_target(case["text"], **columns)
    assert target.kind in case.get("kind", [target.kind])
    assert target.notes or not case.get("notes")
    for key, answer in ANSWERS:
        for actual in case.get(key, ()):
            assert target.accepts(actual) is answer, actual
    assert parse_target(str(target)) == target


@pytest.mark.skipif(not SEED.is_file(), reason="the seed table is not at hand")
def test_every_target_cell_of_the_seed_table_reads_and_round_trips() -> None:
    table = read_table(SEED)
    cells = [cell for row in table.indicators for cell in row.targets.values()]
    assert len(cells) == 124
    for cell in cells:
        assert cell.target is not None, cell.text
        assert not [one for one in cell.diagnostics if re.match("E", one.code)]
        assert parse_target(cell.text) == cell.target
        assert parse_target(str(cell.target)) == cell.target


@pytest.mark.skipif(not SEED.is_file(), reason="the seed table is not at hand")
def test_every_line_of_the_seed_table_is_read_or_told() -> None:
    for piece in SEED.read_text("utf-8").replace("\t", "\n").splitlines():
        try:
            target = parse_target(piece)
        except TargetSyntaxError:
            continue
        assert parse_target(str(target)) == target
