"""Lines of months."""

from skillscan.site.charts.trends import Series, trends
from skillscan.statistics.estimates import View


def view(share: float) -> View:
    return View(share=share, low=share - 0.05, high=share + 0.05)


POINTS = [("2025-11", view(0.2)), ("2025-12", view(0.3)), ("2026-02", view(0.4))]


def drawn(points: list[tuple[str, View]], *, is_trend: bool = True) -> str:
    series = [Series(label="<b>", points=points)]
    return str(trends("Title", "Text.", series, is_trend=is_trend).wide.marks)


def test_no_line_crosses_a_month_without_a_number() -> None:
    """A withheld month would look like one that was counted."""
    marks = drawn(POINTS)
    assert marks.count("<polyline") == marks.count("<polygon") == 1
    assert marks.count("<circle") == 3
    assert marks.count('class="whisker"') == 1  # the month that stands alone


def test_what_is_no_trend_has_no_line() -> None:
    """Months of other boards would be read as a rise."""
    marks = drawn(POINTS, is_trend=False)
    assert "<polyline" not in marks
    assert marks.count('class="whisker"') == 3


def test_the_table_says_what_the_picture_shows_and_words_are_escaped() -> None:
    """Who cannot see the picture would have nothing; a label of a stranger would run."""
    drawing = trends("Title", "Text.", [Series(label="<b>", points=POINTS)])
    assert drawing.rows[1] == ("<b>", "2025-12", "30%", "25% to 35%")
    assert "<b>" not in drawing.wide.marks
    several = trends("T", "T", [Series(label=str(n), points=POINTS) for n in range(5)])
    assert (several.wide.height, several.narrow.height) == (2 * 160, 5 * 160)


def test_an_empty_series_is_an_empty_picture() -> None:
    """A release of few postings would end in an error."""
    assert "<polyline" not in drawn([])
