"""Cells of matrices: what is taken out of them and summed is that of the matrices."""

import numpy as np
import pytest

from skillscan.statistics.sparse_cells import Floats, SparseCells


@pytest.fixture
def matrix() -> Floats:
    """Six rows, of which one is empty, and four columns, of which one is."""
    found = np.random.default_rng(4).integers(0, 3, (6, 4)).astype(np.float64)
    found[2], found[:, 1] = 0, 0
    return found


def test_some_rows_and_columns_are_those_of_the_matrix(matrix: Floats) -> None:
    """An employer's openings would count for another one, or for another value."""
    cells = SparseCells.of(matrix)
    assert (_dense(cells) == matrix).all()
    is_kept = np.array([True, False, True, True, False, True])
    assert (_dense(cells.of_rows(is_kept)) == matrix[is_kept]).all()
    assert (_dense(cells.of_columns(np.array([3, 0, 1]))) == matrix[:, [3, 0, 1]]).all()
    moved = _dense(cells.moved(np.array([4, -1, 0, -1], np.int32), 5))
    expected = np.zeros((6, 5))
    expected[:, [4, 0]] = matrix[:, [0, 2]]
    assert (moved == expected).all()


def test_matrices_stand_beside_each_other(matrix: Floats) -> None:
    """The share of one measure would be shown as that of another."""
    parts = [matrix, 2 * matrix[:, :1], matrix[:, 2:]]
    whole = SparseCells.beside([SparseCells.of(part) for part in parts])
    assert (_dense(whole) == np.hstack(parts)).all()


@pytest.mark.parametrize("cells", [1, 8, 100])
def test_spans_are_all_columns_in_their_order(matrix: Floats, cells: int) -> None:
    """The interval of one skill would be shown as that of another, where there are many."""
    spans = list(SparseCells.of(matrix).spans(cells))
    assert [first for first, _ in spans] == np.cumsum(
        [0, *(some.shape[1] for _, some in spans[:-1])]
    ).tolist()
    assert (np.hstack([_dense(some) for _, some in spans]) == matrix).all()
    assert all(len(some.rows) <= cells or some.shape[1] == 1 for _, some in spans)
    assert len(spans) == {1: 4, 8: 2, 100: 1}[cells]


def test_sums_are_those_of_the_matrix(matrix: Floats) -> None:
    """Every share would be wrong."""
    cells = SparseCells.of(matrix)
    assert cells.totals.tolist() == matrix.sum(axis=0).tolist()
    assert cells.squares.tolist() == np.square(matrix).sum(axis=0).tolist()
    assert cells.in_columns.tolist() == (matrix > 0).sum(axis=0).tolist()
    assert cells.by_row(cells.held).tolist() == matrix.sum(axis=1).tolist()
    none = SparseCells.of(np.zeros((3, 2)))
    assert none.totals.tolist() == [0, 0]
    assert none.totals.dtype == np.float64


def _dense(cells: SparseCells) -> Floats:
    found: Floats = cells.across().toarray().T
    return found


def test_narrow_cells_are_as_wide_as_before_when_moved() -> None:
    """Sums of small whole numbers would begin anew at 256."""
    wide = SparseCells.of(np.array([[0.0, 200.0, 3.0], [1.0, 100.0, 0.0]]))
    narrow, place = wide.narrowed(), np.array([-1, 1, 0], dtype=np.int32)
    assert narrow.held.itemsize == narrow.rows.itemsize == narrow.columns.itemsize == 1
    moved = narrow.moved(place, 2)
    assert moved.totals.tolist() == wide.moved(place, 2).totals.tolist() == [3, 300]
    assert (moved.across() @ moved.across().T).toarray().tolist() == [[9, 600], [600, 50_000]]
