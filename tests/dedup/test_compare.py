"""Texts that are one advertisement though they differ: lost, cut, translated, written anew."""

import pytest

from skillscan.dedup.cluster import group
from tests.dedup.adverts import ADS, BLURB, advert, openings_of, posting, sentences

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
