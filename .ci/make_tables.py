"""Write the parse tables that ship with the package, grammar/tables/*.json, from the grammars: `make tables`.

make_tables.py [--check]: `--check` writes nothing and fails where a file is not what the grammar makes of it.

A language has a module `grammar` with a function `grammar_text()` and a tuple `STARTS`; each member of it names the start
rules of one table, as its parser gives them to `build_machine` or `build_machines`.
"""

import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from perfrules.text.lalr import make_tables
from perfrules.text.tables import dump_tables

FOLDER = Path(__file__).parent.parent / "grammar" / "tables"
LANGUAGES = ("target", "formula", "scoring", "ruleset")


def contents() -> dict[str, str]:
    """Return what each file must hold, by its name."""
    files: dict[str, str] = {}
    for language in LANGUAGES:
        name = f"perfrules.{language}.grammar"
        if find_spec(f"perfrules.{language}") is None or find_spec(name) is None:
            continue
        grammar = import_module(name)
        text = grammar.grammar_text()
        for starts in grammar.STARTS:
            file = f"{starts[0]}.json"
            if file in files:
                raise ValueError(f"two tables begin with the start rule {starts[0]}")
            files[file] = dump_tables(make_tables(text, starts), text)
    return files


def stale(files: dict[str, str]) -> list[str]:
    """Return the names of the files that do not hold what they must, or must not be there."""
    found = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*")}
    return sorted(name for name in files.keys() | found.keys() if files.get(name) != found.get(name))


def main() -> int:
    """Write the files that have changed, or only name them."""
    files = contents()
    changed = stale(files)
    if "--check" in sys.argv[1:]:
        print("\n".join(f"{name} is not current: make tables" for name in changed) or "grammar/tables is current")
        return 1 if changed else 0
    FOLDER.mkdir(exist_ok=True)
    for name in changed:
        if name in files:
            (FOLDER / name).write_text(files[name], "utf-8")
        else:
            (FOLDER / name).unlink()
        print(f"{'wrote' if name in files else 'removed'} grammar/tables/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
