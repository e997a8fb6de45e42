"""Settings of reviews in files: `perfrules.toml` (table `review`), or `pyproject.toml` (`tool.perfrules.review`)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen

from perfrules.cli.fault import RequestError
from perfrules.ruleset.model import ReviewSetting
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.near import nearest

__all__ = ["SEVERITIES", "ReviewConfig", "find_config", "read_config"]

_OWN, _PROJECT = "perfrules.toml", "pyproject.toml"
_MOST_BYTES = 1024 * 1024
_MOST_PARTS = 256
SEVERITIES: Mapping[str, str] = {"error": "错误", "warning": "警告", "note": "提示", "off": "关闭"}
"""The severities of settings, by their English names."""
_TEXTS, _LISTS = ("ruleset", "policy", "min-severity"), ("search", "ignore", "last-year")


@frozen
class ReviewConfig:
    """What a file says of reviews: defaults of the options, and the settings of checks."""

    path: Path | None = None
    texts: Mapping[str, str] = field(factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(factory=dict)
    changes: tuple[ReviewSetting, ...] = ()


def find_config(folder: Path) -> Path | None:
    """Return the settings file that holds in a folder: the first above it, or in it, that says anything of reviews."""
    for one in (folder, *folder.parents):
        own, project = one / _OWN, one / _PROJECT
        if own.is_file():
            return own
        if project.is_file() and b"[tool.perfrules" in _bytes(project):
            return project
    return None


def read_config(path: Path | None) -> ReviewConfig:
    """Return the settings of a file; every fault of it at once as `RequestError`."""
    if path is None:
        return ReviewConfig()
    try:
        text = _bytes(path).decode("utf-8")
        if _is_deep(text):
            raise tomllib.TOMLDecodeError("a key has too many parts")
        whole = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RequestError([Diagnostic("E734", {"path": str(path), "why": str(error)[:200]})]) from None
    tool = whole.get("tool", {}) if path.name == _PROJECT else {}
    given = tool.get("perfrules", {}).get("review", {}) if path.name == _PROJECT else whole.get("review", {})
    if faults := list(_faults(given, path)):
        raise RequestError(faults)
    texts = {name: given[name] for name in _TEXTS if name in given}
    lists = {name: tuple(given[name]) for name in _LISTS if name in given}
    ignored = [ReviewSetting(code, SEVERITIES["off"]) for code in lists.get("ignore", ())]
    return ReviewConfig(path, texts, lists, (*ignored, *(_setting(*one) for one in given.get("checks", {}).items())))


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise RequestError([Diagnostic("E303", {"path": str(path), "why": error.strerror or type(error).__name__})]) from None
    if len(data) > _MOST_BYTES:
        raise RequestError([Diagnostic("E305", {"path": str(path), "size": f"{len(data):,}", "limit": f"{_MOST_BYTES:,}"})])
    return data


def _is_deep(text: str) -> bool:
    """Tell whether a key has so many parts that reading it would take for ever: tomllib makes a table of each, again and again."""
    return any(line.partition("=")[0].count(".") > _MOST_PARTS for line in text.splitlines())


def _faults(given: Any, path: Path) -> Iterator[Diagnostic]:
    known = (*_TEXTS, *_LISTS, "checks")
    if not isinstance(given, dict):
        yield Diagnostic("E733", {"path": str(path), "name": "review", "known": "、".join(known), "suggestion": ""})
        return
    for name, value in given.items():
        kinds = (
            (name in _TEXTS and isinstance(value, str))
            or (name in _LISTS and isinstance(value, list) and all(isinstance(one, str) for one in value))
            or (name == "checks" and isinstance(value, dict) and all(_is_check(one) for one in value.values()))
        )
        if not kinds:
            suggestion = "" if name in known else nearest(name, known)
            yield Diagnostic("E733", {"path": str(path), "name": name, "known": "、".join(known), "suggestion": suggestion})
    severity = given.get("min-severity")
    if isinstance(severity, str) and severity not in SEVERITIES:
        yield Diagnostic("E736", {"path": str(path), "value": severity, "known": "、".join(SEVERITIES)})


def _is_check(value: Any) -> bool:
    """Tell whether a check is set rightly: by a severity, or by a table of a severity and parameters."""
    if isinstance(value, str):
        return value in SEVERITIES
    return isinstance(value, dict) and all(
        (name == "severity" and one in SEVERITIES) or (name != "severity" and isinstance(one, str | int) and not isinstance(one, bool))
        for name, one in value.items()
    )


def _setting(code: str, value: Any) -> ReviewSetting:
    if isinstance(value, str):
        return ReviewSetting(code, SEVERITIES[value])
    values = {name: str(one) for name, one in value.items() if name != "severity"}
    return ReviewSetting(code, SEVERITIES.get(value.get("severity", ""), ""), values)
