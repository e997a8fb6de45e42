"""The corpus of table files: each file is read back equal to the form that it was made from."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from corpus.make_tables.build import build, described
from corpus.make_tables.catalogue import CATALOGUE, Variant
from corpus.make_tables.changes import changed
from corpus.make_tables.layouts import LAYOUTS
from corpus.make_tables.models import MODELS
from corpus.make_tables.paper import Line, Panel, Paper, continued
from perfrules import TargetTable, read_tables
from perfrules.table import Grid, Row, tables_of_grid
from perfrules.table.readers.matrix import Merge, rows_of
from perfrules.text.diagnostic import Diagnostic, Severity
from support.table_model import TableModel, differences, model_of, without

FOLDER = Path(__file__).parent / "tables"
MANIFEST: list[dict[str, Any]] = json.loads((FOLDER / "manifest.json").read_text("utf-8"))
FORMATS = {"xlsx", "xlsm", "xls", "et", "docx", "doc", "wps", "pdf", "html", "md", "csv", "tsv", "txt"}
PLAIN = {"html", "md", "csv", "tsv", "txt"}
CUTS = ("", "headings typed again", "labels cut")
FORMS = [(*form, cut) for form in dict.fromkeys(form for variant in CATALOGUE for form in variant.forms) for cut in CUTS]

FAULTS: dict[str, str] = {}
"""Files that are not read right yet, each with the reason: strict, so that a repaired one must leave the list."""


def _cases() -> Iterator[Any]:
    for entry in MANIFEST:
        marks = [pytest.mark.xfail(reason=FAULTS[entry["file"]], strict=True)] if entry["file"] in FAULTS else []
        if entry["format"] in ("doc", "wps"):
            marks.append(pytest.mark.skipif(shutil.which("soffice") is None, reason="old Word files are read through LibreOffice"))
        yield pytest.param(entry, id=entry["file"], marks=marks)


def _expected(entry: dict[str, Any]) -> list[TableModel]:
    models: list[TableModel] = []
    for form, around in zip(entry["forms"], entry["around"], strict=True):
        model = without(changed(MODELS[form["model"]], entry["changes"]), tuple(form["leaves"]))
        models.append(evolve(model, remarks=(*around, *model.remarks)))
    return models


def _compared(tables: list[TargetTable], expected: list[TableModel], *, joined: bool = False) -> list[str]:
    lines = [f"{len(expected)} 张表，读到 {len(tables)} 张"] if len(tables) != len(expected) else []
    for number, (table, model) in enumerate(zip(tables, expected, strict=False), 1):
        lines += [f"[{number}] {line}" for line in differences(model, model_of(table), joined=joined)]
    return lines


def _faults(tables: list[TargetTable]) -> dict[str, Diagnostic]:
    return {one.code: one for table in tables for one in table.diagnostics if one.severity is not Severity.NOTE}


@pytest.mark.parametrize("entry", list(_cases()))
def test_a_file_is_read_back_equal_to_its_model(entry: dict[str, Any]) -> None:
    tables = read_tables(FOLDER / entry["file"])
    lines = _compared(tables, _expected(entry), joined="line breaks" in entry["loses"])
    found = _faults(tables)
    lines += [f"{one.code} {one.where}: {one.message}" for code, one in found.items() if code not in entry["codes"]]
    lines += [f"{code} 没有报告" for code in entry["codes"] if code not in found]
    assert not lines, "\n" + "\n".join(lines)


@pytest.mark.parametrize("form", FORMS, ids=["/".join(filter(None, form)) for form in FORMS])
def test_a_layout_alone_is_read_back_equal_to_its_model(form: tuple[str, str, str]) -> None:
    """What a perfect reader would give: a fault here is one of the layout, not of a format."""
    model, layout, cut = form
    paper = LAYOUTS[layout].draw(MODELS[model])
    grid = _grid(continued(paper, 5, again=cut == "headings typed again") if cut else paper)
    lines = _compared(tables_of_grid(grid), [without(MODELS[model], LAYOUTS[layout].leaves)])
    assert not lines, "\n" + "\n".join(lines)


def _grid(paper: Paper) -> Grid:
    rows: list[Row] = []
    for block in paper.blocks:
        first = len(rows) + 1
        match block:
            case Line(text=text):
                rows += rows_of([[text]], first=first, numbers={0: first})[0]
            case Panel():
                cells = [[box.text if box else "" for box in row] for row in block.rows()]
                merges = [
                    Merge(row, column, row + box.rows - 1, column + box.cols - 1)
                    for (row, column), box in block.cells.items()
                    if box.rows * box.cols > 1
                ]
                rows += rows_of(cells, merges, first=first, numbers={index: first + index for index in range(len(cells))})[0]
                rows.append(Row(len(rows) + 1, (), exact=True))
    return Grid(tuple(rows), "表")


def test_the_manifest_says_what_the_makers_make() -> None:
    assert [json.loads(json.dumps(described(variant))) for variant in CATALOGUE] == MANIFEST


@pytest.mark.parametrize(
    "variant", [one for one in CATALOGUE if one.writer.partition("-")[0] in PLAIN and not one.through], ids=lambda one: one.file
)
def test_a_file_of_text_is_what_its_maker_makes(variant: Variant) -> None:
    """Files made by libraries change with these; a file of text that differs was made from another model."""
    assert build(variant) == (FOLDER / variant.file).read_bytes()


def test_the_corpus_is_whole() -> None:
    files = {path.name for path in FOLDER.iterdir()} - {"manifest.json"}
    assert files == {entry["file"] for entry in MANIFEST}
    assert len(files) >= 60
    assert {entry["format"] for entry in MANIFEST} >= FORMATS
    assert sum((FOLDER / name).stat().st_size for name in files) < 6_000_000


def test_faults_name_files_of_the_corpus() -> None:
    assert set(FAULTS) <= {entry["file"] for entry in MANIFEST}


def test_the_comparison_sees_every_difference() -> None:
    """A comparison that overlooks something would let every file pass."""
    model = MODELS["project-self"]
    assert not differences(model, model)
    parts = ("title", "year", "project_name", "fields", "fund_unit", "funds", "goals", "outcomes", "indicators", "total")
    rows = ("weight", "actual", "score", "reason")
    assert all(differences(model, without(model, (part,))) for part in parts)
    assert all(differences(model, without(model, (f"indicators.{row}",))) for row in rows)
