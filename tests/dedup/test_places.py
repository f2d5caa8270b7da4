"""One place in the words of two sources."""

import pytest

from skillscan.dedup.places import is_one_place, towns_of

ONE = [
    ({"Seattle, WA"}, {"Seattle, WA 98101 (Downtown area)"}),
    ({"Louisville, KY"}, {"Louisville, Kentucky, United States"}),
    ({"NYC", "Boston"}, {"Boston, MA", "NYC"}),
    ({"New York, NY", "new", "york"}, {"New York, NY"}),
    ({"Remote"}, {"Remote"}),
]
TWO = [
    ({"Ames, IA"}, {"Pella, IA"}),
    ({"Remote"}, {"United States"}),
    ({"New York, NY"}, {"York, PA"}),
    ({"Berlin", "munich"}, {"Berlin"}),
    (set(), set()),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_two_spellings_are_one_place(one: set[str], other: set[str]) -> None:
    """A copy in an aggregator's words would stand at another place, and be another job."""
    assert is_one_place(frozenset(one), frozenset(other))
    assert is_one_place(frozenset(other), frozenset(one))


@pytest.mark.parametrize(("one", "other"), TWO)
def test_what_names_no_town_proves_no_place(one: set[str], other: set[str]) -> None:
    """Two jobs of one title somewhere in a country would be one."""
    assert not is_one_place(frozenset(one), frozenset(other))


def test_a_town_that_the_title_repeats_counts_once() -> None:
    """“Nurse, York” in York would be at two places."""
    assert towns_of(frozenset({"York, PA", "york"})) == {("york",)}
