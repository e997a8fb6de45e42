"""Checks of weights (分值): missing ones, parts and wholes, the total, and the shares that a framework wants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from perfrules.evaluation.ruleset import RuleSet
from perfrules.reviewing.arithmetic import Rule, Tested, rules_in
from perfrules.reviewing.checks.weighing import Book, Level, book_of, place_in, place_of
from perfrules.reviewing.context import Context, ReviewRow
from perfrules.reviewing.finding import Finding, severity_of
from perfrules.reviewing.words import review_words
from perfrules.ruleset.check import weight_names
from perfrules.ruleset.weights import known_weights
from perfrules.table.form import form
from perfrules.text.diagnostic import Severity
from perfrules.value.numeral import write_number

__all__ = ["findings"]

_ZERO, _HUNDRED = Fraction(0), Fraction(100)
_MOST_SINGLE = 5
"""More rows without a weight than these are told of together."""
_MOST_NAMES, _MOST_PARTS = 4, 16


def findings(context: Context) -> Iterator[Finding]:
    """Yield what is wrong with the weights of a table that is meant to have some."""
    if not context.rows or not context.makes("W01", "W02", "W03", "W04"):
        return
    book = book_of(context)
    if not book.is_weighted:
        return
    yield from _lacking(context, book)
    yield from _levels(context, book)
    total = list(_total(context, book))
    yield from total
    if not total and not book.lacking and _is_known(book, _ZERO):
        yield from _shares(context, book)


def _lacking(context: Context, book: Book) -> Iterator[Finding]:
    """Yield the rows without a weight above zero (W01); where none has one, or many have not, they are told of together."""
    if not context.makes("W01") or not book.lacking:
        return
    if book.weights and len(book.lacking) <= _MOST_SINGLE:
        for row in book.lacking:
            text = "" if row.indicator.weight is None else row.indicator.weight.text
            yield context.find_in(row, "W01", place_in(context, row.indicator, "分值"), expected=">0", found=text, weight_text=text)
        return
    first, *others = book.lacking
    related = tuple(place_in(context, row.indicator, "分值") for row in others)
    names = [row.name for row in book.lacking]
    listed = "、".join(names[:_MOST_NAMES]) + (f" …（{len(names)}）" if len(names) > _MOST_NAMES else "")
    where = place_in(context, first.indicator, "分值")
    yield context.find_in(first, "W01", where, expected=">0", related=related, name=listed, weight_text="")


def _levels(context: Context, book: Book) -> Iterator[Finding]:
    """Yield the levels whose parts do not add up to what the form prints for them (W02)."""
    if not context.makes("W02"):
        return
    for level in book.levels:
        yield from _parts(context, level, _HUNDRED if book.is_relative else level.printed)
        for one in level.below:
            yield from _parts(context, one, one.printed)


def _parts(context: Context, level: Level, wanted: Fraction | None) -> Iterator[Finding]:
    if wanted is None or not level.parts or not (level.is_complete or level.total > wanted):
        return
    for broken in context.tested("W02", {"上级分值": wanted, "下级分值合计": level.total}):
        at, *others = _heads(level)
        fields = {"level": " ".join(level.name.split()), "stated": write_number(wanted), "sum": write_number(level.total)}
        fields |= {"parts": _added(level.parts), "count": str(len(level.parts)), "difference": _gap(broken)}
        related = tuple(place_of(row.indicator, "分值") for row in others)
        where, expected, found = place_of(at.indicator, "分值"), fields["stated"], fields["sum"]
        yield context.find_in(at, "W02", where, expected=expected, found=found, related=related, fields=fields)


def _heads(level: Level) -> Sequence[ReviewRow]:
    """Return the rows that take part in the sum of a level: the first of each second level, or all."""
    known = [one for one in level.below if one.printed is not None]
    return [one.rows[0] for one in known] or level.rows


def _total(context: Context, book: Book) -> Iterator[Finding]:
    """Yield a total of weights that is not full marks (W03), as the form has it or together with the execution of the budget."""
    known = [one for one in book.levels if one.parts or one.printed is not None]
    total = sum((one.weight for one in known), _ZERO)
    if not context.makes("W03") or not book.weights or not _is_known(book, total):
        return
    budgets = [book.budget] if book.budget is not None else [_ZERO, context.number("W03", "预算执行")]
    tried = [list(context.tested("W03", {"指标分值合计": total, "预算执行分值": one})) for one in budgets]
    if not all(tried):
        return
    budget, broken = min(
        ((one, found) for one, several in zip(budgets, tried, strict=True) for found in several),
        key=lambda pair: abs(pair[1].difference or _ZERO),
    )
    fields = {"total": write_number(total), "parts": _added([(one.name, one.weight) for one in known]), "budget": write_number(budget)}
    fields |= {"sum": broken.shown(broken.left), "expected": broken.shown(broken.right), "difference": _gap(broken)}
    first, *others = (one.rows[0] for one in known)
    related = tuple(place_of(row.indicator, "分值") for row in others)
    where, expected, found = place_of(first.indicator, "分值"), fields["expected"], fields["sum"]
    yield context.find("W03", where, expected=expected, found=found, related=related, fields=fields)


def _is_known(book: Book, total: Fraction) -> bool:
    """Tell whether the total is that of all rows; where some lack a weight it only is if the others exceed full marks already."""
    if book.is_relative:
        return all(one.printed is not None for one in book.levels)
    return total > _HUNDRED or all(row.number in book.weights for row in book.lacking)


def _shares(context: Context, book: Book) -> Iterator[Finding]:
    """Yield shares of the levels that the ruleset, or without one the general rules, want otherwise (W04)."""
    if not context.makes("W04") or not book.weights:
        return
    if context.ruleset is not None and (own := list(_of_ruleset(context, context.ruleset, book))):
        yield from own
        return
    if context.ruleset is not None and (_weight_rules(context.ruleset) or known_weights(context.ruleset.model)):
        return
    for broken in context.tested("W04", _facts(context, book)):
        rule = broken.rule.check
        yield _share(context, book, rule.message or broken.derivation, severity_of(rule.severity))


def _share(context: Context, book: Book, rule: str, weight: Severity | None) -> Finding:
    shown = "、".join(f"{_short(one.name)} {write_number(one.weight)}" for one in book.levels if one.weight)
    where = place_of(book.levels[0].rows[0].indicator, "分值")
    return context.find("W04", where, expected=rule, found=shown, weight=weight, shares=shown, rule=rule)


def _facts(context: Context, book: Book) -> Mapping[str, Fraction]:
    """Return the weights by family under the names that the general rules use: those for an evaluation, or for a self-evaluation.

    The shares of a self-evaluation leave room for the budget's execution: where the rows alone are full marks, they do not apply.
    """
    sums: dict[str, Fraction] = {}
    for level in book.levels:
        if level.weight:
            family = review_words().meaning("分值归类", level.family) or level.family
            sums[family] = sums.get(family, _ZERO) + level.weight
    budget = form().level1(form().budget_row()[0]) or form().budget_row()[0]
    own = [family for family in sums if family != budget]
    if any(review_words().meaning("评价一级", family) for family in own):
        if _is_of_department(context):
            return {}
        # In an evaluation, 满意度 is part of 效益.
        benefit = sums.get("效益", _ZERO) + sums.get("满意度", _ZERO)
        return {"评价产出分值": sums.get("产出", _ZERO), "评价效益分值": benefit, "评价分值合计": sum(sums.values(), _ZERO)}
    room = context.number("W03", "预算执行") if book.budget is None else book.budget
    if sum((sums[family] for family in own), room) != _HUNDRED or not all(review_words().meaning("自评一级", family) for family in own):
        return {}
    return {f"自评{family}分值": sums.get(family, _ZERO) for family in review_words().lists["自评一级"]}


def _is_of_department(context: Context) -> bool:
    """Tell whether the table is that of a whole department: the rule of shares is one for projects."""
    table = context.table
    if table.project_name:
        return False
    return bool(table.unit_name) or review_words().first("整体表", table.title) is not None


def _of_ruleset(context: Context, ruleset: RuleSet, book: Book) -> Iterator[Finding]:
    """Yield what a ruleset says of the weights: those of its own first levels, and its conditions between weights."""
    found = {_family(one.name): one for one in book.levels if one.weight}
    wanted = {path[0]: weight for path, weight in known_weights(ruleset.model).items() if len(path) == 1}
    apart = [name for name, weight in wanted.items() if (one := found.get(_family(name))) is not None and one.weight != weight]
    if apart:
        said = "、".join(f"{name} {write_number(weight)}" for name, weight in wanted.items())
        yield _share(context, book, f"《{ruleset.title}》：{said}", None)
        return
    names = {name: path[0] for name, path in weight_names(ruleset.model).items() if len(path) == 1}
    facts = {name: one.weight if (one := found.get(_family(top))) is not None else _ZERO for name, top in names.items()}
    for rule in _weight_rules(ruleset):
        tested = rule.test(facts) if rule.needs <= facts.keys() else None
        if tested is not None and not tested.holds:
            yield _share(context, book, f"《{ruleset.title}》：{rule.check.message or rule.name}", severity_of(rule.check.severity))


@lru_cache(maxsize=8)
def _weight_rules(ruleset: RuleSet) -> tuple[Rule, ...]:
    """Return the conditions of a ruleset that speak of weights alone."""
    names = weight_names(ruleset.model).keys()
    return tuple(rule for rule in rules_in(ruleset.model) if rule.needs and rule.needs <= names)


def _family(name: str) -> str:
    return form().level1(name) or _short(name)


def _short(name: str) -> str:
    """Return a level's name on one line without the weight that is printed in it."""
    return " ".join(name.split()).partition("（")[0].partition("(")[0]


def _gap(broken: Tested) -> str:
    return write_number(abs(broken.difference or _ZERO))


def _added(parts: Sequence[tuple[str, Fraction]]) -> str:
    """Return a sum as it is added up, each part with its name where there are few."""
    named = [f"{_short(name)} {write_number(weight)}".strip() for name, weight in parts]
    shown = named if len(parts) <= _MOST_NAMES else [write_number(weight) for _, weight in parts]
    return " + ".join([*shown[:_MOST_PARTS], *(["…"] if len(shown) > _MOST_PARTS else [])])
