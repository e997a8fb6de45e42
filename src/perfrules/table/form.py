"""The words of the forms: which cell is a label, and of what."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache, lru_cache
from types import MappingProxyType
from unicodedata import normalize

from attrs import field, frozen

from perfrules.text.resources import read_resource

__all__ = ["Form", "Kind", "clean_label", "fold_label", "form", "upright_label"]

_SOURCE = "rulesets/vocab/form.perf"
_VALUES = frozenset("0123456789≥≤=<>")
_BRACKETS = re.compile(r"\([^()]{0,40}\)")
_SPACE = re.compile(r"[\s\u200b\ufeff]+")

_COUNTED = re.compile(r"(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}[、.]|\d{1,2}[、.](?!\d))")
_MONTHS = re.compile(r"(?<!\d)(\d{1,2})月?[-–—~至到](\d{1,2})月份?|(?<!\d)(\d{1,2})月[底末份]?")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年度?")
_OF_WHICH = re.compile(r"\s*其中\s*[:：]?\s*")

_LONGEST = 60
_SHORT = 30
_WRAPPED = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff（(])")
_NOTHING: Mapping[Kind, str] = MappingProxyType({})
_PAGE = re.compile(r"\s*(?:[-—–·]?\s*\d{1,4}\s*[-—–·]?|\d{1,4}\s*/\s*\d{1,4}|第\s*\d+\s*页\W*(?:共\s*\d+\s*页)?)\s*")


class Kind(Enum):
    """The head words of the vocabulary: what a word of a form is a word for."""

    # Looked up for every cell; members are the same objects wherever they are used.
    __hash__ = object.__hash__

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
    FUND_HALF = "资金半边"
    FUND_SUBTOTAL = "小计"
    FUND_UNIT = "金额单位"
    BUDGET_ROW = "预算行"
    DEFAULT_POLICY = "默认办法"
    BLANK = "空白"
    UNNAMED = "空名"
    NO_UNIT = "非单位"
    NO_OPERATOR = "非符号"
    ACTUALS = "实际表"
    SUB_COLUMN = "子列"
    WHOLE = "总称"
    MARKED = "勾选"
    UNMARKED = "未选"
    NUMBERING = "栏号"


@lru_cache(maxsize=8192)
def fold_label(text: str) -> str:
    """Return a label as it is compared: without blanks, brackets, a final colon and differences of width or case.

    >>> fold_label("全年 预算数（万元）：")
    '全年预算数'
    """
    plain = _SPACE.sub("", normalize("NFKC", text[:200])).casefold()
    return (_BRACKETS.sub("", plain) or plain).rstrip(":")


def _keys(text: str) -> tuple[tuple[str, str], ...]:
    """Return how a label may stand in the vocabulary, each with what stands for its `#` (months) or `&` (a year)."""
    word = fold_label(text)
    # `(一)` is a bracket too, so what is numbered is looked for before brackets are taken away.
    plain = _SPACE.sub("", normalize("NFKC", text[:200])).casefold()
    counted = _COUNTED.match(plain)
    keys = [(word, "")]
    if counted is not None and counted.end() < len(plain):
        keys.append((word := fold_label(plain[counted.end() :]), ""))
    if year := _YEAR.search(word):
        keys.append((f"{word[: year.start()]}&年{word[year.end() :]}", year[1]))
        if rest := word[: year.start()] + word[year.end() :]:
            keys.append((word := rest, ""))
    if months := _MONTHS.search(word):
        span = f"{int(months[1])}-{int(months[2])}" if months[1] else str(int(months[3]))
        keys.append((f"{word[: months.start()]}#月{word[months.end() :]}", span))
    return tuple(keys)


def clean_label(text: str) -> str:
    """Return a label as it is named in a result: without blanks, a leading 其中 and a final colon.

    >>> clean_label("其中：财政 拨款：")
    '财政拨款'
    """
    found = _OF_WHICH.match(text)
    rest = text[found.end() :] if found is not None else text
    return _SPACE.sub("", rest or text).rstrip(":：") or text.strip()


def upright_label(text: str) -> str:
    """Return a short label without the line breaks and blanks of a narrow cell, or of letters set below one another.

    >>> upright_label("产\\n出\\n指\\n标"), upright_label("GDP 增速")
    ('产出指标', 'GDP 增速')
    """
    return _WRAPPED.sub("", text) if len(text) <= _SHORT and ("\n" in text or " " in text) else text


@frozen
class Form:
    """The vocabulary of the forms: for each kind, the folded words and what they mean."""

    words: Mapping[Kind, Mapping[str, str]]
    senses: Callable[[str], Mapping[Kind, str]] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "senses", lru_cache(maxsize=16_384)(self._senses))

    def find(self, kind: Kind, text: str) -> str | None:
        """Return the meaning of `text` among the words of `kind`, or None.

        A `#` in a word stands for months, `&` for a year; a number in front (一、) does not matter.

        >>> form().find(Kind.PERIOD, "半年 指标值")
        '半年'
        >>> form().find(Kind.FUND_COLUMN, "1—7月 执行数")
        '1-7月执行数'
        """
        return self.senses(text).get(kind) if len(text) <= _LONGEST else None

    def level1(self, text: str) -> str | None:
        """Return the family of a first-level label, with or without its final 指标.

        >>> form().level1("满意度指标（10分）"), form().level1("一、产出指标")
        ('满意度', '产出')
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
        if not text:
            return True
        # Most cells are values, and what begins with a digit or a comparison is one.
        return text[0] not in _VALUES and self.find(Kind.BLANK, text) is not None

    def _senses(self, text: str) -> Mapping[Kind, str]:
        """Return all that a text means, by kind."""
        found: dict[Kind, str] = {}
        for key, filler in _keys(text):
            for kind, words in self.words.items():
                if kind not in found and (meaning := words.get(key)) is not None:
                    found[kind] = meaning.replace("#", filler).replace("&", filler) if filler else meaning
        return found or _NOTHING

    def _level(self, kind: Kind, text: str) -> str | None:
        if len(text) > 40:
            return None
        return self.find(kind, text) or (self.find(kind, bare) if (bare := fold_label(text).removesuffix("指标")) else None)


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
