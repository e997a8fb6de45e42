"""Piles: the outcomes of a long run on disk, so that its memory stays the same however many files there are."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import overload

from perfrules.report.review_view import ReviewedFile

__all__ = ["Pile"]


class Pile(Sequence[ReviewedFile]):
    """Outcomes in the order in which they were put down, read back one at a time; the file behind it has no name and is gone at the end.

    >>> with Pile() as pile:
    ...     pile.put(ReviewedFile("a.xlsx"))
    ...     pile.put(ReviewedFile("b.xlsx"))
    ...     len(pile), pile[-1].path, [one.path for one in pile]
    (2, 'b.xlsx', ['a.xlsx', 'b.xlsx'])
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="perfrules-")  # noqa: SIM115  closed by `__exit__`
        self._starts: list[int] = []

    def __enter__(self) -> Pile:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()

    def put(self, outcome: ReviewedFile) -> None:
        """Put one more outcome down."""
        self._starts.append(self._file.seek(0, 2))
        pickle.dump(outcome, self._file, protocol=5)

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> ReviewedFile: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[ReviewedFile]: ...
    def __getitem__(self, index: int | slice) -> ReviewedFile | Sequence[ReviewedFile]:
        if isinstance(index, slice):
            return [self._read(start) for start in self._starts[index]]
        return self._read(self._starts[index])

    def __iter__(self) -> Iterator[ReviewedFile]:
        return (self._read(start) for start in self._starts)

    def _read(self, start: int) -> ReviewedFile:
        self._file.seek(start)
        outcome: ReviewedFile = pickle.load(self._file)  # noqa: S301  written by `put` of this very process
        return outcome
