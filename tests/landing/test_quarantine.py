"""What an entry of quarantine says of its item, whatever its payload is like."""

import json
from datetime import UTC, datetime
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan import resources
from skillscan.domain import IMPORT_BOARD, ParseRejection, Provenance, RawItem
from skillscan.landing.quarantine import (
    MAX_GLIMPSE_CHARACTERS,
    MAX_VALUES,
    entry,
    glimpse,
    item_id,
    item_of,
    values_of,
)
from skillscan.landing.records import item_to_json

NOW = datetime(2026, 3, 1, tzinfo=UTC)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)
PAYLOADS = st.dictionaries(st.text(), VALUES)


def item(payload: dict[str, Any], board: str = "acme", url: str = "https://a.example/") -> RawItem:
    return RawItem(
        source="ats", board=board, url=url, fetched_at=NOW, http_status=200, payload=payload
    )


def seen(payload: dict[str, Any], **changes: Any) -> tuple[str | None, str | None, int | None]:
    provenance = Provenance(landing_file="ats/acme/1.jsonl.gz", line_number=1, seen_at=NOW)
    rejection = ParseRejection(reason="no_title")
    made = entry(item(payload, **changes), provenance, rejection, position=0, now=NOW)
    found = glimpse(made)
    return found.title, found.url, found.row


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ({"title": "A", "name": "B"}, ("A", "https://a.example/", None)),
        ({"job": {"title": "A"}, "name": "B"}, ("A", "https://a.example/", None)),
        ({"title": " ", "text": "A"}, ("A", "https://a.example/", None)),
        ({"title": ["x"], "hostedUrl": "u"}, (None, "u", None)),
        ({"title": "x" * (MAX_GLIMPSE_CHARACTERS + 1)}, (None, "https://a.example/", None)),
        ({"jobTitle": "A"}, ("A", "https://a.example/", None)),
        (
            {"id": "1", "xml": "<p><name><![CDATA[R&amp;D]]></name></p>"},
            ("R&D", "https://a.example/", None),
        ),
        ({"id": "1", "xml": ["<name>A</name>"]}, (None, "https://a.example/", None)),
        ({"row": "7", "malformed_row": "a;b"}, ("a;b", "https://a.example/", None)),
    ],
)
def test_glimpse(payload: dict[str, Any], expected: tuple[Any, ...]) -> None:
    """One would have to open every item to find the one that is meant."""
    assert seen(payload) == expected


@pytest.mark.parametrize(("row", "expected"), [("7", 7), ("²", None), ("x", None), ("", None)])
def test_row_of_an_imported_file(row: str, expected: int | None) -> None:
    """Nobody would find the row in its file."""
    assert seen({"row": row}, board=IMPORT_BOARD, url="")[2] == expected


@given(PAYLOADS)
def test_no_payload_is_too_odd(payload: dict[str, Any]) -> None:
    """One hostile item would keep the whole list from being shown."""
    seen(payload)
    seen(payload, board=IMPORT_BOARD)


def test_deep_and_large_payloads_are_bounded() -> None:
    """A payload of a million values would be gone through for every line of the list."""
    deep: Any = "x"
    for _ in range(900):
        deep = [deep]
    assert len(values_of(deep)) == 1
    assert len(values_of([[n] for n in range(10 * MAX_VALUES)])) <= MAX_VALUES


@given(PAYLOADS, st.sampled_from(["acme", IMPORT_BOARD]))
def test_an_item_is_known_again_from_its_landing_line(payload: dict[str, Any], board: str) -> None:
    """What was dismissed would raise the alarm again after it was tried again."""
    one = item(payload, board)
    provenance = Provenance(landing_file="f", line_number=1, seen_at=NOW)
    made = entry(one, provenance, ParseRejection(reason="r"), position=0, now=NOW)
    assert item_id(item_of(made)) == made.item_id
    assert item_id(item(json.loads(json.dumps(payload)), board, url="other")) == made.item_id
    assert item_id(item({**payload, "more": 1}, board)) != made.item_id or "more" in payload


@pytest.mark.parametrize(
    "of_the_file",
    [{"row": "3"}, {"collected": "2026-03-08"}, {"posted_at_order": "dmy", "seen_at_order": "mdy"}],
)
def test_a_row_is_known_again_in_another_file(of_the_file: dict[str, str]) -> None:
    """A gap that was dismissed would raise the alarm with every new export of the same table."""
    row = {"title": "", "text": "We build.", "posted_at": "01/02/2026"}
    assert item_id(item(row | of_the_file, IMPORT_BOARD)) == item_id(item(row, IMPORT_BOARD))
    assert item_id(item(row | of_the_file)) != item_id(item(row))


@pytest.mark.parametrize(
    "one",
    [
        item({"id": 7, "title": "Ä \ud83d 👩‍👩‍👧", "nested": {"payload": [1.5, None, True]}}),
        item({"title": 'a "quoted", "payload": {} \\ text'}, url='https://a/","payload":{'),
        item({}),
        item({"title": "", "row": "12", "text": "a"}, IMPORT_BOARD),
        item({"title": "", "text": "a", "row": "3"}, IMPORT_BOARD),
    ],
)
def test_the_migration_knows_items_as_the_code_does(one: RawItem) -> None:
    """After an update, what is dismissed would raise the alarm with the next fetch."""
    sql = resources.sql("schema", "0003_quarantine_dismissals.sql").read_text(encoding="utf-8")
    expression = sql[sql.index("    CASE\n        WHEN reason") : sql.index(" AS item_id")]
    row = "(SELECT 'q' AS quarantine_id, 'r' AS reason, ? AS source, ? AS board, ? AS payload)"
    found = duckdb.execute(
        f"SELECT {expression} FROM {row}",  # noqa: S608 - our own file
        [one.source, one.board, item_to_json(one)],
    ).fetchone()
    assert found == (item_id(one),)
