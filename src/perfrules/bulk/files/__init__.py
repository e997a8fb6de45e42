"""Files of any size: Parquet, CSV and xlsx in, one of them out, every row with its judgement."""

from perfrules.bulk.files.place import OutputError
from perfrules.bulk.files.run import Progress, evaluate_files, files_named
from perfrules.bulk.files.summary import Summary

__all__ = ["OutputError", "Progress", "Summary", "evaluate_files", "files_named"]
