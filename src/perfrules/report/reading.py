"""How one expression is read, and judged where an actual value is given: the view behind `perfrules parse`."""

from __future__ import annotations

from attrs import frozen

from perfrules.evaluation import Criterion, Result
from perfrules.evaluation.explain import required_text
from perfrules.report.columns import pad, wrap
from perfrules.report.glyphs import fit, glyphs_for
from perfrules.report.meaning import intervals_of, kind_word, meaning_of
from perfrules.report.paint import Line, paint
from perfrules.report.view import direction_text, english_sentence, note_view
from perfrules.report.words import KEYS, say, verdict_word
from perfrules.target import Target
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.span import display_width

__all__ = ["Reading", "render_reading"]

_UNDIRECTED = ("placeholder", "text")


@frozen
class Reading:
    """One expression as it was read; `result` is the judgement of an actual value, `None` where none was given."""

    expression: str
    criterion: Criterion
    result: Result | None = None

    @property
    def target(self) -> Target:
        """Return the target as written."""
        return self.criterion.target

    @property
    def directed(self) -> bool:
        """Tell whether one way is better: not for prose and empty cells."""
        return self.target.kind not in _UNDIRECTED

    @property
    def required(self) -> str:
        """Return what is required once the direction is applied."""
        return required_text(self.criterion.judge(self.target))

    @property
    def notes(self) -> tuple[Diagnostic, ...]:
        """Return everything assumed about the expression and, where there is one, the actual value."""
        return (*self.target.notes, *self.criterion.notes) if self.result is None else self.result.notes


def render_reading(reading: Reading, *, lang: str = "zh", width: int | None = None, encoding: str = "utf-8", color: bool = False) -> str:
    """Return the reading of one expression as text for a terminal, in characters that `encoding` has."""
    glyphs = glyphs_for(encoding)
    facts = [(fit(say(lang, label), encoding), fit(text, encoding), style) for label, text, style in _facts(reading, lang)]
    if reading.result is not None:
        key = KEYS[reading.result.verdict]
        why = reading.result.why if lang == "zh" else english_sentence(reading.result, reading.result.reason)
        text = f"{glyphs.mark(key)} {verdict_word(reading.result.verdict, lang)}{say(lang, 'colon')}{why}"
        facts.append((fit(say(lang, "judged"), encoding), fit(text, encoding), key))
    left = max(display_width(label) for label, _, _ in facts) + 2
    lines: list[Line] = []
    for label, text, style in facts:
        shown = [" ".join(text.split())] if width is None else wrap(" ".join(text.split()), max(width - left, 12))
        for index, line in enumerate(shown):
            lines.append(((pad("" if index else label, left), "dim"), (line, style)))
    return paint(lines, color=color)


def _facts(reading: Reading, lang: str) -> list[tuple[str, str, str]]:
    target = reading.target
    facts = [
        ("expression", reading.expression, ""),
        ("kind", kind_word(target.kind, lang), ""),
        ("canonical", str(target), "head"),
        ("meaning", meaning_of(target, lang), ""),
        ("unit", target.to_dict().get("unit", ""), ""),
        ("interval", intervals_of(target), ""),
    ]
    if reading.directed:
        facts.append(("direction", direction_text(reading.criterion.direction, reading.criterion.source, lang), ""))
        facts.append(("required", reading.required, ""))
    facts += [("notes", f"{view.code} {view.text}", "dim") for view in (note_view(note, lang) for note in reading.notes)]
    return [fact for fact in facts if fact[1]]
