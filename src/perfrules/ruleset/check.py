"""Checking a draft as a whole: formulas and their units, policies against targets, weights, names in test cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

from perfrules.formula import Checked, Formula, check_formula
from perfrules.ruleset.binding import DEFAULT_POLICY, named_policies, policy_for, subject_for
from perfrules.ruleset.draft import Draft, Site, Unknown, near
from perfrules.ruleset.lines import likely_head
from perfrules.ruleset.model import Indicator, Model, Path
from perfrules.ruleset.surface import Expectations, Given, Line, Outline
from perfrules.ruleset.weights import known_weights
from perfrules.scoring import bind
from perfrules.target.body import Change, Measure
from perfrules.text.diagnostic import Diagnostic, Severity
from perfrules.text.lexeme import Lexeme
from perfrules.value.numeral import write_number
from perfrules.value.unit import Unit, comparable
from perfrules.value.unit_table import find_unit

__all__ = ["check_cases", "check_formulas", "check_policies", "check_weights", "units_of_names", "weight_names"]

TOTALS = ("总分", "等级")
"""What a case can expect besides indicators, levels and data."""


def units_of_names(model: Model) -> dict[str, Unit]:
    """Return the unit of every name that a formula can use."""
    names = {name: parameter.unit for name, parameter in model.parameters.items()}
    names |= dict.fromkeys(weight_names(model), find_unit("分"))
    for datum in model.data.values():
        names.update(dict.fromkeys((datum.name, *datum.aliases), datum.unit))
    return names


def weight_names(model: Model) -> dict[str, Path]:
    """Return the names by which formulas use the weights of levels: 产出分值 is that of 产出, where one level has that name."""
    found: dict[str, list[Path]] = {}
    for path in model.sections:
        found.setdefault(f"{path[-1]}分值", []).append(path)
    return {name: paths[0] for name, paths in found.items() if len(paths) == 1}


def check_formulas(draft: Draft, model: Model) -> None:
    """Check the units of every formula that the file writes, and that no datum is made from itself."""
    names = units_of_names(model)
    checked: dict[int, Checked] = {}
    for formula, site in draft.sites:
        found = check_formula(formula, names, model.units)
        if isinstance(found, tuple):
            for one in found:
                _tell(draft, site, one)
        else:
            checked[id(formula)] = found
            draft.tell_within(site, (one for one in found.notes if one.severity is Severity.WARNING))
    sites = {id(formula): site for formula, site in draft.sites}
    _check_kinds(draft, model, checked, sites)
    _check_circles(draft, model, sites)


def _tell(draft: Draft, site: Site, one: Diagnostic) -> None:
    if one.code == "E643":
        draft.unknown.append(Unknown("name", one.args["name"], draft.placed(site, one)))
    else:
        draft.tell_within(site, [one])


def _check_kinds(draft: Draft, model: Model, checked: Mapping[int, Checked], sites: Mapping[int, Site]) -> None:
    """Check that numbers stand where numbers are needed, in units that fit the targets, and conditions elsewhere."""
    for formula, unit, code in _uses(model):
        found, site = checked.get(id(formula)), sites.get(id(formula))
        if found is None or site is None:
            continue
        if found.is_condition != (code == "E653"):
            draft.tell(site.line, "E652" if found.is_condition else "E653", site.lexeme)
        elif unit is not None and found.unit is not None and comparable(unit, found.unit) is None:
            draft.tell(site.line, "E651", site.lexeme, found=str(found.unit) or "（无单位）", wanted=str(unit) or "（无单位）")


def _uses(model: Model) -> Iterator[tuple[Formula, Unit | None, str]]:
    """Yield every formula with the unit that it should have and whether it must be a condition (E653) or a number (E652)."""
    for datum in model.data.values():
        if datum.formula is not None:
            yield datum.formula, datum.unit, "E652"
    for section in model.sections.values():
        if section.applies is not None:
            yield section.applies, None, "E653"
    for check in model.checks.values():
        yield check.condition, None, "E653"
    for indicator in model.indicators.values():
        if indicator.applies is not None:
            yield indicator.applies, None, "E653"
        if indicator.formula is not None:
            yield indicator.formula, _unit_of(indicator), "E652"


def _unit_of(indicator: Indicator) -> Unit | None:
    """Return the unit of an indicator's targets, if they have one."""
    for dated in indicator.targets.values():
        for _, target in dated.values:
            if isinstance(target.body, Measure | Change):
                return target.body.unit
    return None


def _check_circles(draft: Draft, model: Model, sites: Mapping[int, Site]) -> None:
    """Tell of data whose formulas need each other."""
    made = {name: datum.formula for name, datum in model.data.items() if datum.formula is not None}
    done: set[str] = set()
    for start, formula in made.items():
        trail: dict[str, None] = {}
        waiting = [(start, iter(formula.names))] if start not in done else []
        if waiting:
            trail[start] = None
        while waiting:
            name, parts = waiting[-1]
            step = next((part for part in parts if part in made and (part in trail or part not in done)), None)
            if step is None:
                waiting.pop()
                del trail[name]
                done.add(name)
            elif step in trail:
                names = list(trail)
                _tell_circle(draft, made, [*names[names.index(step) :], step], sites)
            else:
                trail[step] = None
                waiting.append((step, iter(made[step].names)))


def _tell_circle(draft: Draft, made: Mapping[str, Formula], circle: list[str], sites: Mapping[int, Site]) -> None:
    site = next((sites[id(made[name])] for name in circle if id(made[name]) in sites), None)
    if site is not None:
        draft.tell(site.line, "E646", site.lexeme, cycle=" → ".join(circle))


def check_policies(draft: Draft, model: Model) -> None:
    """Bind the policy of every indicator that the file touches to each of its targets."""
    unsure = any(_meant(hole) in ("量表", "评分办法", "参数", "") for hole in draft.blocks.holes)
    told: set[tuple[int, str]] = set()
    for path, indicator in model.indicators.items():
        if path in draft.holed or unsure:
            continue
        found = policy_for(model, indicator)
        site = None if found is None else draft.rated.get(found[1])
        written = (DEFAULT_POLICY,) if found is None else tuple(one for _, one in found[0].values)
        policies = dict.fromkeys(one for policy in written for one in named_policies(model, policy, indicator))
        for targets in indicator.targets.values():
            for policy, (_, target) in product(policies, targets.values):
                bound = bind(policy, subject_for(model, indicator, target, policy))
                for one in (bound,) if isinstance(bound, Diagnostic) else bound.notes:
                    if one.severity is not Severity.NOTE and _may_tell(draft, site, path, one, told):
                        _tell_policy(draft, model, site, indicator, one)


def _meant(hole: Line) -> str:
    """Return the head word that a broken line has, or was likely to have."""
    if hole.head is not None:
        return hole.head.word
    likely = likely_head(hole.word.text)
    return "" if likely is None else likely.word


def _may_tell(draft: Draft, site: Site | None, path: Path, bound: Diagnostic, told: set[tuple[int, str]]) -> bool:
    """Tell whether a diagnostic is new and due to a line of this file."""
    if site is None and path not in draft.touched:
        return False
    key = (site.line.number if site is not None else -1, f"{bound.code} {sorted(bound.args.items())}")
    known = key in told
    told.add(key)
    return not known


def _tell_policy(draft: Draft, model: Model, site: Site | None, indicator: Indicator, bound: Diagnostic) -> None:
    if site is None:
        line = _line_of(draft, indicator)
        if line is not None:
            draft.found.append(draft.placed(Site(line, line.word), bound, exact=False))
        return
    if bound.code in ("E701", "E702"):
        known = model.policies if bound.code == "E701" else model.scales
        kind = "policy" if bound.code == "E701" else "scale"
        name = bound.args["name"]
        draft.tell_unknown(kind, name, site.line, bound.code, site.lexeme, name=name, **near(name, known))
        return
    draft.found.append(draft.placed(site, bound, exact=False))


def _line_of(draft: Draft, indicator: Indicator) -> Line | None:
    """Return the line of the file that brought an indicator or its targets."""
    for block in draft.blocks.blocks:
        content = block.line.content
        if isinstance(content, Outline) and content.name.text.split("/")[-1] in (indicator.name, *indicator.aliases):
            return block.line
    return None


def check_weights(draft: Draft, model: Model) -> None:
    """Check that the weights below each level add up to its own, and those of the first level to full marks."""
    below = _below(model)
    for path, weight, place in _levels(model):
        children = below.get(path, [])
        stated = [(child, own) for child, own in children if own is not None]
        if not children or path in draft.holed or _any_hole(draft, path) or any(child in draft.holed for child, _ in children):
            continue
        if not stated:
            if weight is not None and not model.equal and path:
                _tell_weights(draft, model, path, "E630", weight=_points(weight), name=path[-1], place=place)
            continue
        total = sum((own for _, own in stated), Fraction(0))
        if len(stated) < len(children) and not model.equal:
            missing = "、".join(child[-1] for child, own in children if own is None)[:200]
            _tell_weights(draft, model, path, "E631", names=missing, place=place)
        elif weight is not None and total != weight and (len(stated) == len(children) or total > weight):
            name = path[-1] if path else "满分"
            _tell_weights(
                draft,
                model,
                path,
                "E633",
                name=name,
                weight=_points(weight),
                total=_points(total),
                difference=_points(abs(total - weight)),
                place=place,
            )


def _any_hole(draft: Draft, path: Path) -> bool:
    return not path and any(
        hole.head is None or (hole.head.level <= 3 and hole.head.group in ("指标", "文件")) for hole in draft.blocks.holes
    )


def _levels(model: Model) -> Iterator[tuple[Path, Fraction | None, str]]:
    yield (), model.full_marks, ""
    for path, section in model.sections.items():
        yield path, section.weight, str(section.place.line)


def _below(model: Model) -> Mapping[Path, list[tuple[Path, Fraction | None]]]:
    """Return what stands directly below each level, with its weight."""
    below: dict[Path, list[tuple[Path, Fraction | None]]] = {}
    known = known_weights(model)
    for path in (*model.sections, *model.indicators):
        below.setdefault(path[:-1], []).append((path, known.get(path)))
    return below


def _points(weight: Fraction) -> str:
    return f"{write_number(weight)}分"


def _tell_weights(draft: Draft, model: Model, path: Path, code: str, *, place: str, **args: str) -> None:
    """Tell of weights at the line of the level, at 满分 for the whole; where that line is inherited, at the title."""
    line = draft.blocks.file.first("满分") if not path else None
    if path and model.sections[path].place.source == draft.source:
        line = next((block.line for block in draft.blocks.blocks if str(block.line.number) == place), None)
    draft.found.append((line or draft.blocks.file.line).diagnostic(code, None, **args).at(draft.source))


def check_cases(draft: Draft, model: Model) -> None:
    """Check that the test cases speak of names that exist."""
    facts = {path[-1] for path in model.indicators} | set(model.data)
    facts |= {alias for one in model.indicators.values() for alias in one.aliases}
    facts |= {alias for datum in model.data.values() for alias in datum.aliases}
    results = facts | set(model.parameters) | {path[-1] for path in model.sections} | set(model.checks) | set(TOTALS)
    for block in draft.blocks.of("测试"):
        if not list(block.all("期望")) and not block.holed:
            draft.tell(block.line, "E634")
        for word, known in (("给定", facts), ("期望", results)):
            for line in block.all(word):
                for part in line.content.parts if isinstance(line.content, Expectations | Given) else ():
                    _check_name(draft, line, part.name, known)


def _check_name(draft: Draft, line: Line, name: Lexeme, known: set[str]) -> None:
    if name.text not in known and name.text.split("/")[-1] not in known:
        draft.tell_unknown("fact", name.text, line, "E628", name, name=name.text, **near(name.text, known))
