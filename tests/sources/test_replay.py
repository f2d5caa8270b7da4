"""All real answers of ``../shared/replay`` become postings, or refusals with a known reason."""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from skillscan.domain import Posting, RawItem
from skillscan.sources.registry import require_source

LISTS = {
    "arbeitnow": ("data",),
    "ashby": ("jobs",),
    "greenhouse": ("jobs",),
    "hackernews": ("children",),
    "jobicy": ("jobs",),
    "remotive": ("jobs",),
    "remoteok": (),
    "themuse": ("jobs",),
    "workday": ("jobPostings",),
}
EXPECTED = {
    "arbeitnow": {"posting": 5},
    "ashby": {"posting": 9_396 + 3},
    "greenhouse": {"posting": 11, "no_text": 102},  # one board was asked without content=true
    "hackernews": {"posting": 1},
    "jobicy": {"posting": 5},
    "jsonld": {"posting": 152},
    "remoteok": {"posting": 4, "legal_notice": 1},
    "remotive": {"posting": 5},
    "themuse": {"posting": 202},
    "workday": {"no_text": 2},  # list entries only: the texts stand in the details
}


def read(path: Path) -> str:
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8", "replace")


def payloads(replay: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted((replay / "jsonld").rglob("*.html*")):
        yield "jsonld", {"html": read(path)}
    folders = {**{source: source for source in LISTS}, "ashby_boards": "ashby"}
    for folder, source in folders.items():
        for path in sorted((replay / folder).glob("*.json*")):
            found: Any = json.loads(read(path))
            for key in LISTS[source] if isinstance(found, dict) else ():
                found = found[key]
            for entry in found:
                yield source, {"entry": entry} if source == "workday" else entry


@pytest.mark.shared
@pytest.mark.slow
def test_all_real_answers_parse(shared_dir: Path) -> None:
    """A source that really answers otherwise than we think would be empty from the first day."""
    counts: dict[str, Counter[str]] = {source: Counter() for source in EXPECTED}
    for number, (source, payload) in enumerate(payloads(shared_dir / "replay")):
        item = RawItem(
            source=source,
            board="replay",
            url=f"https://jobs.example/{number}",
            fetched_at=datetime(2026, 9, 1, tzinfo=UTC),
            http_status=200,
            payload=payload,
        )
        for entry in require_source(source).parse(item):
            is_posting = isinstance(entry, Posting)
            counts[source]["posting" if is_posting else entry.reason] += 1
    assert {source: dict(found) for source, found in counts.items()} == EXPECTED


@pytest.mark.shared
def test_real_headlines_of_hacker_news(shared_dir: Path) -> None:
    """Comments whose headline is misread are lost, or counted under a wrong employer."""
    with gzip.open(shared_dir / "corpus" / "hn_2023.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = {row["key"]: row for row in map(json.loads, lines) if "<p>" in row["description"]}
    read_count = right = 0
    for row in rows.values():
        item = RawItem(
            source="hackernews",
            board="whoishiring",
            url="https://hn.algolia.com/api/v1/items/1",
            fetched_at=datetime(2023, 7, 1, tzinfo=UTC),
            http_status=200,
            payload={"id": 1, "text": row["description"]},
        )
        found = require_source("hackernews").parse(item)[0]
        if isinstance(found, Posting):
            read_count += 1
            ours, theirs = (
                "".join(char for char in (name or "").casefold() if char.isalnum())
                for name in (found.employer, row["company"])
            )
            right += bool(ours and theirs and (ours in theirs or theirs in ours))
    assert read_count / len(rows) >= 0.85, (read_count, len(rows))
    assert right / read_count >= 0.97, (right, read_count)
