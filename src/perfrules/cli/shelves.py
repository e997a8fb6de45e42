"""The commands `rulesets` and `policies`: what there is, and what it says."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from perfrules.cli.fault import RequestError
from perfrules.cli.output import put, screen_of
from perfrules.cli.rules import doc
from perfrules.cli.scores import check_folders
from perfrules.cli.texts import text
from perfrules.report.document import write_json
from perfrules.report.ledger import ledger
from perfrules.report.policies import policy_document, policy_page
from perfrules.ruleset.library import Library
from perfrules.ruleset.model import Indicator, Model
from perfrules.ruleset.named import find_policy, named_policies_in
from perfrules.ruleset.shelf import Entry
from perfrules.table.actuals import name_key
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.near import nearest

__all__ = ["policies", "rulesets"]


def _library(search: Sequence[str]) -> Library:
    check_folders(search)
    return Library([Path(folder) for folder in search])


def rulesets(title: str | None, search: Sequence[str], indicator: str | None, *, as_json: bool, lang: str) -> int:
    """List the rulesets that can be found, show one as a person would read it, or an indicator as all of them define it."""
    if title is not None:
        return doc(title, search, None, None, lang)
    library = _library(search)
    entries = list(library.entries(Path()))
    if indicator is not None:
        return _variants(library, entries, indicator, as_json=as_json, lang=lang)
    if as_json:
        listed = [{"title": one.title, "version": one.version, "path": str(one.path)} for one in entries]
        _print({"format": "perfrules-rulesets/1", "rulesets": listed})
        return 0
    for one in entries:
        put(f"{one.title}{'@' + one.version if one.version else ''}\n    {one.path}\n", sys.stdout)
    return 0


def _print(document: dict[str, object]) -> None:
    put(write_json(document, ascii_only=not screen_of(sys.stdout).is_unicode), sys.stdout)


def _variants(library: Library, entries: Sequence[Entry], indicator: str, *, as_json: bool, lang: str) -> int:
    """Show an indicator as every ruleset defines it, side by side; what is only inherited stands where it is written."""
    wanted = name_key(indicator)
    rows: list[dict[str, str]] = []
    known: dict[str, None] = {}
    for entry in entries:
        model = library.load_path(entry.path).model
        for one in model.indicators.values():
            known[one.name] = None
            if wanted in map(name_key, (one.name, *one.aliases)) and one.place.source == model.source:
                rows.append(_variant(entry, model, one))
    if not rows:
        raise RequestError([Diagnostic("E401", {"name": indicator, "suggestion": nearest(indicator, known)})])
    rows.sort(key=lambda row: not row["formula"])
    if as_json:
        _print({"format": "perfrules-indicator/1", "indicator": indicator, "variants": rows})
        return 0
    heading = [text(key, lang) for key in ("v_ruleset", "v_path", "v_formula", "v_target", "v_direction", "v_source", "v_note")]
    cells = [[*list(row.values())[:2], row["formula"] or text("no_formula", lang), *list(row.values())[3:]] for row in rows]
    put(ledger(heading, cells, width=screen_of(sys.stdout).width) + "\n", sys.stdout)
    return 0


def _variant(entry: Entry, model: Model, one: Indicator) -> dict[str, str]:
    source, status = one.provenance.source or model.provenance.source, one.provenance.status or model.provenance.status
    return {
        "ruleset": f"{entry.title}@{entry.version}" if entry.version else entry.title,
        "path": "/".join(one.path[:-1]),
        "formula": "" if one.formula is None else str(one.formula),
        "targets": " ".join(f"{period} {target.text}" for period, target in one.targets.items()),
        "direction": "" if one.direction is None else one.direction.value,
        "source": source + (f"（{status}）" if status else ""),
        "note": one.note,
    }


def policies(name: str | None, search: Sequence[str], *, as_json: bool, lang: str) -> int:
    """List the named policies, or explain one: its words, its arithmetic, its source, and what it gives to ten cases."""
    library = _library(search)
    if name is not None:
        found = find_policy(name, search)
        if as_json:
            _print({"format": "perfrules-policy/1", **policy_document(found)})
        else:
            put(policy_page(found), sys.stdout)
        return 0
    listed = list(named_policies_in(library))
    if as_json:
        _print({"format": "perfrules-policies/1", "policies": [policy_document(one) for one in listed]})
        return 0
    heading = [text(key, lang) for key in ("p_name", "p_alias", "p_says", "v_source")]
    rows = []
    for one in listed:
        source, status = one.policies.provenance
        says = one.policies.lines.get("计分", "")
        rows.append([one.name, "、".join(one.policies.aliases), says, source + (f"（{status}）" if status else "")])
    put(ledger(heading, rows, width=screen_of(sys.stdout).width) + "\n", sys.stdout)
    return 0
