"""Reads texts with the pipeline, in the process that calls it.

Nothing here knows what the pipeline finds; a text on which it fails is reported as such and the
others go on. Each process builds one pipeline. A text has a budget of CPU time (``time_budget``):
one that takes longer is unreadable, and the reason says in which component.
"""

import gc
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import skillscan
from skillscan.domain import SourceFields
from skillscan.errors import SkillscanError
from skillscan.nlp.reading import Reading
from skillscan.rules import kept
from skillscan.time_budget import TEXT_SECONDS, OutOfTimeError, TimeBudget, time_budget

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
    """The pipeline failed on a text.

    ``is_final``: it would fail again, at the same cost, until the rules or the text change.
    """

    error: str
    is_final: bool = False


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
    """Reads with the real pipeline and the own skills and rules of a home.

    Each process builds its own. ``seconds`` of CPU time are what one text may take. ``version`` is
    that of the rules as they are when the reader is made; a process that finds others stops.
    """

    home: Path | None = None
    seconds: float = TEXT_SECONDS
    version: str = field(init=False)

    def __post_init__(self) -> None:
        from skillscan.nlp.version import packaged_version, pipeline_version

        kept.begin(packaged_version())
        object.__setattr__(self, "version", pipeline_version(self.home))

    def read(self, documents: Sequence[Document]) -> list[ReadResult]:
        """Read some texts in this process; one that cannot be read does not stop the others."""
        nlp = pipeline(self.home, self.version)
        read = [(d.content_hash, read_in_time(nlp, d, self.seconds)) for d in documents]
        kept.save_if_grown()
        return read


def read_in_time(nlp: "Language", document: Document, seconds: float) -> Reading | Unreadable:
    """The reading of one text, or why there is none."""
    try:
        with time_budget(seconds, "the tokenizer") as budget:
            return _read(nlp, document, budget)
    except OutOfTimeError as error:
        return Unreadable(str(error), is_final=True)
    except Exception as error:  # noqa: BLE001 - hostile text must not stop the others
        return Unreadable(f"{type(error).__name__}: {error}")


def _read(nlp: "Language", document: Document, budget: TimeBudget) -> Reading:
    from skillscan.nlp.collect_reading import reading_of
    from skillscan.nlp.document import make_document

    doc = make_document(nlp, document.title, document.text, document.source_fields)
    for name, component in nlp.pipeline:
        budget.begin(name)
        doc = component(doc)
    return reading_of(doc)


def pipeline(home: Path | None = None, version: str | None = None) -> "Language":
    """The pipeline of this process for a home, as its rules are at this version (now).

    Without own skills and rules it is one for all homes, made before the process was forked.
    """
    from skillscan.nlp.version import packaged_version, pipeline_version

    version = version or pipeline_version(home)
    return _packaged() if version == packaged_version() else _with_own(home, version)


@cache
def _packaged() -> "Language":
    return _built(None)


@lru_cache(maxsize=1)
def _with_own(home: Path | None, version: str) -> "Language":
    from skillscan.nlp.version import pipeline_version

    nlp = _built(home)
    if pipeline_version(home) != version:
        raise SkillscanError(
            f"the own rules in {home} changed while texts were read: what was stored before "
            "stays; run `skillscan extract` again"
        )
    return nlp


def _built(home: Path | None) -> "Language":
    # The rules stay as long as the process: to look through them at every collection of garbage
    # costs a fifth of the reading, and once a quarter of a second. There is next to none in them.
    is_collecting = gc.isenabled()
    gc.disable()
    try:
        nlp = skillscan.load(home=home)
        gc.freeze()
    finally:
        if is_collecting:
            gc.enable()
    return nlp
