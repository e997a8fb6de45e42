"""What the sheets of a workbook share: their names and order, the texts of cells, the formats of numbers."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from types import MappingProxyType
from xml.parsers import expat

from attrs import field, frozen

from perfrules.table.readers.number_format import BUILTIN
from perfrules.table.readers.package import Package, damaged

__all__ = ["Book", "Listed", "Listing", "book_of", "listing_of"]

_BUILTIN = MappingProxyType(dict(BUILTIN))
_STRICT = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
)


@frozen
class Listed:
    """A sheet as the workbook lists it; `part` is where its cells are."""

    name: str
    part: str
    hidden: bool


@frozen
class Listing:
    """The sheets of a workbook in their order, whether days count from 1904, and the parts with shared texts and styles."""

    sheets: tuple[Listed, ...]
    mac: bool
    texts: str
    styles: str


@frozen
class Book:
    """The shared texts of a workbook, the format of each style, and whether days count from 1904."""

    texts: list[str] = field(repr=False)
    formats: tuple[str, ...] = field(repr=False)
    mac: bool


def listing_of(package: Package) -> Listing:
    """Return what a workbook lists."""
    from openpyxl.packaging.relationship import RelationshipList, get_dependents, get_rels_path

    found = package.parts("workbook")
    if not found:
        raise damaged(package.source, "workbook.xml")
    main = "xl/workbook.xml" if "xl/workbook.xml" in found else found[0]
    rels = get_rels_path(main)
    linked = get_dependents(package.archive, rels) if rels in package.names else RelationshipList()
    own = [one for one in linked if one.TargetMode != "External"]
    by_type = {one.Type.rpartition("/")[2]: one.target for one in own}
    sheets = _Sheets({one.Id: one.target for one in own})
    _scan(package, main, sheets.element)
    return Listing(tuple(sheets.found), sheets.mac, by_type.get("sharedStrings", ""), by_type.get("styles", ""))


def book_of(package: Package, listing: Listing) -> Book:
    """Return what the sheets of a workbook share.

    Texts and relationships are read by openpyxl. Styles are not: it refuses a workbook whose colours or fonts it finds odd, and
    only the formats of numbers are needed here.
    """
    from openpyxl.reader.strings import read_string_table

    texts: list[str] = []
    if listing.texts in package.names:
        texts = read_string_table(BytesIO(_transitional(package.read(listing.texts))))
    formats = _Formats()
    if listing.styles in package.names:
        _scan(package, listing.styles, formats.element)
    return Book(texts, formats.codes(), listing.mac)


def _transitional(xml: bytes) -> bytes:
    """Return XML with the names of the strict form of the format, which few programs write, as all others write them."""
    for strict, usual in _STRICT:
        xml = xml.replace(strict, usual) if strict in xml else xml
    return xml


def _scan(package: Package, part: str, element: Callable[[str, dict[str, str]], None]) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = element
    try:
        parser.Parse(package.read(part), True)
    except expat.ExpatError as error:
        raise damaged(package.source, f"{part}: {expat.ErrorString(error.code)}") from error


class _Sheets:
    """The sheets that `workbook.xml` lists."""

    def __init__(self, targets: dict[str, str]) -> None:
        self.targets = targets
        self.found: list[Listed] = []
        self.mac = False

    def element(self, name: str, given: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "sheet":
                own = next((value for key, value in given.items() if key.rpartition(":")[2] == "id"), "")
                self.found.append(Listed(given.get("name", ""), self.targets.get(own, ""), given.get("state", "visible") != "visible"))
            case "workbookPr":
                self.mac = given.get("date1904") in ("1", "true")


class _Formats:
    """The formats of numbers that `styles.xml` gives, by style."""

    def __init__(self) -> None:
        self.own: dict[int, str] = {}
        self.styles: list[int] = []
        self.inside = ""

    def element(self, name: str, given: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "numFmt" if self.inside == "numFmts":
                self.own[int(given.get("numFmtId", "0"))] = given.get("formatCode", "General")
            case "xf" if self.inside == "cellXfs":
                self.styles.append(int(given.get("numFmtId", "0")))
            case "numFmts" | "cellXfs" | "cellStyleXfs" | "dxfs" | "fonts" | "fills" | "borders" | "cellStyles" as section:
                self.inside = section
            case _:
                pass

    def codes(self) -> tuple[str, ...]:
        """Return the format of each style; a format of the file itself goes before one known by its number."""
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        return tuple(self.own.get(one) or _BUILTIN.get(one) or BUILTIN_FORMATS.get(one, "General") for one in self.styles)
