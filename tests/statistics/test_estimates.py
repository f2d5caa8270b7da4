"""Estimates from a real, hand-made warehouse, counted by hand."""

from collections.abc import Callable
from typing import Any

import pytest

from skillscan.settings import Settings
from skillscan.statistics import estimation
from skillscan.statistics.definitions import definitions
from skillscan.statistics.estimates import Estimate, Withheld
from skillscan.statistics.estimation import estimate_all
from skillscan.statistics.populations import (
    Population,
    read_samples,
)
from skillscan.statistics.slice_estimates import Context
from tests.statistics.release_file import ALL, one_statistic, populated


def estimates_of(
    settings: Settings, statistic: str, population: Population = ALL
) -> tuple[dict[tuple[str, str], Estimate], list[Withheld]]:
    with populated(settings, population) as connection:
        found = one_statistic(connection, statistic, Context(populations=[population.id]))
    return {(one.value, one.measure): one for one in found.estimates}, found.withheld


def test_counts_are_those_of_the_postings(market: Settings) -> None:
    """A wrong count here is a wrong number in print."""
    found, withheld = estimates_of(market, "skill_share")
    pytorch = found["pytorch", "named"]
    assert not withheld
    assert (pytorch.openings, pytorch.of_openings, pytorch.postings) == (20, 40, 40)
    assert pytorch.views.all.share == 0.5
    assert found["pytorch", "required"].openings == 0
    assert found["python", "required"].views.all.share == 1.0


def test_years_are_shares_of_those_that_state_years(
    hand_made_warehouse: Callable[..., Settings], advert: Any
) -> None:
    """The 5+ rate would be diluted by the postings that state nothing."""
    adverts = [
        advert(employer=f"E{n % 20}", years=None if n % 2 else (6 if n % 4 else 3))
        for n in range(80)
    ]
    found, _ = estimates_of(hand_made_warehouse(adverts), "experience_at_least")
    five = found["5", "at_least"]
    assert five.views.stating is not None
    assert (five.views.stating.share, five.views.all.share, five.views.silent.share) == (
        0.5,
        0.25,
        0.5,
    )
    assert (five.of_openings, five.of_employers) == (80, 20)
    assert (five.stating_openings, five.stating_employers) == (40, 10)
    assert [value for value, _ in found] == [str(years) for years in range(1, 11)]


def test_zero_years_state_years(hand_made_warehouse: Callable[..., Settings], advert: Any) -> None:
    """An entry-level posting ("0-2 years") says something; it is not silent."""
    adverts = [advert(employer=f"E{n % 20}", years=0) for n in range(40)]
    found, _ = estimates_of(hand_made_warehouse(adverts), "experience_at_least")
    assert found["1", "at_least"].views.silent.share == 0
    assert found["1", "at_least"].openings == 0


def test_negated_skill_does_not_count(
    hand_made_warehouse: Callable[..., Settings], advert: Any
) -> None:
    """ "No Kubernetes needed" must not raise the share of Kubernetes."""
    skills = {"python": "required", "kubernetes": "negated"}
    adverts = [advert(employer=f"E{n % 20}", skills=skills) for n in range(40)]
    found, _ = estimates_of(hand_made_warehouse(adverts), "skill_share")
    assert [key for key in found if key[0] == "kubernetes"] == []


def test_too_small_a_sample_is_withheld(
    hand_made_warehouse: Callable[..., Settings], advert: Any
) -> None:
    """A share of nine postings would be printed as if it said something."""
    adverts = [advert(employer="One", skills={"python": "required"}, years=3) for _ in range(60)]
    settings = hand_made_warehouse(adverts)
    for statistic in ("skill_share", "experience_at_least"):
        found, withheld = estimates_of(settings, statistic)
        assert found == {}
        assert "60 openings of 1 employers" in withheld[0].reason


def test_empty_warehouse_withholds_everything(
    hand_made_warehouse: Callable[..., Settings],
) -> None:
    """The first publish of a new installation must not divide by nothing."""
    settings = hand_made_warehouse([])
    with populated(settings, ALL) as connection:
        found = estimate_all(connection, definitions(), Context(populations=[ALL.id]))
        assert not found.estimates
        assert {one.statistic for one in found.withheld} == set(definitions())
        assert read_samples(connection, ["everybody"])["everybody"].openings == 0


def test_one_vote_per_employer(hand_made_warehouse: Callable[..., Settings], advert: Any) -> None:
    """One employer with many copies would decide the share alone."""
    many = [advert(employer="Big", skills={"python": "required"}) for _ in range(30)]
    few = [advert(employer=f"Small {n}", skills={"c++": "required"}) for n in range(10)]
    found, _ = estimates_of(hand_made_warehouse(many + few), "skill_share")
    python = found["python", "named"].views
    assert python.employer is not None
    assert (python.all.share, python.employer.share) == (0.75, round(1 / 11, 6))


def test_denominator_answers_for_values_that_nobody_names(
    hand_made_warehouse: Callable[..., Settings], advert: Any
) -> None:
    """ "None of 40 in Britain" is an answer, and must not look like an unknown skill."""
    adverts = [
        advert(
            employer=f"E{n % 20}",
            country="US" if n % 2 else "GB",
            skills={"python": "required"} | ({"c++": "preferred"} if n % 2 else {}),
        )
        for n in range(80)
    ]
    populations = [Population(id=f"in_{c}", label=c, country=(c.upper(),)) for c in ("us", "gb")]
    with populated(hand_made_warehouse(adverts), *populations) as connection:
        context = Context(populations=["in_gb", "in_us"])
        found = one_statistic(connection, "skill_share", context)
    assert {e.value for e in found.estimates if e.population == "in_gb"} == {"python"}
    none = {one.population: one for one in found.denominators}["in_gb"]
    assert (none.openings, none.employers) == (40, 10)
    assert 0 < none.none_high < 0.5


def test_same_data_give_the_same_estimates(market: Settings) -> None:
    """A second publish of the same data would look like a new release."""
    assert estimates_of(market, "skill_share") == estimates_of(market, "skill_share")


def test_populations_counted_one_by_one_are_those_counted_together(
    hand_made_warehouse: Callable[..., Settings], advert: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large market would have other numbers than a small one."""
    adverts = [
        advert(
            employer=f"E{n % 20}",
            country="US" if n % 3 else "GB",
            skills={"python": "required"} | ({"c++": "preferred"} if n % 4 else {}),
            years=n % 9,
        )
        for n in range(240)
    ]
    named = {"in_us": ("US",), "in_fr": ("FR",), "everybody": (), "in_gb": ("GB",)}
    populations = [Population(id=key, label=key, country=one) for key, one in named.items()]
    with populated(hand_made_warehouse(adverts), *populations) as connection:
        together, one_by_one = (
            (monkeypatch.setattr(estimation, "MOST_ANSWERS", most), estimate_all(
                connection, definitions(), Context(populations=list(named))))[1]
            for most in (10**9, 0)
        )  # fmt: skip
    assert {one.population for one in together.estimates} == set(named) - {"in_fr"}
    assert together.figures
    for name in ("estimates", "figures", "withheld", "withheld_counts", "denominators"):
        assert list(getattr(together, name)) == list(getattr(one_by_one, name))


def test_reading_error_stands_beside_the_estimate(market: Settings) -> None:
    """A reader could not see how often a skill is misread; an unmeasured one would look perfect."""
    counts = {"true_positives": 8, "false_positives": 2, "false_negatives": 0}
    evaluation = {"skills": {"python": counts}, "fields": {"years_min": {"exact": 0.9, "n": 50}}}
    with populated(market, ALL) as connection:
        context = Context(populations=[ALL.id], evaluation=evaluation)
        skills = one_statistic(connection, "skill_share", context).estimates
        years = one_statistic(connection, "experience_at_least", context).estimates
    errors = {e.value: e.reading_error for e in skills}
    assert errors["python"] is not None
    assert (errors["python"].precision, errors["python"].recall) == (0.8, 1.0)
    assert errors["pytorch"] is None
    assert years[0].reading_error is not None
    assert (years[0].reading_error.exact, years[0].reading_error.labelled) == (0.9, 50)


def test_an_estimate_is_the_same_however_it_is_asked_for(market: Settings) -> None:
    """Estimates are kept as columns: a number would stand beside the label of another."""
    with populated(market, ALL) as connection:
        wanted = {one: definitions()[one] for one in ("skill_share", "workplace_share")}
        rows = estimate_all(connection, wanted, Context(populations=[ALL.id])).estimates
        held = connection.execute(
            "SELECT value, label, count(*), count(*) FILTER (required) "
            "FROM skill_share GROUP BY ALL"
        ).fetchall()
    listed = list(rows)
    assert len(rows) == len(listed) > 4
    assert (rows[0], rows[-1], rows[1:4]) == (listed[0], listed[-1], listed[1:4])
    of_skills = {(one.value, one.label, one.measure): one for one in rows}
    for value, label, named, required in held:
        for measure, openings in (("named", named), ("required", required)):
            one = of_skills[value, label, measure]
            assert (one.openings, one.of_openings) == (openings, listed[0].of_openings)
            assert one.views.all.share == round(openings / one.of_openings, 6)
    assert list(rows.of_whole("named")) == [one for one in listed if one.measure == "named"]
    assert not list(rows.of_whole("offered in a dream"))
    assert not list(rows.by("named", lambda split: split == "seniority"))
    some = list(rows.by("named", lambda split: split == "all", least_openings=2))
    assert 0 < len(some) < len(listed)
    assert some == [one for one in listed if one.measure == "named" and one.openings >= 2]
