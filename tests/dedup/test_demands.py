"""What is asked of people parts jobs of one text: years, degree, level, languages, hours, pay."""

from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest

from skillscan.dedup.cluster import group
from skillscan.dedup.demands import Demands
from tests.dedup.adverts import ADS, DAY, advert, openings_of, posting


def test_other_years_mean_another_level() -> None:
    """One title for three levels of a ladder: the years tell them apart."""
    junior = advert("ladder", 9) + "\nYou have 2+ years of experience.\n" + advert("j", 3, blurb="")
    senior = advert("ladder", 9) + "\nYou have 8+ years of experience.\n" + advert("s", 3, blurb="")
    found = group([posting("a", "Engineer", junior), posting("b", "Engineer", senior)])
    assert len(openings_of(found)) == 2


@pytest.mark.parametrize(
    ("sentence", "openings"),
    [("You have {}+ years of experience.", 2), ("For 4{} years we build bridges.", 1)],
    ids=["asked of the candidate", "the employer's age"],
)
def test_one_number_in_a_whole_text_tells_a_level(sentence: str, openings: int) -> None:
    """Two levels would be one where nothing but a number that was not read was edited."""
    found = group(
        [
            posting(key, "Engineer", advert("ladder", 30) + "\n" + sentence.format(years))
            for key, years in (("a", 3), ("b", 5))
        ]
    )
    assert len(openings_of(found)) == openings


@pytest.mark.parametrize(
    ("one", "other", "openings"),
    [
        ({"years": 3}, {"years": 8}, 2),
        ({"degree": "master"}, {"degree": "bachelor"}, 2),
        ({"level": "mid"}, {"level": "senior"}, 2),
        ({"years": 3}, {"years": None}, 1),
        ({"years": 3, "degree": "master"}, {"years": 3, "degree": None}, 1),
    ],
)
def test_other_demands_are_another_job(
    one: dict[str, Any], other: dict[str, Any], openings: int
) -> None:
    """One text for 3+ and for 8+ years was one opening; a copy that leaves it out is no other."""
    text = advert("one")
    found = group(
        [
            posting("a", "Engineer", text + f"\nAsks for {one}.", demands=Demands(**one)),
            posting("b", "Engineer", text + f"\nAsks for {other}.", demands=Demands(**other)),
        ]
    )
    assert len(openings_of(found)) == openings


@pytest.mark.parametrize(
    ("one", "other", "openings"),
    [
        ({"years": 3}, {"years": 8}, 1),
        ({"degree": "master"}, {"degree": "none"}, 1),
        ({"level": "mid"}, {"level": "senior"}, 2),
    ],
)
def test_one_text_demands_one_thing(
    one: dict[str, Any], other: dict[str, Any], openings: int
) -> None:
    """A copy without line breaks is read otherwise, and would be another job; a level that the
    source states beside the text is one.
    """
    text = advert("one")
    found = group(
        [
            posting("a", "Engineer", text, demands=Demands(**one)),
            posting("b", "Engineer", text.replace(".\n", "."), demands=Demands(**other)),
        ]
    )
    assert len(openings_of(found)) == openings


PART = "\n".join(ADS.splitlines()[:14])
EDITED = "\n".join([*ADS.splitlines()[:13], "You wait for nobody at any other desk."])
YEARS = "\nYou have 2 years of experience."


@pytest.mark.parametrize(
    ("text", "demands", "openings"),
    [
        (PART, {"degree": "none"}, 1),
        (PART, {"years": 8}, 1),
        (PART + YEARS, {"years": 2}, 2),
        (EDITED, {"degree": "none"}, 2),
        (PART, {"level": "junior"}, 2),
    ],
    ids=["a degree cut off", "years cut off", "other years", "an edited line", "another level"],
)
def test_a_part_of_a_text_asks_for_nothing_else(
    text: str, demands: dict[str, Any], openings: int
) -> None:
    """What a portal left of a sentence is read otherwise, and would make it another job."""
    whole = Demands(years=5, degree="phd", level="senior")
    found = group(
        [
            posting("a", "Engineer", ADS, demands=whole),
            posting("b", "Engineer", text, demands=Demands(**demands)),
        ]
    )
    assert len(openings_of(found)) == openings


@pytest.mark.parametrize(
    ("title", "place", "day", "pay", "openings"),
    [
        ("Engineer", "Berlin", 0, (90_000.0, "EUR"), 2),
        ("Engineer", "Paris", 0, (90_000.0, "EUR"), 1),
        ("Engineer - West", "Berlin", 0, (90_000.0, "EUR"), 1),
        ("Engineer", "Berlin", 9, (90_000.0, "EUR"), 1),
        ("Engineer", "Berlin", 0, (90_000.0, "USD"), 1),
        ("Engineer", "Berlin", 0, None, 1),
    ],
    ids=[
        *("beside", "another city", "a title for another region", "a later year's pay"),
        *("another currency", "a copy without pay"),
    ],
)
def test_pay_alone_parts_only_what_stands_beside(
    title: str, place: str, day: int, pay: tuple[float, str] | None, openings: int
) -> None:
    """Pay goes with the city and the year: 72 of 247 groups of one text would fall apart."""
    text = advert("one")
    offer = Demands(pay=(pay[0], None, pay[1], "year") if pay else None)
    found = group(
        [
            posting(
                "a",
                "Engineer",
                text,
                locations=("Berlin",),
                last_seen=DAY + timedelta(days=5),
                demands=Demands(pay=(80_000.0, None, "EUR", "year")),
            ),
            posting("b", title, text, day=day, locations=(place,), demands=offer),
        ]
    )
    assert len(openings_of(found)) == openings


@pytest.mark.parametrize(
    ("one", "other", "openings"),
    [
        ("You speak French fluently.", "You speak Italian fluently.", 2),
        ("You are fluent in English.", "You are fluent in English and Portuguese.", 2),
        ("You speak English fluently.", "", 1),
        ("Part-time.", "Full-time.", 2),
        ("Day shift.", "Night shift.", 2),
        ("Full-time.", "", 1),
        ("Part-time.", "Full-time or part-time.", 1),
    ],
)
def test_what_one_line_asks_for_parts_one_text(one: str, other: str, openings: int) -> None:
    """Two people are sought: nobody who speaks French alone is hired in Rome."""
    found = group(
        [
            posting(key, "Engineer", f"{ADS}\n{line}", language="en")
            for key, line in (("a", one), ("b", other))
        ]
    )
    assert len(openings_of(found)) == openings


@pytest.mark.parametrize("between", ["Full-time or part-time.", ""])
def test_a_text_of_no_hours_pulls_no_others_together(between: str) -> None:
    """A job for a student's evenings would vanish in one that fills the week."""
    lines = (between, "Part-time.", "Full-time.", "Full-time.")
    found = group(
        [posting(f"p{day}", "Cook", f"{ADS}\n{line}", day=day) for day, line in enumerate(lines)]
    )
    assert openings_of(found) == {frozenset({"p0", "p1"}), frozenset({"p2", "p3"})}


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_titles_that_ask_for_other_years_are_two_jobs(order: tuple[int, ...]) -> None:
    """A beginner's job would vanish in that of somebody who has done it for ten years."""
    titles = ("Engineer (2 to 4 yrs)", "Engineer (6-8 yrs)", "Engineer")
    days = [posting(f"p{n}", titles[n], ADS, day=day) for day, n in enumerate(order)]
    found = group([*days, posting("p3", "Engineer - 02+ years exp", ADS, day=9)])
    assert len(openings_of(found)) == 2
    assert found["p0"].opening_id == found["p3"].opening_id != found["p1"].opening_id


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ("Cook - Acme - 40hrs", "Cook", 1),
        ("Cook - 40hrs", "Cook (40.0 hours per week)", 1),
        ("Cook - 40hrs", "Cook - 16hrs", 2),
        ("Cook (0.8 FTE)", "Cook 80%-100%", 2),
        ("Cook (.8 FTE)", "Cook, FTE 0,8", 1),
    ],
)
def test_hours_part_jobs_of_which_both_titles_name_them(one: str, other: str, number: int) -> None:
    """A copy with the hours in its title would be another job; a job for 16 hours is one."""
    found = group([posting("a", one, ADS), posting("b", other, ADS, day=9)])
    assert len(openings_of(found)) == number


def test_a_cut_copy_may_have_lost_the_language() -> None:
    """Every copy of an aggregator that cuts off the end would be another job."""
    whole = f"{ADS}\nYou speak Polish fluently."
    found = group(
        [
            posting("a", "Engineer", whole, language="en"),
            posting("b", "Engineer", ADS[: len(ADS) // 2], language="en"),
        ]
    )
    assert len(openings_of(found)) == 1
