"""The official form as a workbook reads back equal to its table; findings lead to their cells; nothing is a formula."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from attrs import evolve
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from perfrules import TargetTable, read_table, read_tables, review, score_table
from perfrules.evaluation.scored_table import ScoredTable
from perfrules.report.form_lines import RECOMPUTED
from perfrules.report.review_view import ReviewedFile, ReviewedTable
from perfrules.report.workbook import findings_workbook, self_evaluation_workbook
from support.markdown import ROOT
from support.reviewed import finding, hostile_file, reviewed_file, unread_file
from support.table_model import TableModel, differences, model_of

_TABLES = ROOT / "tests" / "corpus" / "tables"
_FORMS = ["project-self.xlsx", "department-self.docx", "self-list.csv", "three-sheets.xlsx", "clinic.xlsx"]
_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1"
_EXAMPLE = ROOT / "docs" / "examples" / "self-evaluation" / "table.txt"


def _scored() -> list[ScoredTable]:
    tables = [table for name in _FORMS for table in read_tables(_TABLES / name)]
    return [score_table(table) for table in (*tables, read_table(_EXAMPLE)) if any(row.weight for row in table.indicators)]


def _own(model: TableModel) -> TableModel:
    """Return a model without the columns that stand beside the form, and without the weights of the total, which are added up."""
    rows = tuple(
        evolve(row, others={title: text for title, text in row.others.items() if title not in RECOMPUTED}) for row in model.indicators
    )
    funds = tuple(
        evolve(line, amounts={title: text for title, text in line.amounts.items() if title not in RECOMPUTED}) for line in model.funds
    )
    fields = {label: text for label, text in model.fields.items() if not label.startswith("总分")}
    return evolve(model, indicators=rows, funds=funds, fields=fields)


@pytest.mark.parametrize("scored", _scored(), ids=lambda scored: f"{scored.table.source.rpartition('/')[2]}")
def test_the_form_reads_back_equal_to_its_table(scored: ScoredTable, tmp_path: Path) -> None:
    path = tmp_path / "自评表.xlsx"
    path.write_bytes(self_evaluation_workbook(scored, findings=review(scored.table)))
    [back] = read_tables(path)
    assert not differences(_own(model_of(scored.table)), _own(model_of(back)))
    again = score_table(back)
    assert [row.recomputed for row in again.rows] == [row.recomputed for row in scored.rows]
    # A form made from the form is the same form.
    second = tmp_path / "again.xlsx"
    second.write_bytes(self_evaluation_workbook(again))
    assert not differences(_own(model_of(back)), _own(model_of(read_tables(second)[0])))


def test_the_same_table_gives_the_same_bytes() -> None:
    scored = score_table(read_table(_EXAMPLE))
    found = review(scored.table)
    assert self_evaluation_workbook(scored, findings=found) == self_evaluation_workbook(scored, findings=found)
    files = [reviewed_file(), unread_file(), hostile_file()]
    assert findings_workbook(files) == findings_workbook(files)


def test_marks_are_numbers_and_stand_side_by_side() -> None:
    sheet = load_workbook(io.BytesIO(self_evaluation_workbook(score_table(read_table(_EXAMPLE)))))["自评表"]
    head = next(row for row in sheet.iter_rows() if row[1].value == "一级指标")
    at = {cell.value: cell.column for cell in head if cell.value}
    row = next(row for row in sheet.iter_rows(min_row=head[0].row + 1) if row[3].value == "合格率")
    shown = {title: sheet.cell(row[0].row, column) for title, column in at.items()}
    assert (shown["分值"].value, shown["得分"].value, float(shown["重算得分"].value), float(shown["得分差"].value)) == (10, 10, 9.5, 0.5)
    assert {shown[title].data_type for title in ("分值", "得分", "重算得分", "得分差")} == {"n"}
    assert shown["重算得分"].number_format == "0.00"
    assert shown["推导"].value == "≥95% vs 90.25% → 0.95 × 10 = 9.50"
    assert shown["年度指标值"].data_type == "s"


def test_lost_marks_and_differences_are_coloured_by_rules() -> None:
    sheet = load_workbook(io.BytesIO(self_evaluation_workbook(score_table(read_table(_EXAMPLE)))))["自评表"]
    rules = {str(area.sqref): [rule.formula[0] for rule in rules] for area, rules in sheet.conditional_formatting._cf_rules.items()}
    heads = {(cell.row, cell.value): get_column_letter(cell.column) for row in sheet.iter_rows() for cell in row if cell.value}
    scores = [(row, letter) for (row, title), letter in heads.items() if title == "得分"]
    assert len(rules) == 2 * len(scores) == 4
    for row, letter in scores:
        area = next(area for area in rules if area.startswith(f"{letter}{row + 1}"))
        assert f"${letter}{row + 1}<$" in rules[area][0]
    assert any("ABS($K" in formula and ">0.01" in formula for formulas in rules.values() for formula in formulas)


def test_the_form_prints_on_a4_with_its_headings_on_every_page() -> None:
    sheet = load_workbook(io.BytesIO(self_evaluation_workbook(score_table(read_table(_EXAMPLE)))))["自评表"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == (9, "landscape", 1)
    first = int(sheet.print_title_rows.replace("$", "").partition(":")[0])
    assert sheet.cell(first, 2).value == "一级指标"
    assert any(str(area).startswith("B") for area in sheet.merged_cells.ranges)


def test_findings_lead_to_their_cells() -> None:
    scored = score_table(read_table(_EXAMPLE))
    row = scored.table.indicators[1]
    cell = row.targets["年度"].where
    found = [finding(where=cell), finding("M01", where="第3行第8列"), finding(where="第99行")]
    book = load_workbook(io.BytesIO(self_evaluation_workbook(scored, findings=found)))
    sheet = book["审核意见"]
    links = [sheet.cell(number, 4).hyperlink for number in (2, 3, 4)]
    assert links[2] is None
    targets = [book["自评表"][link.location.rpartition("!")[2]] for link in links[:2] if link is not None and link.location]
    assert [target.value for target in targets] == ["≥95%", 9]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:I4"


def test_no_text_of_others_becomes_a_formula() -> None:
    files = [hostile_file(), unread_file("=1+1.xlsx"), reviewed_file("@x.txt")]
    for data in (findings_workbook(files), findings_workbook(hostile_file()), _hostile_form()):
        for sheet in load_workbook(io.BytesIO(data)):
            cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
            assert cells
            assert {cell.data_type for cell in cells} <= {"s", "n"}


def _hostile_form() -> bytes:
    text = "\n".join(
        [
            "=1+1自评表",
            "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施",
            "=cmd|'/c calc'!A1\t+2\t-3+4\t=50人\t=49人\t10\t=9\t@SUM(A1)",
        ]
    )
    return self_evaluation_workbook(score_table(read_table(text)))


def test_marks_that_are_not_stated_are_filled_in_when_asked_for() -> None:
    text = "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出\t数量\t培训人数\t≥50人\t40人\t10\t"
    scored = score_table(read_table(text))

    def marks(*, fill_in: bool) -> list[object]:
        sheet = load_workbook(io.BytesIO(self_evaluation_workbook(scored, fill_in=fill_in))).active
        head = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "得分")
        return [sheet.cell(number, head.column).value for number in range(head.row + 1, sheet.max_row + 1)]

    assert marks(fill_in=False) == [None, None]
    assert marks(fill_in=True) == [8, 8]


def test_a_review_of_one_file_brings_its_forms_along() -> None:
    table = read_table(_EXAMPLE)
    one = ReviewedTable(table, tuple(review(table)), score_table(table))
    book = load_workbook(io.BytesIO(findings_workbook(ReviewedFile("自评.txt", (one, one)))))
    assert book.sheetnames == ["汇总", "审核意见", "自评表", "自评表2"]
    assert any(cell.hyperlink for row in book["审核意见"].iter_rows() for cell in row)
    several = load_workbook(io.BytesIO(findings_workbook([ReviewedFile("自评.txt", (one,)), unread_file()], lang="en")))
    assert several.sheetnames == ["summary", "findings"]
    assert [cell.value for cell in several["summary"][3]][:5] == ["乙.xlsx", 0, 0, 0, 0]


def test_a_department_with_duties_tasks_and_sides_of_money_fits_the_form(tmp_path: Path) -> None:
    [table] = read_tables(_TABLES / "department-numbers.xlsx")
    scored = score_table(table, equal="指标")
    path = tmp_path / "自评表.xlsx"
    path.write_bytes(self_evaluation_workbook(scored))
    [back] = read_tables(path)
    wanted, found = _own(model_of(table)), _own(model_of(back))
    assert not differences(wanted, evolve(found, total=""))


def test_an_empty_review_is_a_workbook() -> None:
    assert load_workbook(io.BytesIO(findings_workbook([])))["审核意见"]["A2"].value == "没有发现问题"
    empty = TargetTable(title="目标表")
    assert load_workbook(io.BytesIO(findings_workbook(ReviewedFile("a", (ReviewedTable(empty),))))).sheetnames == ["汇总", "审核意见"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice opens the workbook as another program would")
def test_another_program_opens_the_form(tmp_path: Path) -> None:
    (tmp_path / "form.xlsx").write_bytes(self_evaluation_workbook(score_table(read_table(_EXAMPLE))))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", _CSV, "--outdir", str(tmp_path), str(tmp_path / "form.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    assert "≥95% vs 90.25% → 0.95 × 10 = 9.50" in (tmp_path / "form.csv").read_text("utf-8")
