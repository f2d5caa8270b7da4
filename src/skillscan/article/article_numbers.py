"""An article with its numbers, and what its markers and the reading say of each."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from skillscan.article import binding, quantities
from skillscan.article.marked_quantity import marked_quantity
from skillscan.article.model import ArticleText, Binding, Quantity
from skillscan.article.source import markers
from skillscan.article.source.markers import Marker
from skillscan.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadArticle:
    """An article with its numbers in text order and what is read of each: a binding, or anything
    else where there is none. ``marked``: its markers with the number inside each; ``numberless``:
    those that do not hold exactly one.
    """

    article: ArticleText
    quantities: Sequence[Quantity]
    readings: Sequence[binding.Outcome]
    marked: Sequence[tuple[Marker, Quantity]] = ()
    numberless: Sequence[Marker] = ()


def read_numbers(article: ArticleText) -> ReadArticle:
    """The numbers of an article. A marked one is not read but what its marker says, also to the
    numbers beside it.
    """
    found = quantities.find(article)
    marked: list[tuple[Marker, Quantity]] = []
    numberless: list[Marker] = []
    told: dict[int, Binding] = {}
    for marker in markers.find(article):
        there = _places(found, marker)
        quantity = marked_quantity(article, marker, found[there.start : there.stop])
        if quantity is None:
            numberless.append(marker)
        else:
            marked.append((marker, quantity))
            told.update(dict.fromkeys(there, marker.binding))
    vocabulary = binding.load_vocabulary(Settings().home)
    return ReadArticle(
        article=article,
        quantities=found,
        readings=binding.bind(article, found, vocabulary, told),
        marked=marked,
        numberless=numberless,
    )


def _places(found: Sequence[Quantity], marker: Marker) -> range:
    """The places of the quantities that begin inside of a marker."""
    first = bisect_left(found, marker.start, key=lambda one: one.number_start)
    return range(first, bisect_left(found, marker.end, key=lambda one: one.number_start))
