"""Whether a posting is for full or part time, and for which shift."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.dedup.work_forms import other_form, work_forms


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Schedule: Part-time, 20 hours. PTO (full-time staff)", {"hours:part_time"}),
        ("Full time role. Part time is possible.", {"hours:full_time"}),
        ("Nights: Thursday to Saturday 5:30pm-6:00am", {"shift:night"}),
        ("Status: CASUAL", {"hours:casual"}),
        ("Type: Independent Contractor", {"hours:contractor"}),
        ("a casual dress code", set()),
        ("First Shift, Vollzeit", {"hours:full_time", "shift:day"}),
        ("Job types: Full-time, Part-time. PTO (full-time staff)", set()),
        ("Hours: full- or part-time", set()),
        ("Full Time/Part Time: Full Time", set()),
        ("Vollzeit oder Teilzeit", set()),
        ("Cooks (Part-Time and Full Time)", set()),
        ("Day shift, evening shift. Part-time", {"hours:part_time"}),
        ("For day, evening and night shift", set()),
        ("Full-time. Part-time is possible.", {"hours:full_time"}),
        ("a successful timetable; the counterpart times out", set()),
    ],
)
def test_the_form_that_is_named_first(text: str, forms: set[str]) -> None:
    """Benefits for full-time staff would make a part-time job a full-time one."""
    assert work_forms(text) == forms


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Part-time", "Full-time", "hours"),
        ("Full-time, day shift", "Full-time, night shift", "shift"),
        ("Full-time", "", None),
        ("Full-time", "Night shift", None),
        ("Part-time", "Full-time or part-time", None),
    ],
)
def test_forms_differ_where_both_name_one(one: str, other: str, kind: str | None) -> None:
    """A copy that leaves the hours out would be another job."""
    assert other_form(work_forms(one), work_forms(other)) == kind
    assert other_form(work_forms(other), work_forms(one)) == kind


@given(st.text(max_size=300))
def test_any_text_has_forms(text: str) -> None:
    """A hostile text must not stop the grouping."""
    forms = work_forms(text)
    assert other_form(forms, forms) is None
