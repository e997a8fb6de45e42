"""Reading the examples out of the documentation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["ROOT", "Block", "Example", "blocks", "differs", "examples", "pages"]

ROOT = Path(__file__).resolve().parents[2]

_FENCE = re.compile(r"^(?P<indent> *)(?P<fence>`{3,})(?P<info>.*)$")


@dataclass(frozen=True)
class Block:
    """A fenced block: its info string (`console`, `python`, …), its text, and the line it starts on."""

    info: str
    text: str
    line: int


@dataclass(frozen=True)
class Example:
    """A command of a console block and the output printed below it."""

    command: str
    output: list[str]
    line: int


def pages() -> list[Path]:
    """Return the pages that a reader may try out."""
    return [page for page in [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))] if page.is_file()]


def blocks(text: str) -> Iterator[Block]:
    """Yield the fenced blocks of a Markdown text, without the indentation of the fence."""
    opened: re.Match[str] | None = None
    started, body = 0, list[str]()
    for number, line in enumerate(text.splitlines(), 1):
        fence = _FENCE.match(line)
        if opened is None:
            if fence:
                opened, started, body = fence, number, []
        elif fence and not fence["info"].strip() and len(fence["fence"]) >= len(opened["fence"]):
            yield Block(opened["info"].strip(), "".join(f"{line}\n" for line in body), started)
            opened = None
        else:
            body.append(line.removeprefix(opened["indent"]))
    if opened is not None:
        raise ValueError(f"line {started}: the block is not closed")


def examples(block: Block) -> Iterator[Example]:
    """Yield the commands of a console block; a command goes on after a backslash at the end of its line."""
    command, output, line = "", list[str](), 0
    unfinished = False
    for number, text in enumerate(block.text.splitlines(), block.line + 1):
        if unfinished:
            command = f"{command}\n{text.removeprefix('> ')}"
        elif text.startswith("$ "):
            if command:
                yield Example(command, output, line)
            command, output, line = text[2:], [], number
        else:
            output.append(text.rstrip())
            continue
        unfinished = command.endswith("\\")
    if command:
        yield Example(command, output, line)


def differs(expected: list[str], actual: list[str]) -> bool:
    """Tell whether the output is another one than the page shows; a line `…` stands for any number of lines."""
    lines = "".join(r"(?:.*\n)*" if line.strip() == "…" else re.escape(line) + r"\n" for line in _trimmed(expected))
    return re.fullmatch(lines, "".join(f"{line}\n" for line in _trimmed(actual))) is None


def _trimmed(lines: list[str]) -> list[str]:
    """Return the lines without trailing spaces and without empty lines at the end."""
    stripped = [line.rstrip() for line in lines]
    while stripped and not stripped[-1]:
        stripped.pop()
    return stripped
