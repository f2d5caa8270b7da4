"""Reads texts with the pipeline, in this process or in several.

Nothing here knows what the pipeline finds; a text on which it fails is reported as such and the
others go on. Each process builds one pipeline.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol

from skillscan.domain import SourceFields
from skillscan.nlp.reading import Reading
from skillscan.process_pool import Workers

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One content to be read: title, prepared body, and the fields its source states.

    ``source``, ``board`` and ``landing_file`` say where one posting with this content came from.
    """

    content_hash: str
    title: str
    text: str
    source_fields: SourceFields
    source: str
    board: str
    landing_file: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The pipeline failed on a text."""

    error: str


ReadResult = tuple[str, Reading | Unreadable]
"""Content hash, and what was read."""


class Reader(Protocol):
    """What ``extract`` needs of a reader; tests pass their own."""

    @property
    def version(self) -> str:
        """Identity of the rules that it reads by."""

    def read(self, documents: Sequence[Document]) -> Iterator[ReadResult]:
        """A result for each document, in any order."""


class PipelineReader:
    """Reads with the real pipeline."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers

    @property
    def version(self) -> str:
        """The pipeline's version."""
        from skillscan.nlp.version import pipeline_version

        return pipeline_version()

    def read(self, documents: Sequence[Document]) -> Iterator[ReadResult]:
        """Read here where the texts are few, else in the pool."""
        return self._workers.map(read_shard, documents)


@cache
def _pipeline() -> "Language":
    from skillscan.nlp.pipeline import build

    return build()


def read_shard(documents: Sequence[Document]) -> list[ReadResult]:
    """Read some texts in this process."""
    from skillscan.nlp.pipeline import read_documents

    inputs = [(d.title, d.text, d.source_fields) for d in documents]
    try:
        readings: list[Reading | Unreadable] = list(read_documents(_pipeline(), inputs))
    except Exception as error:  # noqa: BLE001 - hostile text must not stop the others
        if len(documents) > 1:
            return [result for d in documents for result in read_shard([d])]
        readings = [Unreadable(f"{type(error).__name__}: {error}")]
    return [(d.content_hash, found) for d, found in zip(documents, readings, strict=True)]
