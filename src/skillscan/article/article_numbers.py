"""An article with its numbers, and what its markers and the reading say of each."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from skillscan.article import binding, quantities
from skillscan.article.marked_quantity import marked_quantity
from skillscan.article.model import ArticleText, Binding, Quantity
from skillscan.article.source import markers
from skillscan.article.source.markers import Marker
from skillscan.article.source.near_misses import MarkerFault
from skillscan.settings import Settings

_IN_FAULTY_MARKER = binding.not_understood("it stands in a marker that has a fault")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadArticle:
    """An article with its numbers in text order and what is read of each: a binding, or anything
    else where there is none. ``marked``: its markers with the number inside each; ``numberless``:
    those that do not hold exactly one; ``faults``: what is wrong with others.
    """

    article: ArticleText
    quantities: Sequence[Quantity]
    readings: Sequence[binding.Outcome]
    marked: Sequence[tuple[Marker, Quantity]] = ()
    numberless: Sequence[Marker] = ()
    faults: Sequence[MarkerFault] = ()


def read_numbers(article: ArticleText) -> ReadArticle:
    """The numbers of an article. A marked one is not read but what its marker says, also to the
    numbers beside it; nor is one that a faulty marker was put around, of which nothing is said.
    """
    found = quantities.find(article)
    sound, faults = markers.find(article)
    marked: list[tuple[Marker, Quantity]] = []
    numberless: list[Marker] = []
    told: dict[int, Binding] = {}
    for marker in sound:
        there = _places(found, marker.start, marker.end)
        quantity = marked_quantity(article, marker, found[there.start : there.stop])
        if quantity is None:
            numberless.append(marker)
        else:
            marked.append((marker, quantity))
            told.update(dict.fromkeys(there, marker.binding))
    vocabulary = binding.load_vocabulary(Settings().home)
    readings = list(binding.bind(article, found, vocabulary, told))
    held = [one.held for one in faults if one.held] + [(one.start, one.end) for one in numberless]
    for start, end in held:
        for place in _places(found, start, end):
            readings[place] = _IN_FAULTY_MARKER
    return ReadArticle(
        article=article,
        quantities=found,
        readings=readings,
        marked=marked,
        numberless=numberless,
        faults=faults,
    )


def _places(found: Sequence[Quantity], start: int, end: int) -> range:
    """The places of the quantities whose numbers begin inside of a span."""
    first = bisect_left(found, start, key=lambda one: one.number_start)
    return range(first, bisect_left(found, end, key=lambda one: one.number_start))
