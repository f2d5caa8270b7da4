"""What a worker process does with some listed postings: prepare, read, judge."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from skillscan.domain import SourceFields
from skillscan.evaluation.audit.skill_lists import BadRow, PostingSource
from skillscan.evaluation.audit.support import PostingAudit, SupportJudge
from skillscan.nlp.annotate import Document, PipelineReader, Unreadable
from skillscan.nlp.document import document_text
from skillscan.taxonomy.loading import load_taxonomy
from skillscan.text.prepare import prepare, prepare_title
from skillscan.time_budget import TEXT_SECONDS, OutOfTimeError, time_budget


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPosting:
    """A posting with what somebody lists for it."""

    row: int
    key: str
    names: tuple[str, ...]
    posting: PostingSource


def audit_batch(
    postings: Sequence[ListedPosting], reader: PipelineReader
) -> list[PostingAudit | BadRow]:
    """A result for each posting, in order; one that cannot be read does not stop the others."""
    judge = _judge(reader.home)
    results: list[PostingAudit | BadRow] = []
    for one in postings:
        try:
            with time_budget(TEXT_SECONDS, "preparing the text"):
                document = _document(one)
        except OutOfTimeError as error:
            results.append(BadRow(one.row, f"the text {error}"))
            continue
        ((_, reading),) = reader.read([document])
        if isinstance(reading, Unreadable):
            results.append(BadRow(one.row, f"the text cannot be read: {reading.error}"))
            continue
        text = document_text(document.title, document.text)
        results.append(judge.audit(one.key, document.title, one.names, text, reading))
    return results


@lru_cache(maxsize=1)
def _judge(home: Path | None) -> SupportJudge:
    return SupportJudge(load_taxonomy(home))


def _document(one: ListedPosting) -> Document:
    return Document(
        content_hash=one.key,
        title=prepare_title(one.posting.title),
        text=prepare(one.posting.text),
        source_fields=SourceFields(company=one.posting.employer),
        source="audit",
        board="",
        landing_file="",
    )
