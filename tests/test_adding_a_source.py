"""The worked example of ``docs/adding-a-source.md`` does what the page says."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from skillscan.spiders.base.board import BoardSpider

from skillscan.domain import Board, ParseRejection, Pay, Posting, RawItem

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "adding-a-source.md"


def block(language: str, words: str) -> str:
    """The code block of a language that holds these words."""
    blocks = re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return next(found for found in blocks if words in found)


def run(code: str, package: str) -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": f"{package}.jobhall", "__package__": package}
    exec(compile(code, str(PAGE), "exec"), names)  # noqa: S102 - our own page
    return names


@pytest.fixture
def payload() -> dict[str, Any]:
    return dict(json.loads(block("json", "jh-17")))


def parse(payload: dict[str, Any]) -> Any:
    item = RawItem(
        source="jobhall",
        board="acme",
        url="https://api.jobhall.example/boards/acme",
        fetched_at=datetime(2026, 4, 1, tzinfo=UTC),
        http_status=200,
        payload=payload,
    )
    (entry,) = run(block("python", "def parse"), "skillscan.sources")["parse"](item)
    return entry


def test_the_parser_of_the_page(payload: dict[str, Any]) -> None:
    """A contributor would start from an example that does not work."""
    assert parse(payload) == Posting(
        source="jobhall",
        board="acme",
        native_id="jh-17",
        title="ML Engineer",
        body="<p>You rank songs.</p><ul><li>PyTorch</li></ul>",
        locations=("Oslo",),
        country="NO",
        workplace="hybrid",
        pay=Pay(min=700_000, max=900_000, currency="NOK", period="year"),
        posted_at=datetime(2026, 3, 1, 8, tzinfo=UTC),
    )
    assert parse({**payload, "is_public": False}) == ParseRejection(
        reason="unlisted", is_expected=True
    )
    assert parse({**payload, "text": None}).reason == "no_text"


def test_the_spider_of_the_page() -> None:
    """The same for whoever writes the spider."""
    spider = run(block("python", "class Jobhall"), "skillscan.spiders")["Jobhall"]
    assert issubclass(spider, BoardSpider)
    asked = spider(board="acme").page(Board("jobhall", "acme", "Acme"), None)
    assert asked.url == "https://api.jobhall.example/boards/acme"


@pytest.mark.parametrize(
    "path",
    re.findall(r"`((?:tests|src|spiders|docs|data)/[\w./-]+)`", PAGE.read_text(encoding="utf-8")),
)
def test_the_files_of_the_page_are_there(path: str) -> None:
    """A page that sends people to files of yesterday wastes their time."""
    assert "jobhall" in path or (ROOT / path).exists()
