"""The corpus of target values: the good ones with their reading, the bad ones with their code."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfrules import Target, TargetSyntaxError, parse_target

HERE = Path(__file__).parent


def rows(name: str) -> list[tuple[str, ...]]:
    """Return the lines of a corpus file as their columns."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


GOOD = rows("targets.txt")
BAD = rows("bad.txt")


@pytest.mark.parametrize(("text", "kind", "canonical"), GOOD, ids=[row[0] for row in GOOD])
def test_a_published_form_has_its_reading_and_round_trips(text: str, kind: str, canonical: str) -> None:
    target = parse_target(text)
    assert (target.kind, str(target)) == (kind, canonical)
    again = parse_target(str(target))
    assert again == target
    assert str(again) == str(target)
    assert Target.from_dict(target.to_dict()) == target


@pytest.mark.parametrize(("text", "code"), BAD, ids=[row[0] for row in BAD])
def test_a_malformed_value_has_its_code_and_place(text: str, code: str) -> None:
    with pytest.raises(TargetSyntaxError) as caught:
        parse_target(text)
    diagnostic = caught.value.diagnostics[0]
    assert diagnostic.code == code
    assert diagnostic.span is not None
    assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(text)


def test_the_corpus_is_large_and_has_no_doubles() -> None:
    for found, least in ((GOOD, 400), (BAD, 75)):
        assert len(found) >= least
        assert len({row[0] for row in found}) == len(found)
    assert {row[1] for row in GOOD} == {"quantity", "grade", "date", "change", "rank", "all", "any", "placeholder", "text"}
