"""The words of a judgement: verdict, direction, and where the direction came from."""

from __future__ import annotations

from enum import Enum

__all__ = ["Direction", "DirectionSource", "Verdict"]


class Verdict(Enum):
    """The outcome of holding an actual value against a target; unknown is not a miss."""

    MET = "达标"
    UNMET = "未达标"
    PENDING = "待定"
    NOT_APPLICABLE = "不适用"


class Direction(Enum):
    """Which way an indicator is better (正向、反向), and so how a bare `=` is to be read."""

    HIGHER = "越大越好"
    LOWER = "越小越好"
    EXACT = "等于为好"


class DirectionSource(Enum):
    """What decided the direction, in this order of precedence."""

    GIVEN = "指定"
    OPERATOR = "比较符"
    FORM = "值的形式"
    NAME = "指标名称"
    ZERO = "零值"
    DEFAULT = "默认"
