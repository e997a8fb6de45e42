"""Reviews for programs: JSON by its schema, SARIF and JUnit by their shapes, CSV for spreadsheets; hostile names harm none of them."""

import csv
import io
import json
from functools import cache
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from lxml import etree

from perfrules import read_table, review, score_table
from perfrules.report.csv_findings import csv_of_findings
from perfrules.report.document import schema, write_json
from perfrules.report.junit import junit_of_review
from perfrules.report.review_documents import review_document, review_sarif
from perfrules.report.review_view import ReviewedFile, ReviewedTable
from perfrules.text.diagnostic import Severity
from support.console import TABLE
from support.markdown import ROOT
from support.reviewed import finding, hostile_file, reviewed_file, unread_file

FILES = [reviewed_file(), unread_file(), hostile_file()]

_JUNIT = """
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:simpleType name="time"><xs:restriction base="xs:string"><xs:pattern value="[0-9]+(\\.[0-9]+)?"/></xs:restriction></xs:simpleType>
  <xs:complexType name="outcome" mixed="true">
    <xs:attribute name="type" type="xs:string" use="required"/><xs:attribute name="message" type="xs:string"/>
  </xs:complexType>
  <xs:element name="testcase"><xs:complexType>
    <xs:choice minOccurs="0" maxOccurs="unbounded">
      <xs:element name="skipped" type="outcome"/><xs:element name="error" type="outcome"/><xs:element name="failure" type="outcome"/>
      <xs:element name="system-out" type="xs:string"/><xs:element name="system-err" type="xs:string"/>
    </xs:choice>
    <xs:attribute name="name" type="xs:string" use="required"/><xs:attribute name="classname" type="xs:string" use="required"/>
    <xs:attribute name="time" type="time"/>
  </xs:complexType></xs:element>
  <xs:element name="testsuite"><xs:complexType>
    <xs:sequence><xs:element ref="testcase" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
    <xs:attribute name="name" type="xs:string" use="required"/><xs:attribute name="tests" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="failures" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="errors" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="skipped" type="xs:nonNegativeInteger"/><xs:attribute name="time" type="time"/>
    <xs:attribute name="file" type="xs:string"/>
  </xs:complexType></xs:element>
  <xs:element name="testsuites"><xs:complexType>
    <xs:sequence><xs:element ref="testsuite" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
    <xs:attribute name="name" type="xs:string"/><xs:attribute name="tests" type="xs:nonNegativeInteger"/>
    <xs:attribute name="failures" type="xs:nonNegativeInteger"/><xs:attribute name="errors" type="xs:nonNegativeInteger"/>
  </xs:complexType></xs:element>
</xs:schema>
"""
"""What the readers of Jenkins, GitLab and GitHub have in common."""

_TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
_LOCATION = {
    "type": "object",
    "required": ["physicalLocation"],
    "properties": {
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "properties": {
                "artifactLocation": {"required": ["uri"], "properties": {"uri": {"pattern": "^[!-~]+$"}}},
                "region": {"required": ["startLine"], "properties": {"startLine": {"type": "integer", "minimum": 1}}},
            },
        },
        "logicalLocations": {"type": "array", "items": {"required": ["fullyQualifiedName"]}},
    },
}
_SARIF = {
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "minItems": 1,
            "items": {
                "required": ["tool", "results"],
                "properties": {
                    "tool": {
                        "properties": {
                            "driver": {
                                "required": ["name", "rules"],
                                "properties": {
                                    "rules": {
                                        "uniqueItems": True,
                                        "items": {
                                            "required": ["id", "shortDescription", "help"],
                                            "properties": {"shortDescription": _TEXT, "fullDescription": _TEXT, "help": _TEXT},
                                        },
                                    }
                                },
                            }
                        }
                    },
                    "results": {
                        "items": {
                            "required": ["ruleId", "ruleIndex", "level", "message", "locations"],
                            "properties": {
                                "level": {"enum": ["error", "warning", "note", "none"]},
                                "message": _TEXT,
                                "locations": {"type": "array", "minItems": 1, "items": _LOCATION},
                                "relatedLocations": {"type": "array", "items": _LOCATION},
                                "partialFingerprints": {"additionalProperties": {"type": "string"}},
                            },
                        }
                    },
                },
            },
        },
    },
}


@cache
def _suzhou() -> ReviewedFile:
    table = read_table(TABLE)
    return ReviewedFile("苏州/表 1.txt", (ReviewedTable(table, tuple(review(table))),))


@cache
def _scored() -> ReviewedFile:
    table = read_table(ROOT / "docs" / "examples" / "self-evaluation" / "table.txt")
    return ReviewedFile("自评.txt", (ReviewedTable(table, tuple(review(table)), score_table(table)),))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("files", [FILES, [], [_suzhou()], [_scored()]], ids=["mixed", "none", "suzhou", "scored"])
def test_json_follows_its_schema_and_adds_up(files: list[ReviewedFile], lang: str) -> None:
    document = json.loads(write_json(review_document(files, lang)))
    jsonschema.Draft202012Validator(schema("review")).validate(document)
    assert document["unreadable"] == sum(bool(file["faults"]) for file in document["files"])
    for severity in ("error", "warning", "note"):
        assert document["counts"][severity] == sum(file["counts"][severity] for file in document["files"])
        listed = [one for file in document["files"] for table in file["tables"] for one in table["findings"] if one["severity"] == severity]
        assert document["counts"][severity] == len(listed)


def test_json_tells_a_place_in_parts() -> None:
    file = ReviewedFile("表.xlsx", (ReviewedTable(read_table(TABLE), (finding(where="工作表「附表1」B5"), finding(where=""))),))
    first, second = review_document(file, "en")["files"][0]["tables"][0]["findings"]
    assert first["place"] == {"part": "sheet", "name": "附表1", "row": 5, "column": 2}
    assert first["where"] == "sheet 附表1 B5"
    assert second["place"] is None


def test_json_has_the_marks_of_a_self_evaluation() -> None:
    score = review_document(_scored())["files"][0]["tables"][0]["score"]
    assert (score["stated"], score["recomputed"], score["differing"]) == ("90", ["2239/25", "2289/25"], 3)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("files", [FILES, [], [_suzhou()]], ids=["mixed", "none", "suzhou"])
def test_sarif_has_the_shape_of_the_standard(files: list[ReviewedFile], lang: str) -> None:
    document = json.loads(write_json(review_sarif(files, lang)))
    jsonschema.Draft202012Validator(_SARIF).validate(document)
    run = document["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])
    assert len(run["results"]) == sum(len(list(file.findings)) + len(file.fault) for file in files)
    assert "](" not in json.dumps([one["message"] for one in run["results"]])


def test_sarif_points_at_lines_of_texts_and_names_cells_of_sheets() -> None:
    table = ReviewedTable(read_table(TABLE), (finding(where="第23行第3列"), finding(where="工作表「x」B5")))
    text, sheet = (one["locations"][0] for one in _results(ReviewedFile("科技/表 1.txt", (table,))))
    assert text["physicalLocation"] == {"artifactLocation": {"uri": "%E7%A7%91%E6%8A%80/%E8%A1%A8%201.txt"}, "region": {"startLine": 23}}
    assert "region" not in sheet["physicalLocation"]
    assert sheet["logicalLocations"][0]["fullyQualifiedName"] == "工作表「x」B5"


def test_sarif_knows_a_finding_again_when_its_row_moves() -> None:
    table = read_table(TABLE)
    prints = [
        _results(ReviewedFile("表.txt", (ReviewedTable(table, (one,)),)))[0]["partialFingerprints"]
        for one in (finding(where="第3行"), finding(where="第9行"), finding(where="第3行", found="99"))
    ]
    assert prints[0] == prints[1] != prints[2]


def _results(file: ReviewedFile) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = review_sarif(file)["runs"][0]["results"]
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("files", [FILES, [], [_suzhou()]], ids=["mixed", "none", "suzhou"])
def test_junit_is_valid_and_counts_right(files: list[ReviewedFile], lang: str) -> None:
    text = junit_of_review(files, lang=lang)
    root = etree.fromstring(text.encode())
    etree.XMLSchema(etree.fromstring(_JUNIT)).assertValid(root)
    for kind in ("failure", "error"):
        assert int(root.get(f"{kind}s")) == len(root.findall(f".//{kind}"))
    names = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert len(names) == int(root.get("tests"))
    assert not any(char in text for char in "\x00\x1b\u202e")


def test_junit_fails_at_the_severity_that_is_asked_for() -> None:
    found = tuple(finding(severity=severity) for severity in Severity)
    file = ReviewedFile("表.txt", (ReviewedTable(read_table(TABLE), found),))
    failures = [ElementTree.fromstring(junit_of_review(file, least=severity)).get("failures") for severity in Severity]
    assert failures == ["1", "2", "3"]
    passed = ElementTree.fromstring(junit_of_review(file)).findall(".//testcase/system-out")
    assert len(passed) == 1


def test_junit_shows_the_checks_that_found_nothing_as_passed() -> None:
    file = ReviewedFile("表.txt", (ReviewedTable(read_table(TABLE), (finding("V03"),)),))
    cases = ElementTree.fromstring(junit_of_review(file, checks=("M01", "V03"))).findall(".//testcase")
    assert [(case.get("name", "")[:3], len(case)) for case in cases] == [("M01", 0), ("V03", 1)]
    bare = ElementTree.fromstring(junit_of_review(ReviewedFile("表.txt", (ReviewedTable(read_table(TABLE)),))))
    assert (bare.get("tests"), bare.get("failures")) == ("1", "0")


def test_csv_lists_files_that_could_not_be_read() -> None:
    text = csv_of_findings([unread_file(), reviewed_file("表.txt", finding())], lang="en")
    head, *lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert head[0] == "file"
    assert lines[0][:4] == ["乙.xlsx", "", "error", "E342"]
    assert "V03" in [line[3] for line in lines[1:]]


def test_two_tables_of_one_name_are_told_apart() -> None:
    table = read_table(TABLE)
    document = review_document(ReviewedFile("表.txt", (ReviewedTable(table), ReviewedTable(table))))
    names = [one["name"] for one in document["files"][0]["tables"]]
    assert len(set(names)) == 2
    assert names[1].endswith("(2)")
