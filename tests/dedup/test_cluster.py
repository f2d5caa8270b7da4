"""Postings into openings: whatever their order, within one employer, each under its own id."""

from dataclasses import replace
from datetime import timedelta
from random import Random as Dice

import pytest

from skillscan.dedup.candidate_index import FEW_OPENINGS
from skillscan.dedup.cluster import group
from skillscan.dedup.employers import UNKNOWN_EMPLOYER
from skillscan.dedup.models import OpeningInput
from tests.dedup.adverts import (
    ADS,
    DAY,
    advert,
    openings_of,
    posting,
    sentences,
)

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
