"""What is measured on: real texts where ``../shared`` is beside the checkout, else invented ones.

Every text is read once: what was read before is faster, and no night reads its texts twice. The
invented ones have the statistics of the real ones: their length, and the shares that are HTML, have
lost their line breaks, or stand in lines that the employer used before.
"""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from skillscan.domain import Posting, RawItem
from skillscan.sample_market.generator import build_market
from skillscan.sample_market.payloads import ashby_job, greenhouse_job, lever_posting
from skillscan.sources.registry import require_source

SHARED = Path(__file__).parents[2] / "shared"
UNREPEATED = ("ml_us_2025", "builtin_2026")
OTHERS = ("ds_2020", "hn_2023", "mle_us_2023")
CORPORA = (*UNREPEATED, *OTHERS)
CHARACTERS = 5_100
"""Mean length of a prepared text of ``UNREPEATED``."""
SHARE_WITHOUT_BREAKS = 0.47
WHEN = datetime(2026, 11, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class RawText:
    """A posting as its source sends it."""

    title: str
    body: str


def is_real() -> bool:
    """Whether the real texts are there."""
    return (SHARED / "corpus").is_dir()


def name() -> str:
    """What to call the material."""
    return "real texts of ../shared" if is_real() else "invented texts"


def unrepeated(limit: int) -> list[RawText]:
    """Texts of which no two are equal, taken evenly from all there are."""
    texts = [RawText(r["title"], r["description"]) for r in rows(UNREPEATED)]
    step = max(1, len(texts) // limit)
    return texts[::step][:limit]


def others(limit: int) -> list[RawText]:
    """Texts that no measure reads, to warm up on."""
    if not is_real():
        found = islice(_invented_rows(), 20_000, 20_000 + limit)
    else:
        found = islice(rows(OTHERS), 0, limit * 10, 10)
    return [RawText(row["title"], row["description"]) for row in found]


def boards(step: int) -> list[list[RawText]]:
    """Every so-manieth board, whole, in its order."""
    if not (SHARED / "replay" / "ashby_boards").is_dir():
        return _invented_boards(441 // step)
    files = sorted((SHARED / "replay" / "ashby_boards").glob("*.json.gz"))[::step]
    return [_board(json.loads(gzip.decompress(path.read_bytes()))) for path in files]


def rows(corpora: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """The postings of these corpora as rows of a file to import, each once."""
    if not is_real():
        yield from islice(_invented_rows(), 1_670 if corpora == UNREPEATED else 6_300)
        return
    seen = set[str]()
    for corpus in corpora:
        with gzip.open(SHARED / "corpus" / f"{corpus}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row["key"] not in seen and row["description"]:
                    seen.add(row["key"])
                    yield row


def _board(answer: dict[str, Any]) -> list[RawText]:
    parse = require_source("ashby").parse
    found = (parsed for job in answer["jobs"] for parsed in parse(_item("ashby", "board", job)))
    return [RawText(one.title, one.body) for one in found if isinstance(one, Posting)]


def _item(source: str, board: str, payload: dict[str, Any]) -> RawItem:
    return RawItem(
        source=source, board=board, url="", fetched_at=WHEN, http_status=200, payload=payload
    )


@cache
def market() -> tuple[Posting, ...]:
    """Every posting of the sample market that the parsers accept."""
    payloads = {"ashby": ashby_job, "greenhouse": greenhouse_job, "lever": lever_posting}
    found: list[Posting] = []
    for one in build_market().postings:
        item = _item(one.source, one.board, payloads[one.source](one, date(2026, 11, 1)))
        parsed = require_source(one.source).parse(item)
        found += [posting for posting in parsed if isinstance(posting, Posting)]
    return tuple(found)


def _invented_rows() -> Iterator[dict[str, Any]]:
    """Rows of the usual length, no two equal: several bodies of the market and a number."""
    bodies = cycle(posting.body for posting in market())
    for number, posting in enumerate(cycle(market())):
        body = f"Vacancy {number}.\n"
        while len(body) < CHARACTERS:
            body += next(bodies)
        if number % 100 < 100 * SHARE_WITHOUT_BREAKS:
            body = body.replace("\n", "").replace("</li><li>", "").replace("</p><p>", "")
        yield {
            "key": f"{number:016x}",
            "title": posting.title,
            "company": posting.employer or posting.board,
            "description": body,
        }


def _invented_boards(count: int) -> list[list[RawText]]:
    """Boards of twenty-one, half of whose characters stand in every text of the board."""
    texts = _invented_rows()
    found = []
    for row in islice(_invented_rows(), 10_000, 10_000 + count):
        common = row["description"][: CHARACTERS // 2]
        found.append(
            [
                RawText(one["title"], one["description"][: CHARACTERS // 2] + "\n" + common)
                for one in islice(texts, 21)
            ]
        )
    return found
