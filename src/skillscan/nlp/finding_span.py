"""Making the spans that answers rest on."""

from collections.abc import Mapping
from typing import Any

from spacy.tokens import Doc, Span

from skillscan.nlp.reading import MentionClass


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
    span = doc.char_span(start, max(end, start + 1), label=label, alignment_mode="expand")
    span._.mention_class = mention_class
    span._.rule = rule
    span._.detail = dict(detail or {})
    return span
