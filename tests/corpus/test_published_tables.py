"""Real published tables kept outside the repository, where they are at hand: read without loss, and what the checks say is recorded.

With PERFRULES_RECORD set, the record is written anew: read its diff.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import perfrules as pr
from perfrules.table.readers import read_grids
from support.lossless import lost_cells
from support.reviewing import found_in

BESIDE = Path(__file__).parents[2].parent / "shared"
HOME = Path(os.environ.get("PERFRULES_PUBLISHED") or BESIDE / "corpus" / "tables")
SEED = HOME.parents[1] / "seeds" / "suzhou-kjj-2025.txt"
RECORD = Path(__file__).parent / "published_findings.json"
PATHS = sorted(HOME.glob("*.md")) if HOME.is_dir() else []


def said_of(path: Path) -> list[dict[str, Any]]:
    """Return what is recorded of each table of a file: its rows, and how often each check found something."""
    return [
        {"indicators": len(table.indicators), "findings": dict(sorted(Counter(one.code for one in pr.review(table)).items()))}
        for table in pr.read_tables(path)
    ]


@pytest.mark.skipif(not PATHS, reason=f"no published tables at hand: set PERFRULES_PUBLISHED ({HOME.name})")
@pytest.mark.parametrize("path", PATHS, ids=[path.stem for path in PATHS])
def test_a_published_table_is_read_without_loss(path: Path) -> None:
    tables = pr.read_tables(path)
    assert [lost_cells(grid, tables) for grid in read_grids(path)] == [[]]
    assert all(table.indicators for table in tables)


@pytest.mark.skipif(not PATHS, reason=f"no published tables at hand: set PERFRULES_PUBLISHED ({HOME.name})")
def test_what_the_checks_say_of_published_tables_is_recorded() -> None:
    said = {path.name: said_of(path) for path in PATHS}
    if os.environ.get("PERFRULES_RECORD"):
        RECORD.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert said == json.loads(RECORD.read_text("utf-8"))


@pytest.mark.skipif(not SEED.is_file(), reason=f"the published table is not at hand: {SEED.name}")
def test_every_known_fault_of_the_published_table_is_found_at_its_line() -> None:
    table = pr.read_table(SEED)
    found = {(one.code, one.where): one for one in pr.review(table)}
    m01 = next(one for one in found.values() if one.code == "M01")
    assert m01.args["difference"] == "45.30万元"
    lines = SEED.read_text("utf-8").split("\n")

    def line_of(one: pr.Finding) -> str:
        assert one.position is not None
        return lines[one.position.row - 1]

    assert "项目支出" in line_of(m01)
    for code, words in {
        "N02": {"举办科技合作与交流活动"},
        "N03": {"科贷通当年受惠企业数", "研发资源共享服务平台入网仪器数"},
        "T02": {"生态效益", "可持续影响"},
        "R05": {"在职人员控制率"},
    }.items():
        own = [one for one in found.values() if one.code == code]
        assert len(own) == len(words), code
        assert all(any(word in line_of(one) for one in own) for word in words), code
    medium = {"拥有高新技术企业数", "重大创新团队", "技术合同认定登记成交额"}
    assert {one.subject for one in pr.review(table) if one.code == "P03"} == medium
    assert "预算执行率" in {one.subject for one in pr.review(table) if one.code == "P05"}
    assert {one.level1 for one in found_in(table, "V08")} == {"履职", "效益指标", "满意度指标"}
    assert {one.subject for one in found_in(table, "T04")} >= {"举办科技合作与交流活动", "实施产学研项目数"}


@pytest.mark.skipif(not SEED.is_file(), reason=f"the published table is not at hand: {SEED.name}")
def test_what_is_right_in_the_published_table_is_left_alone() -> None:
    errors = [one for one in pr.review(pr.read_table(SEED)) if one.severity is pr.Severity.ERROR]
    assert sorted(one.code for one in errors) == ["M01", "N02"]
    assert not any("54.2%" in one.found and one.code.startswith("N") for one in pr.review(pr.read_table(SEED)))
