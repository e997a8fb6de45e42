"""The official self-evaluation form (绩效自评表) as a sheet: what the table says, and beside it what a policy makes of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from attrs import define, field, frozen
from openpyxl.cell.cell import Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from perfrules.evaluation.scored_table import ScoredRow, ScoredTable, written_marks
from perfrules.evaluation.sheet import BudgetRow
from perfrules.report.form_lines import RECOMPUTED, Label, fund_lines
from perfrules.report.sheets import CENTRE, FRAME, HEAD, LEFT, NORMAL, SHADE, lines_of, note_of, put_number, put_text
from perfrules.table import Indicator, TargetTable
from perfrules.table.form import Kind, form

__all__ = ["Drawn", "draw_form"]

_TITLE = Font(name="黑体", size=16)
_SIDE = 6
_WIDTHS = {"一级指标": 11, "二级指标": 14, "重点工作": 16, "三级指标": 26, "分值": 8, "得分": 8, "偏差原因分析及改进措施": 28}
_WIDE = 14
_GOALS = {"年度": "年度总体目标", "中长期": "中长期目标"}
_RECOMPUTED = tuple(zip(RECOMPUTED, (11, 8, 40), strict=True))
_TALLEST = 405


class _Column(NamedTuple):
    """A column of the indicators: its heading, and whether its cells are amounts."""

    title: str
    width: int
    numbers: bool = False


class Marked(NamedTuple):
    """Rows with marks: the first and the last of them, and the columns of the weights and of the stated marks."""

    first: int
    last: int
    weight: int
    score: int


@frozen
class Drawn:
    """What was drawn where: the cells by their places in the source, and the parts that rules and printing speak of.

    `heading` is the row of the headings of the indicators, `marked` the rows with marks, `recomputed` the first of the columns
    of what a policy makes of them.
    """

    places: dict[str, str]
    heading: int
    marked: tuple[Marked, ...]
    recomputed: int
    last: int


@define
class _Pen:
    """Where the next row goes; `places` gathers where each cell of the source stands now."""

    sheet: Worksheet
    width: int
    row: int = 1
    places: dict[str, str] = field(factory=dict)

    def put(self, column: int, text: str, *, rows: int = 1, cols: int = 1, head: bool = False, number: bool = False) -> Cell:
        """Write a cell of the current row, merged over `rows` and `cols`."""
        cell: Cell = (put_number if number else put_text)(self.sheet.cell(self.row, column), text)
        cell.font = HEAD if head else NORMAL
        cell.alignment = CENTRE if head or number else LEFT
        for below in range(self.row, self.row + rows):
            for beside in range(column, column + cols):
                one = self.sheet.cell(below, beside)
                one.border = FRAME
                if head:
                    one.fill = SHADE
        if rows * cols > 1:
            self.sheet.merge_cells(start_row=self.row, start_column=column, end_row=self.row + rows - 1, end_column=column + cols - 1)
        return cell

    def mark(self, where: str, column: int) -> None:
        """Remember that a place of the source stands in a column of the current row."""
        if where:
            self.places.setdefault(where, f"{get_column_letter(column)}{self.row}")

    def next(self, lines: int = 1) -> None:
        """Go to the next row; the current one is as high as so many lines."""
        self.sheet.row_dimensions[self.row].height = min(15 * lines + 5, _TALLEST)
        self.row += 1

    def breadth(self, column: int, cols: int) -> int:
        """Return how wide some columns are together."""
        return sum(int(self.sheet.column_dimensions[get_column_letter(one)].width) for one in range(column, column + cols))


def draw_form(sheet: Worksheet, scored: ScoredTable, *, fill_in: bool = False) -> Drawn:
    """Draw the form of a recomputed table; with `fill_in`, marks that the table does not state are those that were recomputed."""
    table = scored.table
    columns = _columns(table)
    labels, amounts = fund_lines(table)
    width = max(len(columns), 2 + max((len(one.labels) for one in labels), default=1) + len(amounts))
    pen = _Pen(sheet, width)
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    for number in range(len(columns) + 1, width + 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDE
    for number, (_, broad) in enumerate(_RECOMPUTED, width + 1):
        sheet.column_dimensions[get_column_letter(number)].width = broad
    outcomes = {id(row.origin.line): row for row in scored.rows if isinstance(row.origin, BudgetRow)}
    _draw_head(pen, table)
    _draw_funds(pen, table, labels, amounts, outcomes, fill_in=fill_in)
    marked = _marked_money(pen, labels, amounts)
    _draw_goals(pen, table)
    heading = pen.row
    _draw_rows(pen, scored, columns, fill_in=fill_in)
    last = pen.row
    _draw_total(pen, scored, columns, fill_in=fill_in)
    for text in table.remarks:
        put_text(sheet.cell(pen.row, 1), text).alignment = LEFT
        sheet.merge_cells(start_row=pen.row, start_column=1, end_row=pen.row, end_column=width)
        pen.next(lines_of(text, pen.breadth(1, width)))
    titles = [column.title for column in columns]
    marked = (*marked, Marked(heading + 1, last, titles.index("分值") + 1, titles.index("得分") + 1))
    return Drawn(pen.places, heading, marked, width + 1, width + len(RECOMPUTED))


def _columns(table: TargetTable) -> list[_Column]:
    """Return the columns of the indicators: those of the official form, and what this table has besides."""
    rows = table.indicators
    periods = dict.fromkeys(period for row in rows for period in row.targets) or {"年度": None}
    extra = dict.fromkeys(title for row in rows for title, text in row.others.items() if text and title not in RECOMPUTED)
    names = ["一级指标", "二级指标", *(["重点工作"] if any(row.task for row in rows) else []), "三级指标"]
    found = [_Column("绩效指标", _SIDE), *(_Column(name, _WIDTHS[name]) for name in names)]
    found += [_Column(f"{period}指标值", _WIDE) for period in periods]
    found += [_Column("实际完成值", _WIDE), _Column("分值", _WIDTHS["分值"], numbers=True), _Column("得分", _WIDTHS["得分"], numbers=True)]
    found.append(_Column("偏差原因分析及改进措施", _WIDTHS["偏差原因分析及改进措施"]))
    return [*found, *(_Column(title, 20) for title in extra)]


def _draw_head(pen: _Pen, table: TargetTable) -> None:
    """Draw title, year and the labelled cells, two to a row."""
    title = table.title or ("项目支出绩效自评表" if table.project_name or not table.unit_name else "部门整体支出绩效自评表")
    for text, font, where in ((title, _TITLE, table.places.get("标题", "")), (f"（{table.year}年度）" if table.year else "", NORMAL, "")):
        if text:
            cell = put_text(pen.sheet.cell(pen.row, 1), text)
            cell.font, cell.alignment = font, CENTRE
            pen.mark(where, 1)
            pen.sheet.merge_cells(start_row=pen.row, start_column=1, end_row=pen.row, end_column=pen.width)
            pen.next(2 if font is _TITLE else 1)
    named = [("项目名称", table.project_name), ("单位名称", table.unit_name)]
    named += [("单位主要职能", table.duties), ("机构设置及人员配置", table.staff)]
    for label, text in named:
        if text:
            _draw_pair(pen, table, 1, pen.width, label, text)
            pen.next(lines_of(text, pen.breadth(3, pen.width - 2)))
    shown = {text for _, text in named}
    rest = [
        (label, text) for label, text in table.fields.items() if text not in shown and not label.endswith("年度") and not _is_total(label)
    ]
    half = (pen.width + 1) // 2
    for left, right in zip(rest[::2], [*rest[1::2], *[None] * (len(rest) % 2)], strict=True):
        end = half if right else pen.width
        _draw_pair(pen, table, 1, end, *left)
        lines = lines_of(left[1], pen.breadth(3, end - 2))
        if right:
            _draw_pair(pen, table, half + 1, pen.width, *right, narrow=1)
            lines = max(lines, lines_of(right[1], pen.breadth(half + 2, pen.width - half - 1)))
        pen.next(lines)


def _draw_pair(pen: _Pen, table: TargetTable, first: int, last: int, label: str, text: str, *, narrow: int = 2) -> None:
    pen.put(first, label, cols=narrow, head=True)
    pen.put(first + narrow, text, cols=last - first - narrow + 1)
    pen.mark(table.places.get(label, ""), first + narrow)


def _draw_funds(
    pen: _Pen, table: TargetTable, labels: Sequence[Label], columns: Sequence[tuple[str, str]], rows: dict[int, ScoredRow], *, fill_in: bool
) -> None:
    """Draw the money: A, B, B/A, and the marks of its execution."""
    if not labels:
        return
    unit = f"（{table.funds[0].unit}）" if table.funds[0].unit else ""
    deep = max(len(one.labels) for one in labels)
    headed = any(title for _, title in columns)
    pen.put(
        1,
        ("项目资金" if table.project_name or "项目" in table.title else "部门整体资金") + unit,
        rows=len(labels) + headed,
        cols=2,
        head=True,
    )
    if headed:
        pen.put(3, "", cols=deep, head=True)
        for number, (_, title) in enumerate(columns, 3 + deep):
            pen.put(number, title, head=True)
        if rows:
            _draw_recomputed_heads(pen, RECOMPUTED[:2])
        pen.next(2)
    for one in labels:
        for number, text in enumerate(one.labels, 3):
            if text or number == 3:
                last = number == 2 + len(one.labels)
                pen.put(number, text, cols=deep - len(one.labels) + 1 if last else 1)
        pen.mark(one.line.where, 2 + len(one.labels))
        row = rows.get(id(one.line))
        for number, (name, _) in enumerate(columns, 3 + deep):
            amount = one.line.amounts.get(name)
            text = "" if amount is None else amount.text
            pen.put(number, text or (_marks_of(row) if fill_in and name == "得分" else ""), number=True)
            pen.mark("" if amount is None else amount.where, number)
        if row is not None:
            # A sentence among the money would be read as an amount: it stands in a note.
            _draw_marks(pen, written_marks(row.recomputed, row.decimals), row.difference)
            pen.sheet.cell(pen.row, pen.width + 1).comment = note_of(row.derivation)
        pen.next(max(lines_of(text, 14) for text in one.labels))


def _marked_money(pen: _Pen, labels: Sequence[Label], columns: Sequence[tuple[str, str]]) -> tuple[Marked, ...]:
    """Return where the funds, which end above, have marks."""
    names = [name for name, _ in columns]
    if not labels or "分值" not in names or "得分" not in names:
        return ()
    before = 3 + max(len(one.labels) for one in labels)
    return (Marked(pen.row - len(labels), pen.row - 1, before + names.index("分值"), before + names.index("得分")),)


def _draw_goals(pen: _Pen, table: TargetTable) -> None:
    """Draw each goal beside what became of it."""
    names = list(dict.fromkeys((*table.goals, *table.outcomes)))
    half = (pen.width - 1) // 2
    for name in names:
        goal, outcome = table.goals.get(name, ""), table.outcomes.get(name, "")
        pen.put(1, _GOALS.get(name, f"{name}目标"), rows=2, head=True)
        pen.put(2, "预期目标", cols=half, head=True)
        pen.put(2 + half, "实际完成情况", cols=pen.width - half - 1, head=True)
        pen.next()
        pen.put(2, goal, cols=half)
        pen.put(2 + half, outcome, cols=pen.width - half - 1)
        pen.mark(table.places.get(name, ""), 2)
        pen.next(max(lines_of(goal, pen.breadth(2, half)), lines_of(outcome, pen.breadth(2 + half, pen.width - half - 1)), 3))


def _draw_rows(pen: _Pen, scored: ScoredTable, columns: Sequence[_Column], *, fill_in: bool) -> None:
    rows = scored.table.indicators
    results = {id(row.origin): row for row in scored.rows}
    pen.put(1, "绩效指标", rows=len(rows) + 1, head=True)
    for number, column in enumerate(columns[1:], 2):
        pen.put(number, column.title, head=True)
    for number in range(len(columns) + 1, pen.width + 1):
        pen.put(number, "", head=True)
    _draw_recomputed_heads(pen)
    pen.next(2)
    merged = _merged(rows)
    for index, one in enumerate(rows):
        result = results.get(id(one))
        for number, (column, text, where) in enumerate(zip(columns[1:], *_cells(one, columns, result, fill_in=fill_in), strict=True), 2):
            if column.title not in ("一级指标", "二级指标", "重点工作"):
                pen.put(number, text, number=column.numbers)
                pen.mark(where, number)
            elif (length := merged.get((index, column.title))) is not None:
                pen.put(number, text, rows=length)
        pen.mark(one.where, [column.title for column in columns].index("三级指标") + 1)
        if result is not None:
            _draw_recomputed(pen, result)
        derived = 1 if result is None else lines_of(result.derivation, _RECOMPUTED[-1][1])
        texts = zip(columns[1:], _cells(one, columns, result, fill_in=fill_in)[0], strict=True)
        # A label over several rows has room enough; one that holds for this row alone makes it higher.
        alone = (lines_of(text, column.width) for column, text in texts if merged.get((index, column.title), 1) == 1)
        pen.next(max(derived, *alone))


def _cells(one: Indicator, columns: Sequence[_Column], result: ScoredRow | None, *, fill_in: bool) -> tuple[list[str], list[str]]:
    """Return the texts of a row behind its side, and where each stands in the source."""
    known = {
        "一级指标": (one.level1, ""),
        "二级指标": (one.level2, ""),
        "重点工作": (one.task, ""),
        "三级指标": (one.name, one.places.get("名称", "")),
        "实际完成值": (one.actual, one.places.get("实际", "")),
        "分值": ("" if one.weight is None else one.weight.text, "" if one.weight is None else one.weight.where),
        "得分": (one.score or (_marks_of(result) if fill_in else ""), one.places.get("得分", "")),
        "偏差原因分析及改进措施": (one.reason, one.places.get("原因", "")),
        **{f"{period}指标值": (cell.text, cell.where) for period, cell in one.targets.items()},
    }
    cells = [known.get(column.title) or (one.others.get(column.title, ""), one.places.get(column.title, "")) for column in columns[1:]]
    return [text for text, _ in cells], [where for _, where in cells]


def _merged(rows: Sequence[Indicator]) -> dict[tuple[int, str], int]:
    """Return over how many rows a label reaches, by the row it begins in and its heading."""
    return {
        (first, title): length
        for title, depth in (("一级指标", 1), ("二级指标", 2), ("重点工作", 3))
        for first, length in _runs(rows, depth)
    }


def _runs(rows: Sequence[Indicator], depth: int) -> Iterator[tuple[int, int]]:
    first = 0
    for _, group in groupby(rows, key=lambda row: (row.level1, row.level2, row.task)[:depth]):
        length = len(list(group))
        yield first, length
        first += length


def _draw_recomputed_heads(pen: _Pen, titles: Sequence[str] = RECOMPUTED) -> None:
    for number, title in enumerate(titles, pen.width + 1):
        pen.put(number, title, head=True)


def _draw_recomputed(pen: _Pen, row: ScoredRow) -> None:
    """Draw what the policy makes of a row, in the columns to the right."""
    _draw_marks(pen, written_marks(row.recomputed, row.decimals), row.difference, row.derivation)


def _draw_marks(pen: _Pen, marks: str, difference: Fraction | None, derivation: str = "") -> None:
    pen.put(pen.width + 1, marks, number=True)
    pen.put(pen.width + 2, "" if difference is None else written_marks(difference), number=True)
    if derivation:
        pen.put(pen.width + 3, derivation)


def _draw_total(pen: _Pen, scored: ScoredTable, columns: Sequence[_Column], *, fill_in: bool) -> None:
    table, marks = scored.table, scored.recomputed
    titles = [column.title for column in columns]
    weight, score = titles.index("分值"), titles.index("得分")
    label, said = _total_row(table)
    pen.put(1, label, cols=weight, head=True)
    full, total = scored.result.root.weight, table.total
    stated = "" if total is None else total.text
    if not stated and fill_in and marks is not None and marks.low == marks.high:
        stated = written_marks(marks)
    texts = {"分值": "" if full is None else _plain(full), **said, "得分": stated}
    for number, title in enumerate(titles[weight:], weight + 1):
        pen.put(number, texts.get(title, ""), number=True)
    for number in range(len(titles) + 1, pen.width + 1):
        pen.put(number, "")
    pen.mark("" if total is None else total.where, score + 1)
    gap = None
    if marks is not None and scored.stated is not None:
        gap = scored.stated - min(max(scored.stated, marks.low), marks.high)
    said_of_it = scored.policy + (f"；等级 {'、'.join(scored.grades)}" if scored.grades else "")
    if stated:
        _draw_marks(pen, written_marks(marks), gap, said_of_it)
    else:
        # A lone number in the row of the total would be taken for the total that is not stated.
        pen.put(pen.width + 3, f"合计 {written_marks(marks)}；{said_of_it}")
    pen.next()


def _total_row(table: TargetTable) -> tuple[str, dict[str, str]]:
    """Return what the row of the total is called, and what it says in the columns other than that of the marks."""
    found = [(label.partition("：")[0], label.partition("：")[2], text) for label, text in table.fields.items() if _is_total(label)]
    return (found[0][0] if found else "总分"), {title: text for _, title, text in found if title not in RECOMPUTED}


def _is_total(label: str) -> bool:
    """Tell whether a field is a cell of the row of the total: 总分：分值."""
    return "：" in label and form().find(Kind.TOTAL, label.partition("：")[0]) == "合计"


def _plain(value: Fraction) -> str:
    """Return full marks as a form prints them: 100, 97.5."""
    return str(value) if value.denominator == 1 else written_marks(value)


def _marks_of(row: ScoredRow | None) -> str:
    """Return the recomputed marks of a row where they are a point; empty where anything is open."""
    if row is None or row.recomputed is None or row.recomputed.low != row.recomputed.high:
        return ""
    return written_marks(row.recomputed, row.decimals)
