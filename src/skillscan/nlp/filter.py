"""Postings in, readings out, line by line: the pipeline as a filter.

Needs no warehouse and no state. Each input line is a JSON object with ``title``, ``company``,
``location``, ``description`` (text or HTML), or the other names that ``skillscan import`` knows for
them, and any ``key``; each output line is its reading in the format of the gold labels, on request
with ``reasons``: why, for each label that is stated. A line that cannot be read gives
``{"key": …, "error": …}`` in its place.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any

from spacy.language import Language

from skillscan.domain import SourceFields
from skillscan.nlp.document import document_text
from skillscan.nlp.label_reasons import reasons_as_text
from skillscan.nlp.pipeline import read_documents
from skillscan.nlp.reading import Reading
from skillscan.sources.imported_columns import is_missing, usual_values
from skillscan.text.prepare import prepare, prepare_title
from skillscan.time_budget import TEXT_SECONDS, OutOfTimeError, time_budget

FIELDS = ("title", "text", "employer", "location")
MAX_LINE_BYTES = 8_000_000
"""A longer line is refused unread; the longest real posting has 60,000 bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingText:
    """One posting ready to be read: ``body`` is prepared text."""

    key: Any
    title: str
    body: str
    source_fields: SourceFields

    @property
    def document(self) -> str:
        """The text that the spans of a reading point into."""
        return document_text(self.title, self.body)


@dataclass(frozen=True, slots=True, kw_only=True)
class BadLine:
    """Why an input line gives no reading."""

    key: Any
    number: int
    reason: str


def read_lines(
    nlp: Language, lines: Iterable[bytes | None], *, with_reasons: bool = False
) -> Iterator[dict[str, Any] | BadLine]:
    """One result a line, in order: labels with their ``key``, or why there are none.

    ``None`` stands for a line that was too long (``bounded_lines``).
    """
    for number, line in enumerate(lines, start=1):
        yield _read_line(nlp, line, number, with_reasons=with_reasons)


def _read_line(
    nlp: Language, line: bytes | None, number: int, *, with_reasons: bool
) -> dict[str, Any] | BadLine:
    key = None
    try:
        with time_budget(TEXT_SECONDS, "preparing the text") as budget:
            posting = parse_line(line, number)
            if isinstance(posting, BadLine):
                return posting
            key = posting.key
            budget.begin("reading")
            return _result(posting, read_posting(nlp, posting), with_reasons=with_reasons)
    except OutOfTimeError as error:
        return BadLine(key=key, number=number, reason=f"the text {error}")


def _result(posting: PostingText, reading: Reading, *, with_reasons: bool) -> dict[str, Any]:
    labels = {"key": posting.key, **plain_labels(reading)}
    if not with_reasons:
        return labels
    reasons = reasons_as_text(reading, posting.document, posting.source_fields)
    return {**labels, "reasons": reasons}


def read_posting(nlp: Language, posting: PostingText) -> Reading:
    """The reading of one posting."""
    return next(read_documents(nlp, [(posting.title, posting.body, posting.source_fields)]))


def bounded_lines(stream: IO[bytes], limit: int = MAX_LINE_BYTES) -> Iterator[bytes | None]:
    """The lines of a binary stream without their ends; ``None`` for one longer than ``limit``."""
    while line := stream.readline(limit + 1):
        if len(line) <= limit or line.endswith(b"\n"):
            yield line.rstrip(b"\r\n")
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(limit)
        yield None


def parse_line(line: bytes | None, number: int) -> PostingText | BadLine:
    """The posting of one input line, or why it is none."""
    if line is None:
        return BadLine(key=None, number=number, reason=f"longer than {MAX_LINE_BYTES} bytes")
    if not line.strip():
        return BadLine(key=None, number=number, reason="the line is empty")
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return BadLine(key=None, number=number, reason=f"not JSON: {error}")
    if not isinstance(row, dict):
        return BadLine(key=None, number=number, reason="not a JSON object")
    fields = usual_values(row, FIELDS)
    reason = _reason_to_refuse(fields)
    if reason:
        return BadLine(key=row.get("key"), number=number, reason=reason)
    return posting_of(row)


def posting_of(row: dict[str, Any]) -> PostingText:
    """The posting of a checked JSON object."""
    fields = {name: value for name, (_, value) in usual_values(row, FIELDS).items()}
    places = fields.get("location") or ()
    places = (places,) if isinstance(places, str) else tuple(places)
    return PostingText(
        key=row.get("key"),
        title=_stated(fields.get("title")),
        body=prepare(fields["text"]),
        source_fields=SourceFields(
            company=_stated(fields.get("employer")) or None,
            locations=tuple(prepare_title(place) for place in places if not is_missing(place)),
        ),
    )


def _stated(value: str | None) -> str:
    """One line of text; empty where it says that there is nothing ("N/A")."""
    return prepare_title(value) if value and not is_missing(value) else ""


def _reason_to_refuse(fields: dict[str, tuple[str, Any]]) -> str | None:
    if "text" not in fields:
        return 'no "description": every posting needs its text, plain or HTML'
    for name in ("text", "title", "employer"):
        column, value = fields.get(name, (name, ""))
        if not isinstance(value or "", str):
            return f'"{column}" is not a text'
    column, places = fields.get("location", ("location", ()))
    is_list = isinstance(places, list) and all(isinstance(place, str) for place in places)
    if places and not (isinstance(places, str) or is_list):
        return f'"{column}" is neither a text nor a list of texts'
    return None


def plain_labels(reading: Reading) -> dict[str, Any]:
    """The labels of a reading, whole amounts of pay as whole numbers."""
    labels = reading.to_labels()
    if labels["salary"]:
        labels["salary"] = {name: _plain(value) for name, value in labels["salary"].items()}
    return labels


def _plain(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value
