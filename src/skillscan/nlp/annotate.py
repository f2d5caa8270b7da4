"""Reads texts with the pipeline, in the process that calls it.

Nothing here knows what the pipeline finds; a text on which it fails is reported as such and the
others go on. Each process builds one pipeline.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from skillscan.domain import SourceFields
from skillscan.nlp.reading import Reading

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
DocumentReading = tuple[Document, Reading | Unreadable]
"""A document, and what was read of it."""


class Reader(Protocol):
    """What ``extract`` needs of a reader, in whichever process it is; tests pass their own."""

    @property
    def version(self) -> str:
        """Identity of the rules that it reads by."""

    def read(self, documents: Sequence[Document]) -> Iterable[ReadResult]:
        """A result for each document, in any order, read in this process."""


@dataclass(frozen=True, slots=True)
class PipelineReader:
    """Reads with the real pipeline; goes to other processes as its name and home only.

    ``home`` is the state folder whose own skills and rules it reads by.
    """

    home: Path | None = None

    @property
    def version(self) -> str:
        """The pipeline's version."""
        from skillscan.nlp.version import pipeline_version

        return pipeline_version(self.home)

    def read(self, documents: Sequence[Document]) -> list[ReadResult]:
        """Read some texts in this process; one that cannot be read does not stop the others."""
        inputs = [(d.title, d.text, d.source_fields) for d in documents]
        try:
            readings: list[Reading | Unreadable] = list(_read(inputs, self.home))
        except Exception as error:  # noqa: BLE001 - hostile text must not stop the others
            if len(documents) > 1:
                return [result for document in documents for result in self.read([document])]
            readings = [Unreadable(f"{type(error).__name__}: {error}")]
        return [(d.content_hash, found) for d, found in zip(documents, readings, strict=True)]


@lru_cache(maxsize=2)
def _pipeline(home: Path | None, version: str) -> "Language":  # noqa: ARG001 (made anew with it)
    from skillscan.nlp.pipeline import build

    return build(home=home)


def _read(inputs: Sequence[tuple[str, str, SourceFields]], home: Path | None) -> Iterator[Reading]:
    from skillscan.nlp.pipeline import read_documents
    from skillscan.nlp.version import pipeline_version

    return read_documents(_pipeline(home, pipeline_version(home)), inputs)
