"""A review on a terminal: findings by table and place, a folder in short; one finding a line where the output is piped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import define, field, frozen

from perfrules.report.checks import check_title, severity_word, why_text
from perfrules.report.columns import cut, pad, wrap
from perfrules.report.glyphs import Glyphs, fit, glyphs_for
from perfrules.report.paint import Line, paint
from perfrules.report.remarks import (
    ORDER,
    Remark,
    Reviewed,
    clean,
    counts_text,
    fault_text,
    files_of,
    joined,
    one_line,
    remark_of,
    table_name,
)
from perfrules.report.review_view import MatchedQuantity, ReviewedFile, ReviewedTable
from perfrules.report.view import place_text
from perfrules.text.diagnostic import Severity
from perfrules.text.span import display_width

__all__ = ["review_text"]

_STYLES = {Severity.ERROR: "unmet", Severity.WARNING: "pending", Severity.NOTE: "dim"}
_MOST_FILES = 40
_MOST_CHECKS = 15
_LEAST_TITLE = 16
_WORDS = {
    "suggestion": ("→ ", "→ "),
    "sides": ("应为 {expected}，表上 {found}", "expected {expected}, found {found}"),
    "expected": ("应为 {expected}", "expected {expected}"),
    "found": ("表上 {found}", "found {found}"),
    "related": ("另见 ", "see also "),
    "why": ("为什么：", "why: "),
    "matches": ("目标与指标的对应", "Goals and their rows"),
    "ranked": ("最多的问题", "What was found most"),
    "files": ("各文件", "Files"),
    "more_files": ("另有 {count} 个文件，加 -v 全部列出", "{count} more files; -v lists them all"),
    "more_checks": ("另有 {count} 项检查有发现", "{count} more checks found something"),
    "times": ("{count} 次，{tables} 张表", "{count} times in {tables} tables"),
    "summary": ("合计", "Totals"),
    "unread": ("{count} 个文件没有读成", "{count} files could not be read"),
    "fine": ("没有问题", "nothing to report"),
    "colon": ("：", ": "),
}


@frozen
class _Page:
    """Where and how the review is shown; `width` is None where a line may be as long as it likes, as in a pipe."""

    lang: str
    width: int | None
    glyphs: Glyphs
    encoding: str
    verbose: bool
    matches: bool
    faults: bool

    def text(self, words: str) -> str:
        """Return words as the stream can show them."""
        return fit(clean(words), self.encoding)

    def say(self, key: str, **args: object) -> str:
        """Return words of this report."""
        return self.text(_WORDS[key][self.lang != "zh"].format_map(args))

    def sign(self, severity: Severity) -> str:
        """Return the sign of a severity."""
        return {Severity.ERROR: self.glyphs.unmet, Severity.WARNING: "!", Severity.NOTE: self.glyphs.dot}[severity]


def review_text(
    reviewed: Reviewed,
    *,
    lang: str = "zh",
    width: int | None = None,
    color: bool = False,
    encoding: str = "utf-8",
    verbose: bool = False,
    matches: bool = False,
    faults: bool = True,
) -> str:
    """Return a review as text for a terminal `width` columns wide, in characters that `encoding` has.

    Without a width, as in a pipe, each finding is one line that begins with file and place. Several files are told in short: counts
    by file, and what was found most; `verbose` shows all of them in full, and for each finding both sides, related places and the
    reason of the check. `matches` adds the quantities of the goals with the rows that they were found in. Without `faults`, files that
    could not be read are only counted: they were told of elsewhere.
    """
    page = _Page(lang, width, glyphs_for(encoding), encoding, verbose, matches, faults)
    files = files_of(reviewed)
    return paint(_plain(files, page) if width is None else _shown(files, page), color=color)


def _plain(files: Sequence[ReviewedFile], page: _Page) -> Iterator[Line]:
    """Yield one line for each finding, then the counts; the files are gone through once, for they may lie on a disk."""
    colon, total = page.say("colon"), _Total()
    for file in files:
        total.add(file)
        path = page.text(one_line(file.path))
        for fault in file.fault if page.faults else ():
            word = severity_word(fault.severity, page.lang)
            yield ((page.text(f"{path}: {word} {fault.code}{colon}{fault_text(fault, page.lang)}"), ""),)
        for one in file.tables:
            for found in one.findings:
                yield ((page.text(_one_line(remark_of(found, file.path, "", page.lang), colon)), ""),)
            if page.matches:
                yield from (((page.text(f"{path} {_match_text(pair, page)}"), ""),) for pair in one.matches)
    yield ((_summary(total, page), ""),)


@define
class _Total:
    """What all files come to."""

    files: int = 0
    tables: int = 0
    unread: int = 0
    counts: Counter[Severity] = field(factory=Counter)

    def add(self, file: ReviewedFile) -> None:
        """Count one more file."""
        self.files += 1
        self.tables += len(file.tables)
        self.unread += not file.is_readable
        self.counts.update(found.severity for found in file.findings)

    @property
    def worst(self) -> Severity | None:
        """Return the gravest of what was found; a file that could not be read is an error."""
        return Severity.ERROR if self.unread else next((one for one in ORDER if self.counts[one]), None)


def _one_line(one: Remark, colon: str) -> str:
    place = f"{one_line(one.file)} {one.where}".strip()
    return f"{place}: {one.severity} {one.code}{colon}{joined(one.sentence, one.advice, 'zh' if colon == '：' else 'en')}"


def _shown(files: Sequence[ReviewedFile], page: _Page) -> Iterator[Line]:
    several = len(files) > 1
    for file in files:
        if not several or page.verbose:
            yield from _file(file, page, several=several)
    if several:
        yield from _ranked_files(files, page)
        yield from _ranked_checks(files, page)
    total = _Total()
    for file in files:
        total.add(file)
    worst = total.worst
    sign = page.glyphs.met if worst is None else page.sign(worst)
    yield from _wrapped(f"{sign} {_summary(total, page)}", page, "met" if worst is None else _STYLES[worst], hanging=2)


def _file(file: ReviewedFile, page: _Page, *, several: bool) -> Iterator[Line]:
    if several:
        yield from _wrapped(one_line(file.path), page, "head")
    for fault in file.fault if page.faults else ():
        yield from _wrapped(f"{page.sign(fault.severity)} {fault.code} {fault_text(fault, page.lang)}", page, "unmet", hanging=2)
    for index, one in enumerate(file.tables):
        yield from _wrapped(table_name(file, index, page.lang), page, "head")
        for found in one.findings:
            yield from _finding(remark_of(found, file.path, "", page.lang), page)
        if not one.findings:
            yield ((f"  {page.glyphs.met} {page.say('fine')}", "met"),)
        yield from _matches(one, page)
        yield ()


def _finding(one: Remark, page: _Page) -> Iterator[Line]:
    """Yield a finding: sign, severity, code and place, then the sentence and what to do."""
    assert page.width is not None
    style = _STYLES[one.finding.severity]
    head = page.text(f"{one.severity} {one.code} {one.title}")
    place = page.text(one.where)
    gap = page.width - 4 - display_width(head) - display_width(place)
    mark = ("  " + page.sign(one.finding.severity) + " ", style)
    if gap >= 2:
        yield (mark, (head, style), ("  " + place, "dim"))
    else:
        lines = wrap(head, max(page.width - 4, 12))
        yield (mark, (lines[0], style))
        yield from ((("    " + line, style),) for line in lines[1:])
        yield from _wrapped(place, page, "dim", indent=4)
    yield from _wrapped(one.sentence, page, indent=4)
    if one.advice:
        yield from _wrapped(page.say("suggestion") + one.advice, page, "dim", indent=4, hanging=2)
    if page.verbose:
        yield from _details(one, page)


def _details(one: Remark, page: _Page) -> Iterator[Line]:
    found = one.finding
    sides = {"expected": one_line(found.expected), "found": one_line(found.found)}
    key = "sides" if all(sides.values()) else next((name for name, text in sides.items() if text), "")
    if key:
        yield from _wrapped(page.say(key, **sides), page, "dim", indent=4, hanging=2)
    if found.related:
        places = [one_line(place_text(where, page.lang)) for where in found.related]
        yield from _wrapped(page.say("related") + ("、" if page.lang == "zh" else ", ").join(places), page, "dim", indent=4, hanging=2)
    if why := why_text(one.code, page.lang):
        yield from _wrapped(page.say("why") + why, page, "dim", indent=4, hanging=2)


def _matches(one: ReviewedTable, page: _Page) -> Iterator[Line]:
    if page.matches and one.matches:
        yield ()
        yield ((page.say("matches"), "head"),)
        for pair in one.matches:
            yield from _wrapped(_match_text(pair, page), page, indent=2, hanging=2)


def _match_text(pair: MatchedQuantity, page: _Page) -> str:
    where = place_text(pair.where, page.lang)
    said = f"{pair.goal} {pair.text} → {pair.row}" if pair.row else f"{pair.goal} {pair.text}"
    return one_line(f"{where} {said}{page.say('colon')}{pair.explain(page.lang)}")


def _ranked_files(files: Sequence[ReviewedFile], page: _Page) -> Iterator[Line]:
    """Yield the files that something was found in, the worst first, and those that could not be read before them."""
    told = [file for file in files if (file.fault and page.faults) or any(file.counts.values())]
    told.sort(key=lambda file: (file.is_readable, *(-file.counts[severity] for severity in ORDER), file.path))
    if told:
        yield ((page.say("files"), "head"),)
    limit = len(told) if page.verbose else _MOST_FILES
    for file in told[:limit]:
        found = [severity for severity in ORDER if file.counts[severity]]
        severity = found[0] if file.is_readable and found else Severity.ERROR
        faults = "；".join(f"{one.code} {fault_text(one, page.lang)}" for one in file.fault)
        said = faults or counts_text(file.counts, page.lang)
        yield from _wrapped(f"{page.sign(severity)} {one_line(file.path)}  {said}", page, _STYLES[severity], indent=2, hanging=4)
    if len(told) > limit:
        yield from _wrapped(page.say("more_files", count=len(told) - limit), page, "dim", indent=2)
    if told:
        yield ()


def _ranked_checks(files: Sequence[ReviewedFile], page: _Page) -> Iterator[Line]:
    """Yield which check found how much, the one that found most first."""
    assert page.width is not None
    times = Counter(found.code for file in files for found in file.findings)
    tables = Counter(code for file in files for one in file.tables for code in {found.code for found in one.findings})
    worst = {code: severity for severity in reversed(tuple(ORDER)) for file in files for code in _codes(file, severity)}
    ranked = sorted(times, key=lambda code: (-times[code], code))
    if not ranked:
        return
    yield ((page.say("ranked"), "head"),)
    limit = len(ranked) if page.verbose else _MOST_CHECKS
    titles = {code: page.text(f"{code} {one_line(check_title(code, page.lang))}") for code in ranked[:limit]}
    counts = {code: page.say("times", count=times[code], tables=tables[code]) for code in titles}
    widest = max(map(display_width, counts.values()))
    room = min(max(map(display_width, titles.values())), page.width - 6 - widest)
    for code, title in titles.items():
        mark = ("  " + page.sign(worst[code]) + " ", _STYLES[worst[code]])
        if room >= _LEAST_TITLE:
            yield (mark, (pad(cut(title, room, page.glyphs.ellipsis), room), ""), ("  " + counts[code], "dim"))
        else:
            yield from _wrapped(f"{page.sign(worst[code])} {title}  {counts[code]}", page, _STYLES[worst[code]], indent=2, hanging=4)
    if len(ranked) > limit:
        yield from _wrapped(page.say("more_checks", count=len(ranked) - limit), page, "dim", indent=2)
    yield ()


def _codes(file: ReviewedFile, severity: Severity) -> Iterator[str]:
    return (found.code for found in file.findings if found.severity is severity)


def _summary(total: _Total, page: _Page) -> str:
    said = counts_text(total.counts, page.lang) if total.counts or not total.unread else ""
    unread = total.unread
    size = _size(total.files, total.tables, page.lang)
    parts = [size, said, page.say("unread", count=unread) if unread else ""]
    return page.text(page.say("summary") + page.say("colon") + ("；" if page.lang == "zh" else "; ").join(part for part in parts if part))


def _size(files: int, tables: int, lang: str) -> str:
    if lang == "zh":
        return f"{files} 个文件，{tables} 张表"
    return f"{files} file{'s' * (files != 1)}, {tables} table{'s' * (tables != 1)}"


def _wrapped(text: str, page: _Page, style: str = "", *, indent: int = 0, hanging: int = 0) -> Iterator[Line]:
    """Yield text in lines that fit the page; lines after the first stand `hanging` columns further in."""
    assert page.width is not None
    room = max(page.width - indent - hanging, 12)
    for index, line in enumerate(wrap(page.text(text), room)):
        yield ((" " * (indent + (hanging if index else 0)), ""), (line, style))
