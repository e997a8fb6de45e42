"""Write what is made from the table of head words: the tables of docs/language.md and the TextMate grammar.

make_language.py [--check]: `--check` writes nothing and fails where a file is not what the table makes of it.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from perfrules.ruleset.words import CLAUSES, HEADS
from perfrules.scoring.parse import FORMS, OPTIONS

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "language.md"
GRAMMAR = ROOT / "docs" / "highlight" / "perfrules.tmLanguage.json"
START, END = "<!-- {}: made from the table of head words by make language -->", "<!-- end -->"


def head_tables() -> str:
    """Return the head words by group, each with what it says, an example and where it may stand."""
    return "\n".join(_tables())


def _tables() -> Iterator[str]:
    for group in dict.fromkeys(head.group for head in HEADS):
        yield f"\n### {group}\n"
        yield "| 行首词 | 说明 | 例 | 写在哪里 |"
        yield "|---|---|---|---|"
        for head in HEADS:
            if head.group == group:
                example = head.example.replace("|", "\\|")
                yield f"| **{head.word}** | {head.zh} | `{example}` | {'、'.join(head.blocks)} |"
    yield ""


def policy_lists() -> str:
    """Return the words with which a policy and its options begin."""
    return f"\n- 计分方式：{'、'.join(f'`{word}`' for word in FORMS)}\n- 选项：{'、'.join(f'`{word}`' for word in OPTIONS)}\n"


def textmate() -> str:
    """Return the grammar for editors that colour by TextMate rules."""
    heads = "|".join(sorted((head.word for head in HEADS), key=len, reverse=True))
    rules = [
        {"name": "comment.line.number-sign.perfrules", "match": "(^|(?<=\\s))#.*$"},
        {"name": "string.quoted.perfrules", "match": '“[^”]*”|"[^"]*"'},
        {"name": "entity.name.perfrules", "match": "「[^」]*」"},
        {"name": "keyword.control.perfrules", "match": f"^[\\s　]*({heads})(?=[\\s　：:]|$)"},
        {"name": "keyword.other.perfrules", "match": f"(?<=[\\s　])({'|'.join(CLAUSES)})(?=[\\s　]|$)"},
        {"name": "constant.language.perfrules", "match": "(?<=[\\s　])(达标|未达标|待定|不适用|通过|不通过)(?![^\\s　；;])"},
        {"name": "constant.numeric.date.perfrules", "match": "[0-9]{4}[-./年][0-9]{1,2}[-./月][0-9]{1,2}日?"},
        {"name": "constant.numeric.perfrules", "match": "[0-9]+(\\.[0-9]+)?[%‰]?"},
        {"name": "keyword.operator.perfrules", "match": "[≥≤=<>≠×÷+|]|(?<=[\\s　])(且|或|非)(?=[\\s　(（|])"},
    ]
    document = {"name": "perfrules", "scopeName": "source.perfrules", "fileTypes": ["perf"], "patterns": rules}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def filled(page: str) -> str:
    """Return the page with its generated parts as they must be."""
    for name, text in (("行首词", head_tables()), ("评分办法的词", policy_lists())):
        start = page.index(START.format(name)) + len(START.format(name))
        page = page[:start] + "\n" + text + page[page.index(END, start) :]
    return page


def main() -> int:
    """Write the files that have changed, or only name them."""
    wanted = {PAGE: filled(PAGE.read_text("utf-8")), GRAMMAR: textmate()}
    stale = [path for path, text in wanted.items() if not path.is_file() or path.read_text("utf-8") != text]
    if "--check" in sys.argv[1:]:
        print("\n".join(f"{path.relative_to(ROOT)} is not current: make language" for path in stale) or "the language files are current")
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(exist_ok=True)
        path.write_text(wanted[path], "utf-8")
        print(f"wrote {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
