"""Labels of others: the SkillSpan format (Zhang et al., NAACL 2022), one tokenised sentence a line.

``tags_knowledge`` and ``tags_skill`` mark spans as B, I and O. "Knowledge" is wider than what a
taxonomy of technologies holds ("financial services", "English"). So recall is measured on spans of
knowledge that a list of technologies names, precision against spans of either kind; a finding and a
span meet where they share a character.
"""

import csv
import gzip
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from skillscan.domain import SourceFields
from skillscan.errors import SkillscanError, UsageError
from skillscan.evaluation.gold import json_lines
from skillscan.evaluation.scores import Share, share_json
from skillscan.nlp.annotate import pipeline
from skillscan.nlp.pipeline import read_documents
from skillscan.taxonomy.spelling import key
from skillscan.telemetry.progress import NO_PROGRESS, Progress

FORMAT = frozenset({"tokens", "tags_skill", "tags_knowledge"})
"""Fields by which a line of the format is known."""
_NAME_COLUMNS = ("name", "Example")
_Tag = Literal["B", "I", "O"]


class TaggedSentence(BaseModel):
    """One line: a sentence of posting ``idx``, its tokens, and their tags of both kinds."""

    model_config = ConfigDict(frozen=True)

    idx: int
    tokens: list[str]
    tags_skill: list[_Tag]
    tags_knowledge: list[_Tag]
    source: str = ""

    @model_validator(mode="after")
    def _tags_fit(self) -> "TaggedSentence":
        if not len(self.tokens) == len(self.tags_skill) == len(self.tags_knowledge):
            raise ValueError("tokens and tags are not equally many")
        return self


@dataclass(frozen=True, slots=True)
class TaggedText:
    """The sentences of a posting as lines of one text, with its labelled places."""

    text: str
    knowledge: tuple[tuple[int, int], ...]
    skills: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SpanScores:
    """How the skills that are found meet the labelled spans.

    ``technologies``: spans of knowledge that name a technology, found of all; ``findings``:
    findings that touch a labelled span, of all; ``missed`` and ``unlabelled`` are the others, as
    they are written.
    """

    labels: str
    postings: int
    sentences: int
    technologies: Share
    findings: Share
    missed: tuple[str, ...]
    unlabelled: tuple[str, ...]

    def to_json(self, *, pipeline_version: str) -> dict[str, Any]:
        """Rounded figures with counts and intervals."""
        return {
            "labels": self.labels,
            "format": "SkillSpan",
            "postings": self.postings,
            "sentences": self.sentences,
            "pipeline_version": pipeline_version,
            "technologies_recall": share_json(self.technologies, "recall"),
            "labelled_precision": share_json(self.findings, "precision"),
        }


def is_skillspan(path: Path) -> bool:
    """Whether the first line of a label file has the fields of the format."""
    return path.is_file() and next((row.keys() for _, row in json_lines(path)), set()) >= FORMAT


def evaluate_spans(
    path: Path,
    technologies: Sequence[Path],
    progress: Progress = NO_PROGRESS,
    *,
    source: str = "",
    home: Path | None = None,
) -> SpanScores:
    """Score the skills that are found in the postings of a file of this format.

    ``technologies`` are lists of names (``read_names``); ``source`` keeps only sentences of that
    source ("tech"); ``home`` is the state folder whose own skills and rules are read by, too.
    Its one phase is ``read``, counted in postings.
    """
    names = read_names(technologies)
    sentences = [s for s in read_sentences(path) if not source or s.source == source]
    if not sentences:
        raise SkillscanError(f"{path} has no sentence of source {source!r}")
    texts = [tagged_text(list(of_one)) for _, of_one in groupby(sentences, key=lambda s: s.idx)]
    progress.begin("read")
    missed, unlabelled, wanted, found = [], [], 0, 0
    readings = read_documents(pipeline(home), (("", t.text, SourceFields()) for t in texts))
    for number, (text, reading) in enumerate(zip(texts, readings, strict=True), start=1):
        places = [(f.start, f.end) for f in reading.findings if f.kind == "skill"]
        named = [place for place in text.knowledge if _names(text.text[slice(*place)], names)]
        wanted, found = wanted + len(named), found + len(places)
        missed += _untouched(text.text, named, places)
        unlabelled += _untouched(text.text, places, [*text.knowledge, *text.skills])
        progress.advance(number, len(texts))
    return SpanScores(
        path.name,
        len(texts),
        len(sentences),
        Share(wanted - len(missed), wanted),
        Share(found - len(unlabelled), found),
        tuple(missed),
        tuple(unlabelled),
    )


def read_sentences(path: Path) -> list[TaggedSentence]:
    """The sentences of a file, in order; errors name the line and the field."""
    found = []
    for number, row in json_lines(path):
        try:
            found.append(TaggedSentence.model_validate(row))
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            field = ".".join(str(part) for part in first["loc"]) or "the line"
            raise SkillscanError(f"{path}:{number}: {field}: {first['msg']}") from error
    return found


def tagged_text(sentences: Sequence[TaggedSentence]) -> TaggedText:
    """The text of a posting, a sentence a line, its tokens with blanks between them."""
    lines: list[str] = []
    places: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    at = 0
    for sentence in sentences:
        starts = []
        for token in sentence.tokens:
            starts.append(at)
            at += len(token) + 1
        ends = [start + len(token) for start, token in zip(starts, sentence.tokens, strict=True)]
        for found, tags in zip(places, (sentence.tags_knowledge, sentence.tags_skill), strict=True):
            found += [(starts[first], ends[last]) for first, last in _spans(tags)]
        lines.append(" ".join(sentence.tokens))
        at = max(at, starts[-1] if starts else at + 1)
    return TaggedText("\n".join(lines), tuple(places[0]), tuple(places[1]))


def _spans(tags: Sequence[str]) -> Iterator[tuple[int, int]]:
    """First and last token of each span."""
    first: int | None = None
    for place, tag in enumerate([*tags, "O"]):
        if first is not None and tag != "I":
            yield first, place - 1
            first = None
        if tag == "B" or (tag == "I" and first is None):
            first = place


def read_names(paths: Iterable[Path]) -> frozenset[str]:
    """Names of technologies as they are compared, of tables with a column "name" or "Example"
    (O*NET); comma- or tab-separated, with or without gzip.
    """
    names = [name for path in paths for name in _names_of(path)]
    if not names:
        raise UsageError("no names of technologies: name a list of them with --technologies")
    return frozenset(found for name in names if (found := key(name)))


def _names_of(path: Path) -> list[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8", newline="") as file:
            delimiter = "\t" if "\t" in file.readline() else ","
            file.seek(0)
            rows = csv.DictReader(file, delimiter=delimiter)
            column = next((c for c in _NAME_COLUMNS if c in (rows.fieldnames or ())), None)
            if column is None:
                raise UsageError(f"{path} has no column {' or '.join(_NAME_COLUMNS)}")
            return [row[column] for row in rows if row[column]]
    except (OSError, EOFError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path} cannot be read as a list of names: {error}") from error


def _names(text: str, names: frozenset[str]) -> bool:
    return (key(text) or text) in names


def _untouched(
    text: str, places: Iterable[tuple[int, int]], others: Sequence[tuple[int, int]]
) -> list[str]:
    """What is written where no other place shares a character."""
    return [
        text[start:end]
        for start, end in places
        if not any(start < other_end and other_start < end for other_start, other_end in others)
    ]
