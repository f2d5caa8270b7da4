"""Why each label of a reading is what it is."""

from typing import Any

import pytest

from skillscan.domain import Pay, SourceFields
from skillscan.nlp.label_reasons import field_reasons, reasons_as_text, skill_reasons
from skillscan.nlp.reading import Finding, Reading

DOCUMENT = "Engineer\n\nWe use Python. What you bring:\nPython"
PAY = Pay(min=100_000, max=120_000, currency="USD", period="year")


def finding(kind: str, value: str, mention_class: str = "mentioned", **more: Any) -> Finding:
    known = {"start": 0, "end": 1, "rule": "rule", "section": "other"} | more
    return Finding(kind=kind, value=value, mention_class=mention_class, **known)  # type: ignore[arg-type]


CASES: list[tuple[Reading, SourceFields, dict[str, str]]] = [
    (Reading(), SourceFields(), {}),
    (
        Reading(workplace="remote", findings=(finding("workplace", "remote"),)),
        SourceFields(workplace="remote"),
        {"work_mode": "workplace: the source's own field"},
    ),
    (
        Reading(
            workplace="remote",
            findings=(
                finding("workplace", "hybrid", detail={"tier": "hint"}),
                finding("workplace", "remote", detail={"tier": "company"}),
            ),
        ),
        SourceFields(),
        {"work_mode": "workplace: said of the company"},
    ),
    (
        Reading(workplace="remote"),
        SourceFields(locations=("Remote, USA",)),
        {"work_mode": "workplace: by the location"},
    ),
    (Reading(pay=PAY), SourceFields(pay=PAY), {"salary": "pay: the source's own field"}),
    (
        Reading(
            pay=PAY,
            findings=(
                finding("pay", "9", detail={"min": 9, "max": 9}),
                finding("pay", "x", rule="range_alone", detail={"min": 100_000, "max": 120_000}),
            ),
        ),
        SourceFields(pay=Pay(min=1, max=2, currency="USD", period="hour")),
        {"salary": "pay: a range of the size of a year's pay"},
    ),
    (Reading(degree="phd"), SourceFields(), {"degree": "degree: in the title"}),
    (
        Reading(
            degree="master",
            findings=(
                finding("degree", "master", "preferred", section="preferred"),
                finding("degree", "master", "required"),
            ),
        ),
        SourceFields(),
        {"degree": "required: a degree is asked for"},
    ),
    (
        Reading(
            years_min=3,
            years_best=1,
            findings=(
                finding("experience", "3", "preferred", detail={"low": 3}),
                finding(
                    "experience", "3", "required", section="required",
                    detail={"low": 3, "alternatives": [{"degree": 3, "years": 1}]},
                ),
            ),
        ),
        SourceFields(),
        {
            "years_min": "required: in a list of requirements",
            "years_best": "required: in a list of requirements",
        },
    ),
    (
        Reading(occupation="other", seniority="senior"),
        SourceFields(),
        {"role": "occupation: by the words of the text"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("reading", "fields", "reasons"), CASES)
def test_a_field_is_told_by_what_gave_it(
    reading: Reading, fields: SourceFields, reasons: dict[str, str]
) -> None:
    """A sentence would be given as the reason of what the source's own field says."""
    told = field_reasons(reading, DOCUMENT, fields)
    assert {label: str(reason) for label, reason in told.items()} == reasons


def test_a_skill_is_told_by_its_strongest_mention() -> None:
    """A required skill would be explained by a sentence that only mentions it."""
    strongest = finding(
        "skill", "python", "required", section="required", heading_start=25, heading_end=40
    )
    weakest = finding("skill", "python", "mentioned", section="about")
    negated = finding("skill", "go", "negated")
    reading = Reading(skills={"python": "required"}, findings=(weakest, strongest, negated))
    told = skill_reasons(reading, DOCUMENT)
    assert {skill: str(reason) for skill, reason in told.items()} == {
        "python": "required: list under *What you bring*"
    }
    assert reasons_as_text(reading, DOCUMENT, SourceFields())["skills"] == {
        "python": "required: list under *What you bring*"
    }
