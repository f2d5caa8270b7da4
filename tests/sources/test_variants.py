"""Every value of every example cut, retyped, nested or gone, one at a time and without dice."""

import copy
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from skillscan.domain import ParseRejection, Posting, RawItem
from skillscan.sources.registry import require_source, sources

FOLDER = Path(__file__).parent
DEEP: Any = "x"
for _ in range(100):
    DEEP = {"detail": [{"@graph": DEEP}]}


def paths_of(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if not isinstance(value, (dict, list)):
        return
    for key, part in value.items() if isinstance(value, dict) else enumerate(value):
        yield (*path, key)
        yield from paths_of(part, (*path, key))


def replacements(value: Any) -> Iterator[Any]:
    yield from (None, True, False, 0, -1, 10**30, 1e308, float("nan"), "", "\x00<\ud800", [], {})
    yield [value]
    yield {"value": value, "name": value, "text": value}
    yield DEEP
    if isinstance(value, str):
        yield value[: len(value) // 2]
        yield value * 50
        yield value.encode().decode("latin-1")
        yield f"&amp;lt;{value}&amp;gt;"
    elif isinstance(value, (int, float)):
        yield str(value)
    elif isinstance(value, list):
        yield dict(enumerate(value))
        yield value * 300
    elif isinstance(value, dict):
        yield list(value.values())
        yield json.dumps(value)


def variants_of(payload: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in paths_of(payload):
        original: Any = payload
        for key in path:
            original = original[key]
        for value in (..., *replacements(original)):
            variant = copy.deepcopy(payload)
            holder: Any = variant
            for key in path[:-1]:
                holder = holder[key]
            if value is ...:
                del holder[path[-1]]
            else:
                holder[path[-1]] = value
            yield variant
    yield from ({name: payload} for name in ("value", "entry", "detail", "xml", "jsonld", "html"))


@pytest.mark.parametrize("source", sources())
def test_every_variant_is_postings_or_refusals(source: str) -> None:
    """One cut, retyped or nested value would stop the extraction of all sources."""
    payload = json.loads((FOLDER / source / "example.json").read_text(encoding="utf-8"))
    for variant in variants_of(payload):
        item = RawItem(
            source=source,
            board="acme",
            url="https://jobs.acme.example/1",
            fetched_at=datetime(2026, 4, 1, tzinfo=UTC),
            http_status=200,
            payload=variant,
        )
        parsed = require_source(source).parse(item)
        assert parsed
        for entry in parsed:
            assert isinstance(entry, (Posting, ParseRejection))
            if isinstance(entry, Posting):
                assert entry.native_id
                assert entry.title
                assert entry.body.encode("utf-8")
