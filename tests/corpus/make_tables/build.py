"""From the catalogue to files and their manifest."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from corpus.make_tables.catalogue import Variant
from corpus.make_tables.changes import changed
from corpus.make_tables.layouts import LAYOUTS
from corpus.make_tables.models import MODELS
from corpus.make_tables.paper import Paper, continued, upright
from corpus.make_tables.writers import document, office, old_workbook, spreadsheet, text

__all__ = ["FOLDER", "build", "described", "write_manifest"]

FOLDER = Path(__file__).parents[1] / "tables"
_PARTS = "一二三四五"


def build(variant: Variant) -> bytes:
    """Return the bytes of one file of the catalogue."""
    papers = [LAYOUTS[layout].draw(changed(MODELS[model], variant.changes)) for model, layout in variant.forms]
    if cut := {"headings typed again", "labels cut"} & set(variant.traps):
        papers = [continued(paper, 5, again="labels cut" not in cut) for paper in papers]
    if "upright labels" in variant.traps:
        papers = [upright(paper) for paper in papers]
    data = _written(variant, papers)
    match variant.through:
        case "":
            return data
        case "browser":
            return office.printed(data, landscape=papers[0].landscape)
        case targets:
            kind = variant.writer
            for target in targets.split(" → "):
                data, kind = office.converted(data, kind, target), target
            return data


def _written(variant: Variant, papers: list[Paper]) -> bytes:
    traps = frozenset(variant.traps)
    names = [f"附表{_PARTS[number]}" for number in range(len(papers))]
    match variant.writer.split("-"):
        case ["xlsx"]:
            return spreadsheet.write_xlsx(papers, names, traps)
        case ["xlsm"]:
            return spreadsheet.write_xlsm(papers, names, traps)
        case ["xls"]:
            return old_workbook.write_xls(papers, names, traps)
        case ["docx"]:
            return document.write_docx(papers, traps)
        case ["html", *encoding]:
            return text.write_html(papers, traps, *encoding)
        case ["md"]:
            return text.write_markdown(papers)
        case [("csv" | "tsv") as kind, *marks]:
            encoding = {"gbk": "gbk", "bom": "utf-8-sig", "utf16": "utf-16"}[marks[0]] if marks else "utf-8"
            return text.write_delimited(papers, encoding, "," if kind == "csv" else "\t")
        case ["txt", *marks]:
            return text.write_pasted(papers, "gbk" if "gbk" in marks else "utf-8", lost="lost" in marks)
        case _:
            raise ValueError(variant.writer)


def described(variant: Variant) -> dict[str, Any]:
    """Return the entry of a file in the manifest."""
    return {
        "file": variant.file,
        "format": variant.file.rpartition(".")[2],
        "made by": " → ".join(filter(None, (variant.writer, variant.through))),
        "forms": [{"model": model, "layout": layout, "leaves": list(LAYOUTS[layout].leaves)} for model, layout in variant.forms],
        "traps": list(variant.traps),
        "changes": list(variant.changes),
        "loses": list(variant.loses),
        "codes": list(variant.codes),
        "around": [list(texts) for texts in variant.around] or [[] for _ in variant.forms],
    }


def write_manifest(variants: Iterable[Variant]) -> None:
    """Write what the files are, one entry to a line."""
    lines = ",\n".join(json.dumps(described(variant), ensure_ascii=False) for variant in variants)
    (FOLDER / "manifest.json").write_text(f"[\n{lines}\n]\n", "utf-8")
