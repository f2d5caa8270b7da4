"""Openings of two employers that are one job, by texts written by hand."""

from datetime import UTC, datetime, timedelta
from itertools import combinations, permutations

import pytest

from skillscan.dedup.days_seen import days_seen
from skillscan.dedup.demands import Demands
from skillscan.dedup.joined_openings import FirstPosting, join
from skillscan.dedup.kinship import Publisher, kinship
from skillscan.dedup.shingles import shingles_of
from skillscan.dedup.titles import cities_of

DAY = datetime(2026, 3, 1, tzinfo=UTC)
TEXT = " ".join(f"You own part {number} of the ranking service." for number in range(30))
OTHER = " ".join(f"You sell product {number} to large customers." for number in range(30))


@pytest.mark.parametrize(
    ("one", "other", "proof"),
    [
        (Publisher(name="Norda Creative"), Publisher(name="norda"), "“norda”"),
        (Publisher(name="Brisk"), Publisher(name="BriskCareers Inc."), "“brisk”"),
        (Publisher(name="Norda Group"), Publisher(name="Velo Group"), None),
        (Publisher(name="Norda India"), Publisher(name="Velo India"), None),
        (
            Publisher(name="Norda", locations=("Bengaluru, Karnataka, IND",)),
            Publisher(name="Velo", locations=("Pune", "Bengaluru South; Bengaluru")),
            "Bengaluru",
        ),
        (
            Publisher(name="Norda", locations=("Remote, US",)),
            Publisher(name="Velo", locations=("Remote, US",)),
            None,
        ),
        (
            Publisher(name="Norda", country="US", text="Norda is a part of Velo."),
            Publisher(name="Velo Holdings", country="US", text=""),
            "names the other",
        ),
        (
            Publisher(name="Norda", country="IN", text="Join Velo, the platform of clinics."),
            Publisher(name="Velo", country="US", text="Join Velo, the platform of clinics."),
            None,
        ),
        (
            Publisher(name="Norda", text="Norda is a part of Velo."),
            Publisher(name="Velo", text=""),
            None,
        ),
    ],
)
def test_what_proves_kinship(one: Publisher, other: Publisher, proof: str | None) -> None:
    """A copied text would swallow a job, or one job would count under parent and subsidiary."""
    for found in (kinship(one, other), kinship(other, one)):
        assert (found is None) if proof is None else (found is not None and proof in found)


@pytest.mark.parametrize(
    ("location", "city"),
    [
        ("San Francisco, CA", ("san", "francisco")),
        ("San Francisco Bay Area", ("san", "francisco")),
        ("HQ: San Francisco", ("san", "francisco")),
        ("San Francisco Office (or Remote)", ("san", "francisco")),
        ("Peoria, IL 61629 (Downtown)", ("peoria",)),
        ("New York, NY", ("new", "york")),
        ("York, England", ("york",)),
        ("IND", None),
        ("United States", None),
        ("California, United States", None),
        ("Remote - Europe", None),
        ("", None),
    ],
)
def test_towns_of_locations(location: str, city: tuple[str, ...] | None) -> None:
    """Two employers somewhere in India would be taken for neighbours."""
    assert cities_of((location,)) == (frozenset() if city is None else {city})


def first(
    name: str,
    day: int,
    *,
    text: str = TEXT,
    title: str = "engineer",
    number: int = 1,
    places: tuple[str, ...] = ("Oslo",),
    demands: Demands | None = None,
) -> FirstPosting:
    return FirstPosting(
        opening_id=f"o:{name}/{number}",
        posting_id=f"{name}/{number}",
        employer_id=name,
        title_key=title,
        shingles=shingles_of(text),
        publisher=Publisher(name=name, locations=places),
        seen=days_seen(DAY + timedelta(days=day)),
        demands=demands or Demands(),
    )


def joins(*firsts: FirstPosting) -> dict[str, str]:
    """The opening that each is counted with; whatever the order, the same."""
    pairs = [(a.opening_id, b.opening_id) for a, b in combinations(firsts, 2)]
    found = [
        {own: one.opening_id for own, one in join(order, pairs).items()}
        for order in permutations(firsts)
    ]
    assert all(one == found[0] for one in found)
    return found[0]


A, B, C = first("norda", 1), first("velo", 2), first("brisk", 3)


@pytest.mark.parametrize(
    ("firsts", "expected"),
    [
        pytest.param((B, A), {"o:velo/1": "o:norda/1"}, id="the first seen counts"),
        pytest.param(
            (A, B, C), {"o:velo/1": "o:norda/1", "o:brisk/1": "o:norda/1"}, id="three employers"
        ),
        pytest.param((A, first("velo", 2, text=OTHER)), {}, id="another text"),
        pytest.param((A, first("velo", 2, title="seller")), {}, id="another title"),
        pytest.param((A, first("velo", 2, places=("Rome",))), {}, id="no proof"),
        pytest.param((A, first("unknown", 2)), {}, id="no employer"),
        pytest.param(
            (first("norda", 1, text=TEXT[:400]), first("velo", 2, text=TEXT[:400])),
            {},
            id="too short a text",
        ),
        pytest.param(
            (
                first("norda", 1, demands=Demands(years=3)),
                first("velo", 2, demands=Demands(years=5)),
            ),
            {},
            id="other years",
        ),
        pytest.param(
            (A, B, first("velo", 3, number=2)),
            {"o:velo/1": "o:norda/1"},
            id="an employer tells its two openings apart",
        ),
        pytest.param(
            (A, first("velo", 2, places=("Oslo", "Rome")), first("brisk", 3, places=("Rome",))),
            {"o:velo/1": "o:norda/1"},
            id="no chain",
        ),
    ],
)
def test_openings_of_two_employers(
    firsts: tuple[FirstPosting, ...], expected: dict[str, str]
) -> None:
    """One job would count once for each name that it is published under."""
    assert joins(*firsts) == expected


def test_a_later_opening_changes_no_earlier_decision() -> None:
    """An opening id that was published would be renamed by what is seen later."""
    pairs = [(a.opening_id, b.opening_id) for a, b in combinations((A, B, C), 2)]
    before, after = join([A, B], pairs), join([A, B, C], pairs)
    assert before == {own: one for own, one in after.items() if own in before}


def test_the_decision_is_a_sentence() -> None:
    """Nobody could see why two employers' postings are one opening."""
    found = join([A, B], [(A.opening_id, B.opening_id)])
    assert found["o:velo/1"].decision == "the same text (1.00) as o:norda/1 of norda: both in Oslo"
