"""The words of the forms: which cell is a label, and of what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from functools import cache
from types import MappingProxyType
from unicodedata import normalize

from attrs import frozen

from perfrules.text.resources import read_resource

__all__ = ["Form", "Kind", "fold_label", "form"]

_SOURCE = "rulesets/vocab/form.perf"
_BRACKETS = re.compile(r"\([^()]{0,40}\)")
_SPACE = re.compile(r"[\s\u200b\ufeff]+")

_PAGE = re.compile(r"\s*(?:[-—–·]?\s*\d{1,4}\s*[-—–·]?|\d{1,4}\s*/\s*\d{1,4}|第\s*\d+\s*页\W*(?:共\s*\d+\s*页)?)\s*")


class Kind(Enum):
    """The head words of the vocabulary: what a word of a form is a word for."""

    COLUMN = "列"
    PERIOD = "期间"
    LEVEL1 = "一级"
    LEVEL2 = "二级"
    TOTAL = "合计"
    PAGE = "换页"
    FIELD = "栏"
    TITLE = "标题"
    GOAL = "目标"
    GOAL_COLUMN = "目标列"
    FUND_AREA = "资金区"
    FUND_SIDE = "资金方向"
    FUND_COLUMN = "资金列"
    FUND_ITEM = "资金科目"
    FUND_SUBTOTAL = "小计"
    FUND_UNIT = "金额单位"
    BUDGET_ROW = "预算行"
    DEFAULT_POLICY = "默认办法"
    BLANK = "空白"
    NO_UNIT = "非单位"
    NO_OPERATOR = "非符号"
    ACTUALS = "实际表"


def fold_label(text: str) -> str:
    """Return a label as it is compared: without blanks, brackets, a final colon and differences of width or case.

    >>> fold_label("全年 预算数（万元）：")
    '全年预算数'
    """
    plain = _SPACE.sub("", normalize("NFKC", text[:200])).casefold()
    return (_BRACKETS.sub("", plain) or plain).rstrip(":")


@frozen
class Form:
    """The vocabulary of the forms: for each kind, the folded words and what they mean."""

    words: Mapping[Kind, Mapping[str, str]]

    def find(self, kind: Kind, text: str) -> str | None:
        """Return the meaning of `text` among the words of `kind`, or None.

        >>> form().find(Kind.PERIOD, "半年 指标值")
        '半年'
        """
        if len(text) > 60:
            return None
        return self.words[kind].get(fold_label(text))

    def level1(self, text: str) -> str | None:
        """Return the family of a first-level label, with or without its final 指标.

        >>> form().level1("满意度指标（10分）")
        '满意度'
        """
        return self._level(Kind.LEVEL1, text)

    def level2(self, text: str) -> str | None:
        """Return the first-level family that a second-level label usually stands in.

        >>> form().level2("生态效益指标")
        '效益'
        """
        return self._level(Kind.LEVEL2, text)

    def budget_row(self) -> tuple[str, str]:
        """Return how the row of the budget's execution is called among the indicators: its level and its name."""
        names = {meaning: word for word, meaning in self.words[Kind.BUDGET_ROW].items()}
        return names["级别"], names["指标"]

    def default_policy(self, purpose: str) -> str:
        """Return the name of the policy that is used where none is named.

        >>> form().default_policy("自评")
        'mof-2020'
        """
        return next(word for word, meaning in self.words[Kind.DEFAULT_POLICY].items() if meaning == purpose)

    def is_title(self, text: str) -> bool:
        """Tell whether a lone cell is the title of a table."""
        return len(text) <= 80 and fold_label(text).endswith(tuple(self.words[Kind.TITLE]))

    def is_page_mark(self, text: str) -> bool:
        """Tell whether a lone cell is a page number or another mark of a page break.

        >>> [form().is_page_mark(text) for text in ("第 2 页 共 5 页", "- 3 -", "续表", "决策")]
        [True, True, True, False]
        """
        return self.find(Kind.PAGE, text) is not None or (len(text) <= 30 and _PAGE.fullmatch(normalize("NFKC", text)) is not None)

    def is_blank(self, text: str) -> bool:
        """Tell whether a cell says that there is nothing."""
        return not text or self.find(Kind.BLANK, text) is not None

    def _level(self, kind: Kind, text: str) -> str | None:
        if len(text) > 40:
            return None
        word = fold_label(text)
        return self.words[kind].get(word) or self.words[kind].get(word.removesuffix("指标"))


@cache
def form() -> Form:
    """Return the vocabulary that ships with the package."""
    return read_form(read_resource(_SOURCE))


def read_form(text: str) -> Form:
    """Return the vocabulary written in `text`, one fact per line."""
    words: dict[Kind, dict[str, str]] = {kind: {} for kind in Kind}
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        head, meaning, equals, listed = line.split(None, 3)
        if equals != "=":
            raise ValueError(f"{_SOURCE}: {line}")
        for word in listed.strip().split("、"):
            if folded := fold_label(word):
                words[Kind(head)].setdefault(folded, meaning)
    return Form(MappingProxyType({kind: MappingProxyType(found) for kind, found in words.items()}))
