"""Zip files that are made the same every time, and changed in place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

__all__ = ["rewritten"]

_EPOCH = (2026, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


def rewritten(data: bytes, change: Callable[[str, bytes], bytes] | None = None, more: Mapping[str, bytes] | None = None) -> bytes:
    """Return the archive with fixed times, its members changed by `change`, and `more` members."""
    target = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(target, "w", ZIP_DEFLATED) as out:
        members = {name: source.read(name) for name in source.namelist()} | dict(more or {})
        for name, content in members.items():
            changed = content if change is None else change(name, content)
            if name == "docProps/core.xml":
                changed = _STAMP.sub(rb"\g<1>2026-01-01T00:00:00Z\g<3>", changed)
            info = ZipInfo(name, _EPOCH)
            info.compress_type = ZIP_DEFLATED
            out.writestr(info, changed)
    return target.getvalue()
