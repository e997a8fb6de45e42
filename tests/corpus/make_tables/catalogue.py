"""The catalogue: every file of the corpus, what it prints, how it is made, and what is treacherous in it."""

from __future__ import annotations

from attrs import frozen

__all__ = ["CATALOGUE", "Variant"]


@frozen
class Variant:
    """One file: its `forms` are pairs of model and layout; `writer` and `through` (a second program) make it.

    `changes` are those of the models (see `changes`); `loses` says what the format cannot carry: `line breaks` within a cell;
    `codes` are the warnings that the file deserves; `around` are, for each form, texts of the page that belong to none and come as remarks.
    """

    file: str
    forms: tuple[tuple[str, str], ...]
    writer: str
    through: str = ""
    traps: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    loses: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    around: tuple[tuple[str, ...], ...] = ()


_DEPARTMENT = (("department", "department"),)
_LIBRARY = (("library", "declaration"),)
_PLAN = (("plan", "plan"),)
_CLINIC = (("clinic", "weighted"),)
_SELF = (("project-self", "self-evaluation"),)
_DEPARTMENT_SELF = (("department-self", "self-evaluation"),)
_MONITORING = (("monitoring", "monitoring"),)
_TICKED = (("monitoring", "monitoring-ticked"),)
_BY_KIND = (("monitoring-by-kind", "monitoring-full"),)
_PANELS = (("programme", "side-by-side"),)
_PERIODS = (("programme", "two-periods"),)
_LIST = (("evaluation", "list"),)

_WORKBOOKS = (
    Variant("department.xlsx", _DEPARTMENT, "xlsx", traps=("text that begins with =",)),
    Variant("department-quoted.xlsx", _DEPARTMENT, "xlsx", traps=("text that begins with =", "quote prefix")),
    Variant("department-numbers.xlsx", _DEPARTMENT, "xlsx", traps=("numbers",)),
    Variant("department-formats.xlsx", _DEPARTMENT, "xlsx", traps=("number formats",)),
    Variant("department-hidden.xlsx", _DEPARTMENT, "xlsx", traps=("hidden row", "hidden sheet"), codes=("W342", "W344")),
    Variant("department-margins.xlsx", _DEPARTMENT, "xlsx", traps=("margins", "blank rows")),
    Variant("department-rich.xlsx", _DEPARTMENT, "xlsx", traps=("rich text", "shared strings")),
    Variant("department-recalculated.xlsx", _DEPARTMENT, "xlsx", "xlsx:Calc MS Excel 2007 XML", traps=("numbers",)),
    Variant("library.xlsx", _LIBRARY, "xlsx"),
    Variant("library-days.xlsx", _LIBRARY, "xlsx", traps=("numbers",), changes=("days",)),
    Variant("library-cover.xlsx", _LIBRARY, "xlsx", traps=("cover sheet", "numbers")),
    Variant("library.xlsm", _LIBRARY, "xlsm", traps=("macros",)),
    Variant("clinic.xlsx", _CLINIC, "xlsx", traps=("numbers", "shared strings")),
    Variant("clinic-numbers-as-text.xlsx", _CLINIC, "xlsx", traps=("numbers as text",)),
    Variant("clinic-hidden-column.xlsx", _CLINIC, "xlsx", traps=("hidden column",), codes=("W343",)),
    Variant("clinic-wide-digits.xlsx", _CLINIC, "xlsx", changes=("full-width digits",)),
    Variant("project-self.xlsx", _SELF, "xlsx", traps=("numbers",)),
    Variant("project-self-formulas.xlsx", _SELF, "xlsx", traps=("numbers", "formulas with values")),
    Variant(
        "project-self-no-values.xlsx",
        _SELF,
        "xlsx",
        traps=("numbers", "formulas without values"),
        changes=("formulas without values",),
        codes=("W341",),
    ),
    Variant("project-self-recalculated.xlsx", _SELF, "xlsx", "xlsx:Calc MS Excel 2007 XML", traps=("numbers", "formulas without values")),
    Variant("department-self.xlsx", _DEPARTMENT_SELF, "xlsx", traps=("numbers", "formulas with values")),
    Variant("department-self.xlsm", _DEPARTMENT_SELF, "xlsm", traps=("macros", "numbers")),
    Variant("monitoring.xlsx", _MONITORING, "xlsx", traps=("numbers",)),
    Variant("monitoring-ticked.xlsx", _TICKED, "xlsx"),
    Variant("plan.xlsx", _PLAN, "xlsx", traps=("numbers", "shared strings")),
    Variant("monitoring-by-kind.xlsx", _BY_KIND, "xlsx"),
    Variant("programme-panels.xlsx", _PANELS, "xlsx"),
    Variant("programme-periods.xlsx", _PERIODS, "xlsx", traps=("number formats",)),
    Variant("evaluation.xlsx", _LIST, "xlsx", traps=("numbers",)),
    Variant("evaluation-days.xlsx", (("evaluation", "list-repeated"),), "xlsx", traps=("numbers",), changes=("days",)),
    Variant("evaluation-rates.xlsx", (("evaluation-numbered", "list-other-order"),), "xlsx", traps=("numbers",), changes=("bare rates",)),
    Variant(
        "three-sheets.xlsx",
        (*_LIBRARY, *_SELF, *_LIST),
        "xlsx",
        traps=("cover sheet", "hidden sheet", "shared strings", "numbers"),
        codes=("W344",),
    ),
    Variant("stacked.xlsx", (*_LIBRARY, *_SELF), "xlsx", traps=("one sheet",)),
    Variant("stacked-lists.xlsx", (("evaluation", "list"), ("clinic", "list-explained")), "xlsx", traps=("one sheet", "blank rows")),
    Variant("department-shared.xlsx", _DEPARTMENT, "xlsx", traps=("shared strings",)),
    Variant("project-self-prefixed.xlsx", _SELF, "xlsx", traps=("prefixed names", "shared strings", "numbers")),
    Variant("library-1904.xlsx", _LIBRARY, "xlsx", traps=("dates from 1904", "numbers"), changes=("days",)),
    Variant("project-self-upright.xlsx", _SELF, "xlsx", traps=("upright labels",)),
    Variant("project-self-continued.xlsx", _SELF, "xlsx", traps=("headings typed again",)),
    Variant("department-continued.xlsx", _DEPARTMENT, "xlsx", traps=("headings typed again",)),
    Variant("really-a-workbook.et", _CLINIC, "xlsx", traps=("another suffix", "numbers")),
    Variant("really-new.xls", _SELF, "xlsx", traps=("another suffix",)),
)

_OLD_WORKBOOKS = (
    Variant("department.xls", _DEPARTMENT, "xls"),
    Variant("department-numbers.xls", _DEPARTMENT, "xls", traps=("number formats",)),
    Variant("library.xls", _LIBRARY, "xls", traps=("numbers",)),
    Variant("project-self.xls", _SELF, "xlsx", "xls", traps=("numbers", "formulas without values")),
    Variant("monitoring.xls", _MONITORING, "xlsx", "xls", traps=("numbers",)),
    Variant("clinic.et", _CLINIC, "xlsx", "xls", traps=("number formats",)),
    Variant("two-sheets.et", (*_LIBRARY, *_LIST), "xls", traps=("numbers",), changes=("days",)),
    Variant("really-a-page.xls", _DEPARTMENT_SELF, "html", traps=("another suffix", "excel page")),
    Variant("really-old.xlsx", _LIST, "xls", traps=("another suffix", "numbers")),
)

_DOCUMENTS = (
    Variant("department.docx", _DEPARTMENT, "docx", traps=("headers and footers",)),
    Variant("library.docx", _LIBRARY, "docx", traps=("runs",)),
    Variant("clinic.docx", _CLINIC, "docx", traps=("heading styles",)),
    Variant("project-self.docx", _SELF, "docx", traps=("content controls",)),
    Variant("department-self.docx", _DEPARTMENT_SELF, "docx"),
    Variant("monitoring.docx", _MONITORING, "docx"),
    Variant("monitoring-ticked.docx", _TICKED, "docx"),
    Variant("plan.docx", _PLAN, "docx"),
    Variant("monitoring-by-kind.docx", _BY_KIND, "docx"),
    Variant("programme-panels.docx", _PANELS, "docx", traps=("runs",)),
    Variant("programme-periods.docx", _PERIODS, "docx"),
    Variant("three-forms.docx", (*_LIBRARY, *_SELF, *_LIST), "docx", traps=("several tables",)),
    Variant("evaluation-three-columns.docx", (("clinic", "list-three-columns"),), "docx"),
    Variant("library-upright.docx", _LIBRARY, "docx", traps=("upright labels",)),
    Variant("clinic-tracked.docx", _CLINIC, "docx", traps=("tracked changes", "hidden text")),
    Variant("project-self-continued.docx", _SELF, "docx", traps=("headings typed again",)),
    Variant("clinic-continued.docx", _CLINIC, "docx", traps=("labels cut",)),
    Variant("monitoring-continued.docx", _TICKED, "docx", traps=("labels cut",)),
    Variant("department-again.docx", _DEPARTMENT, "docx", "docx:MS Word 2007 XML"),
    Variant("department.doc", _DEPARTMENT, "docx", "odt → doc"),
    Variant("library.doc", _LIBRARY, "docx", "odt → doc"),
    Variant("project-self.wps", _SELF, "docx", "odt → doc"),
    Variant("clinic.wps", _CLINIC, "docx", "odt → doc"),
)

_BREAKS = ("line breaks",)
_PAGES = (
    Variant("department.pdf", _DEPARTMENT, "docx", "pdf", traps=("repeated headings", "cells over page breaks"), loses=_BREAKS),
    Variant("library.pdf", _LIBRARY, "docx", "pdf", loses=_BREAKS),
    Variant("clinic.pdf", _CLINIC, "docx", "pdf", loses=_BREAKS),
    Variant("project-self.pdf", _SELF, "docx", "pdf", loses=_BREAKS),
    Variant("department-self.pdf", _DEPARTMENT_SELF, "xlsx", "pdf", traps=("print titles",), loses=_BREAKS),
    Variant("monitoring.pdf", _MONITORING, "xlsx", "pdf", traps=("print titles",), loses=_BREAKS),
    Variant("monitoring-ticked.pdf", _TICKED, "docx", "pdf", loses=_BREAKS),
    Variant("plan.pdf", _PLAN, "docx", "pdf", loses=_BREAKS),
    Variant("monitoring-by-kind.pdf", _BY_KIND, "docx", "pdf", loses=_BREAKS),
    Variant("programme-panels.pdf", _PANELS, "docx", "pdf", loses=_BREAKS),
    Variant("evaluation-browser.pdf", _LIST, "html", "browser", loses=_BREAKS),
    Variant("department-browser.pdf", _DEPARTMENT, "html", "browser", traps=("repeated headings", "cells over page breaks"), loses=_BREAKS),
    Variant("two-forms.pdf", (*_LIBRARY, *_LIST), "docx", "pdf", traps=("several tables",), loses=_BREAKS),
    Variant(
        "half-year.pdf",
        (("department", "list-half-year"),),
        "xlsx",
        "pdf",
        traps=("print titles", "tall rows", "repeated headings", "cells over page breaks"),
        loses=_BREAKS,
    ),
    Variant(
        "department-headers.pdf",
        _DEPARTMENT,
        "docx",
        "pdf",
        traps=("headers and footers", "cells over page breaks"),
        loses=_BREAKS,
        around=(("内部资料 注意保管",),),
    ),
    Variant("evaluation-unruled.pdf", (("evaluation", "list-repeated"),), "html", "browser", traps=("no rules",), loses=_BREAKS),
    Variant("library-large.pdf", _LIBRARY, "docx", "pdf", traps=("large print", "cells over page breaks"), loses=_BREAKS),
    Variant("project-self-large.pdf", _SELF, "docx", "pdf", traps=("large print", "cells over page breaks"), loses=_BREAKS),
    Variant("monitoring-ticked-large.pdf", _TICKED, "docx", "pdf", traps=("large print", "cells over page breaks"), loses=_BREAKS),
)

_LINKS = ("首页", "信息公开")
_SHEETS = (("Overview", "附表一", "附表二", "附表三", "Sheet 1: 附表一", "Sheet 2: 附表二"), ("Sheet 3: 附表三",), ())
_WEB = (
    Variant("department.html", _DEPARTMENT, "html"),
    Variant("library.html", _LIBRARY, "html", traps=("page around it",), around=(_LINKS,)),
    Variant("clinic.html", _CLINIC, "html", traps=("entities",)),
    Variant("project-self-gbk.html", _SELF, "html-gbk"),
    Variant("monitoring-ticked.htm", _TICKED, "html"),
    Variant("monitoring-by-kind.html", _BY_KIND, "html"),
    Variant("programme-panels.html", _PANELS, "html", traps=("page around it", "entities"), around=(_LINKS,)),
    Variant("department-self-calc.html", _DEPARTMENT_SELF, "xlsx", "html", traps=("numbers",)),
    Variant("library-writer.html", _LIBRARY, "docx", "html"),
    Variant("three-sheets-calc.html", (*_LIBRARY, *_SELF, *_LIST), "xlsx", "html", traps=("several tables",), around=_SHEETS),
    Variant("project-self-continued.html", _SELF, "html", traps=("headings typed again",)),
    Variant("two-forms.html", (*_LIBRARY, *_SELF), "html", traps=("several tables",)),
)

_TEXTS = (
    Variant("department.md", _DEPARTMENT, "md"),
    Variant("library.md", _LIBRARY, "md"),
    Variant("project-self.md", _SELF, "md"),
    Variant("evaluation.md", (("evaluation", "list-repeated"),), "md"),
    Variant("plan.md", _PLAN, "md"),
    Variant("department.csv", _DEPARTMENT, "csv"),
    Variant("department-gbk.csv", _DEPARTMENT, "csv-gbk"),
    Variant("project-self-bom.csv", _SELF, "csv-bom"),
    Variant("project-self-calc.csv", _SELF, "xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true", traps=("numbers",)),
    Variant("clinic-once.csv", (("clinic", "list-once"),), "csv-gbk"),
    Variant("clinic-utf16.tsv", _CLINIC, "tsv-utf16"),
    Variant("self-list.csv", (("project-self", "list-scored"),), "csv"),
    Variant("monitoring.tsv", _MONITORING, "tsv"),
    Variant("evaluation-wide-digits.csv", (("evaluation-numbered", "list-other-order"),), "csv-gbk", changes=("full-width digits",)),
    Variant("department.txt", _DEPARTMENT, "txt", loses=_BREAKS),
    Variant("department-lost-cells.txt", _DEPARTMENT, "txt-lost", traps=("lost merged cells",), loses=_BREAKS),
    Variant("library-gbk.txt", _LIBRARY, "txt-gbk", loses=_BREAKS),
    Variant("evaluation-lost-cells.txt", _LIST, "txt-lost", traps=("lost merged cells",), loses=_BREAKS),
)

CATALOGUE = (*_WORKBOOKS, *_OLD_WORKBOOKS, *_DOCUMENTS, *_PAGES, *_WEB, *_TEXTS)
