"""Preparing frames: which columns mean what, and what there is to know about their rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Any

import narwhals as nw
import numpy as np
from attrs import evolve, frozen

from perfrules.bulk.columns.amounts import LIMIT
from perfrules.bulk.columns.fates import fate_of_text
from perfrules.bulk.columns.items import MANY_FATES
from perfrules.bulk.columns.lower import Source
from perfrules.bulk.columns.readings import MOST_DIGITS, Reading
from perfrules.evaluation.facts import Names, read_amount
from perfrules.evaluation.plan import Plan
from perfrules.ruleset.model import Path
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import FactError

__all__ = ["ROW", "Prepared", "check_kinds", "columns_in_use", "doubled", "prepare"]

ROW = "_row"
"""A column that is there whatever the rules use, so that a frame has its rows."""
_MOST_TEXTS = 1_000
"""Different texts of one column that an engine without rows at hand is asked about one by one."""
_SAMPLE = 1_024
_DIGITS = 15
"""Decimals of so many digits are told apart by doubles."""
_INEXACT = 1e100


@frozen(eq=False)
class Prepared:
    """A frame of the columns in use, numbers as doubles, with what is known of them."""

    frame: Any
    sources: tuple[Source, ...]


def columns_in_use(plan: Plan, names: Names, columns: Sequence[Any]) -> dict[str, str | Path]:
    """Return the columns of a frame that the rules ask for, each with what it means; two for one thing are a `FactError`."""
    wanted = _wanted(plan)
    found: dict[str, str | Path] = {}
    for column in columns:
        meant = names.find(column) if isinstance(column, str) else None
        if meant is None or meant not in wanted:
            continue
        if meant in found.values():
            other = next(one for one, same in found.items() if same == meant)
            raise FactError([Diagnostic("E812", {"column": column, "other": other})])
        found[column] = meant
    return found


def _wanted(plan: Plan) -> set[str | Path]:
    """Return the data and indicators whose values the rules use."""
    names: set[str] = set()
    for item in plan.items:
        for compiled in (*item.conditions, *(() if item.compiled is None else (item.compiled,))):
            names.update(compiled.names)
    for made in plan.made:
        names.update((made.name, *made.compiled.names))
    for _, compiled in plan.checks:
        names.update(compiled.names)
    if plan.rules.ceilings is not None:
        names.add(plan.rules.ceilings.name)
    aliases = dict(plan.aliases)
    return {aliases.get(name, name) for name in names} | {item.indicator.path for item in plan.items}


def prepare(frame: Any, used: Mapping[str, str | Path], plan: Plan, decimals: int) -> Prepared:
    """Return the columns in use, looked through where rows are at hand."""
    schema = frame.collect_schema()
    kinds = {column: _kind(column, schema[column]) for column in used}
    at_hand = not isinstance(frame, nw.LazyFrame)
    far = {column for column in used if at_hand and _is_far(frame, column, schema[column])}
    casts = [_cast(column, kinds[column], schema[column], far=column in far).alias(f"_c{place}") for place, column in enumerate(used)]
    ready = _selected(frame, casts) if at_hand else frame.with_columns(*casts) if casts else frame
    sources: list[Source] = []
    for place, (column, meant) in enumerate(used.items()):
        inner, kind = f"_c{place}", kinds[column]
        if kind == "nothing":
            continue
        integral = not schema[column].is_float()
        if isinstance(ready, nw.LazyFrame):
            reading = Reading(decimals=decimals, integral=integral) if kind == "number" else _texts_of(ready, inner)
        elif kind == "number":
            exact = isinstance(meant, str) or plan.rounding is not None
            reading = _numbers(ready.get_column(inner), decimals, integral=integral, exact=exact)
        else:
            texts = _texts(ready.get_column(inner))
            reading = Reading("text", texts=texts)
            reading, ready = _look_up(plan, meant, reading, inner, ready)
        reading, ready = _read(plan, meant, reading, inner, ready)
        sources.append(Source(inner, meant, reading))
    return Prepared(ready, tuple(sources))


def _kind(column: str, dtype: Any) -> str:
    if dtype.is_numeric():
        return "number"
    if isinstance(dtype, nw.String | nw.Categorical | nw.Enum):
        return "text"
    if isinstance(dtype, nw.Date | nw.Datetime):
        return "day"
    if isinstance(dtype, nw.Unknown):
        return "nothing"
    raise FactError([Diagnostic("E802", {"column": column, "dtype": str(dtype), "role": "数据"})])


def check_kinds(schema: Mapping[str, Any], used: Iterable[str]) -> None:
    """Raise `FactError` where a column has a type that cannot hold facts."""
    for column in used:
        _kind(column, schema[column])


def doubled(frame: Any) -> Any:
    """Return a frame at hand whose short doubles are doubles: each means what it prints."""
    short = [name for name, dtype in frame.collect_schema().items() if dtype == nw.Float32]
    return frame.with_columns(*(nw.col(name).cast(nw.String).cast(nw.Float64) for name in short)) if short else frame


def _selected(frame: Any, casts: Sequence[Any]) -> Any:
    """Return columns beside one that a frame has in any case, so that all rows are there."""
    if not frame.columns:
        return nw.new_series(ROW, [0.0] * len(frame), nw.Float64, backend=frame.implementation).to_frame()
    return frame.select(*casts, nw.col(frame.columns[0]).alias(ROW))


def _is_far(frame: Any, column: str, dtype: Any) -> bool:
    """Tell whether whole numbers pass what is a double without rounding: pyarrow casts none of them."""
    if dtype not in (nw.Int64, nw.UInt64) or frame.implementation.is_polars():
        return False
    series = frame.get_column(column)
    ends = [one for one in (series.min(), series.max()) if isinstance(one, int)]
    return any(abs(one) >= LIMIT for one in ends)


def _cast(column: str, kind: str, dtype: Any, *, far: bool = False) -> Any:
    place = nw.col(column)
    match kind:
        case "number" if isinstance(dtype, nw.Decimal):
            return _from_decimal(place)
        case "number" if far or dtype == nw.Float32:
            return place.cast(nw.String).cast(nw.Float64)
        case "number":
            return place if dtype == nw.Float64 else place.cast(nw.Float64)
        case "day":
            return place.dt.to_string("%Y-%m-%d")
        case _:
            return place.cast(nw.String)


def _from_decimal(place: Any) -> Any:
    """Return decimals as doubles; one with so many digits that no double need stand for it is too large, so that it is settled."""
    digits = place.cast(nw.String).str.replace_all("[^0-9]", "").str.strip_chars("0").str.len_chars()
    return nw.when(~place.is_null() & (digits > _DIGITS)).then(_INEXACT).otherwise(place.cast(nw.Float64))


def _texts(series: Any) -> tuple[str, ...]:
    """Return the different texts of a column in order; missing ones are none, whatever stands for them."""
    return tuple(sorted(text for text in series.unique().to_list() if isinstance(text, str)))


def _texts_of(frame: Any, column: str) -> Reading:
    """Return the different texts of a column of an engine: as many as can be asked about one by one."""
    found = frame.select(column).unique().head(_MOST_TEXTS + 2).collect().get_column(column).to_list()
    texts = sorted(text for text in found if isinstance(text, str))
    return Reading("text", texts=tuple(texts[:_MOST_TEXTS]), complete=len(texts) <= _MOST_TEXTS)


def _look_up(plan: Plan, meant: str | Path, reading: Reading, column: str, frame: Any) -> tuple[Reading, Any]:
    """Make columns of the marks of texts, where too many different things come out for the texts of an indicator."""
    item = next((one for one in plan.items if one.indicator.path == meant), None)
    if item is None or item.weight is None or item.criterion is None or len(reading.texts) <= MANY_FATES:
        return reading, frame
    texts = [text for text in reading.texts if text]
    fates = [fate_of_text(item, plan, text) for text in texts]
    if len(set(fates)) <= MANY_FATES:
        return reading, frame
    series, made = frame.get_column(column), {}
    for end, marks in (("l", [fate.low for fate in fates]), ("h", [fate.high for fate in fates])):
        numbers = [float(one) for one in marks if isinstance(one, Fraction)]
        made[end] = series.replace_strict(texts, numbers, default=None, return_dtype=nw.Float64).alias(f"{column}{end}")
    return evolve(reading, lows=f"{column}l", highs=f"{column}h"), frame.with_columns(*made.values())


def _read(plan: Plan, meant: str | Path, reading: Reading, column: str, frame: Any) -> tuple[Reading, Any]:
    """Read the texts of a datum, each once; where rows are at hand its numbers become a column."""
    if reading.kind != "text" or not isinstance(meant, str):
        return reading, frame
    rule = plan.model.data[meant]
    read = ((text, read_amount(meant, text, rule.unit, plan.model.units)[0]) for text in reading.texts)
    values = {text: value for text, value in read if value is not None}
    scale = lcm(*(value.denominator for value in values.values()))
    wholes = {text: int(value * scale) for text, value in values.items()}
    if isinstance(frame, nw.LazyFrame) or any(abs(whole) >= LIMIT for whole in wholes.values()):
        return Reading("text", texts=reading.texts, complete=reading.complete, values=values), frame
    inner = f"{column}n"
    made = frame.get_column(column)
    new = [float(whole) for whole in wholes.values()]
    numbers = made.replace_strict([*wholes, ""], [*new, None], default=None, return_dtype=nw.Float64)
    low, high = min(wholes.values(), default=0), max(wholes.values(), default=0)
    found = Reading(
        "number", 0, low, high, sound=True, finite=True, broken=False, source=inner, base=Fraction(1, scale), full=numbers.null_count() == 0
    )
    return found, frame.with_columns(numbers.alias(inner))


def _numbers(series: Any, decimals: int, *, integral: bool, exact: bool) -> Reading:
    """Look through a column of numbers; `exact`, for the fewest decimals in which all of them are whole."""
    nulls = series.null_count()
    if not exact and not integral and nulls < len(series) and series.is_finite().all():
        return Reading(decimals=decimals, full=nulls == 0, finite=True, broken=False)
    values = series.to_numpy()
    missing = np.isnan(values)
    absent = int(missing.sum())
    present = values[~missing] if absent else values
    finite = bool(np.isfinite(present).all())
    full = absent == 0 and nulls == 0
    broken = absent > nulls
    if not exact or not finite or not len(present):
        return Reading(decimals=decimals, full=full, finite=finite, broken=broken, integral=integral and not _is_small(present))
    for places in dict.fromkeys((0, 1, 2, 3, 4, decimals)):
        if places <= decimals and (found := _wholes(present, places)) is not None:
            return Reading("number", places, *found, sound=True, full=full, finite=True, broken=broken, integral=False)
    return Reading(decimals=decimals, full=full, finite=True, broken=broken, integral=integral and not _is_small(present))


def _is_small(values: Any) -> bool:
    return not len(values) or bool((np.abs(values) < LIMIT).all())


def _wholes(values: Any, places: int) -> tuple[int, int] | None:
    """Return the least and greatest number in the last of some decimals; `None` if one has more decimals or too many digits."""
    scale, most = 10**places, MOST_DIGITS if places else LIMIT - 1
    for part in (values[:_SAMPLE], values):
        with np.errstate(over="ignore"):
            whole = np.floor(part * scale + 0.5) if places else np.floor(part)
        if not ((whole / scale if places else whole) == part).all():
            return None
    low, high = int(whole.min()), int(whole.max())
    return (low, high) if -most <= low and high <= most else None
