"""Counting what openings answer, employer by employer: the same as counting them one by one."""

from collections import Counter

import duckdb
import numpy as np
import pyarrow as pa
import pytest

from skillscan.statistics import numbered_answers
from skillscan.statistics.numbered_answers import NumberedAnswers

VALUES = 9


@pytest.mark.parametrize("at_once", [1, 7, 500_000])
def test_counts_are_those_of_one_row_after_the_other(
    monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    """A large market, which is counted in parts, would have other numbers than a small one."""
    monkeypatch.setattr(numbered_answers, "_ROWS", at_once)
    random = np.random.default_rng(8)
    openings = np.arange(5, 45)
    employers = np.sort(random.integers(0, 6, len(openings)))
    postings = random.integers(1, 4, len(openings))
    # Openings 7 and 9 answer nothing; those beyond are of other populations.
    rows = [
        (o, v, bool(random.random() < 0.7), None if v == 3 else bool(random.random() < 0.5))
        for o in (0, 1, *openings, 60)
        for v in range(VALUES)
        if o not in {7, 9} and random.random() < 0.4 and v != 8
    ]
    random.shuffle(rows)
    with _answers(rows) as connection:
        found = NumberedAnswers.of(connection, ["named", "required"], openings, VALUES)
    assert found.are_once
    answered = {o for o, *_ in rows}
    assert found.answered(openings).tolist() == [o in answered for o in openings]
    present = {v for o, v, *_ in rows if o in openings}
    whole, by_measure = found.held(employers, openings, postings)
    assert sorted(set(whole.values.tolist())) == sorted(present)
    owner = dict(zip(openings.tolist(), employers.tolist(), strict=True))
    adverts = dict(zip(openings.tolist(), postings.tolist(), strict=True))
    for measure, counts in (("named", 2), ("required", 3)):
        counted = [row for row in rows if row[0] in owner and row[counts]]
        held = by_measure[measure]
        cells = zip(held.owners, held.values, held.openings, strict=True)
        expected = Counter((owner[row[0]], row[1]) for row in counted)
        assert [(e, v, n) for e, v, n in cells] == [
            (*cell, expected[cell]) for cell in sorted(expected)
        ]
        of_cell = [
            sum(adverts[o] for o, v, *_ in counted if (owner[o], v) == cell)
            for cell in sorted(expected)
        ]
        assert held.postings.tolist() == of_cell
        some = held.of_owners(2, 4)
        ours = [cell for cell in sorted(expected) if 2 <= cell[0] < 4]
        assert list(zip(some.owners + 2, some.values, strict=True)) == ours
        assert some.openings.tolist() == [expected[cell] for cell in ours]


def test_no_answers_are_counted_as_none() -> None:
    """A population without openings would stop a publish."""
    none = np.zeros(0, dtype=np.int64)
    with _answers([(1, 2, True, True)]) as connection:
        found = NumberedAnswers.of(connection, ["named"], none, VALUES)
    whole, held = found.held(none, none, none)
    assert not len(whole.owners)
    assert not len(held["named"].owners)


def test_value_twice_is_seen() -> None:
    """A join that doubles rows would double a share."""
    with _answers([(1, 2, True, True), (2, 2, True, True), (1, 2, False, True)]) as connection:
        found = NumberedAnswers.of(connection, ["named"], np.array([1, 2]), VALUES)
    assert not found.are_once


def _answers(rows: list[tuple[int, int, bool, bool | None]]) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    columns = dict(
        zip(("opening", "value_number", "named", "required"), zip(*rows, strict=True), strict=True)
    )
    connection.register("given", pa.table({name: list(column) for name, column in columns.items()}))
    connection.execute(
        "CREATE TABLE _numbered_answers AS SELECT opening::INTEGER AS _opening, "
        "value_number::INTEGER AS _value_number, named, required FROM given"
    )
    return connection
