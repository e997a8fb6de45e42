"""The vocabularies of mutation: pieces of which inputs of each kind are made, and pieces that never belong there."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from property.strategies import TOKENS

__all__ = ["NASTY", "NUMBERS", "words_of"]

_ROOT = Path(__file__).parents[2]
NUMBERS = (
    *(
        "0",
        "-0",
        "1",
        "-1",
        "00",
        "0.0",
        "1e9",
        "1e999",
        "-1e-999",
        "9" * 201,
        "1/0",
        "0/0",
        "1" + "0" * 60,
        "0." + "0" * 60 + "1",
        "٣",
        "²",
        "½",
        "①",
    ),
    *(
        "255",
        "256",
        "65535",
        "65536",
        "1048576",
        "1048577",
        "16384",
        "2147483647",
        "2147483648",
        "4294967295",
        "99999999",
        "NaN",
        "inf",
        "1_000",
    ),
)
NASTY = (
    *(
        "\0",
        "\ufeff",
        "\u200b",
        "\u202e",
        "\u0301",
        "\ud800",
        "\U0001f600",
        "\uffff",
        "\x85",
        "\u2028",
        "\r",
        "\r\n",
        "\n",
        "\t",
        "\v",
        "\x1a",
        "\x1b[31m",
    ),
    *(
        "{",
        "}",
        "{0}",
        "{x}",
        "%s",
        "%n",
        "\\",
        "'",
        '"',
        "`",
        "「",
        "」",
        "“",
        "”",
        "《",
        "》",
        "$",
        "&lt;",
        "&#x0;",
        "&#1114112;",
        "<!--",
        "]]>",
    ),
    *("(", ")", "[", "]", "（", "）", "|", ";", ",", "、", "。", "－", "—", "～", "ﬁ", "㎡", "㈠", "Ⅷ", "İ", "ß", "ǆ"),
)
_MARKUP = (
    *(
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<th>",
        "<p>",
        "</p>",
        "<br>",
        "<div>",
        "<td rowspan=99999>",
        "<td colspan=99999>",
    ),
    *(
        "<td rowspan=0>",
        "<td colspan=-1>",
        "<script>",
        "</script>",
        "<style>",
        "<!--",
        "-->",
        "<![CDATA[",
        "&nbsp;",
        "&",
        "&#0;",
        "&#xffffffff;",
    ),
    *(
        "<thead>",
        "<tbody>",
        "<caption>",
        "<hr>",
        "<b",
        "<td style='display:none'>",
        "<tr hidden>",
        "<col span=100000>",
        "<pre>",
        "<textarea>",
    ),
)
_PDF = (
    *(
        "BT",
        "ET",
        "Tj",
        "Tf",
        "Td",
        "Tm",
        "re",
        "S",
        "f",
        "m",
        "l",
        "h",
        "q",
        "Q",
        "cm",
        "Do",
        "/F",
        "[",
        "]",
        "<<",
        ">>",
        "<0041>",
        "(a)",
        "TJ",
        "'",
        '"',
    ),
    *(
        "BI",
        "ID",
        "EI",
        "gs",
        "W",
        "n",
        "B",
        "0 0 1 rg",
        "1 0 0 1 0 0 cm",
        "99999999",
        "-99999999",
        "0.00001",
        "nan",
        "BMC",
        "EMC",
        "sh",
        "d0",
        "T*",
    ),
    *(
        "0 R",
        "1 0 R",
        "2 0 R",
        "6 0 R",
        "obj",
        "endobj",
        "stream",
        "endstream",
        "/Length",
        "/Kids",
        "/Parent",
        "/Count",
        "/Rotate 90",
        "/Filter",
    ),
    *(
        "/FlateDecode",
        "/ASCIIHexDecode",
        "/LZWDecode",
        "/RunLengthDecode",
        "/Prev",
        "xref",
        "trailer",
        "startxref",
        "%%EOF",
        "null",
        "true",
        "/MediaBox",
    ),
)
_JSON = (
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    '"',
    "null",
    "true",
    "1e400",
    '"text"',
    '"facts"',
    '"ruleset"',
    '"period"',
    '"equal"',
    "-1",
    "0.1",
    '"\\ud800"',
    "[[",
)
_TOML = (
    "[review]",
    "[review.checks]",
    "ruleset = ",
    "search = [",
    "ignore = ",
    "min-severity = ",
    '"error"',
    '"错误"',
    "=",
    "[[",
    "'''",
    "{",
    "severity",
)


@cache
def _of_form() -> tuple[str, ...]:
    lines = (_ROOT / "rulesets" / "vocab" / "form.perf").read_text("utf-8").splitlines()
    found = (
        re.sub("#月", "6月", word).replace("&年", "2025年") for line in lines if "=" in line for word in line.partition("=")[2].split("、")
    )
    return tuple(dict.fromkeys(word.strip() for word in found if word.strip()))


@cache
def _of_rules() -> tuple[str, ...]:
    from perfrules.ruleset.words import HEADS

    page = (_ROOT / "docs" / "language.md").read_text("utf-8")
    samples = re.findall(r"`([^`\n]{1,80})`", page)
    return (*(f"\n{head.word} " for head in HEADS), *(head.example for head in HEADS), *samples)


@cache
def words_of(kind: str) -> tuple[str, ...]:
    """Return the pieces of which inputs of a kind are made."""
    match kind:
        case "rules":
            return (*_of_rules(), *TOKENS)
        case "grid":
            return (*_of_form(), *TOKENS, "\t", "|", "\n", ",", '"', "|---|", "\n|")
        case "prose":
            return (*TOKENS, "达到60000台", "力争", "。", "；", "，其中", "从3家增加到5家")
        case "json":
            return (*_JSON, *TOKENS)
        case "toml":
            return (*_TOML, *_JSON)
        case "markup" | "zip":
            return (*_MARKUP, *_of_form())
        case "pdf":
            return _PDF
    return TOKENS
