"""What is kept of texts for the grouping: read once, and not told apart from reading again."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import numpy as np
import pytest
from duckdb import DuckDBPyConnection

from skillscan.dedup.comparable_text import comparable_text
from skillscan.dedup.models import Membership, OpeningInput
from skillscan.warehouse.tables import text_shingles
from skillscan.warehouse.tables.posting_openings import group_again

TEXTS = {
    "a": "You own the ranking service and its tests. 5+ years of Python. Part-time. Fluent German.",
    "b": "",
    "c": "Ümläute 👩‍👩‍👧, 3 Jahre Erfahrung " * 50,
}


@pytest.fixture
def filled(connection: DuckDBPyConnection, add: Callable[..., None]) -> DuckDBPyConnection:
    """Postings of one employer with these texts."""
    add("employers", employer_id="acme")
    for name, text in TEXTS.items():
        ids = {"posting_id": name, "content_hash": name}
        add("postings", employer_id="acme", **ids)
        add("posting_versions", title="Engineer", text=text, locations=["Berlin"], **ids)
    return connection


class Grouping:
    """Groups nothing, and remembers what it was given."""

    def __init__(self) -> None:
        self.given: list[OpeningInput] = []

    def __call__(self, inputs: Sequence[OpeningInput]) -> dict[str, Membership]:
        self.given = list(inputs)
        return {
            one.posting_id: Membership(opening_id=one.posting_id, decision="x") for one in inputs
        }


def test_the_grouping_gets_what_the_texts_say(filled: DuckDBPyConnection) -> None:
    """Postings would be joined, or parted, by what no text says."""
    grouping = Grouping()
    group_again(filled, grouping, "v1")
    assert [one.posting_id for one in grouping.given] == list(TEXTS)
    for one in grouping.given:
        expected = comparable_text(TEXTS[one.posting_id])
        assert np.array_equal(one.text.shingles, expected.shingles)
        assert one.text.years == expected.years
        assert one.text.languages == expected.languages
        assert one.text.forms == expected.forms
        assert one.locations == ("Berlin",)
        assert one.first_seen == datetime(2026, 3, 1, tzinfo=UTC)


def test_a_text_is_split_once(filled: DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every new posting of a large employer would cost all its texts again."""
    group_again(filled, Grouping(), "v1")
    monkeypatch.setattr(text_shingles, "comparable_text", lambda _: 1 / 0)
    grouping = Grouping()
    group_again(filled, grouping, "v2")
    assert len(grouping.given) == len(TEXTS)


@pytest.mark.parametrize("at_once", [1, text_shingles.BATCH_TEXTS])
def test_other_rules_keep_texts_anew(
    filled: DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    """Half of the postings would be compared by rules of an earlier version."""
    monkeypatch.setattr(text_shingles, "BATCH_TEXTS", at_once)
    group_again(filled, Grouping(), "v1")
    assert text_shingles.missing(filled, [*TEXTS, "d"]) == ["d"]
    monkeypatch.setattr(text_shingles, "comparable_text_version", lambda: "other")
    assert text_shingles.missing(filled, TEXTS) == list(TEXTS)
    text_shingles.save(filled, [("a", comparable_text(TEXTS["a"]))])
    assert text_shingles.missing(filled, TEXTS) == ["b", "c"]
    group_again(filled, Grouping(), "v2")
    rows = filled.execute("SELECT shingles_version, count(*) FROM text_shingles GROUP BY ALL")
    assert rows.fetchall() == [("other", len(TEXTS))]


def test_what_no_posting_has_any_more_is_forgotten(filled: DuckDBPyConnection) -> None:
    """The warehouse would grow with every edit of every posting."""
    group_again(filled, Grouping(), "v1")
    filled.execute("DELETE FROM postings WHERE posting_id = 'b'")
    text_shingles.forget_unused(filled)
    rows = filled.execute("SELECT content_hash FROM text_shingles ORDER BY ALL").fetchall()
    assert rows == [("a",), ("c",)]
