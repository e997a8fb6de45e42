"""The fixture that runs the same cases everywhere."""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from collections.abc import Iterator
from typing import Any

import pytest

from bulk.backends import FRAMES, Frames


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs Spark, so that it can be run by itself where Java is."""
    for item in items:
        if "spark" in getattr(item, "fixturenames", ()) or "spark" in item.name.lower():
            item.add_marker(pytest.mark.spark)


@pytest.fixture(params=FRAMES, ids=str)
def frames(request: pytest.FixtureRequest) -> Frames:
    """A library of frames."""
    found: Frames = request.param
    if not found.is_here():
        pytest.skip(f"{found} needs {', '.join(found.needs)}")
    return found


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """A Spark session on two cores; without Java there is none."""
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    sql = pytest.importorskip("pyspark.sql")
    # Without it workers run the `python3` of PATH, which is another one where the environment was not activated.
    os.environ["PYSPARK_PYTHON"] = sys.executable
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        builder = sql.SparkSession.builder.master("local[2]").appName("perfrules").config("spark.ui.enabled", "false")
        session = (
            builder.config("spark.sql.shuffle.partitions", "2").config("spark.sql.execution.arrow.pyspark.enabled", "true").getOrCreate()
        )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()
