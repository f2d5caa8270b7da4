"""From a read ``Doc`` to a ``Reading``: findings of every kind, the strongest class per skill."""

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
    findings = tuple(
        _finding(group, span)
        for group in FINDING_GROUPS
        if group in doc.spans
        for span in doc.spans[group]
    )
    single = {
        key: value for key, value in (doc._.skillscan_fields or {}).items() if key in _SINGLE_FIELDS
    }
    return Reading(**single, skills=_strongest_classes(findings), findings=findings)


def _finding(group: str, span: Span) -> Finding:
    kind = "skill" if group == "skills" else group
    return Finding(
        kind=cast("FindingKind", kind),
        value=span.label_,
        mention_class=span._.mention_class,
        start=span.start_char,
        end=span.end_char,
        rule=span._.rule or span.id_,
        detail=cast("dict[str, Any]", span._.detail or {}),
    )


def _strongest_classes(findings: tuple[Finding, ...]) -> dict[str, MentionClass]:
    classes: dict[str, MentionClass] = {}
    for finding in findings:
        if finding.kind != "skill" or finding.mention_class == "negated":
            continue
        known = classes.get(finding.value, "negated")
        if STRENGTH[finding.mention_class] > STRENGTH[known]:
            classes[finding.value] = finding.mention_class
    return classes
