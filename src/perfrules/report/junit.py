"""Findings as JUnit XML: what continuous integration shows as passed and failed tests."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from perfrules.report.checks import check_title
from perfrules.report.remarks import ORDER, Remark, Reviewed, clean, fault_text, files_of, one_line, remark_of, table_name
from perfrules.report.review_view import ReviewedFile, ReviewedTable
from perfrules.text.diagnostic import Severity

__all__ = ["junit_of_review"]

_KINDS = {"failure": "failures", "error": "errors", "skipped": "skipped"}


def junit_of_review(reviewed: Reviewed, *, lang: str = "zh", least: Severity = Severity.WARNING, checks: Iterable[str] = ()) -> str:
    """Return a review as JUnit XML: a suite for each table, a failed test for each finding that weighs at least `least`.

    Findings that weigh less are passed tests with the sentence as their output. `checks` are the codes that were looked at: those
    that found nothing are passed tests. A file that could not be read is a suite with one error.
    """
    made = tuple(sorted(checks))
    suites = [suite for file in files_of(reviewed) for suite in _suites(file, lang, least, made)]
    root = Element("testsuites", {"name": "perfrules", **_totals(suites)})
    root.extend(suites)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _suites(file: ReviewedFile, lang: str, least: Severity, checks: tuple[str, ...]) -> Iterable[Element]:
    path = one_line(file.path) or "perfrules"
    if file.fault:
        suite = Element("testsuite", {"name": path})
        case = SubElement(suite, "testcase", {"name": "读取" if lang == "zh" else "reading", "classname": path})
        for fault in file.fault:
            said = fault_text(fault, lang)
            _add(case, "error", fault.code, said, said)
        yield _closed(suite, path)
    for index, one in enumerate(file.tables):
        yield _suite(one, path, table_name(file, index, lang), lang, least, checks)


def _suite(one: ReviewedTable, path: str, name: str, lang: str, least: Severity, checks: tuple[str, ...]) -> Element:
    suite = Element("testsuite", {"name": f"{path}: {name}"})
    found = {finding.code for finding in one.findings}
    quiet = tuple(code for code in checks if code not in found)
    for code in quiet:
        SubElement(suite, "testcase", {"name": f"{code} {one_line(check_title(code, lang))}", "classname": path})
    if not quiet and not found:
        SubElement(suite, "testcase", {"name": "审核" if lang == "zh" else "review", "classname": path})
    for finding in one.findings:
        _case(suite, remark_of(finding, path, name, lang), least)
    return _closed(suite, path)


def _case(suite: Element, remark: Remark, least: Severity) -> None:
    # Tools tell tests apart by their names: the place and what it is about make them distinct.
    subject = one_line(remark.finding.subject)
    label = " · ".join(part for part in (f"{remark.code} {remark.title}", subject, remark.where) if part)
    case = SubElement(suite, "testcase", {"name": label, "classname": remark.file})
    told = "\n".join(part for part in (f"{remark.file} {remark.where}", remark.sentence, remark.advice) if part)
    if ORDER[remark.finding.severity] <= ORDER[least]:
        _add(case, "failure", remark.code, f"{remark.severity}: {remark.sentence}", told)
    else:
        SubElement(case, "system-out").text = clean(f"{remark.severity}: {told}")


def _add(case: Element, kind: str, code: str, message: str, told: str) -> None:
    SubElement(case, kind, {"type": code, "message": clean(message)}).text = clean(told)


def _closed(suite: Element, path: str) -> Element:
    """Fill in how many tests the suite has and how they went."""
    suite.attrib |= {"tests": str(len(suite)), "skipped": "0", "time": "0", "file": path}
    suite.attrib |= {plural: str(sum(case.find(kind) is not None for case in suite)) for kind, plural in _KINDS.items()}
    return suite


def _totals(suites: Iterable[Element]) -> dict[str, str]:
    listed = list(suites)
    return {name: str(sum(int(suite.get(name, "0")) for suite in listed)) for name in ("tests", "failures", "errors")}
