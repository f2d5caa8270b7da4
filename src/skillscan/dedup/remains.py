"""Rules for what is left of a text, or stands in its place: scraps, fragments, headings, another
language, other words. All but scraps count only under one title at one place.
"""

from collections.abc import Iterator
from typing import TypeAlias

from skillscan.dedup.comparable_posting import ComparablePosting, limits
from skillscan.dedup.days_seen import overlap
from skillscan.dedup.places import is_one_place, towns_of
from skillscan.dedup.shingles import SetSimilarity

Rule: TypeAlias = tuple[bool, str, float]
"""Whether it holds, its name, and the share it rests on."""


def what_is_left(
    one: ComparablePosting, other: ComparablePosting, full: SetSimilarity, own: SetSimilarity
) -> Iterator[Rule]:
    """The rules, in their order, for two postings of one title that nothing else joins: ``full``
    and ``own`` are the similarities of their whole and own texts.
    """
    yield _scrap(full, own)
    yield _torn_at_one_place(one, other, full, own)
    yield _translated(one, other)
    yield _part_at_one_place(one, other, full, own)
    yield _own_part_at_one_place(one, other, own)
    yield _stub_at_one_place(one, other, full)
    yield _anew_at_one_place(one, other, own)
    yield _adapted_to_another_town(one, other, full, own)


def _scrap(full: SetSimilarity, own: SetSimilarity) -> Rule:
    """A sentence or two, as search results show them, that are more than the employer's blurb."""
    limit = limits()
    share = min(full.containment, own.containment)
    is_enough = own.smaller >= limit["scrap_shingles"]
    return (is_enough and share >= limit["torn_containment"], "scrap of the text", share)


def _torn_at_one_place(
    one: ComparablePosting, other: ComparablePosting, full: SetSimilarity, own: SetSimilarity
) -> Rule:
    """Fragments of a text under one title at one place, joined: each joint makes new runs."""
    limit = limits()
    share = min(full.containment, own.containment)
    larger = max(one.full_text.size, other.full_text.size)
    is_part = limit["scrap_shingles"] <= own.smaller and full.smaller <= larger * limit["fragments"]
    is_like = is_part and share >= limit["joined_containment"]
    holds = is_like and is_one_place(one.places, other.places)
    return (holds, "fragments of the text at one place", share)


def _translated(one: ComparablePosting, other: ComparablePosting) -> Rule:
    """One title at one place in two languages, at about one length: nobody can compare the texts,
    and an employer that looks for two people would say so in one language.
    """
    are_two = one.language and other.language and one.language != other.language
    smaller, larger = sorted((one.full_text.size, other.full_text.size))
    share = smaller / larger if larger else 0.0
    is_like = bool(are_two) and share >= limits()["translated"]
    holds = is_like and is_one_place(one.places, other.places)
    return (holds, "one title at one place in two languages", share)


def _part_at_one_place(
    one: ComparablePosting, other: ComparablePosting, full: SetSimilarity, own: SetSimilarity
) -> Rule:
    """The most of a text without the employer's blurb, under one title at one place."""
    limit = limits()
    share = min(full.containment, own.containment)
    larger = max(one.full_text.size, other.full_text.size)
    is_part = limit["own_shingles"] <= own.smaller and full.smaller < larger * limit["whole"]
    is_like = is_part and share >= limit["part_containment"]
    holds = is_like and is_one_place(one.places, other.places)
    return (holds, "a part of the text at one place", share)


def _own_part_at_one_place(
    one: ComparablePosting, other: ComparablePosting, own: SetSimilarity
) -> Rule:
    """The most of a posting's own text, with another blurb, at one place."""
    limit = limits()
    smaller, larger = sorted((one.own_text.size, other.own_text.size))
    is_part = own.smaller >= limit["own_shingles"] and smaller < larger * limit["whole"]
    is_like = is_part and own.containment >= limit["own_part_containment"]
    holds = is_like and is_one_place(one.places, other.places)
    return (holds, "a part of the own text at one place", own.containment)


def is_stub(posting: ComparablePosting) -> bool:
    """Whether so little is left of a text that there is nothing to compare."""
    return bool(posting.full_text.size < limits()["scrap_shingles"])


def _stub_at_one_place(
    one: ComparablePosting, other: ComparablePosting, full: SetSimilarity
) -> Rule:
    """Headings of which the text was lost, a line or two where the other has a page, or a piece
    that says nothing but what the employer says everywhere, beside a whole text under one title.
    """
    limit = limits()
    shorter, longer = sorted((one, other), key=lambda posting: posting.full_text.size)
    is_piece = (
        full.containment >= limit["joined_containment"]
        and shorter.own_text.size < limit["scrap_shingles"]
        and shorter.full_text.size <= longer.full_text.size * limit["fragments"]
    )
    is_line = (
        shorter.full_text.size < limit["own_shingles"]
        and shorter.full_text.size <= longer.full_text.size * limit["line"]
    )
    is_lost = (is_stub(one) != is_stub(other)) or is_line or is_piece
    is_beside_whole = longer.full_text.size >= limit["cut_shingles"]
    holds = is_lost and is_beside_whole and is_one_place(one.places, other.places)
    return (holds, "a lost text under one title at one place", 0.0)


def _anew_at_one_place(
    one: ComparablePosting, other: ComparablePosting, own: SetSimilarity
) -> Rule:
    """A short advertisement written anew for the next month: few of its runs of words stay. An
    employer that has several under one title at one time looks for several people.
    """
    limit = limits()
    larger = max(one.full_text.size, other.full_text.size)
    is_like = larger <= limit["anew_shingles"] and own.containment >= limit["anew_containment"]
    are_alone = is_like and one.is_alone and other.is_alone and not overlap(one.seen, other.seen)
    holds = are_alone and towns_of(one.places) == towns_of(other.places)
    return (holds, "a short text written anew", own.containment)


def _adapted_to_another_town(
    one: ComparablePosting, other: ComparablePosting, full: SetSimilarity, own: SetSimilarity
) -> Rule:
    """One title in two towns, the text of each with its own country's authorities, market and
    benefits. At one place such a text is another job's.
    """
    limit = limits()
    is_enough = own.smaller >= limit["own_shingles"] and full.jaccard >= limit["adapted"]
    is_like = is_enough and own.jaccard >= limit["adapted_own"]
    holds = is_like and bool(one.places) and towns_of(one.places).isdisjoint(towns_of(other.places))
    return (holds, "a text adapted to another town", own.jaccard)
