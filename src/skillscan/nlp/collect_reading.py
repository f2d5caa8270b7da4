"""From a read ``Doc`` to a ``Reading``: findings of every kind, the strongest class per skill.

A finding's reason is what its component says (``span._.skillscan_reason``), for the rest what the
structure says of its block, else the section and the sentence it stands in.
"""

from bisect import bisect_right
from dataclasses import fields
from typing import Any, cast

from spacy.tokens import Doc, Span

from skillscan.domain import Pay
from skillscan.nlp.document import FINDING_GROUPS
from skillscan.nlp.reading import STRENGTH, Finding, FindingKind, MentionClass, Reading, Reason

_SINGLE_FIELDS = frozenset(field.name for field in fields(Reading)) - {"skills", "findings"}


def reading_of(doc: Doc) -> Reading:
    """The fields and findings of a document that went through the pipeline.

    Single fields come from ``doc._.skillscan_fields``; skills from ``doc.spans["skills"]`` (the
    strongest class of a skill's mentions, negated ones left out).
    """
    place = _Places(doc)
    findings = tuple(
        _finding(group, span, place.reason(span))
        for group in FINDING_GROUPS
        if group in doc.spans
        for span in doc.spans[group]
    )
    single = {
        key: value for key, value in (doc._.skillscan_fields or {}).items() if key in _SINGLE_FIELDS
    }
    if single.get("pay"):
        single["pay"] = Pay(**single["pay"])
    return Reading(**single, skills=_strongest_classes(findings), findings=findings)


def _finding(group: str, span: Span, reason: Reason) -> Finding:
    kind = "skill" if group == "skills" else group
    return Finding(
        kind=cast("FindingKind", kind),
        value=span.label_,
        mention_class=span._.skillscan_mention_class,
        start=span.start_char,
        end=span.end_char,
        rule=span._.skillscan_rule or span.id_,
        detail=cast("dict[str, Any]", span._.skillscan_detail or {}),
        **reason,
    )


class _Places:
    """What the structure says of the places of a document."""

    def __init__(self, doc: Doc) -> None:
        self._sentences = list(doc.sents) if doc.has_annotation("SENT_START") else []
        self._sections = list(doc.spans.get("sections", ()))
        self._blocks = list(doc.spans.get("blocks", ()))

    def reason(self, span: Span) -> Reason:
        """All that is known of why a finding has its class."""
        own = cast("Reason", span._.skillscan_reason or {})
        reason: Reason = {}
        if section := _holding(self._sections, span.start):
            reason["section"] = section.label_
        if block := _holding(self._blocks, span.start):
            reason |= cast("Reason", block._.skillscan_reason or {})
        if self._sentences and "sentence_start" not in own:
            reason["sentence_start"], reason["sentence_end"] = self._sentence(span)
        return reason | own

    def _sentence(self, span: Span) -> tuple[int, int]:
        """Where the sentence (or the sentences) of a span begins and ends, without outer spaces."""
        first = _place(self._sentences, span.start)
        last = _place(self._sentences, max(span.start, span.end - 1))
        tokens = span.doc[self._sentences[first].start : self._sentences[last].end]
        words = [token for token in tokens if not token.is_space] or list(tokens)
        return words[0].idx, words[-1].idx + len(words[-1])


def _holding(spans: list[Span], token: int) -> Span | None:
    """The one of consecutive spans that holds a token."""
    place = _place(spans, token)
    return spans[place] if place >= 0 and token < spans[place].end else None


def _place(spans: list[Span], token: int) -> int:
    """The index of the last of consecutive spans that begins at a token or before it."""
    return bisect_right(spans, token, key=lambda span: span.start) - 1


def _strongest_classes(findings: tuple[Finding, ...]) -> dict[str, MentionClass]:
    classes: dict[str, MentionClass] = {}
    for finding in findings:
        if finding.kind != "skill" or finding.mention_class == "negated":
            continue
        known = classes.get(finding.value, "negated")
        if STRENGTH[finding.mention_class] > STRENGTH[known]:
            classes[finding.value] = finding.mention_class
    return classes
