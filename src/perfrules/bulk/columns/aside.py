"""Names put aside: while an engine works, columns have names that mean one column each to every engine."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw
from attrs import frozen

__all__ = ["Aside", "aside_of"]

_ODD = re.compile(r"\*|\^.*|_+(c?\d+[nlh]?|doubt|row|[nr]\d+)|.*[.`\"'\\\[\](){}:].*", re.DOTALL)
"""What is a pattern, a path or a quotation to some engine, and what inner columns are called."""


@frozen
class Aside:
    """The names of a frame and of the results, each with the name that it has while an engine works.

    >>> aside = aside_of(["甲.乙", "丙"], ["甲.乙·结论"])
    >>> dict(aside.given), dict(aside.made)
    ({'甲.乙': '_n0', '丙': '_n1'}, {'甲.乙·结论': '_r0'})
    >>> aside_of(["甲", "丙"], ["甲·结论"]).is_needed
    False
    """

    given: Mapping[Any, str]
    made: Mapping[str, str]

    @property
    def is_needed(self) -> bool:
        """Tell whether a name is another while an engine works."""
        return any(one != inner for one, inner in (*self.given.items(), *self.made.items()))

    def away(self, frame: Any) -> Any:
        """Return a narwhals frame with the names of its columns put aside."""
        return _called(frame, [*self.given.values()]) if self.is_needed else frame

    def back(self, frame: Any) -> Any:
        """Return a narwhals frame of its own columns and the results, by their names."""
        return _called(frame, [*self.given, *self.made]) if self.is_needed else frame


def aside_of(names: Sequence[Any], made: Sequence[str]) -> Aside:
    """Return how the columns of a frame and the results are called while an engine works: as they are, where that does."""
    if not any(not isinstance(one, str) or _ODD.fullmatch(one) for one in (*names, *made)):
        return Aside({one: one for one in names}, {one: one for one in made})
    return Aside({one: f"_n{place}" for place, one in enumerate(names)}, {one: f"_r{place}" for place, one in enumerate(made)})


def _called(frame: Any, names: Sequence[Any]) -> Any:
    """Return a frame with other names, one for each column: by place, for the names at hand are those that cannot be trusted."""
    native = nw.to_native(frame)
    match frame.implementation.name.lower():
        case "duckdb":
            places = ", ".join(f'#{place} AS "{str(name).replace(chr(34), chr(34) * 2)}"' for place, name in enumerate(names, 1))
            made = native.project(places)
        case "pyspark":
            made = native.toDF(*names)
        case "pyarrow":
            made = native.rename_columns(list(names))
        case "pandas":
            made = native.set_axis(list(names), axis=1)
        case _:
            made = native.rename(dict(zip(frame.collect_schema().names(), names, strict=True)))
    return nw.from_native(made)
