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
from skillscan.errors import SkillscanError
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


class PipelineReader:
    """Reads with the real pipeline and the own rules of a home.

    Goes to other processes as the home and the version only; each builds its own pipeline.
    """

    def __init__(self, home: Path | None = None) -> None:
        from skillscan.nlp.version import pipeline_version

        self._home = home
        self._version = pipeline_version(home)

    @property
    def version(self) -> str:
        """The pipeline's version."""
        return self._version

    def read(self, documents: Sequence[Document]) -> list[ReadResult]:
        """Read some texts in this process; one that cannot be read does not stop the others."""
        nlp = _pipeline(self._home, self._version)
        inputs = [(d.title, d.text, d.source_fields) for d in documents]
        try:
            readings: list[Reading | Unreadable] = list(_read(nlp, inputs))
        except Exception as error:  # noqa: BLE001 - hostile text must not stop the others
            if len(documents) > 1:
                return [result for document in documents for result in self.read([document])]
            readings = [Unreadable(f"{type(error).__name__}: {error}")]
        return [(d.content_hash, found) for d, found in zip(documents, readings, strict=True)]


@lru_cache(maxsize=1)
def _pipeline(home: Path | None, version: str) -> "Language":
    from skillscan.nlp.pipeline import build
    from skillscan.nlp.version import pipeline_version
    from skillscan.rules.own import own_folder

    nlp = build(own_rules=own_folder(home))
    if pipeline_version(home) != version:
        raise SkillscanError(
            f"the own rules in {home} changed while texts were read: what was stored before "
            "stays; run `skillscan extract` again"
        )
    return nlp


def _read(nlp: "Language", inputs: Sequence[tuple[str, str, SourceFields]]) -> Iterator[Reading]:
    from skillscan.nlp.pipeline import read_documents

    return read_documents(nlp, inputs)
