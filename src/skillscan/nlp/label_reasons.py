"""Why a reading gives the answers it gives: a reason for each label that it states.

A field rests on the finding that gave its value; where the source's own field or a place gave it,
or the title, that is said. A skill rests on the first of its strongest mentions.
"""

from collections.abc import Callable, Mapping
from typing import Any

from skillscan.domain import SourceFields
from skillscan.nlp.reading import Finding, Reading
from skillscan.nlp.reason import ReasonWords, reason_of

_STATED = "the source's own field"


def skill_reasons(reading: Reading, document: str) -> dict[str, ReasonWords]:
    """The reason of each skill that the reading holds, in the reading's order."""
    first: dict[str, Finding] = {}
    for finding in reading.findings:
        is_strongest = reading.skills.get(finding.value) == finding.mention_class
        if finding.kind == "skill" and is_strongest:
            first.setdefault(finding.value, finding)
    return {skill: reason_of(first[skill], document) for skill in reading.skills if skill in first}


def field_reasons(
    reading: Reading, document: str, source_fields: SourceFields
) -> dict[str, ReasonWords]:
    """The reason of each single field that the posting states, by the name of its label."""
    found = {
        "role": _by_value(reading, "occupation", reading.occupation, "by the words of the text"),
        "seniority": _by_value(reading, "seniority", reading.seniority),
        "years_min": _years(reading, reading.years_min),
        "years_best": _years(reading, reading.years_best),
        "degree": _by_value(reading, "degree", reading.degree, "in the title"),
        "salary": _pay(reading, source_fields),
        "work_mode": _workplace(reading, source_fields),
    }
    return {
        label: reason_of(reason, document) if isinstance(reason, Finding) else reason
        for label, reason in found.items()
        if reason is not None
    }


def reasons_as_text(
    reading: Reading, document: str, source_fields: SourceFields
) -> dict[str, str | dict[str, str]]:
    """All reasons of a reading, by label: what ``read --json`` says beside the labels."""
    fields = field_reasons(reading, document, source_fields)
    skills = skill_reasons(reading, document)
    return {
        **{label: str(reason) for label, reason in fields.items()},
        "skills": {skill: str(reason) for skill, reason in skills.items()},
    }


_Reason = Finding | ReasonWords | None


def _first(reading: Reading, kind: str, fits: Callable[[Finding], bool]) -> Finding | None:
    return next((f for f in reading.findings if f.kind == kind and fits(f)), None)


def _by_value(reading: Reading, kind: str, value: str | None, otherwise: str = "") -> _Reason:
    """The finding that has the field's value, one that asks before one that only names it."""
    if value is None:
        return None
    finding = _first(reading, kind, lambda f: f.value == value and f.mention_class == "required")
    finding = finding or _first(reading, kind, lambda f: f.value == value)
    return finding or (ReasonWords(kind, otherwise) if otherwise else None)


def _years(reading: Reading, years: int | None) -> _Reason:
    """The requirement of so many years, else one that offers them for another degree."""
    if years is None:
        return None

    def is_asked(finding: Finding) -> bool:
        return finding.mention_class == "required" and finding.detail.get("low") == years

    def is_offered(finding: Finding) -> bool:
        return any(path.get("years") == years for path in finding.detail.get("alternatives", ()))

    return _first(reading, "experience", is_asked) or _first(reading, "experience", is_offered)


def _pay(reading: Reading, source_fields: SourceFields) -> _Reason:
    pay, stated = reading.pay, source_fields.pay
    if pay is None:
        return None
    if stated is not None and (stated.min, stated.max) == (pay.min, pay.max):
        return ReasonWords("pay", _STATED)

    def has_end(detail: Mapping[str, Any]) -> bool:
        return bool({detail.get("min"), detail.get("max")} & {pay.min, pay.max} - {None})

    return _first(
        reading,
        "pay",
        lambda finding: finding.mention_class != "negated" and has_end(finding.detail),
    )


def _workplace(reading: Reading, source_fields: SourceFields) -> _Reason:
    if reading.workplace is not None and source_fields.workplace == reading.workplace:
        return ReasonWords("workplace", _STATED)
    return _by_value(reading, "workplace", reading.workplace, "by the location")
