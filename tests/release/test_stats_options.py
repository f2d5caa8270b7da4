"""``skillscan stats`` and ``explain``: lists, search, any skill, any population, any group."""

import json
from typing import Any

import msgspec
import pytest
from typer.testing import CliRunner, Result

from skillscan.cli.app import app
from skillscan.errors import SkillscanError


def run(extended: Any, *words: str) -> Result:
    environment = {"SKILLSCAN_HOME": str(extended.settings.home), "COLUMNS": "200"}
    return CliRunner().invoke(app, words, env=environment)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--list", "statistics"], "deep_learning_share"),
        (["--list", "populations"], "ml_engineer_winter_2026"),
        (["--list", "skills"], "Kubernetes"),
        (["--search", "k8s"], "Kubernetes"),
        (["--search", "years"], "experience_at_least"),
        (["--search", "first quarter"], "ml_engineer_winter_2026"),
        (["--skill", "K8S"], "Kubernetes"),
        (["skill_share", "--skill", "Kubernetes"], "20.0%"),
        (["experience_at_least", "--value", "5+"], "35.0%"),
    ],
)
def test_what_there_is_can_be_found(extended: Any, words: list[str], said: str) -> None:
    """A user would have to know ids by heart."""
    done = run(extended, "stats", *words)
    assert done.exit_code == 0, done.exception
    assert said in done.stdout


def test_lists_are_there_for_programs(extended: Any) -> None:
    """A script would have to read a table."""
    found = json.loads(run(extended, "stats", "--search", "k8s", "--json").stdout)
    assert [one["skill"] for one in found["skills"]] == ["kubernetes"]


def test_of_any_other_known_skill_an_upper_bound_is_given(extended: Any) -> None:
    """None of forty is not none at all."""
    done = run(extended, "stats", "skill_share", "--skill", "cpp")
    assert done.stdout.startswith(
        "C++: 0 of 40 openings for machine-learning engineers in the United"
    )
    assert "as high as 24.6%" in done.stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["stats", "--list", "statistic"], 2, "nearest: statistics"),
        (["stats", "--search", "zzzzzz"], 2, "unknown word"),
        (["stats", "--skill", "pytroch"], 2, "nearest: pytorch"),
        (["stats", "--skill", "fortran"], 2, "does not know the skill 'fortran' yet"),
        (["stats", "--since", "soon"], 2, "--since soon: write a day"),
        (["stats", "--since", "2026-02-01", "--until", "2026-01-01"], 2, "is after --until"),
        (["stats", "--occupation", "ml_enginer"], 2, "nearest: ml_engineer"),
        (["stats", "--country", ","], 2, "say at least one value"),
        (["stats", "skill_share@nope"], 2, "there is no release 'nope'"),
        (["explain", "skill_share@nope", "python"], 2, "`skillscan releases list` names all"),
        (["sql", "--release", "nope", "FROM openings"], 2, "there is no release 'nope'"),
        (["explain", "skill_share", "python", "--group", "senior"], 2, "unknown group"),
        (["explain", "skill_share", "python", "--split", "month"], 2, "--split needs --group"),
        (["explain", "skill_share", "--skill", "python", "--value", "x"], 2, "--skill NAME"),
        (
            ["explain", "deep_learning_share", "yes", "--group", "five_or_more"],
            1,
            "withheld for ml_engineer_us, stated_years five_or_more: 14 openings",
        ),
    ],
)
def test_wrong_words_are_answered(extended: Any, words: list[str], code: int, said: str) -> None:
    """The user would have to guess what is wrong."""
    done = run(extended, *words)
    assert isinstance(done.exception, SkillscanError)
    assert (done.exception.exit_code, said in str(done.exception)) == (code, True)


@pytest.mark.parametrize(
    ("conditions", "openings"),
    [
        (["--occupation", "ml_engineer", "--country", "US,CA"], 40),
        (["--population", "ml_engineer_us", "--seniority", "senior"], 16),
        (["--population", "ml_engineer_us", "--since", "2026-02-11"], 0),
    ],
)
def test_any_population_can_be_asked_for(
    extended: Any, conditions: list[str], openings: int
) -> None:
    """Occupation, country, period and language could only be had by writing a file."""
    done = run(extended, "stats", "skill_share", *conditions, "--json")
    shown = json.loads(done.stdout)
    (entry,) = shown["populations"].values()
    assert entry["sample"]["openings"] == openings
    assert {one["population"] for one in shown["estimates"] + shown["withheld"]} == set(
        shown["populations"]
    )


@pytest.mark.parametrize("statistic", ["skill_pairs", "pay_median", "deep_learning_share"])
def test_any_statistic_can_be_asked_for_it(extended: Any, statistic: str) -> None:
    """A figure that is made of another statistic would end in a traceback."""
    done = run(extended, "stats", statistic, "--occupation", "ml_engineer", "--json")
    assert done.exit_code == 0, done.exception
    shown = json.loads(done.stdout)
    assert list(shown["statistics"]) == [statistic]


def test_the_same_population_gives_the_published_numbers(extended: Any) -> None:
    """An ad-hoc number would differ from the printed one of the same openings."""
    words = ("--population", "ml_engineer_us", "--country", "US", "--json")
    shown = json.loads(run(extended, "stats", "skill_share", *words).stdout)
    published = [
        msgspec.to_builtins(one)
        for one in extended.release.publication.estimates
        if (one.statistic, one.population) == ("skill_share", "ml_engineer_us")
    ]
    assert shown["estimates"] == published


def test_a_group_leads_to_its_openings(extended: Any) -> None:
    """The share of a level could not be followed to its postings."""
    words = ("explain", "deep_learning_share", "yes", "--group", "under_five", "--limit", "1")
    with extended.release.connect() as connection:
        ((counted,),) = connection.execute(
            "SELECT count(DISTINCT opening_id) FROM evidence WHERE statistic = "
            "'deep_learning_share' AND population_id = 'ml_engineer_us' "
            "AND split = 'stated_years' AND group_value = 'five_or_more'"
        ).fetchall()
    assert counted == 7
    done = run(extended, *words)
    assert isinstance(done.exception, SkillscanError)  # 26 openings of the group are too few
    assert "26 openings" in str(done.exception)


def test_a_figure_leads_to_its_openings(extended: Any) -> None:
    """A median could not be followed to the postings that state the amounts."""
    words = ("explain", "pay_median", "USD", "--limit", "2", "--json")
    shown = json.loads(run(extended, *words).stdout)
    assert shown["figure"]["number"] == 125000
    assert len(shown["openings"]) == 2
    assert shown["sentence"].startswith("Of openings for machine-learning engineers")
