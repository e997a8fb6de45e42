"""Web pages, Markdown, comma- and tab-separated values, and text as it is pasted out of a form."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from html import escape
from io import StringIO

from corpus.make_tables.paper import Box, Line, Look, Panel, Paper

__all__ = ["write_delimited", "write_html", "write_markdown", "write_pasted"]

_STYLE = "table{border-collapse:collapse;width:100%}td,th{border:1px solid #333;padding:2px;font-size:9pt}thead{display:table-header-group}"


def write_html(papers: Sequence[Paper], traps: frozenset[str], encoding: str = "utf-8") -> bytes:
    """Return a web page; with the trap `page around it` in the frame that sites put around their text."""
    style = _STYLE.replace("1px solid #333", "0") if "no rules" in traps else _STYLE
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}"><style>{style}</style>'
    if "excel page" in traps:
        head = f'<meta name="ProgId" content="Excel.Sheet">{head}'
    body = "\n".join(_html_block(block, traps) for paper in papers for block in paper.blocks)
    if "page around it" in traps:
        links = "<ul><li><a href='/'>首页</a></li><li><a href='/gk'>信息公开</a></li></ul>"
        body = (
            f"<script>var table='<table><tr><td>x</td></tr></table>';</script>{links}"
            f"<table><tr><td class='main'>{body}<div style='display:none'>浏览次数：1024</div></td></tr></table>"
        )
    space = ' xmlns:x="urn:schemas-microsoft-com:office:excel"' if "excel page" in traps else ""
    return f"<html{space}><head>{head}<title>公开</title></head><body>{body}</body></html>\n".encode(encoding, "xmlcharrefreplace")


def _html_block(block: Line | Panel, traps: frozenset[str]) -> str:
    match block:
        case Line(text=text, title=title):
            return f"<h2>{escape(text)}</h2>" if title else f"<p>{escape(text)}</p>"
        case Panel():
            rows = ["<tr>" + "".join(_html_cell(box, traps) for box in row if box is not None) + "</tr>" for row in block.rows()]
            if block.repeated and block.repeated[0] == 0:
                last = block.repeated[1] + 1
                return "<table><thead>" + "\n".join(rows[:last]) + "</thead><tbody>" + "\n".join(rows[last:]) + "</tbody></table>"
            return "<table>" + "\n".join(rows) + "</table>"


def _html_cell(box: Box, traps: frozenset[str]) -> str:
    tag = "th" if box.look is Look.HEAD else "td"
    spans = (f' rowspan="{box.rows}"' if box.rows > 1 else "") + (f' colspan="{box.cols}"' if box.cols > 1 else "")
    text = escape(box.text).replace("\n", "<br>")
    if "entities" in traps:
        text = text.replace("≥", "&ge;").replace("≤", "&le;").replace("“", "&ldquo;").replace("”", "&rdquo;")
        text = f"<p class=MsoNormal><span lang=EN-US>{text}</span></p>" if text else "&nbsp;"
    return f"<{tag}{spans}>{text}</{tag}>"


def _plain(papers: Sequence[Paper]) -> Iterator[list[str]]:
    """Yield the rows as texts: a merged cell stands in its first place, the places that it covers are empty."""
    for paper in papers:
        for block in paper.blocks:
            match block:
                case Line(text=text):
                    yield [text]
                case Panel():
                    yield from ([box.text if box else "" for box in row] for row in block.rows())


def write_delimited(papers: Sequence[Paper], encoding: str, delimiter: str) -> bytes:
    """Return the cells as a spreadsheet saves them as text."""
    stream = StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerows(_plain(papers))
    return stream.getvalue().encode(encoding)


def write_markdown(papers: Sequence[Paper]) -> bytes:
    """Return pipe tables below headings."""
    parts: list[str] = []
    for paper in papers:
        for block in paper.blocks:
            match block:
                case Line(text=text, title=title):
                    parts.append(f"# {text}" if title else text)
                case Panel():
                    rows = [[(box.text if box else "").replace("|", "\\|").replace("\n", "<br>") for box in row] for row in block.rows()]
                    lines = ["| " + " | ".join(row) + " |" for row in rows]
                    lines.insert(1, "|" + "---|" * block.width)
                    parts.append("\n".join(lines))
    return ("\n\n".join(parts) + "\n").encode()


def write_pasted(papers: Sequence[Paper], encoding: str, *, lost: bool) -> bytes:
    """Return the text that is on the clipboard after copying a form; where `lost`, covered cells are not there among the indicators."""
    lines: list[str] = []
    for paper in papers:
        for block in paper.blocks:
            match block:
                case Line(text=text):
                    lines += [text, ""]
                case Panel():
                    # Of the head of a form the blanks are kept: there they stand before and between the cells.
                    cut = lost and block.repeated is not None
                    for row in block.rows():
                        cells = [box.text if box else None for box in row]
                        lines.append("\t".join(cell or "" for cell in cells if cell is not None or not cut).replace("\n", ""))
                    lines.append("")
    return "\n".join(lines).encode(encoding)
