"""From a source's posting to what is stored: plain text, language, country, employer, hashes.

Two hashes decide what has to be done again: ``source_hash`` covers the posting as parsed (an equal
one is not normalised again), ``content_hash`` covers what a reading depends on (an equal one is
not read again).
"""

import hashlib
import json
import re
from dataclasses import astuple, fields
from datetime import datetime

from skillscan import resources
from skillscan.dedup.employers import EmployerIds, employer_id_of
from skillscan.domain import Pay, Posting
from skillscan.nlp.annotate import Document
from skillscan.text.characters import clean
from skillscan.text.country import country_of, is_country
from skillscan.text.language import language_of
from skillscan.text.prepare import prepare
from skillscan.text.truncate import truncate
from skillscan.warehouse.tables import findings
from skillscan.warehouse.tables.postings import Observation, PostingVersion

_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_]|$)")

MAX_TITLE_CHARACTERS = 500
MAX_NAME_CHARACTERS = 300
MAX_LOCATIONS = 100
_FIELDS = tuple(field.name for field in fields(Posting))


def normalizer_version(pipeline_version: str) -> str:
    """Identity of the rules that normalising goes by; the pipeline's cover all but the places."""
    places = resources.data("rules", "places.yaml").read_bytes().replace(b"\r\n", b"\n")
    return f"{pipeline_version}-{hashlib.sha256(places).hexdigest()[:12]}"


def observe(
    posting: Posting,
    *,
    board_employer: str | None,
    seen_at: datetime,
    normalizer_version: str,
    id_of: EmployerIds = employer_id_of,
) -> Observation:
    """The observation of a posting, without its text: that is prepared only where it is new.

    ``board_employer`` is for postings that name none (``None`` where boards hold many employers).
    """
    company = _name(posting.employer) or _name(board_employer)
    return Observation(
        posting_id=storable(posting.posting_id),
        source=posting.source,
        board=storable(posting.board),
        native_id=storable(posting.native_id),
        employer_id=id_of(company or ""),
        employer=company,
        url=storable(posting.url) if posting.url else None,
        posted_at=posting.posted_at,
        is_closed_by_source=posting.is_closed_by_source,
        source_hash=_digest([_values(posting), company, normalizer_version]),
        seen_at=seen_at,
    )


def _values(posting: Posting) -> list[object]:
    """The posting's fields in their order, its pay as a tuple; ``dataclasses.astuple`` copies each
    text, which takes longer than hashing them.
    """
    values = (getattr(posting, name) for name in _FIELDS)
    return [astuple(value) if isinstance(value, Pay) else value for value in values]


def title_of(posting: Posting) -> str:
    """The title in its stored form: one line of plain text."""
    return truncate(" ".join(clean(posting.title).split()), MAX_TITLE_CHARACTERS)


def version_of(posting: Posting, observation: Observation, landing_file: str) -> PostingVersion:
    """The posting's text and the fields its source states, in their stored form."""
    company = observation.employer
    title = title_of(posting)
    text = prepare(posting.body)
    locations = tuple(name for place in posting.locations[:MAX_LOCATIONS] if (name := _name(place)))
    pay = posting.pay
    return PostingVersion(
        posting_id=observation.posting_id,
        content_hash=content_hash(posting, title, text, company, locations),
        title=title,
        text=text,
        title_chars=len(title),
        text_chars=len(text),
        company=company,
        locations=locations,
        country=_stated_country(posting.country) or _country(locations),
        language=_stated_language(posting.language) or language_of(text),
        department=_name(posting.department),
        employment_type=_name(posting.employment_type),
        stated_workplace=posting.workplace,
        stated_pay_min=pay.min if pay else None,
        stated_pay_max=pay.max if pay else None,
        stated_pay_currency=pay.currency if pay else None,
        stated_pay_period=pay.period if pay else None,
        stated_pay_note=pay.note if pay else None,
        landing_file=landing_file,
        valid_from=observation.seen_at,
    )


def document_of(version: PostingVersion, observation: Observation) -> Document:
    """What is read of a version."""
    return findings.document(
        content_hash=version.content_hash,
        title=version.title,
        text=version.text,
        company=version.company,
        locations=version.locations,
        stated_workplace=version.stated_workplace,
        stated_pay_min=version.stated_pay_min,
        stated_pay_max=version.stated_pay_max,
        stated_pay_currency=version.stated_pay_currency,
        stated_pay_period=version.stated_pay_period,
        stated_pay_note=version.stated_pay_note,
        source=observation.source,
        board=observation.board,
        landing_file=version.landing_file,
    )


def content_hash(
    posting: Posting, title: str, text: str, company: str | None, locations: tuple[str, ...]
) -> str:
    """Hash over everything that a reading depends on (``nlp.document`` and its facts)."""
    stated = _hashed(posting.pay) if posting.pay else None
    return _digest([title, text, company, locations, posting.workplace, stated])


def _hashed(pay: Pay) -> tuple[object, ...]:
    """A pay without a note hashes as it did before there were notes."""
    values = pay.min, pay.max, pay.currency, pay.period
    return (*values, pay.note) if pay.note else values


def _stated_country(code: str | None) -> str | None:
    code = (code or "").strip().upper()
    return code if is_country(code) else None


def _stated_language(code: str | None) -> str | None:
    match = _LANGUAGE.match((code or "").strip().lower())
    return match[1] if match else None


def _country(locations: tuple[str, ...]) -> str | None:
    return next((country for place in locations if (country := country_of(place))), None)


def _name(text: str | None) -> str | None:
    return truncate(" ".join(clean(text).split()), MAX_NAME_CHARACTERS) or None if text else None


def storable(text: str) -> str:
    """Half surrogate pairs, which JSON may hold and no database takes, become escapes."""
    return text.encode("utf-8", "backslashreplace").decode()


def _digest(values: object) -> str:
    text = json.dumps(values, default=str, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]
