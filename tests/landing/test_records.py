"""The JSON of landing: what earlier versions wrote is read, what is read has the types it says."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.domain import FetchReport, Outcome, PageValidators, RawItem
from skillscan.landing.records import (
    CHECKSUM,
    item_from_json,
    item_to_json,
    report_from_json,
    report_to_json,
)

REPORTS = Path(__file__).parent / "reports"
"""Reports as the first version wrote them, byte for byte."""
LINE = (
    r'{"source":"jsonld","board":"jobs.acme.example","url":"https://jobs.acme.example/1",'
    r'"fetched_at":"2026-03-01T06:30:00.000125+00:00","http_status":200,"payload":{"title":'
    r'"ML \ud83d engineer \u00fc","\udc00":[1,2.5,null,true,12345678901234567890123],"text":'
    r'"\u2028"}}'
)
"""A line of a landing file as the first version wrote it."""


def stored(name: str) -> FetchReport:
    return report_from_json((REPORTS / f"{name}.report.json").read_bytes())


@pytest.mark.parametrize("path", sorted(REPORTS.glob("*.json")), ids=lambda path: path.name)
def test_reports_of_the_first_version_are_read_and_written_alike(path: Path) -> None:
    """A folder of reports would be unreadable: here after an update, or on a machine without it."""
    report = report_from_json(path.read_bytes())
    written = json.loads(report_to_json(report))
    assert len(written.pop(CHECKSUM)) == 64
    assert written == json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("before", "after"), [("2026-03-01", "2026-03-03"), ('"gone": 1', '"gone": 9')]
)
def test_an_altered_report_is_found_out(before: str, after: str) -> None:
    """A board would be closed on another day, or its counts believed."""
    text = report_to_json(stored("complete"))
    assert before in text
    with pytest.raises(ValueError, match="checksum"):
        report_from_json(text.replace(before, after))


def test_what_a_report_says_has_a_field() -> None:
    """A wrong key would be looked up for ever, and the board taken for changed or gone."""
    started_at = datetime(2026, 3, 1, 6, 30, 0, 125, tzinfo=UTC)
    complete, unmodified, empty = map(stored, ("complete", "not_modified", "suddenly_empty"))
    page = PageValidators("https://jobs.acme.example/sitemap.xml", '"a"', None)
    assert complete.page_validators == unmodified.page_validators == (page,)
    assert (complete.employer, complete.started_at) == ("Acme [Inc]", started_at)
    assert complete.counts == {"gone": 1, "other_host": 3}
    assert complete.retries == {"timeout": 1}
    assert str(complete.content_digest).startswith("1978cb51")
    assert (unmodified.content_fetched_at, unmodified.content_digest) == (started_at, None)
    assert (empty.is_suddenly_empty, empty.is_newest_only) == (True, True)
    assert (empty.items_before_empty, empty.empty_since) == (2, empty.started_at)


def test_what_went_wrong_has_a_field() -> None:
    """Nobody would learn why a board failed, or that a file was imported before."""
    partial, died, imported = map(stored, ("partial", "crawl_died", "imported"))
    assert partial.outcome is Outcome.PARTIAL
    assert partial.problem == "answered 503 \ud83d"
    assert partial.problems == {"server_error": 1, "timeout": 1}
    assert died.notes == {"log": "Killed"}
    assert imported.import_summary is not None
    assert imported.import_summary.reasons == {"no_title": 1}
    assert str(imported.import_identity).startswith("33197521")


def test_reports_tolerate_what_later_versions_add() -> None:
    """An older version could not read what a newer one wrote."""
    values = json.loads((REPORTS / "complete.report.json").read_text(encoding="utf-8"))
    values["later"] = True
    values["details"] |= {"later": {"a": 1}}
    assert report_from_json(json.dumps(values)) == replace(
        stored("complete"), notes={"later": {"a": 1}}
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"items": "2"},
        {"outcome": "done"},
        {"started_at": None},
        {"is_not_modified": 0},
        {"details": {"employer": 7}},
        {"details": {"retried": {"timeout": "often"}}},
        {"details": {"content_of": "yesterday"}},
        {"details": {"pages": [["u", None, None]]}},
        {"details": {"pages": [["u", '"a"']]}},
        {"details": {"pages": ["u"]}},
        {"details": []},
    ],
    ids=str,
)
def test_a_report_of_other_types_is_refused(changes: dict[str, Any]) -> None:
    """A wrong value would decide far from where it came from whether a board is unchanged."""
    values = json.loads((REPORTS / "complete.report.json").read_text(encoding="utf-8"))
    with pytest.raises((ValueError, TypeError)):
        report_from_json(json.dumps(values | changes))


def test_a_report_that_lacks_a_field_is_refused() -> None:
    """A cut report would count as one of an empty board."""
    values = json.loads((REPORTS / "complete.report.json").read_text(encoding="utf-8"))
    del values["outcome"]
    with pytest.raises(ValueError, match="outcome"):
        report_from_json(json.dumps(values))


def test_lines_of_the_first_version_are_read_and_written_alike() -> None:
    """What was collected last year could not be read again by a better parser."""
    item = item_from_json(LINE)
    assert item.payload["title"] == "ML \ud83d engineer ü"
    assert item_to_json(item) == LINE
    payload = json.dumps(item.payload)
    assert item_from_json(item_to_json(item, payload)) == item


@pytest.mark.parametrize(
    "changes",
    [{"http_status": "200"}, {"payload": []}, {"source": 1}, {"fetched_at": "now"}, {"url": None}],
    ids=str,
)
def test_a_line_of_other_types_is_refused(changes: dict[str, Any]) -> None:
    """A parser would meet what no spider writes."""
    with pytest.raises(ValueError, match=r"Expected|isoformat"):
        item_from_json(json.dumps(json.loads(LINE) | changes))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(st.dictionaries(st.text(), JSON))
def test_payloads_survive_unchanged(payload: dict[str, Any]) -> None:
    """Raw is untouched: what the source said can be read again by a better parser."""
    item = RawItem(
        source="greenhouse",
        board="acme",
        url="https://boards-api.greenhouse.io/v1/boards/acme/jobs",
        fetched_at=datetime(2026, 3, 1, 6, 30, tzinfo=UTC),
        http_status=200,
        payload=payload,
    )
    line = item_to_json(item)
    assert "\n" not in line
    assert item_from_json(line) == item


def test_lone_surrogates_survive() -> None:
    """Half an emoji in one posting would stop the whole crawl."""
    line = LINE.replace("acme.example/1", r"acme.example/\udc00")
    assert item_to_json(item_from_json(line.encode())) == line
