"""Matching goals with rows: each quantity with the indicator that agrees best in subject, unit and number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from attrs import evolve, frozen

from perfrules.reviewing.narrative.assignment import assign
from perfrules.reviewing.narrative.claim import Claim, claims_of
from perfrules.reviewing.narrative.match import Evidence, Match, Partner
from perfrules.reviewing.narrative.side import Relation, Side, in_one_unit, relate
from perfrules.reviewing.narrative.slots import TERM, Slot, Slots, has_term, slots_of, unit_relation
from perfrules.reviewing.narrative.subject import UNLIKE, Likeness, Subject, Weights, common_words, likeness, weight_of, weight_of_grams
from perfrules.table import TargetTable
from perfrules.text.limits import MAX_MATCHED
from perfrules.value.unit import Dimension

__all__ = ["match_goals"]

_LONG, _YEAR = "中长期", "年度"
_STOCK, _WORK = "存量", "工程"
_SCALE = 1000

# Of 1000, found on the development half of tests/corpus/narratives.jsonl; the other half confirms them.
_ENOUGH = {"same": 130, "converted": 130, "counted": 180, "loose": 350, "bare": 350}
_ENOUGH_SHARE = 260
_ENOUGH_RIVAL = 400
_ENOUGH_AMONG_EQUALS = 230
_DIFFERING_BOTH, _DIFFERING_ROW, _DIFFERING_GRAMS, _DIFFERING_MARGIN = 560, 640, 2, 90
_DISTINCT_BOTH, _TOLD_ROW = 900, 800
_LIKELY_BOTH, _LIKELY_ALONE, _LIKELY_MARGIN, _HELD, _LIKELY_TOLD, _LIKELY_ROW = 505, 270, 120, 900, 450, 600
_CONTEXT_PART, _CONTEXT_MOST = 400, 200
_SUBJECT_PART, _UNIT_PART, _NUMBER_PART = 600, {"same": 100, "converted": 90, "counted": 70, "loose": 50, "bare": 40}, 300
_MOST_TERMS = 6
_TERM_SHARE = 400


@frozen(eq=False)
class _Pair:
    """A quantity and a row that may go together."""

    slot: Slot
    sides: tuple[Side, Side]
    subject: Subject
    likeness: Likeness
    told: int
    context: int
    alike: int
    relation: Relation
    units: str
    score: int
    is_alone: bool
    is_sure: bool = True


def match_goals(table: TargetTable) -> tuple[Match, ...]:
    """Return every quantity of the goals of a table with the indicator it speaks of, in reading order; numbers that are no goals left out.

    Subjects are compared by the characters they share, each weighing by how few rows hold it; units have to be comparable; equal numbers
    count in favour. Within one goal a row goes to one quantity; both goals may speak of the same row.

    >>> import perfrules as pr
    >>> text = "年度目标\\t全年培训教师200人。\\n一级指标\\t二级指标\\t三级指标\\t全年指标值\\n产出\\t数量\\t培训教师人数\\t≥200人"
    >>> [(match.row.name, match.relation.value, match.reason) for match in match_goals(pr.read_table(text))]
    [('培训教师人数', 'equal', '主体相近：培训教师；单位相同：人；数相同')]
    """
    found: list[Match] = []
    indicators = table.indicators[:MAX_MATCHED]
    known: dict[bool, Slots] = {}
    for goal, text in table.goals.items():
        claims = claims_of(text) if text else ()
        if not claims:
            continue
        term = goal == _LONG and (has_term(indicators) or not table.goals.get(_YEAR))
        if term not in known:
            known[term] = slots_of(indicators, term=term)
        where = table.places.get(goal, "")
        across = goal == _LONG and bool(table.goals.get(_YEAR))
        found += _matched(goal, claims, known[term], where, table.year, across=across)
    return tuple(found)


def _matched(goal: str, claims: Sequence[Claim], slots: Slots, where: str, year: int | None, *, across: bool) -> list[Match]:
    spoken = Counter(claim.side.unit.dimension for claim in claims)
    # What was before, or is of a part of the year, is held against no target of the year.
    asides = [claim.is_aside or (year is not None and claim.year is not None and claim.year < year) for claim in claims]
    pairs = {at: _pairs(claim, slots, is_alone=_is_alone(claim, slots, spoken), is_aside=asides[at]) for at, claim in enumerate(claims)}
    chosen = assign({at: {key: pair.score for key, pair in row.items()} for at, row in pairs.items() if row})
    taken = set(chosen.values())
    found: list[Match] = []
    for at, claim in enumerate(claims):
        row = pairs[at]
        pair = row.get(chosen.get(at, -1)) or _repeated(row)
        others = taken - {chosen.get(at, -1)}
        parts = _sum(claim, slots, others) if pair is None or pair.relation is Relation.DIFFERS else ()
        if parts:
            found.append(_sum_match(goal, claim, where, parts, across=across))
        elif pair is not None:
            found.append(_match(goal, claim, where, pair, across=across))
        elif not claim.is_idle and not asides[at]:
            found.append(Match(goal, claim.mention, where, Relation.UNMATCHED, is_part=claim.is_part))
    return found


def _is_alone(claim: Claim, slots: Slots, spoken: Mapping[Dimension, int]) -> bool:
    """Tell whether goal and table have one number each in a unit that says what it counts (公里): they go together sooner."""
    unit = claim.side.unit
    return not unit.is_ratio and not unit.generic and spoken[unit.dimension] == 1 == len(slots.by_dimension.get(unit.dimension, ()))


def _pairs(claim: Claim, slots: Slots, *, is_alone: bool, is_aside: bool) -> dict[int, _Pair]:
    """Return the rows that a quantity may speak of, by the key of their number."""
    side, weights, grams = claim.side, slots.weights, claim.grams
    subjects = [(one, weight_of(one, weights) or 1) for one in claim.subjects]
    behind = claim.context.grams
    near: list[_Pair] = []
    far: list[_Pair] = []
    for slot in slots.near(side):
        if not subjects or slot.subject.grams.isdisjoint(grams):
            continue
        sides = in_one_unit(side, slot.side)
        is_near = _is_near(*sides, is_firm=claim.is_firm)
        found, subject = _likest(subjects, slot, weights)
        if not is_near and found.grams < _DIFFERING_GRAMS and found.both < _DISTINCT_BOTH and not behind & slot.subject.grams:
            continue
        units = unit_relation(side.unit, slot.side.unit)
        if units is not None:
            pair = _pair(claim, slot, sides, subject, found, units, weights, is_alone=is_alone)
            (near if is_near else far).append(pair)
    kept = [pair for pair in near if _is_enough(pair, among=len(near))]
    return {pair.slot.key: pair for pair in [*kept, *(() if is_aside else _clearest(far))]}


def _likest(subjects: list[tuple[Subject, int]], slot: Slot, weights: Weights) -> tuple[Likeness, Subject]:
    """Return how alike a row is to that reading of the subject which is most like it."""
    best, chosen = UNLIKE, subjects[0][0]
    for subject, weight in subjects:
        found = likeness(subject, slot.subject, weights, weight, slot.weight)
        if found.both + found.row > best.both + best.row:
            best, chosen = found, subject
    return best, chosen


def _is_near(goal: Side, row: Side, *, is_firm: bool) -> bool:
    """Tell whether goal and row say the same number, or about the same."""
    if goal.ratio == row.ratio:
        return True
    if goal.is_exact and row.is_exact and goal.unit.factor <= row.unit.factor:
        return False
    return relate(goal, row, is_firm=is_firm) in (Relation.EQUAL, Relation.APPROXIMATE)


def _pair(
    claim: Claim, slot: Slot, sides: tuple[Side, Side], subject: Subject, found: Likeness, units: str, weights: Weights, *, is_alone: bool
) -> _Pair:
    relation = relate(*sides, is_firm=claim.is_firm)
    alike = (found.both + found.row) // 2
    behind = claim.context.grams & slot.subject.grams - subject.grams
    told = weight_of_grams(behind, weights) * _SCALE // slot.weight
    context = min(_CONTEXT_MOST, told * _CONTEXT_PART // _SCALE)
    if _exclude(subject, slot.subject):
        alike, context = alike // 2, 0
    number = _NUMBER_PART if relation is not Relation.DIFFERS else _closeness(*sides)
    alike = min(_SCALE, alike + context)
    score = alike * _SUBJECT_PART // _SCALE + _UNIT_PART[units] + number
    return _Pair(slot, sides, subject, found, told, context, alike, relation, units, score, is_alone)


def _closeness(goal: Side, row: Side) -> int:
    """Return up to half of what an equal number counts, the closer the more."""
    left, right = goal.ratio[0] * row.ratio[1], row.ratio[0] * goal.ratio[1]
    if left * right <= 0:
        return 0
    return _NUMBER_PART // 2 * min(abs(left), abs(right)) // max(abs(left), abs(right))


def _exclude(goal: Subject, row: Subject) -> bool:
    """Tell whether a goal and a row name different things of one kind (小学 and 幼儿园)."""
    if not goal.rivals or not row.rivals:
        return False
    ours, theirs = dict(goal.rivals), dict(row.rivals)
    shared = set(goal.rivals) & set(row.rivals)
    return any(group in theirs and not any(one[0] == group for one in shared) for group in ours)


def _is_enough(pair: _Pair, *, among: int) -> bool:
    """Tell whether an equal number and unit have enough of a subject in common."""
    if among == 1 and pair.units == "same" and pair.likeness.goal >= _HELD:
        return True
    least = _ENOUGH[pair.units]
    if pair.slot.side.unit.is_ratio:
        least = max(least, _ENOUGH_SHARE)
    if _exclude(pair.subject, pair.slot.subject):
        least = max(least, _ENOUGH_RIVAL)
    if among > 1:
        least = max(least, _ENOUGH_AMONG_EQUALS)
    return pair.alike >= least


def _clearest(far: list[_Pair]) -> list[_Pair]:
    """Return the row of another number that is clearly the one meant, else the one that is likely meant: none where two are alike."""
    for is_same, margin in ((_is_same_item, _DIFFERING_MARGIN), (_is_likely, _LIKELY_MARGIN)):
        able = sorted((pair for pair in far if is_same(pair)), key=lambda pair: -pair.likeness.both)
        if able:
            is_clear = len(able) == 1 or able[0].likeness.both - able[1].likeness.both >= margin
            return [evolve(able[0], is_sure=is_same is _is_same_item)] if is_clear else []
    return []


def _is_same_item(pair: _Pair) -> bool:
    """Tell whether subject and name agree so well that another number is a contradiction."""
    found = pair.likeness
    if pair.units in ("loose", "bare") or _exclude(pair.subject, pair.slot.subject):
        return False
    if found.both >= _DISTINCT_BOTH:
        return True
    if found.both < _DIFFERING_BOTH or found.row < _DIFFERING_ROW:
        # What the subject leaves open, the text before it may have said (改造老旧小区18个，加装电梯30部).
        return found.grams >= _DIFFERING_GRAMS and found.row + pair.told >= _TOLD_ROW and pair.subject.rivals == pair.slot.subject.rivals
    return found.grams >= _DIFFERING_GRAMS and pair.subject.rivals == pair.slot.subject.rivals


def _is_likely(pair: _Pair) -> bool:
    """Tell whether subject and name agree well enough for another number to be worth a look."""
    found = pair.likeness
    if _exclude(pair.subject, pair.slot.subject):
        return False
    if pair.units not in ("same", "converted"):
        return pair.units == "loose" and found.both >= _DISTINCT_BOTH and found.grams >= _DIFFERING_GRAMS
    # A goal that says more than the name speaks of a part of it: 国家级专精特新企业20家, 净增150家.
    ours, theirs = ({one for one in side.rivals if one[0] != _WORK} for side in (pair.subject, pair.slot.subject))
    if not ours <= theirs or any(group == _STOCK for group, _ in theirs - ours):
        return False
    if pair.told >= _LIKELY_TOLD and found.row + pair.told >= _LIKELY_ROW:
        return True
    least = _LIKELY_ALONE if pair.is_alone else _LIKELY_BOTH
    return found.grams >= _DIFFERING_GRAMS and (found.both >= least or max(found.goal, found.row) >= _HELD)


def _repeated(row: dict[int, _Pair]) -> _Pair | None:
    """Return the row that another quantity of the goal has got, where this one speaks of it again."""
    again = [pair for pair in row.values() if pair.likeness.both >= (_DISTINCT_BOTH if _is_far(pair) else _DIFFERING_BOTH)]
    return max(again, key=lambda pair: pair.score, default=None)


def _is_far(pair: _Pair) -> bool:
    return pair.relation is Relation.DIFFERS


def _sum(claim: Claim, slots: Slots, taken: set[int]) -> tuple[Slot, ...]:
    """Return the rows whose sum a quantity is: names that say more than its subject, all in its unit (新建、改扩建学校12所)."""
    side = claim.side
    if side.is_rank or not side.unit.dimension or side.unit.is_ratio:
        return ()
    weights = slots.weights
    subjects = [(one, weight_of(one, weights) or 1, one.pieces[-1][-2:]) for one in claim.subjects]
    able = [
        slot
        for slot in slots.by_dimension.get(side.unit.dimension, ())
        if slot.key not in taken
        and any(
            head in slot.subject.grams and likeness(one, slot.subject, weights, weight, slot.weight).goal >= _TERM_SHARE
            for one, weight, head in subjects
        )
    ]
    if not 2 <= len(able) <= _MOST_TERMS:
        return ()
    sets = (found for size in range(len(able), 1, -1) for found in combinations(able, size))
    return next((found for found in sets if sum(slot.side.number for slot in found) == side.number), ())


def _match(goal: str, claim: Claim, where: str, pair: _Pair, *, across: bool) -> Match:
    slot = pair.slot
    context = common_words(claim.context.pieces, slot.subject.pieces) if pair.context else ""
    evidence = Evidence(common_words(pair.subject.pieces, slot.subject.pieces), context, pair.units)
    score, sides = Fraction(pair.score, _SCALE), pair.sides
    is_across = across and slot.period != TERM
    return Match(
        goal,
        claim.mention,
        where,
        pair.relation,
        (_partner(slot),),
        slot.period,
        score,
        evidence,
        sides,
        is_across,
        claim.is_part,
        pair.is_sure,
    )


def _sum_match(goal: str, claim: Claim, where: str, parts: tuple[Slot, ...], *, across: bool) -> Match:
    first = parts[0]
    common = max((common_words(one.pieces, first.subject.pieces) for one in claim.subjects), key=len, default="")
    partners, sides = tuple(_partner(slot) for slot in parts), (claim.side, first.side)
    score = Fraction(_SUBJECT_PART + _NUMBER_PART, _SCALE)
    evidence = Evidence(common, units="same")
    return Match(goal, claim.mention, where, Relation.EQUAL, partners, first.period, score, evidence, sides, across, claim.is_part)


def _partner(slot: Slot) -> Partner:
    one = slot.indicator
    return Partner(slot.number, " ".join(one.name.split()), slot.cell.text, slot.cell.where or one.where, one.where, one.level1)
