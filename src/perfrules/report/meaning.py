"""A target in words: what an expression asks for, said so that a person can check it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from perfrules.target import Target

__all__ = ["intervals_of", "kind_word", "meaning_of"]

_KINDS = MappingProxyType(
    {
        "quantity": ("数量", "quantity"),
        "grade": ("等级", "grade"),
        "date": ("日期", "date"),
        "change": ("变化", "change"),
        "rank": ("名次", "rank"),
        "all": ("须同时满足", "all of"),
        "any": ("满足其一", "one of"),
        "placeholder": ("没有值", "no value"),
        "text": ("文字", "text"),
    }
)
_EMPTY = MappingProxyType(
    {
        "空缺": ("没有填写", "nothing is written"),
        "不适用": ("注明不适用", "stated as not applicable"),
        "暂定": ("尚未确定", "not yet determined"),
    }
)
_WORDS = MappingProxyType(
    {
        "low_in": ("不少于 {low}", "at least {low}"),
        "low_out": ("多于 {low}", "more than {low}"),
        "high_in": ("不超过 {high}", "at most {high}"),
        "high_out": ("少于 {high}", "less than {high}"),
        "point": ("恰为 {low}", "exactly {low}"),
        "between": ("{low} 至 {high}（{ends}）", "from {low} to {high} ({ends})"),
        "any": ("任何值", "any value"),
        "no": ("没有任何值", "no value"),
        "both": ("含两端", "both included"),
        "neither": ("不含两端", "both excluded"),
        "only_low": ("含下限，不含上限", "the lower end included"),
        "only_high": ("不含下限，含上限", "the upper end included"),
        "day_low": ("{low} 及以后", "on {low} or later"),
        "day_high": ("不晚于 {high}", "not later than {high}"),
        "day_point": ("{low} 当日", "on {low}"),
        "rank_low": ("第 {low} 名及以后", "place {low} or below"),
        "rank_high": ("前 {high} 名", "place {high} or better"),
        "rank_point": ("第 {low} 名", "place {low}"),
        "or": ("，或者", ", or "),
        "base": ("与{base}相比，", "compared with {base}: "),
        "change": ("变化", "a change of "),
        "rise": ("提高", "a rise of "),
        "fall": ("下降", "a fall of "),
        "graded": ("达到「{word}」", "as good as {word}"),
        "prose": ("没有可以衡量的数或等级，由人判断", "nothing can be measured, a person has to judge"),
        "every": ("同时满足：{parts}", "all of these: {parts}"),
        "one": ("满足其一：{parts}", "one of these: {parts}"),
        "label": ("{label}：", "{label}: "),
    }
)


def _say(lang: str, key: str, **args: object) -> str:
    return _WORDS[key][lang != "zh"].format_map(args)


def kind_word(kind: str, lang: str) -> str:
    """Return the name of a kind of value in `lang`."""
    return _KINDS[kind][lang != "zh"]


def meaning_of(target: Target, lang: str = "zh") -> str:
    """Return in words which values satisfy a target, exactly as it is written.

    >>> from perfrules import parse_target
    >>> meaning_of(parse_target("≥1,000万元")), meaning_of(parse_target("10-15天"), "en")
    ('不少于 1000万元', 'from 10天 to 15天 (both included)')
    """
    return _meaning(target.to_dict(), lang)


def _meaning(data: Mapping[str, Any], lang: str) -> str:
    label = _say(lang, "label", label=data["label"]) if "label" in data else ""
    return label + _body(data, lang)


def _body(data: Mapping[str, Any], lang: str) -> str:
    match data["kind"]:
        case "placeholder":
            return _EMPTY[data["emptiness"]][lang != "zh"]
        case "grade":
            return _say(lang, "graded", word=data["text"])
        case "all" | "any" as kind:
            parts = ("；" if lang == "zh" else "; ").join(_meaning(part, lang) for part in data["parts"])
            return _say(lang, "every" if kind == "all" else "one", parts=parts)
        case "change":
            base = _say(lang, "base", base=data["base"]) if data["base"] else ""
            turn = _turn(data["intervals"])
            return base + _say(lang, turn) + _ranges(_mirrored(data) if turn == "fall" else data, lang)
        case "quantity" | "date" | "rank":
            return _ranges(data, lang)
        case _:
            return _say(lang, "prose")


def _turn(intervals: list[dict[str, Any]]) -> str:
    """Return whether all values of a change rise, fall, or may do both."""
    lows, highs = [one["low"] for one in intervals], [one["high"] for one in intervals]
    if lows and all(low is not None and not low.startswith("-") for low in lows) and set(highs) != {"0"}:
        return "rise"
    falls = all(high is not None and (high == "0" or high.startswith("-")) for high in highs)
    return "fall" if highs and falls and set(lows) != {"0"} else "change"


def _mirrored(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a fall by its size: from -5 down is 5 or more."""

    def turned(end: str | None) -> str | None:
        if end is None or end == "0":
            return end
        return end[1:] if end.startswith("-") else f"-{end}"

    ends = ("low", "high", "low_closed", "high_closed")
    flipped = [
        dict(zip(ends, (turned(one["high"]), turned(one["low"]), one["high_closed"], one["low_closed"]), strict=True))
        for one in data["intervals"]
    ]
    return {**data, "intervals": flipped[::-1]}


def _ranges(data: Mapping[str, Any], lang: str) -> str:
    if not data["intervals"]:
        return _say(lang, "no")
    prefix = {"date": "day_", "rank": "rank_"}.get(data["kind"], "")
    return _say(lang, "or").join(_range(one, data.get("unit", ""), prefix, lang) for one in data["intervals"])


def _range(one: Mapping[str, Any], unit: str, prefix: str, lang: str) -> str:
    low, high = one["low"], one["high"]
    ends = {"low": f"{low}{unit}", "high": f"{high}{unit}"}
    closed = (one.get("low_closed", True), one.get("high_closed", True))
    if low is None and high is None:
        return _say(lang, "any")
    if low is not None and low == high:
        return _say(lang, f"{prefix or ''}point", **ends)
    if high is None:
        return _say(lang, f"{prefix}low" if prefix else ("low_in" if closed[0] else "low_out"), **ends)
    if low is None or (prefix == "rank_" and low == "1"):
        return _say(lang, f"{prefix}high" if prefix else ("high_in" if closed[1] else "high_out"), **ends)
    words = {(True, True): "both", (False, False): "neither", (True, False): "only_low", (False, True): "only_high"}
    return _say(lang, "between", ends=_say(lang, words[closed]), **ends)


def intervals_of(target: Target) -> str:
    """Return the values of a target as intervals in its own unit, such as `[95, +∞) %`; empty where it has none.

    >>> from perfrules import parse_target
    >>> intervals_of(parse_target("≥95%")), intervals_of(parse_target("<3家或>5家")), intervals_of(parse_target("健全"))
    ('[95, +∞) %', '(-∞, 3) ∪ (5, +∞) 家', '')
    """
    data = target.to_dict()
    if "intervals" not in data:
        return ""
    shown = " ∪ ".join(_interval(one) for one in data["intervals"]) or "∅"
    return f"{shown} {data.get('unit', '')}".rstrip()


def _interval(one: Mapping[str, Any]) -> str:
    low, high = one["low"], one["high"]
    left = "(" if low is None or not one.get("low_closed", True) else "["
    right = ")" if high is None or not one.get("high_closed", True) else "]"
    return f"{left}{'-∞' if low is None else low}, {'+∞' if high is None else high}{right}"
