"""The readings and findings of the warehouse, by content and pipeline version."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from duckdb import DuckDBPyConnection

from skillscan.domain import Pay, PayPeriod, SourceFields, Workplace
from skillscan.nlp.annotate import Document
from skillscan.nlp.reading import Finding, Reading
from skillscan.warehouse import bulk, queries
from skillscan.warehouse.write_lock import is_shared

_TO_JSON = json.JSONEncoder(default=str, sort_keys=True).encode
"""Made once: there are some fifty findings a posting."""
READ_LANGUAGE = "en"
"""The pipeline reads English; other postings are stored and keep no reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillRow:
    """One row of ``skills``."""

    skill_id: str
    label: str
    category: str
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRow:
    """One row of ``readings``."""

    content_hash: str
    pipeline_version: str
    occupation: str | None
    seniority: str | None
    years_min: int | None
    years_best: int | None
    degree: str | None
    pay_min: float | None
    pay_max: float | None
    pay_currency: str | None
    pay_period: str | None
    workplace: str | None
    read_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """One row of ``findings``."""

    content_hash: str
    pipeline_version: str
    finding_number: int
    kind: str
    value: str
    mention_class: str
    start_char: int
    end_char: int
    sentence_start: int | None
    sentence_end: int | None
    rule: str
    detail: str
    section: str | None
    section_rule: str | None
    heading_start: int | None
    heading_end: int | None
    modifier_rule: str | None
    modifier_start: int | None
    modifier_end: int | None


def unread_hashes(connection: DuckDBPyConnection, version: str) -> list[str]:
    """Present English contents that this pipeline version has not read, in a fixed order."""
    rows = queries.rows(
        connection, "findings/unread_hashes", version=version, language=READ_LANGUAGE
    )
    return [content for (content,) in rows]


def in_other_languages(connection: DuckDBPyConnection) -> int:
    """Open postings that are not read, for they are in another language or in none we can tell."""
    ((count,),) = queries.rows(connection, "findings/in_other_languages", language=READ_LANGUAGE)
    return int(count)


def unread(connection: DuckDBPyConnection, content_hashes: Sequence[str]) -> list[Document]:
    """What is to be read for these hashes: one document each."""
    return queries.records(
        connection, "findings/unread", document, content_hashes=list(content_hashes)
    )


def read_contents(
    connection: DuckDBPyConnection, version: str, wanted: Iterable[tuple[str, str | None]]
) -> dict[tuple[str, str | None], frozenset[str]]:
    """The contents that this pipeline version has read, by title and company."""
    pairs = list(wanted)
    rows = queries.rows(
        connection,
        "findings/read_contents",
        version=version,
        titles=[title for title, _ in pairs],
        companies=[company for _, company in pairs],
    )
    return {(title, company): frozenset(contents) for title, company, contents in rows}


def read_of(
    connection: DuckDBPyConnection, version: str, content_hashes: Iterable[str]
) -> set[str]:
    """Those of these contents that this pipeline version has read."""
    rows = queries.rows(
        connection, "readings/known", version=version, content_hashes=sorted(content_hashes)
    )
    return {content for (content,) in rows}


def document(
    *,
    content_hash: str,
    title: str,
    text: str,
    company: str | None,
    locations: tuple[str, ...],
    stated_workplace: Workplace | None,
    stated_pay_min: float | None,
    stated_pay_max: float | None,
    stated_pay_currency: str | None,
    stated_pay_period: PayPeriod | None,
    stated_pay_note: str | None,
    source: str,
    board: str,
    landing_file: str,
) -> Document:
    """What is read of a posting version; its source states pay only with an amount, or with the
    reason why the amount is refused.
    """
    pay = Pay(
        min=stated_pay_min,
        max=stated_pay_max,
        currency=stated_pay_currency,
        period=stated_pay_period,
        note=stated_pay_note,
    )
    return Document(
        content_hash=content_hash,
        title=title,
        text=text,
        source_fields=SourceFields(
            company=company,
            locations=locations,
            workplace=stated_workplace,
            pay=pay if pay.has_amount or pay.note else None,
        ),
        source=source,
        board=board,
        landing_file=landing_file,
    )


def save(
    connection: DuckDBPyConnection,
    found: Iterable[tuple[str, Reading]],
    version: str,
    now: datetime,
) -> None:
    """Store readings and their findings, by content hash. Call it within a transaction.

    What another process has read meanwhile is left out.
    """
    pairs = list(found)
    if is_shared(connection):
        known = read_of(connection, version, (content for content, _ in pairs))
        pairs = [(content, reading) for content, reading in pairs if content not in known]
    readings = [_reading(content, reading, version, now) for content, reading in pairs]
    bulk.write(connection, "readings/insert", readings)
    findings = [
        _finding(content, number, finding, version)
        for content, reading in pairs
        for number, finding in enumerate(reading.findings)
    ]
    bulk.write(connection, "findings/insert", findings)


def has_begun(connection: DuckDBPyConnection, version: str) -> bool:
    """Whether this pipeline version has read here before, so that its skills are stored."""
    ((is_known,),) = queries.rows(connection, "pipelines/is_known", version=version)
    return bool(is_known)


def begin(
    connection: DuckDBPyConnection,
    version: str,
    now: datetime,
    own_entries: Mapping[str, Any] | None = None,
) -> None:
    """Record that a pipeline version reads here, and what of it is the operator's own."""
    own = json.dumps(own_entries) if own_entries else None
    queries.run(connection, "pipelines/begin", version=version, now=now, own_entries=own)


def complete(connection: DuckDBPyConnection, version: str, now: datetime) -> None:
    """All has been read by this version: it counts from now on, what others read is removed.

    Call it within a transaction.
    """
    queries.run(connection, "pipelines/complete", version=version, now=now)
    for table in ("findings", "readings", "pipelines"):
        queries.run(connection, f"{table}/forget_other_versions", version=version)


def save_skills(connection: DuckDBPyConnection, skills: Iterable[SkillRow]) -> None:
    """Store the taxonomy's skills; ids are never removed. Call it within a transaction."""
    bulk.write(connection, "skills/merge", list(skills))


def _reading(content: str, reading: Reading, version: str, now: datetime) -> ReadingRow:
    pay = reading.pay
    return ReadingRow(
        content_hash=content,
        pipeline_version=version,
        occupation=reading.occupation,
        seniority=reading.seniority,
        years_min=reading.years_min,
        years_best=reading.years_best,
        degree=reading.degree,
        pay_min=pay.min if pay else None,
        pay_max=pay.max if pay else None,
        pay_currency=pay.currency if pay else None,
        pay_period=pay.period if pay else None,
        workplace=reading.workplace,
        read_at=now,
    )


def _finding(content: str, number: int, finding: Finding, version: str) -> FindingRow:
    return FindingRow(
        content_hash=content,
        pipeline_version=version,
        finding_number=number,
        kind=finding.kind,
        value=finding.value,
        mention_class=finding.mention_class,
        start_char=finding.start,
        end_char=finding.end,
        sentence_start=finding.sentence_start,
        sentence_end=finding.sentence_end,
        rule=finding.rule,
        detail=_TO_JSON(finding.detail) if finding.detail else "{}",
        section=finding.section,
        section_rule=finding.section_rule,
        heading_start=finding.heading_start,
        heading_end=finding.heading_end,
        modifier_rule=finding.modifier_rule,
        modifier_start=finding.modifier_start,
        modifier_end=finding.modifier_end,
    )
