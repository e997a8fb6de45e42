"""Every diagnostic code is explained in docs/diagnostics.md, in both languages, and no page explains a code that is gone."""

import re
from string import Formatter

import pytest

from perfrules.text.messages import MESSAGES
from support.markdown import ROOT

_CODE = re.compile(r"\b[EFWN]\d{3}\b")


def _documented() -> list[str]:
    text = (ROOT / "docs" / "diagnostics.md").read_text("utf-8")
    return [code for line in text.splitlines() if line.startswith("#") for code in _CODE.findall(line)]


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_every_code_has_one_section_and_every_section_a_code() -> None:
    assert sorted(_documented()) == sorted(MESSAGES)


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_both_languages_say_the_same(code: str) -> None:
    message = MESSAGES[code]
    assert _CODE.fullmatch(code)
    assert message.zh
    assert message.en
    assert bool(message.zh_advice) == bool(message.en_advice)
    assert _fields(message.zh) == _fields(message.en)
    assert _fields(message.zh_advice) == _fields(message.en_advice)
    assert not re.search(r"[\u3400-\u9fff]", message.en + message.en_advice), "the English sentence contains Chinese"
