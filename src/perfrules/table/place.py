"""Places: where a cell stands in its file, in the words that a person uses to find it again."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from attrs import frozen

__all__ = ["TEXT", "Part", "PartKind", "Position", "column_letters", "column_number", "position_of", "where_of"]


class PartKind(Enum):
    """How the rows of a part of a file are counted."""

    TEXT = "文本"
    SHEET = "工作表"
    PAGE = "页"
    TABLE = "表格"
    BODY = "正文"


@frozen
class Part:
    """One sheet, page or table of a file: `name` is that of the sheet, or the number of the page or table."""

    kind: PartKind = PartKind.TEXT
    name: str = ""

    @property
    def label(self) -> str:
        """Return the part in words; empty where a file is all one.

        >>> [Part(PartKind.SHEET, "附表1").label, Part(PartKind.PAGE, "2").label, Part().label]
        ['工作表「附表1」', '第2页', '']
        """
        match self.kind:
            case PartKind.SHEET:
                return f"工作表「{self.name}」"
            case PartKind.PAGE:
                return f"第{self.name}页"
            case PartKind.TABLE:
                return f"第{self.name}个表格"
            case PartKind.BODY:
                return "正文"
            case PartKind.TEXT:
                return ""


TEXT = Part()
"""The whole of a text file."""


@frozen
class Position:
    """A row and a column of a part, both from 1; no column where a whole row is meant."""

    part: Part
    row: int
    column: int | None = None

    @property
    def where(self) -> str:
        """Return the position in words; `position_of` reads them back.

        >>> Position(Part(PartKind.SHEET, "附表1"), 5, 2).where
        '工作表「附表1」B5'
        >>> Position(Part(PartKind.PAGE, "2"), 5, 2).where
        '第2页第5行第2列'
        """
        return where_of(self.part, self.row, self.column)


def where_of(part: Part, row: int, column: int | None = None) -> str:
    """Return the words for a row, or a cell, of a part.

    >>> where_of(TEXT, 50, 4)
    '第50行第4列'
    """
    if part is TEXT:
        return f"第{row}行第{column}列" if column else f"第{row}行"
    match part.kind:
        case PartKind.SHEET:
            return f"{part.label}{column_letters(column)}{row}" if column else f"{part.label}第{row}行"
        case PartKind.BODY:
            return f"{part.label}第{row}段"
        case _:
            return f"{part.label}第{row}行" + (f"第{column}列" if column else "")


_WHERE = re.compile(
    r"(?:工作表「(?P<sheet>.*)」|第(?P<page>\d+)页|第(?P<table>\d+)个表格|(?P<body>正文))?"
    r"(?:第(?P<row>\d+)[行段](?:第(?P<column>\d+)列)?|(?P<letters>[A-Z]{1,4})(?P<number>\d+))$",
    re.DOTALL,
)


def position_of(where: str) -> Position | None:
    """Return the position that words such as `工作表「附表1」B5` mean, whatever file name stands before them; None for other words.

    >>> position_of("表.xlsx 工作表「附表1」B5").column
    2
    >>> position_of("第50行第4列")
    Position(part=Part(kind=<PartKind.TEXT: '文本'>, name=''), row=50, column=4)
    """
    found = _WHERE.search(where)
    if found is None:
        return None
    part = TEXT
    if found["sheet"] is not None:
        part = Part(PartKind.SHEET, found["sheet"])
    elif found["page"]:
        part = Part(PartKind.PAGE, found["page"])
    elif found["table"]:
        part = Part(PartKind.TABLE, found["table"])
    elif found["body"]:
        return Position(Part(PartKind.BODY), int(found["row"]), 1)
    if found["letters"]:
        return Position(part, int(found["number"]), column_number(found["letters"]))
    return Position(part, int(found["row"]), int(found["column"]) if found["column"] else None)


@lru_cache(maxsize=1024)
def column_letters(number: int) -> str:
    """Return the letters of a column of a sheet, counted from 1.

    >>> [column_letters(number) for number in (1, 26, 27, 703)]
    ['A', 'Z', 'AA', 'AAA']
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column of a sheet.

    >>> column_number("AB")
    28
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
