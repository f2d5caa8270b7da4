"""The cells of a sparse matrix that are not zero, summed by row or column.

Most of the matrices are small and there are thousands of them: what SciPy looks at before each of
its sums took longer than the sums, so matrices of SciPy are made to be multiplied and little else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class SparseCells:
    """Where each cell stands, and the number it holds, none of them 0; those of a column in the
    order of their rows.
    """

    rows: NDArray[np.int32]
    columns: NDArray[np.int32]
    held: Floats
    shape: tuple[int, int]

    @classmethod
    def of(cls, matrix: sparse.sparray | Floats) -> Self:
        """Those of a matrix that holds no zeros."""
        cells = sparse.csr_array(matrix).tocoo()
        rows, columns = cells.row.astype(np.int32), cells.col.astype(np.int32)
        return cls(rows=rows, columns=columns, held=cells.data, shape=cells.shape)

    @classmethod
    def beside(cls, parts: Sequence[Self]) -> Self:
        """The columns of matrices of the same rows, one matrix after the other."""
        if len(parts) == 1:
            return parts[0]
        firsts = np.cumsum([0, *(part.shape[1] for part in parts)], dtype=np.int32)
        columns = [part.columns + first for part, first in zip(parts, firsts, strict=False)]
        return cls(
            rows=np.concatenate([part.rows for part in parts]),
            columns=np.concatenate(columns),
            held=np.concatenate([part.held for part in parts]),
            shape=(parts[0].shape[0], int(firsts[-1])),
        )

    def of_rows(self, is_kept: NDArray[np.bool_]) -> "SparseCells":
        """Some of the rows."""
        place, chosen = (np.cumsum(is_kept) - 1).astype(np.int32), is_kept[self.rows]
        return SparseCells(
            rows=place[self.rows[chosen]],
            columns=self.columns[chosen],
            held=self.held[chosen],
            shape=(int(is_kept.sum()), self.shape[1]),
        )

    def of_span(self, columns: slice) -> "SparseCells":
        """The columns of a span, in their order."""
        return self.of_columns(np.arange(self.shape[1])[columns])

    def spans(self, cells: int) -> Iterator[tuple[int, "SparseCells"]]:
        """The columns in spans of so many cells, or of a single column, each with the number of its
        first column.
        """
        if len(self.rows) <= cells:
            yield 0, self
            return
        ends, start = np.cumsum(self.in_columns), 0
        while start < self.shape[1]:
            before = ends[start - 1] if start else 0
            stop = max(int(np.searchsorted(ends, before + cells, side="right")), start + 1)
            yield start, self.of_span(slice(start, stop))
            start = stop

    def of_columns(self, columns: NDArray[np.intp]) -> "SparseCells":
        """Some of the columns, each once, in this order."""
        place = np.full(self.shape[1], -1, dtype=np.int32)
        place[columns] = np.arange(len(columns))
        return self.moved(place, len(columns))

    def moved(self, place: NDArray[np.int32], columns: int) -> "SparseCells":
        """Its columns at other places of so many; those at -1 are left out."""
        moved = place[self.columns]
        chosen = moved >= 0
        return SparseCells(
            rows=self.rows[chosen].astype(np.int32, copy=False),
            columns=moved[chosen],
            held=self.held[chosen].astype(np.float64, copy=False),
            shape=(self.shape[0], columns),
        )

    def narrowed(self) -> "SparseCells":
        """The same, of whole numbers, in a third of the memory: to be kept, and ``moved`` before it
        is summed, which makes it as wide as before.
        """
        parts: list[Any] = [
            one.astype(np.min_scalar_type(int(one.max(initial=0))))
            for one in (self.rows, self.columns, self.held)
        ]
        return SparseCells(rows=parts[0], columns=parts[1], held=parts[2], shape=self.shape)

    def by_row(self, numbers: Floats) -> Floats:
        """The sum of a number of each cell over each row."""
        found = np.bincount(self.rows, numbers, minlength=self.shape[0])
        return found.astype(np.float64, copy=False)  # of no cells it counts in whole numbers

    def by_column(self, numbers: Floats | NDArray[np.int32]) -> Floats:
        """The sum of a number of each cell over each column."""
        found = np.bincount(self.columns, numbers, minlength=self.shape[1])
        return found.astype(np.float64, copy=False)  # of no cells it counts in whole numbers

    @cached_property
    def totals(self) -> Floats:
        """The sum of each column."""
        return self.by_column(self.held)

    @cached_property
    def squares(self) -> Floats:
        """The sum of squares of each column."""
        return self.by_column(np.square(self.held))

    @cached_property
    def in_columns(self) -> NDArray[np.intp]:
        """How many cells each column has."""
        return np.bincount(self.columns, minlength=self.shape[1])

    def across(self) -> sparse.csr_array:
        """The matrix of which the columns are rows."""
        shape = self.shape[::-1]
        return sparse.csr_array((self.held, (self.columns, self.rows)), shape=shape)
