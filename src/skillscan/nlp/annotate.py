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
class Text:
    """One content to be read: title, prepared body, and what the source states as facts."""

    content_hash: str
    title: str
    text: str
    facts: SourceFields


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The pipeline failed on a text."""

    error: str


Answer = tuple[str, Reading | Unreadable]
"""Content hash, and what was read."""


class Reader(Protocol):
    """What ``extract`` needs of a reader; tests pass their own."""

    @property
    def version(self) -> str:
        """Identity of the rules that it reads by."""

    def read(self, texts: Sequence[Text]) -> Iterator[Answer]:
        """An answer for each text, in any order."""


class PipelineReader:
    """Reads with the real pipeline."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers

    @property
    def version(self) -> str:
        """The pipeline's version."""
        from skillscan.nlp.version import pipeline_version

        return pipeline_version()

    def read(self, texts: Sequence[Text]) -> Iterator[Answer]:
        """Read here where the texts are few, else in the pool."""
        return self._workers.map(read_shard, texts)


@cache
def _pipeline() -> "Language":
    from skillscan.nlp.pipeline import build

    return build()


def read_shard(texts: Sequence[Text]) -> list[Answer]:
    """Read some texts in this process."""
    from skillscan.nlp.pipeline import read_documents

    documents = [(text.title, text.text, text.facts) for text in texts]
    try:
        readings: list[Reading | Unreadable] = list(read_documents(_pipeline(), documents))
    except Exception as error:  # noqa: BLE001 - hostile text must not stop the others
        if len(texts) > 1:
            return [answer for text in texts for answer in read_shard([text])]
        readings = [Unreadable(f"{type(error).__name__}: {error}")]
    return [(text.content_hash, found) for text, found in zip(texts, readings, strict=True)]
