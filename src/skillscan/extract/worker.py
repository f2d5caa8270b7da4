"""What a worker process does with a posting that says something new: prepare, hash, read.

One task instead of two rounds through the pool: the text is read where it was prepared, unless it
is in a language that nobody reads here or its content is known to have been read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skillscan.dedup.comparable_text import ComparableText, comparable_text
from skillscan.domain import Posting
from skillscan.extract.normalize import document_of, version_of
from skillscan.nlp.annotate import Document, DocumentReading, Reader
from skillscan.time_budget import TEXT_SECONDS, OutOfTimeError, time_budget
from skillscan.warehouse.tables.findings import READ_LANGUAGE
from skillscan.warehouse.tables.postings import Observation, PostingVersion

PREPARING = "preparing the text"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingTask:
    """A posting to be prepared, and read where ``is_to_be_read``.

    ``known`` are contents that were read before, among them this one if it is known.
    """

    posting: Posting
    observation: Observation
    landing_file: str
    is_to_be_read: bool
    known: frozenset[str]


@dataclass(frozen=True, slots=True)
class NormalizeFailure:
    """A text could not be normalised.

    ``is_final``: it would fail again, at the same cost, until the rules, the text or the budget
    change; ``error`` tells all three.
    """

    error: str
    is_final: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingResult:
    """The version that a task made, by posting id and source hash, and what was read of it.

    ``comparable`` is what the grouping keeps of its text.
    """

    posting_id: str
    source_hash: str
    version: PostingVersion | NormalizeFailure
    comparable: ComparableText | None
    read: DocumentReading | None


def process_postings(
    tasks: Sequence[PostingTask], reader: Reader, seconds: float = TEXT_SECONDS
) -> list[PostingResult]:
    """Prepare some postings and read what is new, in this process; equal contents once.

    ``seconds`` of CPU time are what preparing one text may take.
    """
    versions = [_version_or_failure(task, seconds) for task in tasks]
    documents = dict(_documents(tasks, versions))
    readings = dict(reader.read(list(documents.values())) if documents else ())
    results = []
    for task, version in zip(tasks, versions, strict=True):
        document, comparable = None, None
        if isinstance(version, PostingVersion):
            document = documents.pop(version.content_hash, None)
            comparable = comparable_text(version.text)
        results.append(
            PostingResult(
                posting_id=task.observation.posting_id,
                source_hash=task.observation.source_hash,
                version=version,
                comparable=comparable,
                read=(document, readings[document.content_hash]) if document else None,
            )
        )
    return results


def _version_or_failure(task: PostingTask, seconds: float) -> PostingVersion | NormalizeFailure:
    try:
        with time_budget(seconds, PREPARING):
            return version_of(task.posting, task.observation, task.landing_file)
    except OutOfTimeError as error:
        return out_of_time(error, task.observation.source_hash)
    except Exception as error:  # noqa: BLE001 - hostile text must not stop the others
        return NormalizeFailure(f"{type(error).__name__}: {error}")


def out_of_time(error: OutOfTimeError, source_hash: str) -> NormalizeFailure:
    """What is known of a posting whose text took too much time.

    The source hash covers the text and the version of the rules.
    """
    return NormalizeFailure(f"{error}; source hash {source_hash}", is_final=True)


def _documents(
    tasks: Sequence[PostingTask], versions: Sequence[PostingVersion | NormalizeFailure]
) -> Iterator[tuple[str, Document]]:
    """What is to be read, by content hash."""
    for task, version in zip(tasks, versions, strict=True):
        if isinstance(version, NormalizeFailure) or not task.is_to_be_read:
            continue
        is_text = version.language == READ_LANGUAGE and version.title_chars and version.text_chars
        if is_text and version.content_hash not in task.known:
            yield version.content_hash, document_of(version, task.observation)
