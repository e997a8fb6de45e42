"""What is changed: operators of cosmic-ray that a tired person could make, and five that it lacks, by kind."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators import (
    binary_operator_replacement,
    boolean_replacer,
    break_continue,
    comparison_operator_replacement,
    number_replacer,
    unary_operator_replacement,
    zero_iteration_for_loop,
)
from cosmic_ray.operators.operator import Operator

__all__ = ["BORROWED", "KINDS", "Edit", "change", "edits"]

_CHOSEN = {
    "comparison": (
        comparison_operator_replacement,
        "Lt_LtE LtE_Lt Gt_GtE GtE_Gt Lt_GtE LtE_Gt Gt_LtE GtE_Lt Eq_NotEq NotEq_Eq Is_IsNot IsNot_Is",
    ),
    "arithmetic": (
        binary_operator_replacement,
        "Add_Sub Sub_Add Mul_Div Div_Mul FloorDiv_Mod Mod_FloorDiv Pow_Mul BitOr_BitAnd BitAnd_BitOr",
    ),
    "sign": (unary_operator_replacement, "Delete_USub Delete_Not"),
}
_PREFIXES = {
    "comparison": "ReplaceComparisonOperator",
    "arithmetic": "ReplaceBinaryOperator",
    "sign": "ReplaceUnaryOperator",
}
_WHOLE: dict[str, tuple[type[Operator], ...]] = {
    "number": (number_replacer.NumberReplacer,),
    "logic": (boolean_replacer.ReplaceAndWithOr, boolean_replacer.ReplaceOrWithAnd),
    "truth": (boolean_replacer.ReplaceTrueWithFalse, boolean_replacer.ReplaceFalseWithTrue),
    "condition": (boolean_replacer.AddNot,),
    "flow": (
        break_continue.ReplaceBreakWithContinue,
        break_continue.ReplaceContinueWithBreak,
        zero_iteration_for_loop.ZeroIterationForLoop,
    ),
}


def _borrowed() -> Iterator[tuple[str, Operator]]:
    for kind, (module, names) in _CHOSEN.items():
        for name in names.split():
            yield kind, getattr(module, f"{_PREFIXES[kind]}_{name}")()
    for kind, operators in _WHOLE.items():
        for operator in operators:
            yield kind, operator()


BORROWED: tuple[tuple[str, Operator], ...] = tuple(_borrowed())
"""The operators of cosmic-ray that are used, each with its kind."""

KINDS = (*dict.fromkeys(kind for kind, _ in BORROWED), "call", "arguments", "return", "branch", "membership")
"""Every kind of change, in the order in which samples take turns."""


def change(source: str, operator: Operator, occurrence: int) -> str | None:
    """Return a module with one place changed by an operator of cosmic-ray."""
    changed: str | None = mutate_code(source, operator, occurrence)
    return changed


class Edit(NamedTuple):
    """A change that cosmic-ray has no operator for: the node that is replaced, and by what."""

    kind: str
    operator: str
    node: ast.AST
    text: str


def edits(source: str, tree: ast.Module) -> Iterator[Edit]:
    """Yield the changes that cosmic-ray lacks: calls, arguments, returns, branches and memberships."""
    for node in ast.walk(tree):
        match node:
            case ast.Expr(ast.Call()):
                yield Edit("call", "RemoveCall", node, "pass")
            case ast.Call(function, [only], []) if not isinstance(only, ast.Starred | ast.GeneratorExp):
                if not _ends_in(function, "isinstance"):
                    yield Edit("call", "UnwrapCall", node, f"({_text(source, only)})")
            case ast.Return(ast.Constant(None) | None):
                pass
            case ast.Return(value):
                yield Edit("return", "ReturnNone", node, "return None")
                if isinstance(value, ast.Compare | ast.BoolOp) or (isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.Not)):
                    yield Edit("return", "ReturnNot", node, f"return not ({_text(source, value)})")
            case ast.If(test):
                yield Edit("branch", "RemoveBranch", test, f"False and ({_text(source, test)})")
            case ast.match_case(pattern, None) if not isinstance(pattern, ast.MatchAs) or pattern.pattern is not None:
                yield Edit("branch", "RemoveCase", pattern, f"{_text(source, pattern)} if False")
        yield from _on_arguments(source, node)
        yield from _on_membership(source, node)


def _on_arguments(source: str, node: ast.AST) -> Iterator[Edit]:
    if not isinstance(node, ast.Call) or _ends_in(node.func, "isinstance", "getattr", "pairwise"):
        return
    plain = [one for one in node.args if not isinstance(one, ast.Starred)]
    if len(plain) != len(node.args):
        return
    for first, second in zip(node.args, node.args[1:], strict=False):
        texts = [_text(source, one) for one in node.args]
        place = node.args.index(first)
        if _text(source, first) == _text(source, second):
            continue
        texts[place], texts[place + 1] = texts[place + 1], texts[place]
        named = [_text(source, one) for one in node.keywords]
        yield Edit("arguments", "SwapArguments", node, f"{_text(source, node.func)}({', '.join([*texts, *named])})")


def _on_membership(source: str, node: ast.AST) -> Iterator[Edit]:
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], ast.In | ast.NotIn):
        word = "not in" if isinstance(node.ops[0], ast.In) else "in"
        text = f"{_text(source, node.left)} {word} {_text(source, node.comparators[0])}"
        yield Edit("membership", "NegateMembership", node, text)


def _ends_in(function: ast.expr, *names: str) -> bool:
    return isinstance(function, ast.Name) and function.id in names


def _text(source: str, node: ast.AST) -> str:
    return ast.get_source_segment(source, node) or ""
