"""What all tests share: the Hypothesis profiles, and the marks that folders give.

Profile `ci` (the default) repeats itself exactly, `dev` looks for new examples, `deep` looks long.
"""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("ci", derandomize=True, deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("few", settings.get_profile("ci"), max_examples=25)
settings.register_profile("dev", deadline=None, max_examples=100)
settings.register_profile("deep", deadline=None, max_examples=3_000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

_HERE = Path(__file__).parent
_MARKS = {"property": pytest.mark.property, "corpus": pytest.mark.corpus}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of `tests/property` and `tests/corpus`, so that `-m property` finds all laws."""
    for item in items:
        if item.path.is_relative_to(_HERE) and (mark := _MARKS.get(item.path.relative_to(_HERE).parts[0])):
            item.add_marker(mark)
