"""The cells of a sparse matrix that are not zero, summed by row or column.

Most of the matrices are small and there are thousands of them: what SciPy looks at before each of
its sums took longer than the sums.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class SparseCells:
    """SparseCells, row by row: where each stands, and the number it holds."""

    rows: NDArray[np.intp]
    columns: NDArray[np.int32]
    held: Floats
    shape: tuple[int, int]

    @classmethod
    def of(cls, matrix: sparse.csr_array) -> Self:
        """Those of a matrix that holds no zeros."""
        rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
        return cls(rows=rows, columns=matrix.indices, held=matrix.data, shape=matrix.shape)

    def by_row(self, numbers: Floats) -> Floats:
        """The sum of a number of each cell over each row."""
        found = np.bincount(self.rows, numbers, minlength=self.shape[0])
        return found.astype(np.float64, copy=False)  # of no cells it counts in whole numbers

    def by_column(self, numbers: Floats) -> Floats:
        """The sum of a number of each cell over each column."""
        found = np.bincount(self.columns, numbers, minlength=self.shape[1])
        return found.astype(np.float64, copy=False)  # of no cells it counts in whole numbers

    def in_columns(self) -> NDArray[np.intp]:
        """How many cells each column has."""
        return np.bincount(self.columns, minlength=self.shape[1])
