"""Every Python example of the documentation runs: sessions (`>>>`) print what they show, plain code raises nothing.

The blocks of a page share their names, as for a reader who types them one after another. A block marked `python no-run`
is only compiled.
"""

import doctest
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from support.markdown import ROOT, Block, blocks, pages


def _blocks(page: Path) -> list[Block]:
    return [block for block in blocks(page.read_text("utf-8")) if block.info.split()[:1] == ["python"]]


@pytest.mark.parametrize("page", [page for page in pages() if _blocks(page)], ids=lambda page: str(page.relative_to(ROOT)))
def test_python_examples(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {"__name__": "__main__"}
    if page.parent.name in ("diagnostics", "review") and page.stem != "README":
        names |= _names_of_index(page.parent.name)
    report = list[str]()
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS)
    for block in _blocks(page):
        if ">>>" in block.text:
            test = doctest.DocTestParser().get_doctest(block.text, names, page.name, str(page), block.line)
            runner.run(test, out=report.append, clear_globs=False)
            names = test.globs
        else:
            code = compile("\n" * block.line + block.text, str(page), "exec")
            if "no-run" not in block.info:
                exec(code, names)
    assert not report, "".join(report)


@cache
def _names_of_index(folder: str) -> Mapping[str, object]:
    """Return what the index of a folder of pages defines for all pages beside it."""
    names: dict[str, object] = {"__name__": "__main__"}
    (block,) = _blocks(ROOT / "docs" / folder / "README.md")
    test = doctest.DocTestParser().get_doctest(block.text, names, "README.md", None, block.line)
    doctest.DocTestRunner(verbose=False).run(test, clear_globs=False)
    return test.globs


def test_the_readme_shows_the_library() -> None:
    assert _blocks(ROOT / "README.md")
