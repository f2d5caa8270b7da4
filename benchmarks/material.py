"""Postings of the invented sample market, as records of each step."""

from datetime import UTC, date, datetime
from functools import cache

from skillscan.dedup.comparable_text import comparable_text
from skillscan.dedup.employers import employer_id_of
from skillscan.dedup.models import OpeningInput
from skillscan.domain import Posting, RawItem
from skillscan.sample_market.generator import build_market
from skillscan.sample_market.payloads import ashby_job, greenhouse_job, lever_posting
from skillscan.sources.registry import require_source
from skillscan.text.prepare import prepare

WHEN = datetime(2026, 11, 1, tzinfo=UTC)
PAYLOADS = {"ashby": ashby_job, "greenhouse": greenhouse_job, "lever": lever_posting}


@cache
def postings() -> tuple[Posting, ...]:
    """Every posting of the market that the parsers accept."""
    found: list[Posting] = []
    for item in build_market().postings:
        payload = PAYLOADS[item.source](item, date(2026, 11, 1))
        raw = RawItem(
            source=item.source,
            board=item.board,
            url="",
            fetched_at=WHEN,
            http_status=200,
            payload=payload,
        )
        found += [
            parsed
            for parsed in require_source(item.source).parse(raw)
            if isinstance(parsed, Posting)
        ]
    return tuple(found)


@cache
def texts() -> tuple[str, ...]:
    """Their prepared texts."""
    return tuple(prepare(posting.body) for posting in postings())


@cache
def openings() -> tuple[OpeningInput, ...]:
    """The same as the grouping takes them."""
    return tuple(
        OpeningInput(
            posting_id=posting.posting_id,
            employer_id=employer_id_of(posting.employer or posting.board),
            title=posting.title,
            text=comparable_text(text),
            first_seen=WHEN,
            locations=posting.locations,
        )
        for posting, text in zip(postings(), texts(), strict=True)
    )
