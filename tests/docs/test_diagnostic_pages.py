"""Every diagnostic code has a page in docs/diagnostics, in both languages, and no page explains a code that is gone."""

import re
from string import Formatter

import pytest

from perfrules.ruleset.words import CLAUSES, HEADS
from perfrules.scoring.parse import FORMS, OPTIONS
from perfrules.text.messages import MESSAGES
from support.markdown import ROOT

_CODE = re.compile(r"[EFTWN]\d{3}")


_WORDS = {head.word for head in HEADS} | set(CLAUSES) | set(re.findall(r"[\u3400-\u9fff]+", " ".join((*FORMS, *OPTIONS))))
_WORDS |= {"无", "逐级", "其余", "半年指标值", "全年指标值", "个"}
"""Words of the ruleset language: an English sentence may name them."""

_PAGES = ROOT / "docs" / "diagnostics"


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert sorted(page.stem for page in _PAGES.glob("*.md") if page.stem != "README") == sorted(MESSAGES)


def test_the_index_lists_every_code_once() -> None:
    index = (_PAGES / "README.md").read_text("utf-8")
    assert sorted(re.findall(r"^- \[(\w+)\]\(\1\.md\)", index, re.MULTILINE)) == sorted(MESSAGES)


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_a_page_says_why(code: str) -> None:
    page = (_PAGES / f"{code}.md").read_text("utf-8")
    assert page.startswith(f"# {code}\n")
    assert "**Why**" in page


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_both_languages_say_the_same(code: str) -> None:
    message = MESSAGES[code]
    assert _CODE.fullmatch(code)
    assert message.zh
    assert message.en
    assert bool(message.zh_advice) == bool(message.en_advice)
    assert _fields(message.zh) == _fields(message.en)
    assert _fields(message.zh_advice) == _fields(message.en_advice)
    english = message.en + " " + message.en_advice.partition("example:")[0]
    assert set(re.findall(r"[\u3400-\u9fff]+", english)) <= _WORDS, "the English sentence contains Chinese"
