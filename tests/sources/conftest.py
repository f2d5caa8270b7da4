"""Raw items of hand-written payloads in the sources' own shapes."""

import copy
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from skillscan.domain import Parsed, RawItem
from skillscan.sources.registry import require_source

FOLDER = Path(__file__).parent


@pytest.fixture(scope="session")
def parse() -> Callable[..., Parsed]:
    """``parse(source, changes)``: the source's example with some keys changed, parsed.

    A change to ``...`` removes the key.
    """

    def parse(source: str, changes: dict[str, Any] | None = None) -> Parsed:
        text = (FOLDER / source / "example.json").read_text(encoding="utf-8")
        payload = {**copy.deepcopy(json.loads(text)), **(changes or {})}
        payload = {key: value for key, value in payload.items() if value is not ...}
        return require_source(source).parse(
            RawItem(
                source=source,
                board="acme",
                url="https://api.example/acme",
                fetched_at=datetime(2026, 4, 1, tzinfo=UTC),
                http_status=200,
                payload=payload,
            )
        )

    return parse
