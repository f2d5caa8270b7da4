"""What markers say of the numbers of an article, and to the numbers beside them."""

import pytest

from skillscan.article.article_numbers import read_numbers
from skillscan.article.model import Binding
from skillscan.article.source import read

MARKED = "<!-- skillscan: skill_share sql ml_engineer -->72%<!-- /skillscan -->"
TEXT = f"We read 900 postings of ML engineers. Python is in {MARKED} of them, up from 60%."


def test_a_marked_number_is_what_its_marker_says() -> None:
    """The words around it speak of Python: they are not asked."""
    found = read_numbers(read(TEXT.encode(), "markdown"))
    place = [one.low for one in found.quantities].index(72)
    marker, quantity = found.marked[0]
    assert found.readings[place] == marker.binding
    assert quantity.low == 72


def test_a_marker_tells_the_numbers_beside_it() -> None:
    """Else what a number was a year ago would be of another skill than what it is."""
    found = read_numbers(read(TEXT.encode(), "markdown"))
    earlier = found.readings[[one.low for one in found.quantities].index(60)]
    assert isinstance(earlier, Binding)
    assert (earlier.dimension, earlier.is_earlier) == ("sql", True)


def test_a_marker_without_exactly_one_number_marks_none() -> None:
    found = read_numbers(read(TEXT.replace("72%", "72% or 80%").encode(), "markdown"))
    assert not found.marked
    assert len(found.numberless) == 1


OPEN, CLOSE = "<!-- skillscan: skill_share python ml_engineer_us -->", "<!-- /skillscan -->"


@pytest.mark.parametrize(
    "marker",
    [
        "&lt;!-- skillscan: skill_share python ml_engineer_us --&gt;{}&lt;!-- /skillscan --&gt;",
        "&lt;b data-skillscan='experience_at_least 5 ml_engineer_us'&gt;{}&lt;/b&gt;",
        "&lt;!-- skillscan: skill_share python ml_engineer_us --&gt;{}",
        "{{{{skillscan: skill_share python ml_engineer_us}}}}{}{{{{/skillscan}}}}",
        "<!– skillscan: skill_share python ml_engineer_us –>{}<!– /skillscan –>",
        "<!-- skilscan: skill_share python ml_engineer_us -->{}<!-- /skilscan -->",
        "<!-- skillscan skill_share python ml_engineer_us -->{}" + CLOSE,
        "<!-- skillscan: skill_share python -->{}" + CLOSE,
        "<!-- skillscan: skill_share python -->**{}**" + CLOSE,
        "<b data-skilscan='skill_share python ml_engineer_us'>{}</b>",
        "<skillscan at='skill_share python ml_engineer_us'>{}</skillscan>",
        OPEN + "{}",
        OPEN + "{} or {}" + CLOSE,
        OPEN + "{}" + OPEN + CLOSE,
    ],
)
def test_nothing_is_said_of_a_number_in_a_faulty_marker(marker: str) -> None:
    """It would be judged, and written over, as another number than its author says it is."""
    held = marker.format("72%", "70%")
    text = f"Go is in 3% of ML engineer postings. Python is in {held} of them."
    article = read(text.encode(), "markdown")
    found = read_numbers(article)
    outcomes = {
        article.text[one.number_start : one.number_end]: outcome
        for one, outcome in zip(found.quantities, found.readings, strict=True)
    }
    assert isinstance(outcomes.pop("3"), Binding)
    assert any("72" in number for number in outcomes)
    assert {getattr(one, "reason", None) for one in outcomes.values()} == {
        "it stands in a marker that has a fault"
    }
    assert found.faults or found.numberless
