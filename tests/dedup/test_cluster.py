"""Postings into openings, on invented advertisements."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from random import Random as Dice
from typing import Any

import pytest

from skillscan.dedup.candidate_index import FEW_OPENINGS
from skillscan.dedup.cluster import group
from skillscan.dedup.comparable_text import comparable_text
from skillscan.dedup.demands import Demands
from skillscan.dedup.employers import UNKNOWN_EMPLOYER
from skillscan.dedup.models import Membership, OpeningInput

DAY = datetime(2026, 1, 1, tzinfo=UTC)
VERBS = ("build", "design", "ship", "test", "measure", "tune", "serve", "watch", "plan", "teach")
THINGS = (
    *("ranking models", "feature stores", "training jobs", "data pipelines", "label tools"),
    *("search indexes", "billing flows", "mobile screens", "robot arms", "fraud rules"),
)


def sentences(seed: str, count: int) -> list[str]:
    """Invented duties; the same seed gives the same sentences."""
    dice = Dice(seed)  # noqa: S311
    return [
        f"You {dice.choice(VERBS)} {dice.choice(THINGS)} of line {dice.randrange(10_000)} "
        f"with team {dice.randrange(10_000)} and report {dice.choice(THINGS)} "
        f"to desk {dice.randrange(10_000)}."
        for _ in range(count)
    ]


BLURB = "\n".join(sentences("the employer's own blurb", 12))


def advert(seed: str, duties: int = 12, *, blurb: str = BLURB) -> str:
    return "\n".join([blurb, *sentences(seed, duties)])


def posting(
    key: str, title: str, text: str, *, employer: str = "acme", day: int = 0, **more: Any
) -> OpeningInput:
    return OpeningInput(
        posting_id=key,
        employer_id=employer,
        title=title,
        text=comparable_text(text),
        first_seen=DAY + timedelta(days=day),
        **more,
    )


def openings_of(found: dict[str, Membership]) -> set[frozenset[str]]:
    """The partition of posting ids."""
    return {
        frozenset(key for key, other in found.items() if other.opening_id == member.opening_id)
        for member in found.values()
    }


ADS = advert("ads")
ONE_OPENING = {
    "reposted next month": ("ML Engineer", ADS),
    "in another city": ("ML Engineer - Berlin", ADS),
    "edited a little": ("ML Engineer", ADS + "\nYou also mentor two colleagues in our new office."),
    "cut by an aggregator": ("ML Engineer", ADS[: len(ADS) // 2] + "…"),
    "line breaks lost": ("Machine Learning Engineer", ADS.replace(".\n", ".")),
    "other words of the title": ("Engineer, Machine Learning", ADS),
    "a place inside the title": ("West Coast ML Engineer", ADS),
}
TWO_OPENINGS = {
    "the blurb is shared, the duties are not": ("ML Engineer", advert("search")),
    "another level": ("Senior ML Engineer", ADS),
    "another level in numbers": ("ML Engineer II", ADS),
    "another team, same text": ("ML Engineer, Search", ADS),
}


@pytest.mark.parametrize(("title", "text"), ONE_OPENING.values(), ids=ONE_OPENING.keys())
def test_one_advertisement_is_one_opening(title: str, text: str) -> None:
    """Else an employer that reposts weighs more than one that does not."""
    found = group([posting("a", "ML Engineer", ADS), posting("b", title, text, day=30)])
    assert openings_of(found) == {frozenset("ab")}
    assert found["b"].opening_id == "o:a"
    assert "with a" in found["b"].decision


@pytest.mark.parametrize(("title", "text"), TWO_OPENINGS.values(), ids=TWO_OPENINGS.keys())
def test_two_jobs_stay_two(title: str, text: str) -> None:
    """Else jobs that differ vanish from the counts."""
    found = group([posting("a", "ML Engineer", ADS), posting("b", title, text, day=30)])
    assert openings_of(found) == {frozenset("a"), frozenset("b")}


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


LOST = "Responsibilities:\nYour profile:"


@pytest.mark.parametrize("day", [-1, 1], ids=["seen first", "seen later"])
@pytest.mark.parametrize(
    ("title", "place", "openings"),
    [
        ("Engineer", "Berlin", {frozenset("ab"), frozenset("c")}),
        ("Engineer", "Paris", {frozenset("a"), frozenset("b"), frozenset("c")}),
        ("Analyst", "Berlin", {frozenset("a"), frozenset("b"), frozenset("c")}),
    ],
)
def test_a_lost_text_is_that_of_its_title_and_place(
    day: int, title: str, place: str, openings: set[frozenset[str]]
) -> None:
    """Headings without their text are no second job; nor do they join two jobs."""
    found = group(
        [
            posting("a", "Engineer", ADS, locations=("Berlin",)),
            posting("b", title, LOST, locations=(place,), day=day),
            posting("c", "Engineer", advert("search"), locations=("Berlin",), day=2),
        ]
    )
    assert openings_of(found) == openings


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


@pytest.mark.parametrize(
    ("place", "language", "openings"),
    [("Nantes", "fr", 1), ("Rome", "fr", 2), ("Nantes", "en", 2)],
)
def test_a_translation_at_one_place_is_one_job(place: str, language: str, openings: int) -> None:
    """An employer that advertises in two languages would count twice."""
    found = group(
        [
            posting("a", "Engineer", advert("one"), locations=("Nantes",), language="en"),
            posting(
                "b",
                "Engineer",
                advert("deux", blurb="\n".join(sentences("le blason", 12))),
                locations=(place,),
                language=language,
            ),
        ]
    )
    assert len(openings_of(found)) == openings


def test_a_sentence_of_the_text_is_a_copy() -> None:
    """What a search result shows of an advertisement would be another job."""
    part = "\n".join(sentences("ads", 12)[3:5])
    found = group([posting("a", "Engineer", ADS), posting("b", "Engineer", part + "…")])
    assert len(openings_of(found)) == 1


@pytest.mark.parametrize(("place", "openings"), [("Pella, IA", 1), ("Ames, IA", 2)])
def test_fragments_at_one_place_are_a_copy(place: str, openings: int) -> None:
    """An aggregator that joins the headings and single sentences of a text would publish another
    job of the same title.
    """
    duties = sentences("ads", 12)
    joined = "".join(one[:60].rsplit(" ", 1)[0] for one in duties[:7])
    found = group(
        [
            posting("a", "Engineer", ADS, locations=("Pella, IA",)),
            posting("b", "Engineer", joined, locations=(place,)),
        ]
    )
    assert len(openings_of(found)) == openings


@pytest.mark.parametrize(
    ("kept", "new", "place", "openings"),
    [
        pytest.param(14, 4, "Ames, Iowa", 1, id="at one place"),
        pytest.param(14, 4, "Pella, IA", 2, id="elsewhere"),
        pytest.param(14, 10, "Ames, Iowa", 2, id="too little in common"),
        pytest.param(22, 8, "Ames, Iowa", 2, id="no part: as long as the other"),
    ],
)
def test_a_part_of_the_text_at_one_place_is_a_copy(
    kept: int, new: int, place: str, openings: int
) -> None:
    """A copy that lost the blurb and some duties would be another job of the same title."""
    part = [*sentences("ads", 24)[:kept], *sentences("new", new)]
    found = group(
        [
            posting("a", "Engineer", advert("ads", 24), locations=("Ames, IA",)),
            posting("b", "Engineer", "\n".join(part), locations=(place,)),
        ]
    )
    assert len(openings_of(found)) == openings


OTHER_BLURB = "\n".join([*sentences("another year", 30), BLURB])
THIRD_BLURB = "\n".join([*sentences("a third year", 30), BLURB])
OF_OTHER_WORKS = [
    posting(f"{work} {number}", work, advert(work, 10, blurb=blurb), locations=("Rome",))
    for work in ("Nurse", "Cook", "Pilot")
    for number, blurb in enumerate((BLURB, OTHER_BLURB, THIRD_BLURB))
]
"""What makes these blurbs the employer's."""


@pytest.mark.parametrize(
    ("lost", "place", "openings"),
    [
        pytest.param(7, "Ames, Iowa", 1, id="at one place"),
        pytest.param(7, "Pella, IA", 2, id="elsewhere"),
        pytest.param(12, "Ames, Iowa", 2, id="too little in common"),
    ],
)
def test_the_most_of_the_own_text_at_one_place_is_one_job(
    lost: int, place: str, openings: int
) -> None:
    """A repost under next year's blurb, half as long and edited, would be another job."""
    own = sentences("one duty", 80)
    again = [*own[:40][lost:], *sentences("new", lost)]
    found = group(
        [
            *OF_OTHER_WORKS,
            posting("a", "Chemist", "\n".join([THIRD_BLURB, *own]), locations=("Ames, IA",)),
            posting("b", "Chemist", "\n".join([OTHER_BLURB, *again]), locations=(place,)),
        ]
    )
    assert len({found["a"].opening_id, found["b"].opening_id}) == openings


def test_a_short_text_of_its_own_is_the_same_under_another_blurb() -> None:
    """An employer whose texts are nearly all blurb would have an opening for each version of it."""
    own = "\n".join(sentences("one duty", 2))
    copies = [
        posting(key, "Chemist", f"{blurb}\n{own}")
        for key, blurb in (("a", OTHER_BLURB), ("b", THIRD_BLURB))
    ]
    found = group([*OF_OTHER_WORKS, *copies])
    assert found["a"].opening_id == found["b"].opening_id


@pytest.mark.parametrize(("place", "openings"), [("Ames, IA 50010 (West)", 1), ("Pella, IA", 2)])
def test_a_piece_of_the_blurb_is_a_lost_text(place: str, openings: int) -> None:
    """Of a page of which only the employer's own blurb was kept, nothing but title and place are
    left: it would be a second job.
    """
    others = [posting(team, f"Engineer, {team}", advert(team)) for team in ("search", "pay")]
    piece = "\n".join(["Apply here today by mail", *BLURB.split("\n")[:2]])
    found = group(
        [
            *others,
            posting("a", "Engineer", advert("ads", 40), locations=("Ames, IA",)),
            posting("b", "Engineer", piece, locations=(place,)),
        ]
    )
    assert len(openings_of(found)) == openings + len(others)


@pytest.mark.parametrize(
    ("lines", "place", "openings"),
    [(2, "Ames, IA 50010 (West)", 1), (2, "Pella, IA", 2), (6, "Ames, IA", 2)],
    ids=["a line or two", "elsewhere", "a short text"],
)
def test_a_line_where_another_has_a_page_is_a_lost_text(
    lines: int, place: str, openings: int
) -> None:
    """A portal that keeps a line of a page would make a second job of it; a short text is none."""
    line = "\n".join(sentences("how to apply", lines))
    found = group(
        [
            posting("a", "Engineer", advert("ads", 40), locations=("Ames, IA",)),
            posting("b", "Engineer", line, locations=(place,)),
        ]
    )
    assert len(openings_of(found)) == openings


@pytest.mark.parametrize(
    ("day", "place", "common", "openings"),
    [(31, "NYC", 1, 1), (0, "NYC", 1, 2), (31, "Boston", 1, 2), (31, "NYC", 0, 2)],
    ids=["next month", "at once", "elsewhere", "nothing in common"],
)
def test_a_short_text_written_anew_is_one_job(
    day: int, place: str, common: int, openings: int
) -> None:
    """A founder who words the advertisement anew each month would look for six engineers."""
    texts = ["\n".join([*sentences("us", common), *sentences(by, 5)]) for by in ("june", "july")]
    found = group(
        [
            posting("a", "Founding Engineer", texts[0], locations=("NYC",)),
            posting("b", "Founding Engineer", texts[1], locations=(place,), day=day),
        ]
    )
    assert len(openings_of(found)) == openings


@pytest.mark.parametrize(
    ("places", "days", "openings"),
    [(("Reno", "Reno"), (0, 0), 2), (("Reno", "Reno"), (0, 40), 1), (("Reno", "Salem"), (0, 0), 1)],
    ids=["beside", "later", "elsewhere"],
)
def test_a_text_edited_far_is_one_job_but_beside_the_other(
    places: tuple[str, str], days: tuple[int, int], openings: int
) -> None:
    """Two jobs of one town and day were one where two thirds of the text were the same."""
    texts = ["\n".join((*sentences("duties", 16), *sentences(own, 6))) for own in "ab"]
    found = group(
        [
            posting(key, "Engineer", text, day=day, locations=(place,))
            for key, text, day, place in zip("ab", texts, days, places, strict=True)
        ]
    )
    assert len(openings_of(found)) == openings


@pytest.mark.parametrize(("place", "openings"), [("Salem", 1), ("Reno", 2)])
def test_a_text_adapted_to_another_town_is_one_job(place: str, openings: int) -> None:
    """Each country's authorities and market in one text would make a job of each; at one place
    such a text is another job's."""
    texts = ["\n".join((*sentences("duties", 20), *sentences(own, 8))) for own in "ab"]
    found = group(
        [
            posting("a", "Compliance Officer", texts[0], locations=("Reno",)),
            posting("b", "Compliance Officer", texts[1], locations=(place,)),
        ]
    )
    assert len(openings_of(found)) == openings


def test_two_wordings_of_a_title_stay_one_where_only_the_blurb_was_edited() -> None:
    """“iOS Engineer” and “Software Engineer, iOS” with last year's blurb would be two jobs."""
    blurbs = ["\n".join(sentences(year, 3)) for year in ("last year", "this year")]
    teams = [
        posting(f"{team}{n}", f"Designer, {team}", advert(team, blurb=blurb))
        for team in ("ads", "pay")
        for n, blurb in enumerate(blurbs)
    ]
    found = group(
        [
            *teams,
            posting("a", "iOS Engineer", advert("ios", 20, blurb=blurbs[0])),
            posting("b", "Software Engineer, iOS", advert("ios", 20, blurb=blurbs[1])),
        ]
    )
    assert found["a"].opening_id == found["b"].opening_id


def test_benefits_of_another_country_do_not_part() -> None:
    """What stands in many postings of the employer says nothing about the opening."""
    blurbs = {place: advert(place, 25, blurb="") for place in ("uk", "us")}
    teams = ("ads", "search", "maps", "pay")
    postings = [
        posting(f"{team}-{place}", f"Engineer, {team}", advert(team, 14, blurb=blurbs[place]))
        for team in teams
        for place in blurbs
    ]
    expected = {frozenset(f"{team}-{place}" for place in blurbs) for team in teams}
    assert openings_of(group(postings)) == expected


def test_other_employer_is_never_joined() -> None:
    """A recruiter's text copied by two firms is two openings."""
    found = group(
        [posting("a", "ML Engineer", ADS), posting("b", "ML Engineer", ADS, employer="globex")]
    )
    assert len(openings_of(found)) == 2


def test_unknown_employers_join_only_on_one_text() -> None:
    """Nobody knows whether they are one employer: only a copy is joined."""
    edited = "\n".join(ADS.split("\n")[:-3] + sentences("edit", 3))
    texts = {"a": ADS, "b": ADS, "c": edited}
    postings = [posting(k, "ML Engineer", t, employer=UNKNOWN_EMPLOYER) for k, t in texts.items()]
    assert openings_of(group(postings)) == {frozenset("ab"), frozenset("c")}


def test_a_chain_of_small_steps_does_not_join_two_jobs() -> None:
    """Each repost resembles the one before; the last has nothing of the first."""
    start, end = sentences("start", 24), sentences("end", 24)
    chain = [
        posting(f"{step:02}", "ML Engineer", "\n".join(end[:step] + start[step:]), day=step)
        for step in range(25)
    ]
    found = group(chain)
    assert found["00"].opening_id != found["24"].opening_id
    assert found["01"].opening_id == found["00"].opening_id


def market(size: int) -> list[OpeningInput]:
    """Postings of a third as many jobs; the id ends with the number of the job."""
    dice = Dice(size)  # noqa: S311
    found = []
    for number in range(size):
        job = dice.randrange(size // 3)
        text = advert(f"job {job}", 10)
        if dice.random() < 0.3:
            text += f"\nApply within {number} days."
        title = f"ML Engineer - {dice.choice(['Berlin', 'Paris', 'Remote'])}"
        found.append(posting(f"p{number:04}-{job}", title, text, day=dice.randrange(90)))
    return found


@pytest.mark.parametrize("size", [30, 3 * FEW_OPENINGS], ids=["compared one by one", "by MinHash"])
def test_order_of_the_input_is_of_no_matter(size: int) -> None:
    """Two runs over the same postings must count the same openings."""
    postings = market(size)
    shuffled = Dice(1).sample(postings, len(postings))  # noqa: S311
    assert group(postings) == group(shuffled)


@pytest.mark.parametrize("size", [30, 3 * FEW_OPENINGS], ids=["compared one by one", "by MinHash"])
def test_order_of_a_night_s_fetches_is_of_no_matter(size: int) -> None:
    """Which board answers first in a night would decide which copy speaks for an opening."""
    postings = market(size)
    dice = Dice(2)  # noqa: S311
    fetched = [
        replace(one, first_seen=one.first_seen + timedelta(minutes=dice.randrange(600)))
        for one in postings
    ]
    assert group(fetched) == group(postings)


def test_many_postings_under_one_title_are_told_apart() -> None:
    """An agency with hundreds of jobs under one title: each job is found, none swallowed."""
    postings = market(3 * FEW_OPENINGS)
    jobs: dict[str, set[str]] = {}
    for item in postings:
        jobs.setdefault(item.posting_id.partition("-")[2], set()).add(item.posting_id)
    assert openings_of(group(postings)) == {frozenset(keys) for keys in jobs.values()}


def test_later_postings_do_not_rename_openings() -> None:
    """A published opening must be found again under its id in the next release."""
    before = market(60)
    seen = DAY + timedelta(days=200)
    later = [replace(p, posting_id=f"z{p.posting_id}", first_seen=seen) for p in before]
    old, new = group(before), group(before + later)
    assert {key: new[key].opening_id for key in old} == {k: m.opening_id for k, m in old.items()}


def test_nothing_and_next_to_nothing() -> None:
    """An empty warehouse and empty texts are no reason to stop."""
    assert group([]) == {}
    found = group([posting("a", "", ""), posting("b", "", "")])
    assert len(openings_of(found)) == 2
