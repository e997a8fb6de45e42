"""The house style that no linter checks: short modules and functions, exact numbers, nothing left for later."""

import ast
import re
import sys
from pathlib import Path

import pytest

from support.markdown import ROOT

_SOURCE = ROOT / "src" / "perfrules"
_MODULES = sorted(_SOURCE.rglob("*.py"))
_EXACT = ("text", "value", "target", "table", "evaluation")
_CORE = [module for module in _MODULES if module.relative_to(_SOURCE).parts[0] in _EXACT]
_OWN = {"perfrules", "lark", "attr", "attrs"}
_OFFICE = {"openpyxl", "xlrd", "docx", "pdfplumber", "pdfminer", "lxml"}

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def _name(module: Path) -> str:
    return str(module.relative_to(_SOURCE))


def _tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text("utf-8"))


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function from its `def` on, without its docstring."""
    assert function.end_lineno is not None
    lines = function.end_lineno - function.lineno + 1
    match function.body[0]:
        case ast.Expr(value=ast.Constant(value=str()), lineno=first, end_lineno=int(last)):
            return lines - (last - first + 1)
        case _:
            return lines


def _is_inexact(node: ast.AST) -> bool:
    match node:
        case ast.Constant(value=float() | complex()):
            return True
        case ast.Call(func=ast.Name(id="float" | "complex" | "round")):
            return True
        case _:
            return False


def _imported(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [alias.name for alias in names]
        case ast.ImportFrom(module=str(module), level=0):
            return [module]
        case _:
            return []


def test_the_rules_see_the_modules() -> None:
    assert {module.relative_to(_SOURCE).parts[0] for module in _CORE} == set(_EXACT)


@pytest.mark.parametrize("module", _MODULES, ids=_name)
def test_a_module_is_short(module: Path) -> None:
    assert len(module.read_text("utf-8").splitlines()) <= 400


@pytest.mark.parametrize("module", _MODULES, ids=_name)
def test_a_function_is_short(module: Path) -> None:
    long = [f"{node.name}: {_length(node)}" for node in ast.walk(_tree(module)) if isinstance(node, _FUNCTIONS) and _length(node) > 40]
    assert not long


@pytest.mark.parametrize("module", _MODULES, ids=_name)
def test_nothing_is_left_for_later(module: Path) -> None:
    assert not re.findall(r"TODO|FIXME|XXX|NotImplementedError", module.read_text("utf-8"))


@pytest.mark.parametrize("module", _CORE, ids=_name)
def test_the_core_counts_exactly(module: Path) -> None:
    assert not [f"line {getattr(node, 'lineno', 0)}" for node in ast.walk(_tree(module)) if _is_inexact(node)]


@pytest.mark.parametrize("module", _CORE, ids=_name)
def test_the_core_needs_lark_and_attrs_alone(module: Path) -> None:
    tree = _tree(module)
    roots = {name.partition(".")[0] for node in ast.walk(tree) for name in _imported(node)}
    if "readers" in module.parts:
        # The libraries of the extra `office`, where a function that reads imports them: never on import of the module.
        inside = [node for function in ast.walk(tree) if isinstance(function, _FUNCTIONS) for node in ast.walk(function)]
        outside = [node for node in ast.walk(tree) if node not in inside and not _is_typing(node, tree)]
        assert not {name.partition(".")[0] for node in outside for name in _imported(node)} & _OFFICE
        roots -= _OFFICE
    assert roots - sys.stdlib_module_names <= _OWN


def _is_typing(node: ast.AST, tree: ast.Module) -> bool:
    """Tell whether a node stands under `if TYPE_CHECKING:`, which never runs."""
    guards = [one for one in tree.body if isinstance(one, ast.If) and isinstance(one.test, ast.Name) and one.test.id == "TYPE_CHECKING"]
    return any(node is inner for guard in guards for inner in ast.walk(guard))
