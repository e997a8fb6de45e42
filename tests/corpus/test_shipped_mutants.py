"""The cases of every shipped ruleset notice every change of its rules: as recorded, and for small ones tried again.

After a change of a ruleset, or of what a mutant is, `python -m corpus.record_mutants` in `tests` records anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.record_mutants import PAGE, digest, entry_of, name_of, page_of, recorded, shipped
from perfrules.testing.mutation import Reason, mutants_of, mutate
from perfrules.testing.mutation.bench import bench_of

_SMALL = ("local/sichuan-selfeval.perf", "monitoring/central-136.perf", "standard/mof-2015-review.perf")
_RECORD = recorded()


def test_every_ruleset_is_recorded() -> None:
    assert list(_RECORD) == [name_of(path) for path in shipped()]


@pytest.mark.parametrize("path", shipped(), ids=name_of)
def test_no_mutant_survives(path: Path) -> None:
    entry = _RECORD[name_of(path)]
    assert entry["digest"] == digest(path), "the ruleset has changed: run python -m corpus.record_mutants in tests"
    assert entry["survived"] == 0
    assert entry["killed"]
    assert entry["mutants"] == entry["killed"] + entry["equivalent"] + entry["invalid"]
    assert sum(map(len, entry["equivalents"].values())) == entry["equivalent"]


@pytest.mark.parametrize("path", shipped(), ids=name_of)
def test_the_mutants_are_those_that_were_recorded(path: Path) -> None:
    bench = bench_of(path)
    found = {one.id for one in mutants_of(bench.source.text, bench.rules.model)}
    entry = _RECORD[name_of(path)]
    assert len(found) == entry["mutants"]
    assert found >= {one for ids in entry["equivalents"].values() for one in ids}


@pytest.mark.parametrize("name", _SMALL)
def test_small_rulesets_are_as_recorded(name: str) -> None:
    path = next(path for path in shipped() if name_of(path) == name)
    assert entry_of(path, mutate(path)) == _RECORD[name]


def test_the_page_lists_what_was_recorded() -> None:
    assert PAGE.read_text("utf-8") == page_of(_RECORD)


def test_every_reason_is_said_in_both_languages() -> None:
    assert all(reason.said("zh") != reason.said("en") for reason in Reason)
