"""Writing into the document what a component found: its fields, and the spans they rest on."""

from collections.abc import Mapping
from typing import Any

import msgspec
from spacy.tokens import Doc, Span

from skillscan.nlp.document import add_span, token_places, token_range
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
    return Span(doc, *_tokens(doc, start, end), label)


def _tokens(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The first of the tokens around a stretch of the text, and the one behind the last."""
    end = max(end, start + 1)
    begins, ends = token_places(doc)
    first, behind = token_range(doc, start, end)
    if first < behind and begins[first] <= start and end <= ends[behind - 1]:
        return first, behind
    span = doc.char_span(start, end, alignment_mode="expand")  # on a blank between tokens
    if span is None:
        raise ValueError(f"characters {start}-{end} lie outside a document of {len(doc.text)}")
    return span.start, span.end


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
    span, values = add_span(doc, _tokens(doc, start, end), label)
    values.update(mention_class=mention_class, rule=rule, detail=dict(detail or {}))
    if reason:
        values["reason"] = reason
    return span


def set_fields(doc: Doc, **fields: object) -> None:
    """Set fields of ``doc._.skillscan_fields``, also on a document that was not made by us."""
    known = doc._.skillscan_fields
    if known is None:
        doc._.skillscan_fields = known = {}
    known.update((name, msgspec.to_builtins(value)) for name, value in fields.items())
