"""Dots with intervals."""

from skillscan.site.charts.spans import DotRow, spans


def test_numbers_of_any_unit_have_their_interval() -> None:
    """A median without its interval would look exact, and a loss like a gain."""
    rows = [
        DotRow(label="<i>", number=-0.02, low=-0.07, high=0.04),
        DotRow(label="alone", number=0.3, low=None, high=None),
    ]
    drawing = spans("Title", "Text.", "Skill", "change", rows)
    assert "<i>" not in drawing.wide.marks
    assert drawing.wide.marks.count('class="whisker"') == 1
    assert drawing.wide.marks.count('class="zero"') == 1
    assert drawing.rows[0] == ("<i>", "−2.0%", "−7.0% to +4.0%")
    assert drawing.rows[1][2] == "–"
