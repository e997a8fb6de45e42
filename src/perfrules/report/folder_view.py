"""What a page shows of a whole folder: units by level, checks and files by what was found, and files that could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from urllib.parse import quote

from attrs import frozen

from perfrules.report.chart import Bar, Chart, Part
from perfrules.report.checks import check_title, family_of, family_word, severity_word
from perfrules.report.findings_view import Tally, families_chart, fault_notes, tally
from perfrules.report.heat import HeatMap, Spot, heat_map, level_of
from perfrules.report.review_view import ReviewedFile, ReviewedTable
from perfrules.report.review_words import tell
from perfrules.report.view import NoteView, place_text
from perfrules.reviewing.finding import Finding
from perfrules.text.diagnostic import Severity

__all__ = ["CheckRank", "FileLine", "FolderView", "Group", "folder_view"]

_STEPS = ((1, 5), (6, 10), (11, 20), (21, 50))
_SHOWN = ((2000, 20), (10000, 3))
"""How many places of a check are listed for each file, by how many findings there are at most: a page has to open at once."""


@frozen
class Group:
    """The findings of one check on one level of one file: the first of them in words, how many there are."""

    key: str
    severity: str
    code: str
    title: str
    family: str
    level: str
    unit: str
    number: int
    said: tuple[tuple[str, str], ...]

    @property
    def rest(self) -> int:
        """Return how many are not listed."""
        return self.number - len(self.said)


@frozen
class FileLine:
    """One file with findings; `href` is empty where it has no page of its own."""

    path: str
    href: str
    units: tuple[str, ...]
    tables: int
    tallies: tuple[Tally, ...]
    groups: tuple[Group, ...]

    @property
    def unit_key(self) -> str | None:
        """Return the key of the unit that the whole file is of; None where it has tables of several."""
        keys = {one.unit for one in self.groups}
        return keys.pop() if len(keys) == 1 else None


@frozen
class CheckRank:
    """One check: how often it found something, in how many tables; `share` is its part of the most frequent one, in percent."""

    key: str
    severity: str
    code: str
    title: str
    family_name: str
    number: int
    tables: int
    share: int


@frozen
class FolderView:
    """A reviewed folder, ready to be shown in `lang`."""

    lang: str
    files: int
    tables: int
    tallies: tuple[Tally, ...]
    heat: HeatMap
    checks: tuple[CheckRank, ...]
    lines: tuple[FileLine, ...]
    clean: tuple[tuple[str, str], ...]
    faults: tuple[tuple[str, str, tuple[NoteView, ...]], ...]
    families: tuple[tuple[str, str, int], ...]
    charts: tuple[Chart, ...]
    shown: int

    @property
    def size(self) -> int:
        """Return how many findings there are."""
        return sum(one.number for one in self.tallies)

    @property
    def is_heavy(self) -> bool:
        """Tell whether a browser should lay out only what is in sight."""
        return len(self.lines) > 200

    @property
    def is_short(self) -> bool:
        """Tell whether the whole is short enough to be printed with every finding."""
        return sum(len(line.groups) for line in self.lines) <= 300


def folder_view(files: Sequence[ReviewedFile], lang: str = "zh", links: Mapping[str, str] | None = None) -> FolderView:
    """Return what the page of a folder shows; `links` has the relative path of the page of a file, where there is one."""
    known = links or {}
    everything = [one for file in files for one in file.findings]
    spots = [(file, list(_spots(file, lang))) for file in files]
    heat = heat_map([spot for _, held in spots for spot in held], lang)
    shown = next((count for limit, count in _SHOWN if len(everything) <= limit), 1)
    lines = [_line(file, held, heat, known, shown, lang) for file, held in spots if held]
    lines.sort(key=lambda line: [-one.number for one in line.tallies])
    counted = Counter(family_of(one.code) for one in everything)
    return FolderView(
        lang=lang,
        files=len(files),
        tables=sum(len(file.tables) for file in files),
        tallies=tally(everything, lang),
        heat=heat,
        checks=tuple(_checks(files, lang)),
        lines=tuple(lines),
        clean=tuple((file.path, _href(file.path, known)) for file, held in spots if not held and file.is_readable),
        faults=tuple((file.path, _href(file.path, known), fault_notes(file, lang)) for file in files if file.fault),
        families=tuple((family, family_word(family, lang), number) for family, number in counted.most_common()),
        charts=(families_chart(everything, lang), _spread(files, lang)),
        shown=shown,
    )


def _unit(reviewed: ReviewedTable, path: str) -> str:
    table = reviewed.table
    return " ".join((table.unit_name or table.project_name).split()) or PurePosixPath(path.replace("\\", "/")).stem


def _spots(file: ReviewedFile, lang: str) -> Iterator[Spot]:
    for table in file.tables:
        unit = _unit(table, file.path)
        for one in table.findings:
            yield Spot(unit, level_of(one, lang), one)


def _href(path: str, links: Mapping[str, str]) -> str:
    """Return the link to the page of a file, safe against names that look like an address."""
    return quote(links[path].replace("\\", "/").encode("utf-8", "replace"), safe="/") if path in links else ""


def _line(file: ReviewedFile, spots: Sequence[Spot], heat: HeatMap, links: Mapping[str, str], shown: int, lang: str) -> FileLine:
    grouped: dict[tuple[str, str, str, Severity], list[Finding]] = {}
    for spot in spots:
        grouped.setdefault((spot.unit, heat.level_keys[spot.level], spot.finding.code, spot.finding.severity), []).append(spot.finding)
    order = list(Severity)
    ranked = sorted(grouped.items(), key=lambda pair: (order.index(pair[0][3]), -len(pair[1])))
    return FileLine(
        path=file.path,
        href=_href(file.path, links),
        units=tuple(dict.fromkeys(spot.unit for spot in spots)),
        tables=len(file.tables),
        tallies=tally((spot.finding for spot in spots), lang),
        groups=tuple(
            Group(
                key=severity.value,
                severity=severity_word(severity, lang),
                code=code,
                title=check_title(code, lang),
                family=family_of(code),
                level=level,
                unit=heat.unit_keys[unit],
                number=len(found),
                said=tuple((place_text(one.where, lang), one.say(lang)) for one in found[:shown]),
            )
            for (unit, level, code, severity), found in ranked
        ),
    )


def _checks(files: Iterable[ReviewedFile], lang: str) -> Iterator[CheckRank]:
    number: Counter[str] = Counter()
    tables: Counter[str] = Counter()
    heaviest: dict[str, Severity] = {}
    order = list(Severity)
    for table in (table for file in files for table in file.tables):
        number.update(one.code for one in table.findings)
        tables.update({one.code for one in table.findings})
        for one in table.findings:
            heaviest[one.code] = min(heaviest.get(one.code, one.severity), one.severity, key=order.index)
    ranked = sorted(number, key=lambda code: (-number[code], code))
    for code in ranked:
        weight = heaviest[code]
        share = 100 * number[code] // number[ranked[0]]
        family = family_word(family_of(code), lang)
        yield CheckRank(weight.value, severity_word(weight, lang), code, check_title(code, lang), family, number[code], tables[code], share)


def _spread(files: Iterable[ReviewedFile], lang: str) -> Chart:
    """Return a chart of how many files have how many findings."""
    counts = [sum(1 for _ in file.findings) for file in files if file.is_readable]
    last = _STEPS[-1][1]
    named = [(tell(lang, "none_0"), sum(count == 0 for count in counts))]
    named += [(tell(lang, "between", low=low, high=high), sum(low <= count <= high for count in counts)) for low, high in _STEPS]
    named.append((tell(lang, "above", low=last), sum(count > last for count in counts)))
    bars = tuple(Bar(name, (Part("file", name, float(number)),), tell(lang, "n_files", count=number)) for name, number in named)
    listed = tell(lang, "sep").join(f"{name} {tell(lang, 'n_files', count=number)}" for name, number in named)
    return Chart(tell(lang, "spread"), f"{tell(lang, 'spread')}{tell(lang, 'colon')}{listed}", bars if counts else ())
