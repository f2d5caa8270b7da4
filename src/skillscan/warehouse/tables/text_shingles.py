"""What the grouping keeps of the texts, so that it need not split them into words again."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from duckdb import DuckDBPyConnection

from skillscan.dedup.comparable_text import (
    ComparableText,
    comparable_text,
    comparable_text_version,
)
from skillscan.dedup.shingles import Shingles
from skillscan.warehouse import bulk, queries
from skillscan.warehouse.parted_rows import parted

BATCH_TEXTS = 2_000
"""Texts that are split into words and stored at once."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ShinglesRow:
    """One row of ``text_shingles``."""

    content_hash: str
    shingles_version: str
    shingles: Shingles
    years: tuple[str, ...]
    languages: tuple[str, ...]
    forms: tuple[str, ...]


def missing(connection: DuckDBPyConnection, content_hashes: Iterable[str]) -> list[str]:
    """Those of these contents of which the present rules have kept nothing yet, in order."""
    rows = queries.rows(
        connection,
        "text_shingles/missing",
        content_hashes=sorted(set(content_hashes)),
        version=comparable_text_version(),
    )
    return [content_hash for (content_hash,) in rows]


def save(connection: DuckDBPyConnection, kept: Iterable[tuple[str, ComparableText]]) -> None:
    """Store what is kept of texts, by content hash. Call it within a transaction."""
    version = comparable_text_version()
    rows = [
        ShinglesRow(
            content_hash=content_hash,
            shingles_version=version,
            shingles=text.shingles,
            years=tuple(sorted(text.years)),
            languages=tuple(sorted(text.languages)),
            forms=tuple(sorted(text.forms)),
        )
        for content_hash, text in kept
    ]
    bulk.write(connection, "text_shingles/merge", rows)


def fill(connection: DuckDBPyConnection) -> None:
    """Read what is missing of the texts of ``batched_postings``. Call it within a transaction."""
    version = comparable_text_version()
    queries.run(connection, "text_shingles/find_missing", version=version)
    ((count,),) = queries.rows(connection, "text_shingles/count_missing")
    if not count:
        return
    with parted(connection, "text_shingles/missing_texts", at_once=BATCH_TEXTS) as texts:
        for batch in range(ceil(count / BATCH_TEXTS)):
            rows = texts.read(batch).select(["content_hash", "text"]).to_pylist()
            save(connection, ((row["content_hash"], comparable_text(row["text"])) for row in rows))


def forget_unused(connection: DuckDBPyConnection) -> None:
    """Remove what was kept of texts that no posting has any more."""
    queries.run(connection, "text_shingles/forget_unused")
