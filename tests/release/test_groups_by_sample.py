"""Numbers of groups that pool samples which disagree: flagged in the data, and shown by sample
wherever they stand.
"""

import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from suite.imported_files import TWO_FILES, as_imported_files
from typer.testing import CliRunner

from skillscan.cli.app import app
from skillscan.errors import UsageError
from skillscan.release.catalog import Release, open_latest
from skillscan.release.pooled_headlines import accepted
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.pages import render
from skillscan.statistics.resamples import point_estimates_only
from skillscan.warehouse.connection import open_warehouse
from tests.serving.mcp.conftest import Assistant

NOW = datetime(2026, 2, 11, 6, tzinfo=UTC)
BY_LEVEL = "skill_share_by_seniority"
DISAGREE = (
    "The two samples behind this number disagree: 0% (file_2026, quarter 1 of 2026; 80 openings) "
    "and 80% (file_2025, quarter 2 of 2025; 80 openings)."
)
BY_SAMPLE = "0% to 80% by sample"
FAR_APART = (
    "The two samples behind this number say 30% (file_2025, quarter 2 of 2025; 120 openings) and "
    "45% (file_2026, quarter 1 of 2026; 120 openings). Chance alone makes such a difference in 17 "
    "of a hundred cases"
)
DISPUTED = """
SELECT split, group_value, value, measure FROM (
    SELECT * FROM analyst.estimates
    UNION ALL BY NAME
    SELECT * RENAME (figure AS measure) FROM analyst.figures
)
WHERE statistic IN ('skill_share_by_seniority', 'pay_median') AND is_disputed
    AND population_id = 'ml_engineer'
ORDER BY ALL
"""
PARTS = """
SELECT part_share, part_openings FROM analyst.disagreements
WHERE split = 'seniority' AND group_value = 'senior' AND value = 'pytorch'
    AND population_id = 'ml_engineer'
ORDER BY part_share
"""
PAY = """
UPDATE readings SET pay_min = $pay, pay_max = $pay, pay_currency = 'USD', pay_period = 'year'
WHERE content_hash = $content
"""


@pytest.fixture(scope="module")
def two_files(hand_made_warehouse: Callable[..., Settings], advert: Callable[..., Any]) -> Settings:
    """Two imported files of 120 openings of 40 employers, two thirds of them senior: in that of
    2025 PyTorch is named by four fifths of the senior ones and none of the others, in that of 2026
    by none of the senior and all of the others. Python all name, Kubernetes 12 employers of the
    first file in all of their openings, and 18 of the second. Senior ones of 2025 are paid half as
    much again as those of 2026.
    """
    adverts, pays = [], []
    for number in range(240):
        is_first, is_senior = number < 120, number % 3 > 0
        has_pytorch = is_senior and number % 15 > 2 if is_first else not is_senior
        employer = number // 3 % 40
        skills = ["python", *(["pytorch"] if has_pytorch else [])]
        skills += ["kubernetes"] if employer < (12 if is_first else 18) else []
        adverts.append(
            advert(
                employer=f"E{employer:02}",
                skills=dict.fromkeys(skills, "required"),
                seniority="senior" if is_senior else "junior",
                seen=datetime(2025, 4, 20, tzinfo=UTC) if is_first else NOW,
            )
        )
        base = 100_000 + 500 * employer
        pays.append(base * (1.5 if is_senior and is_first else 1.0))
    settings = hand_made_warehouse(adverts)
    with open_warehouse(settings) as connection:
        as_imported_files(connection, TWO_FILES)
        connection.execute("UPDATE skills SET kind = 'technology'")
        for number, pay in enumerate(pays):
            connection.execute(PAY, {"pay": pay, "content": f"hash{number:05}"})
    with point_estimates_only():
        publish(settings, now=NOW, render=render)
    return settings


@pytest.fixture(scope="module")
def release(two_files: Settings) -> Release:
    return open_latest(two_files)


def printed(settings: Settings, *words: str) -> str:
    """What a command says of the population of these tests."""
    environment = {"SKILLSCAN_HOME": str(settings.home), "COLUMNS": "400"}
    asked = [*words, "--population", "ml_engineer"]
    return CliRunner().invoke(app, asked, env=environment, catch_exceptions=False).stdout


def test_analysts_find_the_flag_with_its_group(release: Release) -> None:
    """An analyst would chart 40 % of the senior openings, which no source has; Python, which all
    name, has no flag, and the median of the level has one as well.
    """
    with release.connect() as connection:
        found = set(connection.execute(DISPUTED).fetchall())
        parts = connection.execute(PARTS).fetchall()
    assert found >= {
        ("seniority", "senior", "pytorch", "named"),
        ("seniority", "senior", "USD", "median_pay"),
    }
    assert not any(value == "python" for _, _, value, _ in found)
    assert [(round(share, 6), openings) for share, openings in parts] == [(0.0, 80), (0.8, 80)]


def test_the_default_views_have_the_samples(two_files: Settings, release: Release) -> None:
    """40 % would be printed of a level, without a word."""
    explained = printed(two_files, "explain", BY_LEVEL, "pytorch", "--group", "senior")
    assert DISAGREE in explained
    told = printed(two_files, "stats", BY_LEVEL)
    assert f"{BY_SAMPLE} †" in told
    assert f"PyTorch. {DISAGREE}" in told
    assert "40% (" not in told
    assert "40% (" in printed(two_files, "stats", BY_LEVEL, "--pooled")
    site = Path(release.folder) / "site"
    for page in (site / "statistics" / f"{BY_LEVEL}.html", site / "skills" / "pytorch.html"):
        text = page.read_text()
        assert BY_SAMPLE in text
        assert DISAGREE in text


def test_files_have_the_flag(release: Release) -> None:
    """Who takes the CSV, or the numbers of a skill, would take the pooled one for a number."""
    folder = Path(release.folder)
    with (folder / "statistics" / f"{BY_LEVEL}.csv").open(newline="") as file:
        flags = {
            (row["group_value"], row["value"], row["measure"]): row["is_disputed"]
            for row in csv.DictReader(file)
            if row["population_id"] == "ml_engineer"
        }
    assert flags["senior", "pytorch", "named"] == "true"
    assert flags["senior", "python", "named"] == "false"
    described = json.loads((folder / "statistics" / f"{BY_LEVEL}.metadata.json").read_text())
    assert "is_disputed" in described["columns"]
    for path in ("statistics.json", "site/skills/pytorch.json"):
        told = json.loads((folder / path).read_text())["disagreements"]
        assert (BY_LEVEL, "senior") in {(one["statistic"], one["group"]) for one in told}


def test_an_assistant_is_told_no_pooled_number(two_files: Settings, release: Release) -> None:
    """It would read the pooled share of a level, and print it."""
    asked = {"statistic": BY_LEVEL, "population": "ml_engineer", "value": "pytorch"}
    group = {"split": "seniority", "group": "senior"}
    number = Assistant(two_files, release.name).ask("get_estimate", **asked, **group)["number"]
    assert number["number"] is None
    assert [round(one["share"], 6) for one in number["parts"]] == [0.0, 0.8]


def test_a_number_of_a_group_is_no_headline_that_is_accepted(release: Release) -> None:
    """It would be accepted by an address that names the whole population."""
    found = [one for one in release.publication.disagreements if one.group]
    assert found
    with pytest.raises(UsageError, match="needs no acceptance"):
        accepted({f"{BY_LEVEL}/pytorch/ml_engineer": "known"}, [], found)


def test_samples_far_apart_by_chance_are_told_where_one_number_is_asked_for(
    two_files: Settings, release: Release
) -> None:
    """An editor would print 38 % of what is 30 % in one source and 45 % in the other; beside every
    row of a table the sentence would not be read.
    """
    for words in (("stats", "--skill", "kubernetes"), ("explain", "skill_share", "kubernetes")):
        assert FAR_APART in printed(two_files, *words)
    assert "Chance alone" not in printed(two_files, "stats", "skill_share")
    site = Path(release.folder) / "site"
    assert FAR_APART in (site / "skills" / "kubernetes.html").read_text()
    asked = {"statistic": "skill_share", "population": "ml_engineer", "value": "kubernetes"}
    number = Assistant(two_files, release.name).ask("get_estimate", **asked)["number"]
    assert number["number"] == 0.375
    assert any(FAR_APART in one for one in number["warnings"])
    with release.connect() as connection:
        found = connection.execute(
            "SELECT round(probability, 2), list_transform(parts, lambda one: one.share) "
            "FROM sample_differences WHERE statistic = 'skill_share' AND value = 'kubernetes' "
            "AND population_id = 'ml_engineer'"
        ).fetchall()
    assert found == [(0.17, [0.3, 0.45])]
