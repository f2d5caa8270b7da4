"""The expected shares are counted by opening, day and population."""

import pytest

from skillscan.resources import data_yaml
from skillscan.sample_market.experience import YEARS as LADDER
from skillscan.sample_market.plan import make_plans
from skillscan.sample_market.truth import POPULATIONS, expected, read_truth


def row(opening: str, **changes: object) -> dict[str, object]:
    base = {
        "posting_id": opening,
        "opening": opening,
        "employer": "E",
        "days": [1, 2],
        "is_collected": True,
        "country": "US",
        "language": "en",
        "role": "ml_engineer",
        "seniority": None,
        "skills": {"python": "required"},
        "years_min": 5,
        "degree": None,
        "work_mode": None,
    }
    return {**base, **changes}


POPULATION = POPULATIONS["ml_engineer_us"]


@pytest.mark.parametrize(
    ("table", "openings", "python"),
    [
        pytest.param([row("a"), row("a")], 1, 1, id="copies count once"),
        pytest.param([row("a"), row("b", skills={})], 2, 1, id="absent skill"),
        pytest.param([row("a"), row("b", days=[2])], 1, 1, id="not there on the day"),
        pytest.param([row("a"), row("b", is_collected=False)], 1, 1, id="unlisted"),
        pytest.param([row("a"), row("b", country="DE")], 1, 1, id="other country"),
        pytest.param([row("a"), row("b", language="es")], 1, 1, id="other language"),
        pytest.param([row("a"), row("b", role="manager")], 1, 1, id="other occupation"),
    ],
)
def test_counts(table, openings: int, python: int) -> None:
    """A wrong count here would fail a correct pipeline, or pass a wrong one."""
    result = expected(table, POPULATION, (1,))
    assert (result["openings"], result["skills"]["python"]["named"]) == (openings, python)


def test_years_are_counted_over_stating_openings() -> None:
    """Openings that state nothing are silent, not zero."""
    table = [row("a"), row("b", years_min=None), row("c", years_min=0), row("d", employer="F")]
    years = expected(table, POPULATION, (1,))["years"]
    assert years["stating"] == 3
    assert years["at_least"]["5"] == {"openings": 2, "employer_share": pytest.approx(0.75)}
    assert years["at_least"]["6"]["openings"] == 0


def test_levels_degrees_and_workplaces_are_counted() -> None:
    """The demo would compare these numbers with nothing."""
    table = [
        row("a", seniority="junior", degree="master", work_mode="remote"),
        row("b", years_min=1, degree="none"),
        row("c", years_min=None, employer="F"),
    ]
    fields = expected(table, POPULATION, (1,))["fields"]
    assert fields["entry_level_share"]["stating"] == 2
    values = {name: found["values"] for name, found in fields.items()}
    assert values["entry_level_share"]["entry/entry_level"]["openings"] == 2
    assert values["entry_level_share"]["entry/by_level"]["openings"] == 1
    assert values["seniority_share"] == {"junior/at_level": {"openings": 1, "employer_share": 0.25}}
    assert values["degree_share"]["bachelor/at_least"]["openings"] == 1
    assert values["degree_share"]["none/lowest"]["openings"] == 1
    assert values["workplace_share"]["remote/offered"] == {"openings": 1, "employer_share": 1.0}
    assert values["experience_years"]["1/exactly"]["openings"] == 1


def test_sample_is_large_enough_that_nothing_is_withheld() -> None:
    """A demo of withheld numbers shows nothing."""
    for days in read_truth()["expected"].values():
        for counts in days.values():
            assert counts["openings"] >= 60
            assert counts["years"]["stating"] >= 30
            assert counts["employers"] >= 12


def test_populations_are_those_of_the_project() -> None:
    """The same id must mean the same openings in the table and in the statistics."""
    known = data_yaml("populations.yaml")
    for name, wanted in POPULATIONS.items():
        own = {"occupation" if key == "role" else key: value for key, value in wanted.items()}
        theirs = {key: known[name][key] for key in own}
        assert {
            key: tuple(value) if isinstance(value, list) else (value,)
            for key, value in theirs.items()
        } == own


def test_every_seniority_has_years() -> None:
    """A level without a range would stop the generator."""
    levels = {plan.seniority for plan in make_plans()} - {"intern"}
    assert levels <= set(LADDER)
