"""What articles are judged against, out of real releases."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from skillscan.article.judging.releases import evidence_from
from skillscan.errors import SkillscanError, UsageError
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.pages import render


@pytest.fixture(scope="module")
def settings(market_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home with two releases of one warehouse; they differ in their notice."""
    made = Settings(home=tmp_path_factory.mktemp("home"))
    shutil.copy(market_file, made.warehouse)
    for day, notice in ((11, "the first"), (12, "the second")):
        now = datetime(2026, 2, day, tzinfo=UTC)
        publish(made, render=render, now=now, notice=notice)
    return made


def test_the_latest_release_and_those_before(settings: Settings) -> None:
    """A number that held in an older release is stale, not wrong."""
    evidence = evidence_from(settings)(["skill_share"])
    assert evidence.publication.notice == "the second"
    assert {one.statistic for one in evidence.publication.estimates} == {"skill_share"}
    assert [one.publication.notice for one in evidence.older_numbers()] == ["the first"]
    assert [one.publication.notice for one in evidence.older_numbers()] == ["the first"]


def test_an_older_release_sees_only_those_before_it(settings: Settings) -> None:
    """An article of then is judged by what was known then."""
    evidence = evidence_from(settings, "2026-02-11")(["skill_share"])
    assert evidence.publication.notice == "the first"
    assert list(evidence.older_numbers()) == []


def test_people_and_years_that_are_no_population(settings: Settings) -> None:
    """The release's postings say more than its populations do, and nothing of whom it lacks."""
    evidence = evidence_from(settings)(["skill_share"])
    found = evidence.of_people("ml_engineer", "US")
    assert found is not None
    (entry,) = found.populations.values()
    assert (entry.sample.openings, entry.definition.label) == (40, "ml engineer in US")
    assert evidence.of_people("ml_engineer", "DE") is None
    of_year = evidence.of_year("ml_engineer", 2026)
    assert of_year is not None
    (entry,) = of_year.populations.values()
    assert entry.definition.until == date(2026, 12, 31)
    assert evidence.of_year("ml_engineer", 2019) is None


def test_wrong_names_are_refused(settings: Settings) -> None:
    """A typing error must not end in a check against something else."""
    with pytest.raises(UsageError, match="unknown population 'nobody'"):
        evidence_from(settings, population="nobody")
    with pytest.raises(SkillscanError, match="no release"):
        evidence_from(settings, "2019-01-01")
