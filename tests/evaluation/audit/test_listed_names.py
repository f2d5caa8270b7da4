"""Names of skills in a cell, however it is written."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.evaluation.audit.listed_names import MAX_NAMES, listed_names


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Python, C++, Go", ("Python", "C++", "Go")),
        ("Python; Kafka, Streams; Go", ("Python", "Kafka, Streams", "Go")),
        ("Python|Go", ("Python", "Go")),
        ("Python\nGo\n", ("Python", "Go")),
        ('["Python", "Go"]', ("Python", "Go")),
        ("['Python', 'Go']", ("Python", "Go")),
        ([" Python ", "Go", "Go", None, 3], ("Python", "Go")),
        ([{"name": "Python"}, {"label": "Go"}], ("Python", "Go")),
        ({"python": "required", "go": "preferred"}, ("python", "go")),
        ("N/A", ()),
        ("", ()),
        (None, ()),
        (7.5, ()),
    ],
)
def test_names(cell: Any, names: tuple[str, ...]) -> None:
    """Lists of another export would be read as one long name, and all be unsupported."""
    assert listed_names(cell) == names


@given(st.text() | st.recursive(st.none() | st.text(), lambda inner: st.lists(inner)))
def test_no_cell_is_too_much(cell: Any) -> None:
    """One strange cell would end an audit of a million rows."""
    assert len(listed_names(cell)) <= MAX_NAMES


def test_endless_cells_are_cut() -> None:
    """A cell of a megabyte would be searched for name by name."""
    assert len(listed_names(",".join(map(str, range(5_000))))) == MAX_NAMES
