"""The readings and findings of the warehouse, by content and pipeline version."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from duckdb import DuckDBPyConnection

from skillscan.domain import Pay, SourceFields, Workplace
from skillscan.nlp.annotate import Document
from skillscan.nlp.reading import Finding, Reading
from skillscan.warehouse import bulk

READ_LANGUAGE = "en"
"""The pipeline reads English; other postings are stored and keep no reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillRow:
    """One row of ``skills``."""

    skill_id: str
    label: str
    category: str


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
    rule: str
    detail: str


def unread_hashes(connection: DuckDBPyConnection, version: str) -> list[str]:
    """Present English contents that this pipeline version has not read, in a fixed order."""
    rows = bulk.rows_of(
        connection,
        """
        SELECT DISTINCT v.content_hash
        FROM postings AS p
        INNER JOIN posting_versions AS v
            ON p.posting_id = v.posting_id AND p.content_hash = v.content_hash
        ANTI JOIN readings AS r ON v.content_hash = r.content_hash AND r.pipeline_version = ?
        WHERE v.language = ?
        ORDER BY v.content_hash
        """,
        [version, READ_LANGUAGE],
    )
    return [content for (content,) in rows]


def in_other_languages(connection: DuckDBPyConnection) -> int:
    """Open postings that are not read, for they are in another language or in none we can tell."""
    rows = bulk.rows_of(
        connection,
        """
        SELECT count(*)
        FROM postings AS p
        INNER JOIN posting_versions AS v
            ON p.posting_id = v.posting_id AND p.content_hash = v.content_hash
        WHERE p.closed_at IS NULL AND v.language IS DISTINCT FROM ?
        """,
        [READ_LANGUAGE],
    )
    return int(rows[0][0])


def unread(connection: DuckDBPyConnection, content_hashes: Sequence[str]) -> list[Document]:
    """What is to be read for these hashes: one document each."""
    rows = bulk.rows_of(
        connection,
        """
        SELECT DISTINCT ON (v.content_hash)
            v.content_hash, v.title, v.text, v.company, v.locations, v.stated_workplace,
            {
                'min': v.stated_pay_min, 'max': v.stated_pay_max,
                'currency': v.stated_pay_currency, 'period': v.stated_pay_period
            },
            p.source, p.board, v.landing_file
        FROM posting_versions AS v
        INNER JOIN postings AS p ON v.posting_id = p.posting_id
        WHERE v.content_hash IN (SELECT unnest(?))
        ORDER BY v.content_hash, p.posting_id
        """,
        [list(content_hashes)],
    )
    return [_document(*row) for row in rows]


def read_contents(
    connection: DuckDBPyConnection, version: str, wanted: Iterable[tuple[str, str | None]]
) -> dict[tuple[str, str | None], frozenset[str]]:
    """The contents that this pipeline version has read, by title and company."""
    titles, companies = zip(*wanted, strict=True) if wanted else ((), ())
    rows = bulk.rows_of(
        connection,
        """
        SELECT v.title, v.company, list(DISTINCT v.content_hash)
        FROM posting_versions AS v
        INNER JOIN readings AS r ON v.content_hash = r.content_hash AND r.pipeline_version = ?
        SEMI JOIN (SELECT unnest(?) AS title, unnest(?) AS company) AS w
            ON v.title = w.title AND v.company IS NOT DISTINCT FROM w.company
        GROUP BY v.title, v.company
        """,
        [version, list(titles), list(companies)],
    )
    return {(title, company): frozenset(contents) for title, company, contents in rows}


def _document(
    content_hash: str,
    title: str,
    text: str,
    company: str | None,
    locations: list[str],
    workplace: Workplace | None,
    pay: dict[str, Any],
    source: str,
    board: str,
    landing_file: str,
) -> Document:
    has_pay = pay["min"] is not None or pay["max"] is not None
    return Document(
        content_hash=content_hash,
        title=title,
        text=text,
        source_fields=SourceFields(
            company=company,
            locations=tuple(locations),
            workplace=workplace,
            pay=Pay(**pay) if has_pay else None,
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
    """Store readings and their findings, by content hash. Call it within a transaction."""
    pairs = list(found)
    bulk.insert(connection, "readings", [_reading(c, r, version, now) for c, r in pairs])
    findings = [
        _finding(content, number, finding, version)
        for content, reading in pairs
        for number, finding in enumerate(reading.findings)
    ]
    bulk.insert(connection, "findings", findings)


def begin(connection: DuckDBPyConnection, version: str, now: datetime) -> None:
    """Record that a pipeline version reads here."""
    connection.execute(
        "INSERT INTO pipelines VALUES (?, ?, NULL) ON CONFLICT DO NOTHING", [version, now]
    )


def complete(connection: DuckDBPyConnection, version: str, now: datetime) -> None:
    """All has been read by this version: it counts from now on, what others read is removed.

    Call it within a transaction.
    """
    connection.execute(
        "UPDATE pipelines SET completed_at = coalesce(completed_at, ?) WHERE pipeline_version = ?",
        [now, version],
    )
    for table in ("findings", "readings", "pipelines"):
        connection.execute(f"DELETE FROM {table} WHERE pipeline_version != ?", [version])  # noqa: S608 - fixed names


def save_skills(connection: DuckDBPyConnection, skills: Iterable[SkillRow]) -> None:
    """Store the taxonomy's skills; ids are never removed. Call it within a transaction."""
    clause = bulk.overwrite(["skill_id"], ["label", "category"])
    bulk.insert(connection, "skills", list(skills), on_conflict=clause)


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
        rule=finding.rule,
        detail=json.dumps(finding.detail, default=str, sort_keys=True),
    )
