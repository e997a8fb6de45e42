"""Wants: which verdict each indicator is to have, so that the whole has the one that was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hypothesis import strategies as st

from perfrules.evaluation.ruleset import RuleSet
from perfrules.testing.strategies.applying import Cluster
from perfrules.testing.strategies.conflict import refuse
from perfrules.testing.strategies.subjects import Subject
from perfrules.text.near import nearest
from perfrules.value.verdict import Verdict

__all__ = ["Wants", "as_verdict", "wants_for"]

Wants = Mapping[int, Verdict]
"""The verdict wanted of indicators by their places in the plan; the others may have any."""

Asked = Verdict | str | Mapping[str, Verdict | str] | None

_WORDS = {verdict.value: verdict for verdict in Verdict} | {verdict.name: verdict for verdict in Verdict}
_MET, _UNMET, _PENDING, _NONE = Verdict.MET, Verdict.UNMET, Verdict.PENDING, Verdict.NOT_APPLICABLE


def as_verdict(word: Verdict | str) -> Verdict:
    """Return the verdict that a word names: 达标, 未达标, 待定, 不适用, or MET, UNMET, PENDING, NOT_APPLICABLE."""
    found = word if isinstance(word, Verdict) else _WORDS.get(word)
    if found is None:
        return refuse(f"没有这种结论：{word}；有 {'、'.join(one.value for one in Verdict)}", f"no such verdict: {word}")
    return found


def wants_for(
    rules: RuleSet, subjects: Sequence[Subject], clusters: Sequence[Cluster], asked: Asked, absent: Iterable[str]
) -> st.SearchStrategy[Wants]:
    """Return the wants that bring about what is asked for; `absent` are the facts that must stay missing."""
    if asked is None:
        return st.just({})
    lost = _lost(subjects, clusters, frozenset(absent))
    if isinstance(asked, Mapping):
        return st.just(_named(rules, subjects, asked, lost))
    match as_verdict(asked):
        case Verdict.MET:
            return _met(subjects, clusters, lost)
        case Verdict.UNMET:
            places = [one.place for one in subjects if one.unmet is not None and one.place not in lost]
            return st.sampled_from([{place: _UNMET} for place in places]) if places else _impossible(_UNMET, subjects)
        case Verdict.PENDING:
            return _pending(subjects, lost)
        case _:
            fixed = [one for one in subjects if one.fixed not in (None, _NONE)]
            return _impossible(_NONE, fixed) if fixed else st.just({one.place: _NONE for one in subjects})


def _lost(subjects: Sequence[Subject], clusters: Sequence[Cluster], absent: frozenset[str]) -> frozenset[int]:
    """Return the indicators about which nothing can be said while some facts are missing."""
    unclear = {place for cluster in clusters if absent & set(cluster.names) for place in cluster.items}
    return frozenset(one.place for one in subjects if one.place in unclear or one.name in absent)


def _named(rules: RuleSet, subjects: Sequence[Subject], asked: Mapping[str, Verdict | str], lost: frozenset[int]) -> Wants:
    by_path = {one.item.indicator.path: one for one in subjects}
    found: dict[int, Verdict] = {}
    for name, word in asked.items():
        path, verdict = rules.names.find(name), as_verdict(word)
        one = by_path.get(path) if isinstance(path, tuple) else None
        if one is None:
            known = [subject.name for subject in subjects]
            refuse(f"没有指标「{name}」，最接近的是「{nearest(name, known)}」", f"no indicator {name}")
        can = {_MET: one.met is not None, _UNMET: one.unmet is not None, _PENDING: one.fixed in (None, _PENDING), _NONE: True}
        if not can[verdict] or (one.place in lost and verdict in (_MET, _UNMET)):
            _impossible(verdict, [one])
        found[one.place] = verdict
    return found


def _met(subjects: Sequence[Subject], clusters: Sequence[Cluster], lost: frozenset[int]) -> st.SearchStrategy[Wants]:
    """Every indicator is met, but for those that need not apply: they may be left out as long as one stays."""
    pending = [one for one in subjects if one.place in lost or one.fixed is _PENDING]
    if pending:
        return _impossible(_MET, pending)
    able = [one.place for one in subjects if one.met is not None]
    if not able:
        return _impossible(_MET, subjects)
    conditional = {place for cluster in clusters for place in cluster.items}
    wants: dict[int, st.SearchStrategy[Verdict]] = {one.place: st.just(_NONE) for one in subjects}
    kept = next((place for place in able if place not in conditional), able[0])
    for place in able:
        free = place in conditional and place != kept
        wants[place] = st.sampled_from([_MET, _NONE]) if free else st.just(_MET)
    return st.fixed_dictionaries(wants)


def _pending(subjects: Sequence[Subject], lost: frozenset[int]) -> st.SearchStrategy[Wants]:
    """One indicator is pending, and none is missed."""
    whole = {one.place: _MET if one.met is not None else one.fixed or _NONE for one in subjects}
    waiting = lost or {one.place for one in subjects if one.fixed is _PENDING}
    places = waiting or {one.place for one in subjects if one.fixed is None}
    if not places:
        return _impossible(_PENDING, subjects)
    return st.sampled_from([{**whole, **dict.fromkeys(lost, _PENDING), place: _PENDING} for place in sorted(places)])


def _impossible(verdict: Verdict, subjects: Iterable[Subject]) -> st.SearchStrategy[Wants]:
    names = "、".join(one.name for one in subjects) or "（没有指标）"
    return refuse(f"结论不可能是 {verdict.value}：{names}", f"the verdict cannot be {verdict.value}: {names}")
