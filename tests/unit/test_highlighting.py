"""Highlighting: every head word is coloured, nothing is lost, and what is generated is current."""

import json
import re
import subprocess
import sys

import pytest
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Keyword

from perfrules.report.pygments_lexer import PerfLexer
from perfrules.ruleset.words import HEADS
from support.markdown import ROOT


@pytest.mark.parametrize("head", HEADS, ids=lambda head: head.word)
def test_every_head_word_is_a_keyword(head: object) -> None:
    tokens = list(PerfLexer().get_tokens(f"  {head.example}  # 注\n"))
    keywords = [value.strip() for kind, value in tokens if kind is Keyword]
    assert keywords == [head.word]
    assert [value for kind, value in tokens if kind in Comment] == ["# 注"]


@pytest.mark.parametrize("path", sorted((ROOT / "rulesets" / "local").glob("*.perf")), ids=lambda path: path.stem)
def test_no_character_is_lost(path: object) -> None:
    text = path.read_text("utf-8")
    tokens = list(PerfLexer().get_tokens(text))
    assert "".join(value for _, value in tokens) == text
    assert not any("Error" in str(kind) for kind, _ in tokens)


def test_the_lexer_is_registered() -> None:
    assert get_lexer_by_name("perf").name == "perfrules"


def test_generated_files_are_current() -> None:
    done = subprocess.run([sys.executable, str(ROOT / ".ci" / "make_language.py"), "--check"], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode()


def test_the_textmate_grammar_knows_every_head_word() -> None:
    document = json.loads((ROOT / "docs" / "highlight" / "perfrules.tmLanguage.json").read_text("utf-8"))
    assert document["scopeName"] == "source.perfrules"
    rules = {rule["name"].split(".")[0] + "." + rule["name"].split(".")[1]: re.compile(rule["match"]) for rule in document["patterns"]}
    for head in HEADS:
        assert rules["keyword.control"].match(head.example), head.word


def test_the_pages_show_the_files() -> None:
    page = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
    blocks = re.findall(r"```perf (\w+)\n(.*?)```", page, re.DOTALL)
    assert [name for name, _ in blocks] == ["first", "training", "errors", "county", "selfeval"]
    for name, text in blocks:
        assert (ROOT / "docs" / "examples" / "tutorial" / f"{name}.perf").read_text("utf-8").startswith(text)
