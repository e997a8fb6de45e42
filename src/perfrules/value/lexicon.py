"""Reading a qualitative word as a grade: what stands before and after its predicate, and on which scales that puts it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from attrs import evolve, frozen

from perfrules.text.resources import read_resource
from perfrules.value.scale import Grade, compare_candidates
from perfrules.value.vocabulary import Kind, Modifier, Modifying, Sense, Vocabulary, read_vocabulary

__all__ = ["Lexicon", "compare_words", "read_lexicon", "standard_lexicon"]

_LONGEST = 24  # characters of a word that is a level; a longer text is a sentence
_LONGEST_WITH_STRANGER = 16  # the same where the subject is not in the vocabulary
_LONGEST_STRANGER = 8
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_MOVING = frozenset({Kind.CHANGE, Kind.ACT})
_LISTED = frozenset({Kind.LEVEL, Kind.OPTION})
_OF = "的"


@frozen(eq=False)
class Lexicon:
    """The qualitative words of a vocabulary and of the rules that build words from it."""

    vocabulary: Vocabulary

    def read(self, word: str) -> tuple[Grade, ...]:
        """Return the grades that a word may be, the likeliest scale first; `()` if it is not a grade.

        The word is folded text without digits; a text with punctuation is not a word.

        >>> lexicon = standard_lexicon()
        >>> lexicon.read("社会效益不明显")[0]
        Grade(scale='效果', low=0, high=0, word='社会效益不明显', subject='社会效益', ordered=True, parts=())
        >>> lexicon.read("指导城市建设")
        ()
        """
        return _read(self, word) if len(word) <= _LONGEST else ()

    def compare(self, target: str, actual: str) -> bool | None:
        """Say whether an actual word reaches a target word; `None` where this cannot be decided.

        >>> standard_lexicon().compare("显著提升", "有所提升"), standard_lexicon().compare("基本健全", "健全")
        (False, True)
        """
        return compare_candidates(self.read(target), self.read(actual))


@lru_cache(maxsize=16384)
def _read(lexicon: Lexicon, word: str) -> tuple[Grade, ...]:
    listed = [_listed(sense, word) for sense in lexicon.vocabulary.senses.meanings.get(word, ()) if sense.kind in _LISTED]
    grades = {grade.scale: grade for grade in listed}
    if _HAN.fullmatch(word) and not any(question in word for question in lexicon.vocabulary.questions):
        for grade in _Reading(lexicon.vocabulary, len(word)).word(word):
            grades.setdefault(grade.scale, evolve(grade, word=word))
    return tuple(grades.values())


def _listed(sense: Sense, word: str) -> Grade:
    return Grade(sense.scale, sense.low, sense.high, word, ordered=sense.kind is not Kind.OPTION)


@frozen
class _Modified:
    """What the words in front of a predicate say together."""

    negated: bool = False
    degree: int | None = None
    gradual: bool = False
    count: int = 0


_BARE = _Modified()


@frozen
class _Reading:
    """Reads one word from its end: tail, predicate, modifiers, subject."""

    vocabulary: Vocabulary
    size: int

    def word(self, word: str) -> list[Grade]:
        if grades := self.clause(word):
            return grades
        if tails := self.vocabulary.upward.ends(word):
            tops, top = self.vocabulary.tops, self.vocabulary.ladder.top
            grades = [grade for grade in self.clause(word[: -len(tails[0])]) if not grade.parts]
            return [evolve(grade, high=max(grade.high, tops.get(grade.scale, top))) for grade in grades]
        if tails := self.vocabulary.tails.ends(word):
            return self.clause(word[: -len(tails[0])])
        return []

    def clause(self, text: str) -> list[Grade]:
        """Read 经济效益良好 or 明显提升; failing that, with the noun behind."""
        found: dict[str, Grade] = {}
        for predicate in self.vocabulary.senses.ends(text):
            for grade in self.predicate(text[: len(text) - len(predicate)], predicate):
                found.setdefault(grade.scale, grade)
            # 已完成 is listed on a scale, 完成 with 已 in front is on another one
            if found and not self.kinds(predicate) <= _LISTED:
                break
        return list(found.values()) or ([] if text in self.vocabulary.nouns.meanings else self.inverted(text))

    def inverted(self, text: str) -> list[Grade]:
        """Read 良好效果 or 取得显著的成效."""
        for noun in self.vocabulary.results.ends(text):
            rest = text[: len(text) - len(noun)].removesuffix(_OF)
            subject = self.vocabulary.results.meanings[noun]
            for predicate in self.vocabulary.senses.ends(rest):
                grades = self.predicate(rest[: len(rest) - len(predicate)], predicate)
                if grades and not any(grade.subject or grade.parts or self.moves(predicate) for grade in grades):
                    return [evolve(grade, subject=subject) for grade in grades]
        return []

    def predicate(self, front: str, word: str) -> list[Grade]:
        """Read a text that ends with a predicate, in all meanings that the predicate has there."""
        grades = self.behind(front, word)
        for sense in self.vocabulary.senses.meanings[word]:
            modified, rest = self.modifiers(front, sense.kind in _MOVING)
            if modified is not None and sense.kind is not Kind.OPTION:
                compound = self.compound(sense, word, modified, rest)
                grade = compound or self.single(sense, word, modified, rest) or self.single(sense, word, modified, rest, stranger=True)
                grades += [grade] if grade else []
        # 未下降 says more as not having fallen than as not being a success at falling
        return sorted(grades, key=lambda grade: grade.high <= 0)

    def behind(self, front: str, word: str) -> list[Grade]:
        """Read a degree word behind its predicate: 提升不明显, 保障有力."""
        degree = self.vocabulary.modifiers.meanings.get(word)
        if not front or degree is None or degree.kind is not Modifying.DEGREE:
            return []
        inner, rest = self.modifiers(front, moving=False)
        for predicate in self.vocabulary.senses.ends(rest) if inner is not None else ():
            outer, subject = self.modifiers(rest[: len(rest) - len(predicate)], moving=True)
            if outer is None or inner is None or not self.moves(predicate):
                continue
            modified = _together(_Modified(degree=degree.level if inner.degree is None else inner.degree, count=1), _plain(inner), outer)
            moving = [sense for sense in self.vocabulary.senses.meanings[predicate] if sense.kind in _MOVING]
            grades = [self.single(sense, predicate, modified, subject, stranger=True) for sense in moving] if modified else []
            if any(grades):
                return [grade for grade in grades if grade]
        return []

    def moves(self, word: str) -> bool:
        return not self.kinds(word).isdisjoint(_MOVING)

    def modifiers(self, text: str, moving: bool) -> tuple[_Modified | None, str]:
        """Strip the words in front of a predicate; in front of a state, words that are states themselves stay (有效规范)."""
        found: list[Modifier] = []
        while text and (word := self.modifier(text, moving)):
            found.append(self.vocabulary.modifiers.meanings[word])
            text = text[: len(text) - len(word)]
        if not found:
            return _BARE, text
        negations = sum(modifier.kind is Modifying.NEGATION for modifier in found)
        if negations > 1:
            return None, text
        degrees = [modifier.level for modifier in found if modifier.kind is Modifying.DEGREE]
        gradual = any(modifier.kind is Modifying.GRADUAL for modifier in found)
        return _Modified(negations == 1, min(degrees, default=None), gradual, len(found)), text

    def modifier(self, text: str, moving: bool) -> str:
        word = next(iter(self.vocabulary.modifiers.ends(text)), "")
        if not word or len(self.longest(text)) > len(word):
            return ""
        manner = self.vocabulary.modifiers.meanings[word].kind is Modifying.MANNER
        return word if moving or manner or self.kinds(word).isdisjoint([Kind.STATE]) else ""

    def longest(self, text: str) -> str:
        """Return the longest predicate or noun at the end: 安全 in 安全稳定 does not end with the modifier 全."""
        vocabulary = self.vocabulary
        ends = (words.ends(text)[:1] for words in (vocabulary.senses, vocabulary.nouns, vocabulary.groups))
        return max((word for found in ends for word in found), key=len, default="")

    def kinds(self, word: str) -> set[Kind]:
        return {sense.kind for sense in self.vocabulary.senses.meanings.get(word, ())}

    def single(self, sense: Sense, word: str, modified: _Modified, rest: str, *, stranger: bool = False) -> Grade | None:
        subject = self.subject(rest, sense, word, modified)
        if subject is None and stranger and self.stranger(rest, sense, word, modified.count == 0):
            subject = rest
        if subject is None:
            return None
        levels = self.level_range(sense, modified) if sense.kind is Kind.LEVEL else self.predicate_range(sense, modified)
        return Grade(sense.scale, *levels, word, subject) if levels else None

    def compound(self, sense: Sense, word: str, modified: _Modified, rest: str) -> Grade | None:
        """Read predicates side by side (安全稳定, 未按时完成): what stands in front of the first one holds for all."""
        senses, words, whole = [sense], [word], modified
        while rest and sense.kind is not Kind.LEVEL and not whole.negated:
            found = self.before(rest, sense)
            if found is None:
                break
            word, earlier = found
            outer, rest = self.modifiers(rest[: len(rest) - len(word)], moving=False)
            together = _together(whole, outer)
            if together is None:
                return None
            senses, words, whole = [earlier, *senses], [word, *words], together
        if len(senses) == 1:
            return None
        subject = self.known(rest)
        if subject is None and self.vocabulary.also_nouns.isdisjoint(words[:-1]) and self.stranger(rest, sense, words[-1], bare=False):
            subject = rest
        if subject is None:
            return None
        return self.joined(senses, whole, subject)

    def before(self, text: str, sense: Sense) -> tuple[str, Sense] | None:
        """Return the predicate that a text ends with, if it can stand in front of this one and is not the end of a noun."""
        kinds = (Kind.STATE, Kind.CHANGE) if sense.kind in _MOVING else (Kind.STATE,)
        noun = next(iter(self.vocabulary.nouns.ends(text)), "")
        for word in self.vocabulary.senses.ends(text):
            for earlier in self.vocabulary.senses.meanings[word]:
                if earlier.kind in kinds and 1 < len(word) >= len(noun):
                    return word, earlier
        return None

    def joined(self, senses: list[Sense], modified: _Modified, subject: str) -> Grade:
        scales = sorted({sense.scale for sense in senses})
        ladder = self.vocabulary.ladder
        grades = [Grade(sense.scale, *self.predicate_range(sense, modified), "", subject) for sense in senses]
        if len(scales) == 1:
            return grades[-1]
        if modified.negated:
            low, high = (ladder.plain, ladder.plain) if any(sense.negative for sense in senses) else (0, 0)
            return Grade("+".join(scales), low, high, "", subject)
        low, high = max(0, min(grade.low for grade in grades)), max(0, min(grade.high for grade in grades))
        return Grade("+".join(scales), low, high, "", subject, parts=tuple(grades))

    def predicate_range(self, sense: Sense, modified: _Modified) -> tuple[int, int]:
        ladder = self.vocabulary.ladder
        if sense.kind is not Kind.STATE:
            if modified.negated:
                return 0, ladder.top if sense.negative else 0
            low, high = (ladder.least_change, ladder.top) if modified.degree is None else (modified.degree, modified.degree)
            return (-high, -low) if sense.negative else (low, high)
        if sense.negative or modified.negated:
            return (ladder.plain, ladder.plain) if sense.negative and modified.negated else (0, 0)
        if modified.degree is not None:
            return modified.degree, modified.degree
        return (1 if modified.gradual else ladder.plain), ladder.plain

    def level_range(self, sense: Sense, modified: _Modified) -> tuple[int, int] | None:
        """Return the levels of a modified word of a listed scale: 不高, 基本良好, 更高; others are listed or are nothing."""
        upper = 2 * sense.low > sense.top
        if modified.negated:
            return (0, sense.low - 1) if upper else (1, sense.top) if sense.high == 0 else None
        if modified.gradual:
            return (sense.low, sense.top) if upper else None
        if modified.degree is None:
            return sense.low, sense.high
        if modified.degree == self.vocabulary.ladder.top:
            return (sense.low, sense.high) if upper or sense.high == 0 else None
        return (sense.low - 1, sense.low - 1) if upper and modified.degree < self.vocabulary.ladder.plain else None

    def subject(self, text: str, sense: Sense, word: str, modified: _Modified) -> str | None:
        """Return the name of what is graded, `""` if the word stands alone, `None` if the text is no subject."""
        bare = modified.count == 0
        if not text:
            return None if bare and sense.kind is Kind.ACT and word in self.vocabulary.also_nouns else ""
        if bare and sense.kind is Kind.ACT:
            return None
        noun = self.known(text)
        if noun is not None:
            return None if bare and word in self.vocabulary.also_nouns and self.vocabulary.groups.ends(text) else noun
        if word in self.vocabulary.complements or word in self.vocabulary.modifiers.meanings:
            for act in self.vocabulary.senses.ends(text):
                if self.moves(act) and (front := self.known(text[: len(text) - len(act)])) is not None:
                    return front + act
        return None

    def known(self, text: str) -> str | None:
        """Return the subject that nouns of the vocabulary make up, `None` if something else is in the text."""
        names: list[str] = []
        behind_is_result = False
        while text:
            if behind_is_result and (moving := [word for word in self.vocabulary.senses.ends(text) if self.moves(word)]):
                names.append(moving[0])
                text, behind_is_result = text[: len(text) - len(moving[0])], False
                continue
            found = max(self.vocabulary.nouns.ends(text)[:1] + self.vocabulary.groups.ends(text)[:1], key=len, default=None)
            if found is None:
                return None
            names.append(self.vocabulary.nouns.meanings.get(found, found))
            behind_is_result = found in self.vocabulary.results.meanings
            text = text[: len(text) - len(found)].removesuffix(_OF)
        return "".join(reversed(names))

    def stranger(self, text: str, sense: Sense, word: str, bare: bool) -> bool:
        """Tell whether a text outside the vocabulary may be a subject: short, and not the beginning of an activity."""
        if len(word) == 1 or len(text) > _LONGEST_STRANGER or self.size > _LONGEST_WITH_STRANGER:
            return False
        if bare and (sense.kind in _MOVING or word in self.vocabulary.also_nouns):
            return False
        if any(text[:length] in self.vocabulary.activities for length in (1, 2, 3)):
            return False
        if any(len(modifier) > 1 for modifier in self.vocabulary.modifiers.ends(text)):
            return False
        return not any(Kind.STATE in self.kinds(predicate) for predicate in self.vocabulary.senses.ends(text))


def _plain(modified: _Modified) -> _Modified:
    return evolve(modified, degree=None)


def _together(first: _Modified, *others: _Modified | None) -> _Modified | None:
    """Return what several groups of modifiers say together; two negations do not add up to a grade."""
    for other in others:
        if other is None or (first.negated and other.negated):
            return None
        degrees = [degree for degree in (first.degree, other.degree) if degree is not None]
        first = _Modified(
            first.negated or other.negated,
            min(degrees, default=None),
            first.gradual or other.gradual,
            first.count + other.count,
        )
    return first


def read_lexicon(text: str) -> Lexicon:
    """Read a qualitative vocabulary; a line that cannot be read is a `ValueError` which names it.

    >>> small = read_lexicon("量表 好差：好 > 一般 > 差\\n程度：很 > 本身 > 否定\\n否定：不")
    >>> [(grade.low, grade.high) for word in ("好", "不好", "很差") for grade in small.read(word)]
    [(2, 2), (0, 1), (0, 0)]
    """
    return Lexicon(read_vocabulary(text))


@cache
def standard_lexicon() -> Lexicon:
    """Return the lexicon that ships with perfrules.

    >>> [grade.scale for grade in standard_lexicon().read("是")]
    ['是否']
    """
    return read_lexicon(read_resource("rulesets/vocab/scales.perf"))


def compare_words(target: str, actual: str) -> bool | None:
    """Say whether an actual word reaches a target word in the standard lexicon; `None` where this cannot be decided.

    >>> compare_words("效果明显", "效果不明显"), compare_words("健全", "完全不相干") is None
    (False, True)
    """
    return standard_lexicon().compare(target, actual)
