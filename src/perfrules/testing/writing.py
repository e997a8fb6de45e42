"""Cases (测试) as text: facts and what came of them, written as a file of rules writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from perfrules.evaluation.totals import Marks
from perfrules.text.span import display_width
from perfrules.value.numeral import write_number

__all__ = ["case_text", "marks_clauses", "quoted"]

_WIDTH = 110
_DIGITS = 4


def quoted(name: str) -> str:
    """Return a name as a line of a case can hold it.

    >>> quoted("甲 乙"), quoted("甲")
    ('「甲 乙」', '甲')
    """
    return f"「{name}」" if any(char in name for char in " =|;；#") else name


def marks_clauses(marks: Marks) -> str:
    """Return what a case writes to expect marks: themselves where decimals say them exactly, else the bounds between which they lie.

    >>> marks_clauses(Marks(Fraction(8), Fraction(8))), marks_clauses(Marks(Fraction(1, 3), Fraction(1)))
    ('得分 =8分', '得分 ≥0.3333分 得分 ≤1分')
    """
    low, high = marks
    if "/" in write_number(low) + write_number(high):
        return f"得分 ≥{_rounded(low, up=False)}分 得分 ≤{_rounded(high, up=True)}分"
    return f"得分 ={write_number(low)}分" if low == high else f"得分 {write_number(low)}分~{write_number(high)}分"


def _rounded(number: Fraction, *, up: bool) -> str:
    scale = 10**_DIGITS
    whole = number * scale
    return write_number(Fraction(-(-whole.numerator // whole.denominator) if up else whole.numerator // whole.denominator, scale))


def case_text(title: str, period: str, day: str, facts: Mapping[str, str], expected: Iterable[str], remark: str = "") -> str:
    """Return a case as text, ready to be pasted; `remark` stands above it as a comment.

    >>> print(case_text("差四家", "全年", "", {"企业数": "96家"}, ["企业数 未达标"]))
    测试    差四家
      期间  全年
      给定  企业数 = 96家
      期望  企业数 未达标
    """
    lines = [*([f"# {remark}"] if remark else []), f"测试    {title}"]
    lines += [f"  期间  {period}"] if period else []
    lines += [f"  截至  {day}"] if day else []
    lines += _joined("给定", [f"{quoted(name)} = {value}" for name, value in facts.items()])
    return "\n".join([*lines, *_joined("期望", list(expected))])


def _joined(word: str, parts: list[str]) -> Iterator[str]:
    """Yield lines with as many parts as a reader can take in."""
    line = ""
    for part in parts:
        if line and display_width(line) + display_width(part) > _WIDTH:
            yield f"  {word}  {line}"
            line = ""
        line = f"{line}；{part}" if line else part
    if line:
        yield f"  {word}  {line}"
