"""What a review says of periods."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.reviewing.messages.message import Wording

__all__ = ["MESSAGES"]

MESSAGES: Mapping[str, Wording] = MappingProxyType({})
