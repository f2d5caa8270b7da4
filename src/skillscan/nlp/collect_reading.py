"""From a read ``Doc`` to a ``Reading``: findings of every kind, the strongest class per skill.

A finding's reason is what its component says (``span._.skillscan_reason``), for the rest what the
structure says of its block, else the section and the sentence it stands in. The sentence of what
is read line by line begins with the label of its line ("Pay: $75 per hour"), which was judged too.
"""

from bisect import bisect_right
from dataclasses import fields
from typing import Any, cast

from spacy.tokens import Doc, Span

from skillscan.nlp.document import FINDING_GROUPS
from skillscan.nlp.reading import STRENGTH, Finding, FindingKind, MentionClass, Reading, Reason

_READ_BY_LINE = frozenset({"experience", "degree", "pay", "workplace"})
_SINGLE_FIELDS = frozenset(field.name for field in fields(Reading)) - {"skills", "findings"}


def reading_of(doc: Doc) -> Reading:
    """The fields and findings of a document that went through the pipeline.

    Single fields come from ``doc._.skillscan_fields``; skills from ``doc.spans["skills"]`` (the
    strongest class of a skill's mentions, negated ones left out).
    """
    place = _Places(doc)
    findings = tuple(
        _finding(group, span, place.reason(span, is_read_by_line=group in _READ_BY_LINE))
        for group in FINDING_GROUPS
        if group in doc.spans
        for span in doc.spans[group]
    )
    single = {
        key: value for key, value in (doc._.skillscan_fields or {}).items() if key in _SINGLE_FIELDS
    }
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

    def reason(self, span: Span, *, is_read_by_line: bool) -> Reason:
        """All that is known of why a finding has its class."""
        own = cast("Reason", span._.skillscan_reason or {})
        reason: Reason = {}
        if section := _holding(self._sections, span.start):
            reason["section"] = section.label_
        if block := _holding(self._blocks, span.start):
            reason |= cast("Reason", block._.skillscan_reason or {})
        if self._sentences and "sentence_start" not in own:
            first, last = self._sentence(span)
            first = self._label_before(first) if is_read_by_line else first
            reason["sentence_start"], reason["sentence_end"] = _without_outer_spaces(
                span.doc[first:last]
            )
        return reason | own

    def _sentence(self, span: Span) -> tuple[int, int]:
        """The tokens of the sentence (or the sentences) of a span."""
        first = _place(self._sentences, span.start)
        last = _place(self._sentences, max(span.start, span.end - 1))
        return self._sentences[first].start, self._sentences[last].end

    def _label_before(self, token: int) -> int:
        """Where the label begins that stands before a sentence on its line, else the token."""
        place = _place(self._blocks, token)
        if place < 1 or self._blocks[place].start != token:
            return token
        label = self._blocks[place - 1]
        is_on_line = label.label_ == "heading" and "\n" not in label.text
        return int(label.start) if is_on_line else token


def _without_outer_spaces(tokens: Span) -> tuple[int, int]:
    """Where the words of some tokens begin and end."""
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
