"""The fixture that runs the same cases everywhere."""

from __future__ import annotations

import pytest

from bulk.backends import FRAMES, Frames


@pytest.fixture(params=FRAMES, ids=str)
def frames(request: pytest.FixtureRequest) -> Frames:
    """A library of frames."""
    found: Frames = request.param
    if not found.is_here():
        pytest.skip(f"{found} needs {', '.join(found.needs)}")
    return found
