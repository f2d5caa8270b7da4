"""Writing into the document what a component found: its fields, and the spans they rest on."""

from collections.abc import Mapping
from typing import Any

import msgspec
from spacy.tokens import Doc, Span

from skillscan.nlp.document import set_span_values
from skillscan.nlp.reading import MentionClass, Reason

FINDING_ATTRIBUTES = [
    "doc.spans",
    "doc._.skillscan_fields",
    "span._.skillscan_mention_class",
    "span._.skillscan_rule",
    "span._.skillscan_detail",
    "span._.skillscan_reason",
]
"""What a component assigns that sets fields and the findings they rest on."""
STRUCTURE = ["doc.sents", "doc.spans"]
"""What a component requires that looks at sentences or sections."""


def token_span(doc: Doc, start: int, end: int, label: str = "") -> Span:
    """The whole tokens around ``doc.text[start:end]``; a ``ValueError`` outside the document."""
    span = doc.char_span(start, max(end, start + 1), label=label, alignment_mode="expand")
    if span is None:
        raise ValueError(f"characters {start}-{end} lie outside a document of {len(doc.text)}")
    return span


def finding_span(
    doc: Doc,
    start: int,
    end: int,
    label: str,
    mention_class: MentionClass,
    rule: str,
    detail: Mapping[str, Any] | None = None,
    reason: Reason | None = None,
) -> Span:
    """The span of whole tokens around ``doc.text[start:end]`` with its class, rule and detail.

    ``reason`` tells what the component knows better than the structure: the words that decided the
    class, and the stretch of text it was judged in where that is no sentence of the structure.
    """
    span = token_span(doc, start, end, label)
    set_span_values(span, mention_class=mention_class, rule=rule, detail=dict(detail or {}))
    if reason:
        set_span_values(span, reason=reason)
    return span


def set_fields(doc: Doc, **fields: object) -> None:
    """Set fields of ``doc._.skillscan_fields``, also on a document that was not made by us."""
    known = doc._.skillscan_fields
    if known is None:
        doc._.skillscan_fields = known = {}
    known.update((name, msgspec.to_builtins(value)) for name, value in fields.items())
