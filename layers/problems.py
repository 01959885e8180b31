"""Findings about the data as values: what is wrong, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import total_ordering


@total_ordering
@dataclass(frozen=True)
class Problem:
    """Hold one finding.

    Problems sort by file, line, record and field; a finding about a whole file (line None) comes first.

    Attributes:
        file: path relative to the data directory, with forward slashes; "" when no file is known.
        line: line in that file, from 1; None when it concerns the whole file or cannot be told.
        record: id of the record, or its position when it has no usable id; "" for the whole file.
        field: field in the record, as `crimes[0]` or `positions[1].sources[0]`; "" for the whole record.
        reason: what is wrong, a clause without a final full stop.
        mend: how to put it right, a sentence.
    """

    file: str
    line: int | None
    record: str
    field: str
    reason: str
    mend: str

    def _key(self) -> tuple[str, int, str, str, str, str]:
        return (self.file, self.line or 0, self.record, self.field, self.reason, self.mend)

    def __lt__(self, other: Problem) -> bool:
        return self._key() < other._key()

    def __str__(self) -> str:
        """Write the finding on one line: `file:line: record: field: reason. mend`."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        where = ": ".join(part for part in (place, self.record, self.field) if part)
        text = f"{self.reason}. {self.mend}"
        # Values quoted from a broken file may hold line breaks or control characters: show them escaped.
        return "".join(
            c if c.isprintable() else ascii(c)[1:-1] for c in (f"{where}: {text}" if where else text)
        )


class DataProblems(Exception):
    """Raised once, with every problem found, when data cannot be used.

    Attributes:
        problems: all findings, sorted and without repetition.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        count = len(self.problems)
        head = f"{count} problem{'' if count == 1 else 's'} in the data"
        super().__init__("\n".join([head, *map(str, self.problems)]))
