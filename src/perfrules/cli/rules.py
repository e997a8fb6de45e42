"""What the commands on rulesets do, once their words are understood; each returns an exit code."""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from perfrules.cli.fault import RequestError
from perfrules.cli.output import complain, put, screen_of, write_file
from perfrules.cli.properties import laws_checked, laws_text
from perfrules.cli.texts import text
from perfrules.evaluation.ruleset import RuleSet
from perfrules.report.document import write_json
from perfrules.report.findings import findings_document, sarif_document, summary
from perfrules.ruleset.library import Library, Source, read_source
from perfrules.ruleset.resolved import Resolved
from perfrules.ruleset.shelf import not_found
from perfrules.text.diagnostic import Diagnostic, Severity
from perfrules.text.limits import MAX_RULES

if TYPE_CHECKING:
    from perfrules.testing.cases import CaseResult

__all__ = ["STDIN", "check", "cover", "diff", "doc", "fmt", "library_of", "lint", "paths_of", "test"]

STDIN = "-"
_COMMENT = re.compile(r"^(?:[^「」]|「[^」]*」)*?\s(#.*)$")


class _Rules(NamedTuple):
    """One ruleset of a request: where its text is, and what it means."""

    name: str
    path: Path | None
    text: str
    resolved: Resolved


def library_of(search: Sequence[str]) -> Library:
    """Return the library that looks in some folders; one that is not there ends the request."""
    for folder in search:
        if not Path(folder).is_dir():
            raise RequestError([Diagnostic("E690", {"path": folder, "why": text("no_folder", "zh")})])
    return Library([Path(folder) for folder in search])


def paths_of(names: Sequence[str], library: Library) -> list[Path]:
    """Return the files that a request names: files, all rulesets of folders, titles."""
    found: list[Path] = []
    for name in names:
        path = Path(name)
        if name == STDIN or path.is_file():
            found.append(path)
        elif path.is_dir():
            inside = [entry.path for entry in Library([path]).entries() if entry.path.is_relative_to(path)]
            if not inside:
                raise RequestError([Diagnostic("E698", {"path": name})])
            found.extend(inside)
        else:
            found.append(_titled(name, library))
    return list(dict.fromkeys(found))


def _titled(name: str, library: Library) -> Path:
    title, _, version = name.partition("@")
    entry = library.find(title.strip(), version.strip(), Path())
    if entry is not None:
        return entry.path
    if name.endswith(".perf") or "/" in name:
        raise RequestError([Diagnostic("E690", {"path": name, "why": text("no_file", "zh")})])
    code, args = not_found(list(library.entries(Path())), title.strip(), version.strip())
    raise RequestError([Diagnostic(code, args)])


def _read(names: Sequence[str], search: Sequence[str], lang: str) -> list[_Rules]:
    """Return the rulesets of a request with what they mean; a file that cannot be read ends it."""
    library = library_of(search)
    found: list[_Rules] = []
    for path in paths_of(names, library):
        if str(path) == STDIN:
            source = Source(sys.stdin.buffer.read(4 * MAX_RULES).decode("utf-8-sig", "replace"), text("stdin", lang), Path())
            found.append(_Rules(source.name, None, source.text, library.load(source)))
            continue
        read = read_source(path)
        if isinstance(read, Diagnostic):
            raise RequestError([read])
        found.append(_Rules(str(path), path, read.text, library.load_path(path)))
    return found


def _sound(names: Sequence[str], search: Sequence[str], lang: str) -> list[tuple[_Rules, RuleSet]]:
    """Return the rulesets of a request, ready to be evaluated; errors end it."""
    found = _read(names, search, lang)
    errors = [one for rules in found for one in rules.resolved.diagnostics if one.severity is Severity.ERROR]
    if errors:
        raise RequestError(errors)
    return [(rules, RuleSet(rules.resolved.model, rules.resolved.diagnostics)) for rules in found]


def _report(found: Sequence[Diagnostic], files: int, style: str, lang: str, also: Mapping[str, Any] = MappingProxyType({})) -> None:
    """Print diagnostics in the form that is asked for; `also` is more for a JSON document."""
    plain = not screen_of(sys.stdout).is_unicode
    if style == "json":
        put(write_json(findings_document(found, lang) | dict(also), ascii_only=plain), sys.stdout)
    elif style == "sarif":
        put(write_json(sarif_document(found, lang), ascii_only=plain), sys.stdout)
    else:
        for one in found:
            put(one.render(lang) + "\n\n", sys.stdout)
        put(summary(found, files, lang) + "\n", sys.stdout)


def _code(found: Iterable[Diagnostic]) -> int:
    return 1 if any(one.severity is not Severity.NOTE for one in found) else 0


def check(rules: Sequence[str], search: Sequence[str], style: str, lang: str) -> int:
    """Tell everything that is wrong with rulesets: 1 where there is anything, else 0."""
    read = _read(rules, search, lang)
    found = [one for each in read for one in each.resolved.diagnostics]
    _report(found, len(read), style, lang)
    return _code(found)


def fmt(rules: Sequence[str], *, check_only: bool, show: bool, lang: str) -> int:
    """Lay out rulesets: in place, or only tell which would change (1)."""
    from perfrules.ruleset.fmt import format_text  # noqa: PLC0415

    changed = 0
    for path in paths_of(rules, Library()):
        if str(path) == STDIN:
            put(format_text(sys.stdin.buffer.read(4 * MAX_RULES).decode("utf-8-sig", "replace")), sys.stdout)
            continue
        read = read_source(path)
        if isinstance(read, Diagnostic):
            raise RequestError([read])
        if read.is_damaged:
            raise RequestError(read.diagnostics)
        after = format_text(read.text)
        if after == read.text and b"\r" not in path.read_bytes():
            continue
        changed += 1
        if show:
            lines = difflib.unified_diff(read.text.splitlines(), after.splitlines(), str(path), str(path), lineterm="")
            put("\n".join(lines) + "\n", sys.stdout)
        if not check_only and not show:
            write_file(path, after, ())
        put(f"{text('would_change' if check_only or show else 'changed', lang)} {path}\n", sys.stdout if not show else sys.stderr)
    return 1 if changed and (check_only or show) else 0


def lint(rules: Sequence[str], search: Sequence[str], style: str, *, fix: bool, lang: str) -> int:
    """Tell what is likely to be a mistake in sound rulesets; with `fix`, write what can safely be written first."""
    from perfrules.ruleset.lint import lint_model, safe_fixes  # noqa: PLC0415

    read = _sound(rules, search, lang)
    if fix:
        for each, rule_set in read:
            fixes = {one.line: one.added for one in safe_fixes(rule_set.model)}
            if fixes and each.path is not None and not _lost_characters(each):
                lines = each.text.splitlines()
                changed = [_with_clause(line, fixes[number]) if number in fixes else line for number, line in enumerate(lines, 1)]
                write_file(each.path, "\n".join(changed) + "\n", ())
        read = _sound(rules, search, lang)
    found = [one for each, rule_set in read for one in (*each.resolved.diagnostics, *lint_model(rule_set.model))]
    found = [one for one in found if one.severity is not Severity.NOTE]
    _report(found, len(read), style, lang)
    return _code(found)


def _lost_characters(each: _Rules) -> bool:
    return any(one.code == "W301" for one in each.resolved.diagnostics)


def _with_clause(line: str, clause: str) -> str:
    """Return a line with a clause at its end, before a comment."""
    mark = _COMMENT.search(line)
    start = len(line) if mark is None else mark.start(1)
    comment = line[start:]
    return f"{line[:start].rstrip()} {clause}{'  ' if comment else ''}{comment}"


def test(
    rules: Sequence[str],
    search: Sequence[str],
    style: str,
    *,
    verbose: bool,
    properties: bool,
    examples: int | None,
    seed: int,
    lang: str,
) -> int:
    """Run the cases of rulesets, and check their laws (`properties`): 1 where one fails."""
    from perfrules.testing.cases import run_cases  # noqa: PLC0415

    sound = [rule_set for _, rule_set in _sound(rules, search, lang)]
    results = [one for rule_set in sound for one in run_cases(rule_set)]
    reports = laws_checked(sound, examples, seed) if properties else ()
    failures = [failure for one in results for failure in one.failures]
    broken = [one.diagnostic for report in reports for one in report.counterexamples]
    if style != "text":
        also = {"properties": [report.to_dict(lang) for report in reports]} if properties else {}
        _report([*failures, *broken], len(results), style, lang, also)
        return _code([*failures, *broken])
    shown = [one for one in results if verbose or not one.passed]
    put("\n".join([*_case_lines(shown, lang), _cases_total(len(results), failures, lang), ""]), sys.stdout)
    put(laws_text(reports, lang, verbose=verbose), sys.stdout)
    return _code([*failures, *broken])


def _case_lines(results: Iterable[CaseResult], lang: str) -> Iterator[str]:
    for one in results:
        mark = text("passed" if one.passed else "failed", lang)
        yield f"{mark} {one.case.name}  [{one.case.place}]"
        yield from (f"    {line}" for failure in one.failures for line in failure.render(lang).splitlines())


def _cases_total(ran: int, failures: Iterable[Diagnostic], lang: str) -> str:
    bad = len({(one.where, one.line) for one in failures})
    if lang == "zh":
        return f"{ran} 个用例：{f'{bad} 处不符' if bad else '全部通过'}"
    return f"{ran} cases: {f'{bad} mismatches' if bad else 'all passed'}"


def cover(rules: Sequence[str], search: Sequence[str], style: str, *, stubs: bool, lang: str) -> int:
    """Tell which outcomes the cases of rulesets reach: 1 where one is left out."""
    from perfrules.testing.cover import cover as covered  # noqa: PLC0415
    from perfrules.testing.stubs import stub_text  # noqa: PLC0415

    documents: list[dict[str, Any]] = []
    complete = True
    for _, rule_set in _sound(rules, search, lang):
        found = covered(rule_set)
        complete = complete and not found.uncovered
        if style == "json":
            left = [{"period": goal.period, "name": goal.name, "kind": goal.kind, "outcome": goal.said} for goal in found.uncovered]
            documents.append({"title": rule_set.title, "goals": len(found.goals), "reached": len(found.reached), "uncovered": left})
        elif stubs:
            put(stub_text(rule_set, found) + "\n", sys.stdout)
        else:
            put(_cover_text(rule_set.title, found, lang), sys.stdout)
    if style == "json":
        put(write_json({"format": "perfrules-cover/1", "rulesets": documents}, ascii_only=not screen_of(sys.stdout).is_unicode), sys.stdout)
    return 0 if complete else 1


def _cover_text(title: str, found: Any, lang: str) -> str:
    reached, goals = len(found.reached), len(found.goals)
    share = f"{reached * 1000 // max(goals, 1) / 10:g}%" if goals else "100%"
    lines = [f"{title}  {reached}/{goals}  {share}"]
    if found.uncovered:
        lines.append(text("uncovered", lang))
        lines += [f"  {goal}" for goal in found.uncovered]
        lines.append(text("stubs_hint", lang))
    return "\n".join(lines) + "\n"


def diff(old: str, new: str, search: Sequence[str], style: str, lang: str) -> int:
    """Tell what two rulesets decide differently: 1 where they do."""
    from perfrules.ruleset.diff import diff_models, diff_text  # noqa: PLC0415

    (_, before), (_, after) = (_sound([name], search, lang)[0] for name in (old, new))
    found = diff_models(before.model, after.model)
    if style == "json":
        document = {"format": "perfrules-diff/1", "differences": [one._asdict() for one in found]}
        put(write_json(document, ascii_only=not screen_of(sys.stdout).is_unicode), sys.stdout)
    elif found:
        put(diff_text(found) + "\n", sys.stdout)
    else:
        put(text("no_difference", lang) + "\n", sys.stdout)
    return 1 if found else 0


def doc(rules: str, search: Sequence[str], html: str | None, markdown: str | None, lang: str) -> int:
    """Write a ruleset as a page that people can read."""
    from perfrules.report.book import book_of, markdown_of  # noqa: PLC0415

    (read, rule_set) = _sound([rules], search, lang)[0]
    book = book_of(rule_set.model)
    inputs = [read.path] if read.path is not None else []
    if html is not None:
        from perfrules.report.html import render_book  # noqa: PLC0415  Jinja is slow to import

        write_file(Path(html), render_book(book), inputs)
        complain([Diagnostic("N501", {"path": html})], lang)
    if markdown is not None:
        write_file(Path(markdown), markdown_of(book), inputs)
        complain([Diagnostic("N501", {"path": markdown})], lang)
    if html is None and markdown is None:
        put(markdown_of(book), sys.stdout)
    return 0
