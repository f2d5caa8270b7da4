"""What holds for every parser: pure, and never an exception, whatever a source sends."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.domain import ParseRejection, Posting, RawItem
from skillscan.sources.registry import require_source, sources

FOLDER = Path(__file__).parent
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.sampled_from(["", "<p", "\ud83d", "\x00", "1" * 400, "9999-99-99", "http://[", "&lt;"])
    | st.sampled_from([10**400, -1, 10**18, 1e308])
)
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


def example(source: str) -> dict[str, Any]:
    path = FOLDER / source / "example.json"
    assert path.exists(), f"write {path.name} for {source}: one payload in the source's shape"
    return dict(json.loads(path.read_text(encoding="utf-8")))


def check(source: str, payload: Any) -> None:
    """Postings and refusals that can be stored, and the same ones again."""
    item = RawItem(
        source=source,
        board="acme",
        url="https://api.example/acme",
        fetched_at=datetime(2026, 4, 1, tzinfo=UTC),
        http_status=200,
        payload=payload,
    )
    parsed = require_source(source).parse(item)
    assert parsed == require_source(source).parse(item)
    for entry in parsed:
        assert isinstance(entry, (Posting, ParseRejection))
        repr(entry).encode("utf-8")
        if isinstance(entry, Posting):
            entry.body.encode("utf-8")
            assert entry.native_id
            assert entry.title
            assert entry.body
            assert entry.posted_at is None or entry.posted_at.tzinfo is UTC
            assert entry.source == source


@st.composite
def mutated(draw: st.DrawFn, source: str) -> Any:
    """The example with one to three of its values, at any depth, replaced or removed."""
    payload = example(source)
    for _ in range(draw(st.integers(1, 3))):
        holder: Any = payload
        while True:
            keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            inner = holder[key]
            if isinstance(inner, (dict, list)) and draw(st.booleans()):
                holder = inner
                continue
            if draw(st.booleans()):
                holder[key] = draw(JSON)
            else:
                del holder[key]
            break
    return payload


@pytest.mark.parametrize("source", sources())
def test_the_example_is_a_posting(source: str) -> None:
    """The mutations below would start from something that is refused anyway."""
    item = RawItem(
        source=source,
        board="acme",
        url="https://api.example/acme",
        fetched_at=datetime(2026, 4, 1, tzinfo=UTC),
        http_status=200,
        payload=example(source),
    )
    assert any(isinstance(entry, Posting) for entry in require_source(source).parse(item))


@pytest.mark.parametrize("source", sources())
@given(data=st.data())
def test_mutated_payloads_are_postings_or_refusals(source: str, data: st.DataObject) -> None:
    """One strange payload would stop the whole extraction."""
    check(source, data.draw(mutated(source)))


@pytest.mark.parametrize("source", sources())
@given(payload=st.dictionaries(st.text(max_size=8), JSON, max_size=4))
def test_anything_is_a_posting_or_a_refusal(source: str, payload: Any) -> None:
    """An error page in JSON would stop the whole extraction."""
    check(source, payload)
