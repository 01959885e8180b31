"""Relations between the rows of a table and what they carry, as arrays."""

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int64]

FEW_TARGETS = 64  # up to here, looking up each target's own rows is faster than looking through all pairs


@dataclass(frozen=True, eq=False)
class Links:
    """A relation between rows and targets (values of a column, or rows of another table), as pairs.

    `rows[k]` carries `targets[k]`; pairs are sorted by target and those of target t are at `first[t]` up to
    `first[t + 1]`. A row may have no target, one or several.
    """

    rows: Codes
    targets: Codes
    first: Codes
    row_count: int
    target_count: int

    def reach(self, rows: Mask) -> Mask:
        """Return the targets that at least one of the rows carries."""
        mask = np.zeros(self.target_count, dtype=np.bool_)
        mask[self.targets[rows[self.rows]]] = True
        return mask

    def back(self, targets: Mask) -> Mask:
        """Return the rows that carry at least one of the targets."""
        mask = np.zeros(self.row_count, dtype=np.bool_)
        wanted = np.flatnonzero(targets)
        if len(wanted) > FEW_TARGETS:
            mask[self.rows[targets[self.targets]]] = True
        for target in wanted if len(wanted) <= FEW_TARGETS else ():
            mask[self.rows[self.first[target] : self.first[target + 1]]] = True
        return mask

    def count(self, rows: Mask) -> Codes:
        """Count, per target, the rows that carry it."""
        return np.bincount(self.targets[rows[self.rows]], minlength=self.target_count)


def link(values: Sequence[Iterable[Hashable]], targets: Collection[Any]) -> Links:
    """Link rows to targets: `values[i]` are those of row i. A value that is no target is left out."""
    code = {target: position for position, target in enumerate(targets)}
    found = [[code[v] for v in of_row if v in code] for of_row in values]
    rows = np.repeat(np.arange(len(found), dtype=np.int64), [len(codes) for codes in found])
    flat = np.fromiter(chain.from_iterable(found), dtype=np.int64, count=len(rows))
    # One number per pair sorts by target, then row, and drops a value that a row gives twice.
    pairs = np.sort(flat * max(len(found), 1) + rows)
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    by_target, by_row = np.divmod(pairs, max(len(found), 1))
    first = np.searchsorted(by_target, np.arange(len(code) + 1))
    return Links(by_row, by_target, first, len(found), len(code))
