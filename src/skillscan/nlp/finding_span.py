"""Making the spans that answers rest on."""

from collections.abc import Mapping
from typing import Any

from spacy.tokens import Doc, Span

from skillscan.nlp.reading import MentionClass


def tokens_at(doc: Doc, start: int, end: int, label: str = "") -> Span:
    """The whole tokens around ``doc.text[start:end]``; a ``ValueError`` outside the document."""
    span = doc.char_span(start, max(end, start + 1), label=label, alignment_mode="expand")
    if span is None:
        raise ValueError(f"characters {start}-{end} lie outside a document of {len(doc.text)}")
    return span


def mark(
    doc: Doc,
    start: int,
    end: int,
    label: str,
    mention_class: MentionClass,
    rule: str,
    detail: Mapping[str, Any] | None = None,
) -> Span:
    """The span of whole tokens around ``doc.text[start:end]`` with its class, rule and detail."""
    span = tokens_at(doc, start, end, label)
    span._.mention_class = mention_class
    span._.rule = rule
    span._.detail = dict(detail or {})
    return span


def answer(doc: Doc, **fields: object) -> None:
    """Add answers to ``doc._.answers``, also on a document that was not made by us."""
    doc._.answers = {**(doc._.answers or {}), **fields}
