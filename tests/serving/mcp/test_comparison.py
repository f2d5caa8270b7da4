"""Two numbers side by side: the interval of the difference where there is one, and no other."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.pages import render

ML, DS = "ml_engineer_us", "data_scientist_us"


@pytest.fixture(scope="module")
def two_occupations(
    hand_made_warehouse: Callable[..., Settings],
    advert: Callable[..., Any],
    assistant_of: Callable[..., Any],
) -> Any:
    """40 openings each: PyTorch in three quarters of the ML engineers', in a quarter of the data
    scientists'.
    """
    adverts = [
        advert(
            employer=f"E{number % 20:02}",
            occupation=occupation,
            skills={"python": "required"} | ({"pytorch": "required"} if is_named(number) else {}),
        )
        for occupation, is_named in (
            ("ml_engineer", lambda number: number % 4 > 0),
            ("data_scientist", lambda number: number % 4 == 0),
        )
        for number in range(40)
    ]
    settings = hand_made_warehouse(adverts)
    publish(settings, now=datetime(2026, 2, 11, 6, tzinfo=UTC), render=render)
    return assistant_of(settings)


@pytest.mark.parametrize(("one", "other", "sign"), [(ML, DS, 1), (DS, ML, -1)])
def test_two_occupations_have_the_interval_of_their_difference(
    two_occupations: Any, one: str, other: str, sign: int
) -> None:
    """Two overlapping intervals would be told as no difference, or the reverse."""
    asked = {"statistic": "skill_share", "value": "PyTorch", "population": one}
    found = two_occupations.ask("compare", other_population=other, **asked)
    difference = found["difference"]
    assert difference["is_interval_of_difference"]
    assert difference["number"] == pytest.approx(sign * 0.5)
    ends = difference["interval"]
    assert ends["low"] < sign * 0.5 < ends["high"]
    assert ends["low"] * ends["high"] > 0
    assert [context["population"] for context in found["contexts"]] == [one, other]
    assert found["warnings"] == []


@pytest.mark.parametrize(
    "asked",
    [
        {"value": "PyTorch", "measure": "required", "other_population": DS},
        {"value": "PyTorch", "view": "employer", "other_population": DS},
        {"value": "PyTorch", "other_value": "Python"},
        {"value": "PyTorch", "other_population": "ml_engineer"},
    ],
)
def test_elsewhere_it_is_said_that_the_intervals_are_not_of_the_difference(
    two_occupations: Any, asked: dict[str, Any]
) -> None:
    """The interval of another measure, view or pair would be told as this one's."""
    found = two_occupations.ask("compare", statistic="skill_share", population=ML, **asked)
    difference = found["difference"]
    assert (difference["interval"], difference["is_interval_of_difference"]) == (None, False)
    assert "does not say whether the difference is one of chance" in difference["note"]
    assert difference["number"] == pytest.approx(
        found["first"]["number"] - found["second"]["number"]
    )
