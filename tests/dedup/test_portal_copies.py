"""Copies of one advertisement on a job portal, on invented advertisements."""

import numpy as np
import pytest

from skillscan.dedup.cluster import group
from skillscan.dedup.comparable_text import comparable_text
from skillscan.dedup.demands import Demands
from skillscan.dedup.portal_copies import portal_of
from tests.dedup.adverts import advert, openings_of, posting

TEXT = advert("ads")
BLOCK = (
    "\nSeniority level\n{level}\nEmployment type\nFull-time\nJob function\nEngineering\n"
    "Industries\nSoftware"
)
ENTRY, MID = (BLOCK.format(level=level) for level in ("Entry level", "Mid-Senior level"))


@pytest.mark.parametrize(
    ("text", "portal"),
    [
        (TEXT + ENTRY, "linkedin"),
        (TEXT + ENTRY.replace("Full-time", "Contract"), "linkedin"),
        (TEXT, None),
        (TEXT + "\nThis is a full-time job. Function as a lead of the industries team.", None),
        ("", None),
    ],
)
def test_a_portal_is_known_by_its_block(text: str, portal: str | None) -> None:
    """An employer's own words taken for a portal's would lose the level that it states."""
    assert portal_of(comparable_text(text).shingles) == portal


def test_no_text_has_no_portal() -> None:
    """A posting without a text is no reason to stop."""
    assert portal_of(np.array([], dtype=np.uint64)) is None


@pytest.mark.parametrize(
    ("title", "text", "openings"),
    [
        ("AI Ventures Data Scientist", TEXT + ENTRY, 1),
        ("Scientist", TEXT + ENTRY, 1),
        ("Senior Data Scientist", TEXT + ENTRY, 2),
        ("AI Ventures Data Scientist", TEXT, 2),
        ("Research Data Analyst", TEXT + ENTRY, 2),
        ("AI Ventures Data Scientist", advert("search") + ENTRY, 2),
    ],
    ids=[
        *("words added by the portal", "words left out by it", "another level"),
        *("the employer's own other title", "other words", "another text"),
    ],
)
def test_a_copy_takes_the_employers_title(title: str, text: str, openings: int) -> None:
    """Else one job counts twice where a portal words its title anew; or two as one."""
    found = group([posting("a", "Data Scientist", TEXT), posting("b", title, text)])
    assert len(openings_of(found)) == openings


def test_a_title_that_the_employer_has_stays() -> None:
    """Two jobs of one text, each with its copy, are two."""
    found = group(
        [
            posting("a", "Data Scientist", TEXT),
            posting("b", "Data Scientist, Search", TEXT),
            posting("c", "Data Scientist, Search", TEXT + ENTRY),
        ]
    )
    assert openings_of(found) == {frozenset("a"), frozenset("bc")}


@pytest.mark.parametrize(("one", "other", "openings"), [(ENTRY, MID, 1), ("", MID, 1), ("", "", 2)])
def test_the_level_of_a_block_is_the_portals_guess(one: str, other: str, openings: int) -> None:
    """A portal calls one copy "Entry level" and the next "Mid-Senior level"."""
    found = group(
        [
            posting("a", "Engineer", TEXT + one, demands=Demands(level="junior")),
            posting("b", "Engineer", TEXT + other, demands=Demands(level="mid")),
        ]
    )
    assert len(openings_of(found)) == openings
