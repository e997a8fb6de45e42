"""Questions about rulesets and their answers, in short."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["MET", "NONE", "PENDING", "UNMET", "asked", "found", "rules", "span"]

MET, UNMET, PENDING, NONE = "达标", "未达标", "待定", "不适用"


def rules(*lines: str) -> str:
    """Return a ruleset with a title in front."""
    return "\n".join(["规则集  样例", *lines]) + "\n"


def asked(text: str, facts: Mapping[str, Any] | None = None, period: str | None = None, day: str | None = None) -> dict[str, Any]:
    """Return the question: a text, facts, period and day."""
    given: dict[str, Any] = {"ruleset": text, "facts": dict(facts or {})}
    return given | ({} if period is None else {"period": period}) | ({} if day is None else {"as_of": day})


def span(low: str, high: str | None = None) -> dict[str, str]:
    """Return marks, a point or a range."""
    return {"low": low, "high": low if high is None else high}


def found(**fields: Any) -> dict[str, Any]:
    """Return what is expected of a ruleset that is not refused."""
    return {"refused": False, **fields}
