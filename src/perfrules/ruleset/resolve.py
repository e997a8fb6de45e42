"""Resolving: the surface of a file, on top of what it inherits, becomes a model, or every reason why it does not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from perfrules.ruleset.alter import alter
from perfrules.ruleset.blocks import Blocks, blocks_of
from perfrules.ruleset.cases import declare_cases, declare_checks
from perfrules.ruleset.check import check_cases, check_formulas, check_policies, check_weights
from perfrules.ruleset.draft import Draft
from perfrules.ruleset.header import declare_head, declare_policies
from perfrules.ruleset.model import Model
from perfrules.ruleset.outline import declare_outline, fill_targets
from perfrules.ruleset.pasted import with_tables
from perfrules.ruleset.reading import read_formula, read_policy, refresh
from perfrules.ruleset.resolved import Resolved
from perfrules.ruleset.reviewing import declare_review
from perfrules.ruleset.shares import check_ceilings, check_shares
from perfrules.ruleset.surface import Surface, Word
from perfrules.ruleset.vocabulary import declare_data, declare_parameters, declare_scales, declare_units
from perfrules.text.diagnostic import Diagnostic

__all__ = ["resolve"]


def resolve(surface: Surface, base: Model | None = None, used: Sequence[Model] = ()) -> Resolved:
    """Return what a file means on top of the ruleset that it inherits and with the words of those that it uses."""
    if not any(line.head is not None or line.broken for line in surface.lines):
        empty = () if surface.diagnostics else (Diagnostic("E609", {}, where=surface.source),)
        return Resolved(Model("", source=surface.source), (*surface.diagnostics, *empty))
    blocks = blocks_of(surface)
    draft = Draft(surface.source, blocks, base, used)
    _declare(draft)
    model = _model(draft)
    check_formulas(draft, model)
    check_policies(draft, model)
    check_weights(draft, model)
    check_shares(draft, model)
    check_ceilings(draft, model)
    check_cases(draft, model)
    return Resolved(model, _sorted((*surface.diagnostics, *blocks.diagnostics, *draft.settled())))


def _declare(draft: Draft) -> None:
    declare_units(draft)
    declare_scales(draft)
    declare_parameters(draft)
    declare_data(draft)
    declare_head(draft)
    declare_policies(draft)
    draft.blocks = evolve(draft.blocks, blocks=with_tables(draft))
    declare_outline(draft)
    fill_targets(draft)
    alter(draft)
    refresh(draft)
    declare_checks(draft)
    declare_review(draft)
    declare_cases(draft)
    _read_orphans(draft, draft.blocks)


def _read_orphans(draft: Draft, blocks: Blocks) -> None:
    """Read what stands below a line that could not be read: its own faults are told all the same."""
    for block in blocks.blocks:
        if not block.line.broken or block.kind in ("一级指标", "二级指标", "重点工作", "三级指标"):
            continue
        for line in block.lines:
            if line.head is None or not isinstance(line.content, Word):
                continue
            if line.head.rule == "formula":
                read_formula(draft, line, line.content.value)
            elif line.head.rule == "policy":
                read_policy(draft, line, line.content.value)


def _model(draft: Draft) -> Model:
    parents = draft.head.parents
    if draft.base is not None:
        parents = ((draft.base.title, draft.base.version), *draft.base.parents)
    return evolve(
        draft.head,
        parents=parents,
        units=draft.units,
        scales=draft.scales,
        data=draft.data,
        parameters=draft.parameters,
        policies=draft.policies,
        sections=draft.sections,
        indicators=draft.indicators,
        checks=draft.checks,
        cases=tuple(draft.cases),
        alterations=tuple(draft.alterations),
        sources=draft.sources,
        review=draft.review,
    )


def _sorted(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(diagnostics, key=lambda one: (one.line or 0, one.span.start if one.span else 0, one.code)))
