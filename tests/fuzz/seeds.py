"""What fuzzing starts from: the corpora of the other tests, sentences of the grammar, and the inputs that were kept."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from fuzz.entries import Entry
from fuzz.formats import packed, parts_of

__all__ = ["CORPUS", "FOUND", "kept", "seeds_of"]

_TESTS = Path(__file__).parents[1]
_TABLES = _TESTS / "corpus" / "tables"
CORPUS = Path(__file__).parent / "corpus"
"""Inputs that showed something new, a folder for each entry point."""
FOUND = Path(__file__).parent / "found"
"""Inputs that once broke a promise, a folder for each entry point."""
_UNREAD = (
    "word/theme",
    "word/media",
    "word/settings",
    "word/webSettings",
    "word/fontTable",
    "word/stylesWithEffects",
    "docProps",
    "customXml",
)
_SETTINGS = """[review]
ruleset = "甲.perf"
min-severity = "warning"
ignore = ["S02"]

[review.checks]
T08 = { severity = "error", 上限 = 30 }
"""
_PART = 25
"""Lines of a part of a ruleset."""
_LARGEST = {"pdf": 90_000, "docx": 45_000}


def kept(entry: Entry, folder: Path) -> list[Path]:
    """Return the files that were kept for an entry point."""
    return sorted(path for path in (folder / entry.name).glob("*") if path.is_file())


@cache
def _expressions() -> tuple[str, ...]:
    lines = [line for name in ("targets.txt", "bad.txt") for line in (_TESTS / "corpus" / name).read_text("utf-8").splitlines()]
    return tuple(dict.fromkeys(line.split("\t")[0] for line in lines if line and not line.startswith("#")))


@cache
def _sentences() -> tuple[str, ...]:
    """Return sentences that the grammar makes by itself."""
    from hypothesis import HealthCheck, Phase, given, settings

    from property.test_fuzz_grammar import sentences

    found: list[str] = []
    drawing = settings(
        max_examples=150, database=None, derandomize=True, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    drawing(given(sentences())(lambda text: found.append(text)))()  # noqa: PLW0108  Hypothesis wants a function of Python
    return tuple(dict.fromkeys(found))


def _narratives() -> Iterator[str]:
    for line in (_TESTS / "corpus" / "narratives.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)["goal"]


def _rulesets() -> Iterator[str]:
    """Yield the shipped rulesets, and short ones made of their parts: those are run fifty times as often."""
    for path in sorted((_TESTS.parent / "rulesets").rglob("*.perf")):
        if path.parent.name != "vocab" and path.stat().st_size < 40_000:
            text = path.read_text("utf-8")
            yield text
            lines = text.splitlines(keepends=True)
            for start in range(0, len(lines), _PART):
                yield f"规则集 甲\n满分 100分\n均分 逐级\n{''.join(lines[start : start + _PART])}"


def _facts() -> Iterator[str]:
    yield '{"ruleset": 0, "facts": {}}'
    names = ("拥有高新技术企业数", "预算编制", "年初预算数", "决算数", "预算执行率", "在职人员控制率", "不认识的")
    for number in range(24):
        known = dict(zip(names, _expressions()[number * 7 :], strict=False))
        yield json.dumps({"ruleset": number, "facts": known, "period": "全年", "equal": "逐级"}, ensure_ascii=False)


def _frames(texts: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(texts), 9):
        some = texts[start : start + 9]
        yield "\n".join(
            f"{text}\t{(texts[at * 31 % len(texts)], '96', '0.3', '100%')[at % 4]}\t{('企业数', '调整率')[at % 2]}"
            f"\t{('', '%', '家', '万元')[at % 4]}\t{('', '≥', '')[at % 3]}"
            for at, text in enumerate(some, start)
        )


def _facts_of_rows() -> Iterator[str]:
    numbers = (None, 0, 0.1, 0.30000000000000004, 95, 100.5, -3, 1e300, 300, 9007199254740993)
    words = ("健全", "基本健全", "不健全", "", "不好说", "95万元", "1/3", "12..5", None, "/")
    names = ("支出", "预算", "浓度", "企业数", "制度")
    for values in (numbers, words, (*numbers, *words)):
        for step in (1, 3, 7):
            rows = [{name: values[(row * step + at * 4) % len(values)] for at, name in enumerate(names)} for row in range(8)]
            yield json.dumps(rows, ensure_ascii=False)


def _many(entry: Entry) -> Iterator[str]:
    match entry.name:
        case "frame":
            yield from _frames(_expressions())
        case "compiled":
            yield from _facts_of_rows()
        case "rows_csv":
            yield '指标名称,年度指标值,计量单位,完成值\n企业数,≥100家,,96家\n满意度,95,%,0.96\n制度,健全,,"健全"\n'


def _own(entry: Entry, *, drawn: bool) -> Iterator[str]:
    texts = (*_expressions(), *(_sentences() if drawn else ())) if entry.kind == "target" else ()
    match entry.name:
        case "parse_target" | "parse_quantity":
            yield from texts
        case "columns":
            yield from (
                f"{text}\t{('%', '家', '万元', '')[index % 4]}\t{('≥', '', '=', '≤', '定性')[index % 5]}"
                for index, text in enumerate(texts)
            )
        case "evaluate":
            yield from (
                f"{text}\t{texts[index * 31 % len(texts)]}\t{('企业数', '调整率', '满意度')[index % 3]}\t10"
                for index, text in enumerate(texts)
            )
        case "find_quantities":
            yield from _narratives()
        case "from_dict":
            yield from (json.dumps({"text": text, "kind": "quantity"}, ensure_ascii=False) for text in _expressions()[::9])
        case "facts":
            yield from _facts()
        case "check_ruleset":
            yield from _rulesets()
        case "config":
            yield _SETTINGS
        case "text_table":
            for path in sorted(_TABLES.iterdir()):
                if path.suffix in (".txt", ".md", ".csv", ".tsv"):
                    yield path.read_bytes().decode("utf-8", "replace")


@cache
def _made_pdfs() -> tuple[bytes, ...]:
    """Return small PDFs, drawn in lines or as text alone: saved ones are large for their fonts."""
    from support.drawn_tables import pdf_of, text_at

    cells = [
        "一级指标|二级指标|三级指标|年度指标值",
        "产出指标|数量指标|培训人数|≥50人",
        "产出指标|质量指标|合格率|≥95%",
        "效益指标|社会效益|覆盖面|明显扩大",
    ]
    printed = [
        text_at(54 + 120 * column, 780 - 30 * row, text, 8) for row, line in enumerate(cells) for column, text in enumerate(line.split("|"))
    ]
    lines = [f"50 {800 - 30 * row} 480 0 re S" for row in range(len(cells) + 1)] + [
        f"{50 + 120 * column} 680 0 120 re S" for column in range(5)
    ]
    boxes = [f"{50 + 120 * column} {770 - 30 * row} 120 30 re S" for row in range(len(cells)) for column in range(4)]
    return pdf_of([*lines, *printed]), pdf_of([*boxes, *printed], [*boxes, *printed]), pdf_of(printed)


def _files(entry: Entry) -> Iterator[bytes]:
    suffixes = {"xls": (".xls", ".et"), "xlsx": (".xlsx", ".xlsm")}.get(entry.name, (entry.suffix,))
    if entry.name == "rows_csv":
        yield '指标名称,年度指标值,计量单位,完成值\n企业数,≥100家,,96家\n满意度,95,%,0.96\n制度,健全,,"健全"\n'.encode()
    for path in sorted(_TABLES.iterdir()):
        if path.suffix in suffixes and path.stat().st_size <= _LARGEST.get(entry.name, 60_000):
            data = path.read_bytes()
            yield data
            if entry.name == "docx":
                yield _slim(data)
    if entry.name == "pdf":
        yield from _made_pdfs()
    if entry.name in ("md", "csv", "tsv", "txt"):
        for path in sorted(_TABLES.iterdir()):
            if path.suffix in (".md", ".csv", ".tsv", ".txt"):
                yield path.read_bytes()


def _slim(data: bytes) -> bytes:
    """Return a Word file without what its readers never look at, which is most of it."""
    return packed({name: content for name, content in parts_of(data).items() if not name.startswith(_UNREAD)})


def seeds_of(entry: Entry, *, drawn: bool = True) -> list[bytes]:
    """Return what fuzzing of an entry point starts from; sentences of the grammar take some seconds to be drawn."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = [text.encode("utf-8", "surrogatepass") for text in (*_own(entry, drawn=drawn), *_many(entry))]
    found = [*made, *_files(entry), *(path.read_bytes() for folder in (CORPUS, FOUND) for path in kept(entry, folder))]
    return list(dict.fromkeys(found)) or [b""]
