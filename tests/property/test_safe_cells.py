"""Laws of cells for others to open: no text becomes a formula, and every text comes back."""

import csv
import io
from collections.abc import Callable, Sequence
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell

from perfrules.report.csv_findings import COLUMNS, csv_of_findings, plain_cell, safe_cell
from perfrules.report.remarks import clean
from perfrules.report.review_view import ReviewedFile, ReviewedTable
from perfrules.report.sheets import cell_text, exact_number, put_number, put_text
from perfrules.table import TargetTable
from support.reviewed import finding

_TEXT = st.text(st.sampled_from("=+-@'\t\r\n \u3000＝＠\"|,;≥5甲aA\x00\x1b\x0b\ud800\ufffe\u202e_x0041_<&")) | st.text()
_ACTIVE = tuple("=+-@\t\r＝＋－＠")


@given(_TEXT)
def test_a_cell_of_csv_never_begins_a_formula_and_reads_back(text: str) -> None:
    cell = safe_cell(text)
    assert not cell.startswith(_ACTIVE)
    assert not cell.lstrip(" \u3000\xa0").startswith(_ACTIVE)
    assert plain_cell(cell) == clean(text)


@given(_TEXT)
def test_clean_text_is_text_of_xml(text: str) -> None:
    shown = clean(text)
    assert clean(shown) == shown
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert not set(shown) & set("\x00\x0b\x1b\ud800\ufffe\u202e")


@given(st.lists(st.tuples(_TEXT, _TEXT, _TEXT), max_size=4))
def test_the_lines_of_csv_are_the_findings(rows: list[tuple[str, str, str]]) -> None:
    found = tuple(finding(subject=subject, expected=expected, found=other) for subject, expected, other in rows)
    text = csv_of_findings(ReviewedFile("表.txt", (ReviewedTable(TargetTable(title="目标表"), found),)))
    assert text.startswith("\ufeff")
    head, *lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert head == [zh for zh, _ in COLUMNS]
    assert [(plain_cell(line[6]), plain_cell(line[10]), plain_cell(line[11])) for line in lines] == [
        (clean(subject), clean(expected), clean(other)) for subject, expected, other in rows
    ]


@settings(max_examples=20)
@given(st.lists(_TEXT, min_size=1, max_size=30))
def test_a_cell_of_a_sheet_is_text(texts: list[str]) -> None:
    for text, cell in zip(texts, _again(put_text, texts), strict=True):
        wanted = cell_text(text)
        assert cell.data_type == ("s" if wanted else "n")
        assert (cell.value or "") == wanted
        assert cell.quotePrefix is wanted.startswith(("=", "+", "-", "@"))


_WRITTEN = st.tuples(st.integers(0, 10**9), st.integers(0, 4), st.sampled_from(["", "%"]), st.sampled_from(["", "-"]))


@settings(max_examples=20)
@given(st.lists(_WRITTEN, min_size=1, max_size=30))
def test_a_number_of_a_sheet_is_the_number_that_is_written(numbers: list[tuple[int, int, str, str]]) -> None:
    texts = [_written(*one) for one in numbers]
    for (_, decimals, rate, _), text, cell in zip(numbers, texts, _again(put_number, texts), strict=True):
        found = exact_number(text)
        assert found is not None
        assert (cell.data_type, cell.number_format) == ("n", "0" + ("." + "0" * decimals if decimals else "") + rate)
        assert Decimal(str(cell.value)) * (100 if rate else 1) == Decimal(text.removesuffix("%"))


def _written(value: int, decimals: int, rate: str, sign: str) -> str:
    digits = str(value).rjust(decimals + 1, "0")
    return sign + (f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits) + rate


@settings(max_examples=20)
@given(st.lists(_TEXT | st.from_regex(r"[0-9]{1,3}(,[0-9]{3}){0,2}(\.[0-9]{0,3})?[%~]?", fullmatch=True), min_size=1, max_size=30))
def test_what_is_no_exact_number_stays_text(texts: list[str]) -> None:
    for text, cell in zip(texts, _again(put_number, texts), strict=True):
        assert (cell.data_type == "n") is (exact_number(text) is not None or not cell_text(text))


def _again(write: Callable[[Cell, str], Cell], texts: Sequence[str]) -> list[Cell]:
    """Return the cells of the texts after writing and reading a book."""
    book = Workbook()
    for row, text in enumerate(texts, 1):
        write(book.active.cell(row, 1), text)
    stream = io.BytesIO()
    book.save(stream)
    sheet = load_workbook(stream).active
    return [sheet.cell(row, 1) for row in range(1, len(texts) + 1)]
