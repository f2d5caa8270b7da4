"""The market is what its definition promises, and the same one every time."""

import os
import subprocess
import sys
from collections import defaultdict

import pytest

from skillscan.sample_market.config import employers, marker
from skillscan.sample_market.generator import build_market
from skillscan.sample_market.listing import Market
from skillscan.sample_market.payloads import SHAPES
from skillscan.sample_market.plan import make_plans
from skillscan.sample_market.rendering import render_plain
from skillscan.sample_market.template import plain_text
from skillscan.sample_market.truth import main, rows, truth_as_text


@pytest.fixture(scope="module")
def market() -> Market:
    return build_market()


def test_size_is_about_forty_employers_and_six_hundred_postings(market: Market) -> None:
    """A smaller market would withhold statistics for want of a sample."""
    assert len(employers()) == 40
    assert 550 <= len(market.postings) <= 700
    assert {post.source for post in market.postings} == {"greenhouse", "lever", "ashby"}


def test_posting_ids_are_unique(market: Market) -> None:
    """Two postings under one id would be counted as one."""
    ids = [post.posting_id for post in market.postings]
    assert len(ids) == len(set(ids))


def test_committed_truth_follows_from_the_definition() -> None:
    """A stale truth table would judge the pipeline by another market."""
    assert main(["--check"]) == 0


@pytest.mark.slow
def test_hash_seed_changes_nothing() -> None:
    """A market that depends on set order would give other numbers on every machine."""
    code = (
        "import hashlib; from skillscan.sample_market.generator import build_market;"
        "from skillscan.sample_market.truth import build_truth, truth_as_text;"
        "print(hashlib.sha256(truth_as_text(build_truth(build_market())).encode()).hexdigest())"
    )
    prints = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(prints) == 1


def test_every_text_is_marked_as_invented(market: Market) -> None:
    """A reader of any posting must see that nobody hires here."""
    for post in market.postings:
        assert render_plain(post.template.sections).endswith(marker())


def test_titles_of_one_employer_differ_except_for_twins() -> None:
    """Different openings under one title are a trap that must be meant."""
    seen: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for plan in make_plans():
        seen[plan.employer.token, plain_text(plan.title).lower()].append(plan.is_twin)
    twice = [flags for flags in seen.values() if len(flags) > 1]
    assert twice == [[False, True]] * 3


@pytest.mark.parametrize(
    ("what", "least"),
    [
        pytest.param(lambda post: post.days == {1}, 20, id="gone on day two"),
        pytest.param(lambda post: post.days == {2}, 10, id="new on day two"),
        pytest.param(lambda post: not post.is_collected, 5, id="unlisted"),
        pytest.param(lambda post: post.plan.language == "de", 5, id="German"),
        pytest.param(lambda post: post.plan.language == "fr", 3, id="French"),
        pytest.param(lambda post: post.plan.language == "es", 3, id="Spanish"),
        pytest.param(lambda post: post.plan.occupation.label != "ml_engineer", 150, id="other"),
        pytest.param(lambda post: len(post.places) > 1, 5, id="two cities in one posting"),
    ],
)
def test_market_holds_the_hard_cases(market: Market, what, least: int) -> None:
    """Without such postings the demo would prove nothing about them."""
    assert sum(map(what, market.postings)) >= least


def test_copies_of_an_opening_say_the_same(market: Market) -> None:
    """The truth of an opening must not depend on which of its postings is read."""
    truth = defaultdict(set)
    for row in rows(market):
        labels = {key: row[key] for key in ("role", "skills", "years_min", "country", "salary")}
        truth[row["opening"]].add(str(labels))
    assert {len(values) for values in truth.values()} == {1}
    assert max(sum(post.opening == key for post in market.postings) for key in truth) >= 4


def test_payload_dates_are_before_the_first_day(market: Market) -> None:
    """A posting from the future would fall out of every period."""
    from datetime import date

    job = SHAPES["ashby"](market.board("ashby", "jollyturnip", 1)[0], date(2026, 6, 1))
    assert "2026-03" <= job["publishedAt"] < "2026-06-01"


def test_dump_holds_one_posting_a_line(market: Market) -> None:
    """A one-line dump could not be reviewed as a difference."""
    text = truth_as_text({"note": "n", "postings": [{"posting_id": "a"}, {"posting_id": "b"}]})
    assert text.count("posting_id") == 2
    assert '{"posting_id": "a"},\n{"posting_id": "b"}\n' in text
