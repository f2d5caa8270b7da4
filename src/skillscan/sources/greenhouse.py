"""Greenhouse job-board API: one job object → posting.

``content`` is HTML that is entity-escaped as a whole and joins the board's intro, the posting and
a conclusion. ``internal_job_id: null`` marks a prospect post (talent pool), not an opening.
``updated_at`` moves on every edit, so only ``first_published`` dates a posting. Pay is stated in
``pay_input_ranges`` where the payload has them; ranges whose title says that they are no base pay
(OTE, bonus, equity) do not count.
"""

import re
from typing import Any

from skillscan.domain import Parsed, ParseRejection, Pay, PayPeriod, Posting, RawItem
from skillscan.sources import payload, stated_pay
from skillscan.sources.base import (
    Attribution,
    Source,
    SourceTerms,
    WebAddress,
    missing,
    page_at,
    probe_at,
)

API = "https://boards-api.greenhouse.io/v1/boards/{board}/jobs"
_HOST = re.compile(r"^(?:job-boards|boards|boards-api|api)(?:\.eu)?\.greenhouse\.io$")


def parse(item: RawItem) -> Parsed:
    """One job object of ``GET /v1/boards/{board}/jobs?content=true``."""
    job = item.payload
    if "internal_job_id" in job and job["internal_job_id"] is None:
        return [ParseRejection(reason="prospect_post", is_expected=True)]
    native_id = payload.identifier(job, "id")
    title = payload.label(job, "title")
    text = payload.unescaped_once(payload.body(job, "content"))
    if refusal := missing(id=native_id, title=title, text=text):
        return [refusal]
    return [
        Posting(
            source=item.source,
            board=item.board,
            native_id=native_id,
            title=title,
            body=text,
            employer=payload.label(job, "company_name") or None,
            url=payload.web_address(job, "absolute_url"),
            locations=_locations(job),
            language=payload.language(job, "language"),
            department=next(iter(payload.labels(job, "departments")), None),
            pay=stated_pay.of_zones(map(_range, payload.entries(job, "pay_input_ranges"))),
            posted_at=payload.instant(job, "first_published"),
        )
    ]


def _locations(job: Any) -> tuple[str, ...]:
    """The posting's own place; offices only where it states none."""
    stated = payload.places(*payload.labels(job, "location"))
    offices = payload.entries(job, "offices")
    return stated or payload.places(
        *(payload.label(office, "location") or payload.label(office, "name") for office in offices)
    )


def _range(entry: Any) -> Pay | None:
    title = payload.label(entry, "title")
    if not stated_pay.is_base_pay(title):
        return None
    low, high = payload.number(entry, "min_cents"), payload.number(entry, "max_cents")
    return payload.pay(
        None if low is None else low / 100,
        None if high is None else high / 100,
        payload.currency(entry, "currency_type"),
        _period(title.lower()),
    )


def _period(title: str) -> PayPeriod | None:
    """The API has no field for the period; the range's title usually says it."""
    is_salary = "salary" in title and not re.search(r"week|month|day|hour", title)
    return stated_pay.period_named(title) or ("year" if is_salary else None)


def _recognise(address: WebAddress) -> str | None:
    if not _HOST.match(address.host):
        return None
    behind = address.after("boards") if "api" in address.host.partition(".")[0] else None
    if behind is not None:
        return behind
    if address.segment().lower() in ("embed", "v1"):
        return address.asked_for("for", "b")
    return address.segment()


SOURCE = Source(
    name="greenhouse",
    parse=parse,
    recognise=_recognise,
    board_page=page_at("https://job-boards.greenhouse.io/{board}"),
    probe=probe_at(API, "jobs"),
    attribution=Attribution("Greenhouse job boards", "https://www.greenhouse.com/"),
    terms=SourceTerms("public job-board API", "no limit stated; one request a board"),
    total="`meta.total`",
)
