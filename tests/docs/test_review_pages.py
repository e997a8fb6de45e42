"""Every check of a review has a page, a setting, a reason, and wording in both languages."""

import re
from string import Formatter

import pytest

from perfrules.report.checks import why_text
from perfrules.reviewing import standard_settings
from perfrules.reviewing.messages import MESSAGES
from support.markdown import ROOT

_PAGES = ROOT / "docs" / "review"
_CODES = [*(f"V{n:02}" for n in range(1, 16)), *(f"T{n:02}" for n in range(1, 9)), *(f"W{n:02}" for n in range(1, 5))]
_CODES += [*(f"S{n:02}" for n in range(1, 14)), *(f"M{n:02}" for n in range(1, 9)), *(f"P{n:02}" for n in range(1, 6))]
_CODES += [*(f"N{n:02}" for n in range(1, 6)), *(f"Y{n:02}" for n in range(1, 4)), *(f"R{n:02}" for n in range(1, 6))]


def _fields(template: str) -> set[str]:
    """Return what a sentence is filled with; `en_why` is the English of `why`."""
    return {name.removeprefix("en_") for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_all_checks_of_the_reference_are_there() -> None:
    assert sorted(MESSAGES) == sorted(_CODES) == sorted(standard_settings().chosen)


def test_the_index_lists_every_check_once() -> None:
    index = (_PAGES / "README.md").read_text("utf-8")
    assert sorted(re.findall(r"^- \[(\w+)\]\(\1\.md\)", index, re.MULTILINE)) == sorted(MESSAGES)
    for code, wording in MESSAGES.items():
        assert f"[{code}]({code}.md) {wording.zh_title} · {wording.en_title} " in index


@pytest.mark.parametrize("code", _CODES)
def test_a_page_shows_and_says_why(code: str) -> None:
    page = (_PAGES / f"{code}.md").read_text("utf-8")
    assert page.startswith(f"# {code} ")
    assert "```python" in page
    for word in ("**Avoid**", "**Prefer**", "**Why**", "**Configuration**"):
        assert word in page
    assert f"审核  {code}" in page


@pytest.mark.parametrize("code", _CODES)
def test_both_languages_say_the_same(code: str) -> None:
    one = MESSAGES[code]
    assert all((one.zh_title, one.en_title, one.zh, one.en, one.zh_advice, one.en_advice))
    assert _fields(one.zh) == _fields(one.en)
    assert _fields(one.zh_advice) == _fields(one.en_advice)
    assert why_text(code, "zh")
    assert why_text(code, "en")


def test_there_is_no_page_without_a_check() -> None:
    assert sorted(page.stem for page in _PAGES.glob("*.md") if page.stem != "README") == sorted(MESSAGES)
