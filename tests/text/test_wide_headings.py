"""Headings that stand in the line of their text, behind and before wide gaps."""

import pytest

from skillscan.text.prepare import prepare

TEXT = (
    "Serve as a weaver with silk   and wool at the mill by the sea, "
    "and mend looms for all of us there."
)


@pytest.mark.parametrize(
    "raw",
    [
        f"Help       Duties           {TEXT}",
        f"Duties           {TEXT}",
        f"Weave with us.        Duties       {TEXT}",
        f"Weave with us.\nDuties           {TEXT}",
        f"Weave with us.   Duties    {TEXT}",
        f"Weave with us.\u00a0\t\u00a0\tDuties\u00a0\t\u00a0\t{TEXT}",
    ],
)
def test_a_heading_between_wide_gaps_stands_alone(raw: str) -> None:
    text = prepare(raw)
    assert "Duties" in text.split("\n")
    assert prepare(text) == text


@pytest.mark.parametrize(
    "raw",
    [
        f"Your Duties           {TEXT}",
        f"Your  Duties           {TEXT}",
        f"Duties {TEXT}",
        f"Duties   {TEXT}",
        "Duties           Weave",
        f"Duties           {TEXT.lower()}",
    ],
    ids=[
        "part of a phrase",
        "a narrow gap before",
        "no gap",
        "a narrow gap",
        "a row of a table",
        "a sentence goes on",
    ],
)
def test_other_lines_stay_whole(raw: str) -> None:
    assert "Duties" not in prepare(raw).split("\n")


@pytest.mark.parametrize("heading", ["Responsibilities", "Requirements", "Qualifications"])
def test_so_do_the_other_plain_headings(heading: str) -> None:
    assert heading in prepare(f"Weave with us.        {heading}       {TEXT}").split("\n")
