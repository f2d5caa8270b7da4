"""From a read ``Doc`` to a ``Reading``: findings of every kind, the strongest class per skill."""

from bisect import bisect_right
from dataclasses import fields
from typing import Any, cast

from spacy.tokens import Doc, Span

from skillscan.nlp.document import FINDING_GROUPS
from skillscan.nlp.reading import STRENGTH, Finding, FindingKind, MentionClass, Reading

_SINGLE_FIELDS = frozenset(field.name for field in fields(Reading)) - {"skills", "findings"}


def reading_of(doc: Doc) -> Reading:
    """The fields and findings of a document that went through the pipeline.

    Single fields come from ``doc._.skillscan_fields``; skills from ``doc.spans["skills"]`` (the
    strongest class of a skill's mentions, negated ones left out).
    """
    sentences = _sentences(doc)
    findings = tuple(
        _finding(group, span, sentences)
        for group in FINDING_GROUPS
        if group in doc.spans
        for span in doc.spans[group]
    )
    single = {
        key: value for key, value in (doc._.skillscan_fields or {}).items() if key in _SINGLE_FIELDS
    }
    return Reading(**single, skills=_strongest_classes(findings), findings=findings)


def _sentences(doc: Doc) -> list[Span]:
    """The sentences of a document; none where no component marked them."""
    return list(doc.sents) if doc.has_annotation("SENT_START") else []


def _finding(group: str, span: Span, sentences: list[Span]) -> Finding:
    kind = "skill" if group == "skills" else group
    start, end = _around(span, sentences) if sentences else (None, None)
    return Finding(
        kind=cast("FindingKind", kind),
        value=span.label_,
        mention_class=span._.skillscan_mention_class,
        start=span.start_char,
        end=span.end_char,
        rule=span._.skillscan_rule or span.id_,
        detail=cast("dict[str, Any]", span._.skillscan_detail or {}),
        sentence_start=start,
        sentence_end=end,
    )


def _around(span: Span, sentences: list[Span]) -> tuple[int, int]:
    """Where the sentence (or the sentences) of a span begins and ends, without outer spaces."""
    place = bisect_right(sentences, span.start, key=lambda sentence: sentence.start) - 1
    last = bisect_right(sentences, max(span.start, span.end - 1), key=lambda s: s.start) - 1
    tokens = span.doc[sentences[place].start : sentences[last].end]
    words = [token for token in tokens if not token.is_space] or list(tokens)
    return words[0].idx, words[-1].idx + len(words[-1])


def _strongest_classes(findings: tuple[Finding, ...]) -> dict[str, MentionClass]:
    classes: dict[str, MentionClass] = {}
    for finding in findings:
        if finding.kind != "skill" or finding.mention_class == "negated":
            continue
        known = classes.get(finding.value, "negated")
        if STRENGTH[finding.mention_class] > STRENGTH[known]:
            classes[finding.value] = finding.mention_class
    return classes
