"""The numbers of a short article as the tests of decisions need them."""

from skillscan.article.article_numbers import ReadArticle, read_numbers
from skillscan.article.confirmed.claim_places import ClaimPlaces
from skillscan.article.source import read


def read_markdown(text: str) -> ReadArticle:
    """An article with its numbers and what the reading makes of them."""
    return read_numbers(read(text.encode(), "markdown"))


def places(one: ReadArticle) -> ClaimPlaces:
    """Its numbers by what stands around them."""
    return ClaimPlaces(one.article, one.quantities, one.readings)


def index_at(one: ReadArticle, words: str) -> int:
    """The number that these words begin with."""
    start = one.article.text.index(words)
    numbers = [quantity.number_start for quantity in one.quantities]
    return min(range(len(numbers)), key=lambda index: abs(numbers[index] - start))
