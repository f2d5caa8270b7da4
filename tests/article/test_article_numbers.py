"""What markers say of the numbers of an article, and to the numbers beside them."""

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
