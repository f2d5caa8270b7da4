"""From a read ``Doc`` to a ``Reading``: findings of every kind, the strongest class per skill.

A finding's reason is what its component says (``span._.skillscan_reason``), for the rest what the
structure says of its block, else the section and the sentence it stands in. The sentence of what
is read line by line begins with the label of its line ("Pay: $75 per hour"), which was judged too,
and reaches as far as the words that decided ("BS in law; equivalent work counts").
"""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any, cast

from spacy.tokens import Doc, Span

from skillscan.domain import Pay
from skillscan.nlp.document import (
    FINDING_GROUPS,
    blocks_of,
    mentions_of,
    sections_of,
    span_values,
    text_of,
)
from skillscan.nlp.judged_sentence import judged_sentences
from skillscan.nlp.reading import STRENGTH, Finding, FindingKind, MentionClass, Reading, Reason

_READ_BY_LINE = frozenset({"experience", "degree", "pay", "workplace"})
_KINDS: dict[str, FindingKind] = {
    group: cast("FindingKind", "skill" if group == "skills" else group) for group in FINDING_GROUPS
}
_SINGLE_FIELDS = frozenset(field.name for field in fields(Reading)) - {"skills", "findings"}


def reading_of(doc: Doc) -> Reading:
    """The fields and findings of a document that went through the pipeline.

    Single fields come from ``doc._.skillscan_fields``; skills from ``doc.spans["skills"]`` (the
    strongest class of a skill's mentions, negated ones left out).
    """
    places = _Places(doc)
    findings = tuple(
        _finding(group, span, values, places)
        for group in FINDING_GROUPS
        for span, values in _spans(doc, group)
    )
    single = {
        key: value for key, value in (doc._.skillscan_fields or {}).items() if key in _SINGLE_FIELDS
    }
    if single.get("pay"):
        single["pay"] = Pay(**single["pay"])
    return Reading(**single, skills=_strongest_classes(findings), findings=findings)


def _spans(doc: Doc, group: str) -> Iterable[tuple[Span, dict[str, Any]]]:
    """The spans of a group, with their attributes."""
    if group == "skills":
        return mentions_of(doc)
    return [(span, span_values(span)) for span in doc.spans.get(group, ())]


def _finding(group: str, span: Span, values: dict[str, Any], places: "_Places") -> Finding:
    return Finding(
        kind=_KINDS[group],
        value=span.label_,
        mention_class=values.get("mention_class", "mentioned"),
        start=span.start_char,
        end=span.end_char,
        rule=values.get("rule") or span.id_,
        detail=values.get("detail") or {},
        **places.reason(span, values.get("reason"), is_read_by_line=group in _READ_BY_LINE),
    )


class _Places:
    """What the structure says of the places of a document, each looked up once."""

    def __init__(self, doc: Doc) -> None:
        self._text = text_of(doc)
        self._sections, self._blocks = sections_of(doc), blocks_of(doc)
        self._sentences = judged_sentences(doc)
        self._of_block: dict[int, Reason] = {}
        self._of_sentence: dict[tuple[int, int, int, int], Reason] = {}

    def reason(self, span: Span, own: Reason | None, *, is_read_by_line: bool) -> Reason:
        """All that is known of why a finding has its class; ``own``: what its component knows."""
        first, last = span.start, max(span.start, span.end - 1)
        block = self._blocks.holding(first)
        if is_read_by_line:
            return self._reason(block, first, last, own or {}, with_label=True)
        number = self._sentences.number(first)
        until = number if first == last else self._sentences.number(last)
        place = (block, number, until, id(own))
        if place not in self._of_sentence:
            reason = self._reason(block, first, last, own or {}, with_label=False)
            self._of_sentence[place] = reason
        return self._of_sentence[place]

    def _reason(
        self, block: int, first: int, last: int, own: Reason, *, with_label: bool
    ) -> Reason:
        reason = self._reason_of_block(block, first) | own
        if self._sentences and "sentence_start" not in own:
            start, end = self._sentences.holding(first, last, with_label=with_label)
            start = min(start, own.get("modifier_start", start))
            end = max(end, own.get("modifier_end", end))
            reason["sentence_start"], reason["sentence_end"] = self._trimmed(start, end)
        return reason

    def _reason_of_block(self, block: int, token: int) -> Reason:
        """What the structure says of a block, at least its section."""
        if block in self._of_block:
            return self._of_block[block]
        reason: Reason = {}
        if (section := self._sections.holding(token)) >= 0:
            reason["section"] = self._sections.labels[section]
        if block >= 0:
            reason |= cast("Reason", self._blocks.values[block].get("reason") or {})
            self._of_block[block] = reason
        return reason

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the text without outer spaces."""
        text = self._text
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        return start, end


def _strongest_classes(findings: tuple[Finding, ...]) -> dict[str, MentionClass]:
    classes: dict[str, MentionClass] = {}
    for finding in findings:
        if finding.kind != "skill" or finding.mention_class == "negated":
            continue
        known = classes.get(finding.value, "negated")
        if STRENGTH[finding.mention_class] > STRENGTH[known]:
            classes[finding.value] = finding.mention_class
    return classes
