"""Lifts and pay premiums that pool samples which disagree: flagged in the data, and shown by sample
wherever their numbers stand.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from suite.imported_files import TWO_FILES, as_imported_files
from typer.testing import CliRunner

from skillscan.cli.app import app
from skillscan.release.catalog import Release, open_latest
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.pages import render
from skillscan.statistics.resamples import point_estimates_only
from skillscan.warehouse.connection import open_warehouse
from tests.serving.mcp.conftest import Assistant

NOW = datetime(2026, 2, 11, 6, tzinfo=UTC)
PAIR = "c++|pytorch"
LIFT = "1 times to 2 times by sample"
PREMIUM = "+0.0% to +30.0% by sample"
PAY = """
UPDATE readings SET pay_min = $pay, pay_max = $pay, pay_currency = 'USD', pay_period = 'year'
WHERE content_hash = $content
"""

DISPUTED = """
SELECT value FROM analyst.figures
WHERE statistic = ? AND figure = ? AND population_id = 'ml_engineer' AND is_disputed
"""
TOLD = """
SELECT part, round(part_share, 6), part_openings FROM analyst.disagreements
WHERE statistic = ? AND value = ? AND measure = ? AND population_id = 'ml_engineer'
ORDER BY part_share
"""


@pytest.fixture(scope="module")
def two_files(hand_made_warehouse: Callable[..., Settings], advert: Callable[..., Any]) -> Settings:
    """Two imported files of 120 openings of 30 employers: in that of 2025 PyTorch is paid 30 % more
    and has nothing to do with C++; in that of 2026 it is paid nothing, and never stands without.
    Only that of 2025 names Kubernetes.
    """
    adverts, pays = [], []
    for number in range(240):
        is_first, place = number < 120, number % 4
        has_pytorch = place < 2
        has_other = place % 2 == 0 if is_first else has_pytorch
        skills = ["python", *(["pytorch"] if has_pytorch else []), *(["c++"] if has_other else [])]
        skills += ["kubernetes"] if is_first and number % 3 == 0 else []
        employer = number // 4 % 30
        adverts.append(
            advert(
                employer=f"E{employer:02}",
                skills=dict.fromkeys(skills, "required"),
                seen=datetime(2025, 4, 20, tzinfo=UTC) if is_first else NOW,
            )
        )
        pays.append((100_000 + 1_000 * employer) * (1.3 if is_first and has_pytorch else 1.0))
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


@pytest.mark.parametrize(
    ("statistic", "value", "figure", "parts"),
    [
        ("skill_pairs", PAIR, "lift", [("file_2025", 1.0, 120), ("file_2026", 2.0, 120)]),
        (
            *("pay_premium_by_skill", "pytorch", "premium"),
            [("file_2026", 0.0, 120), ("file_2025", 0.3, 120)],
        ),
    ],
)
def test_analysts_find_the_parts(
    release: Release, statistic: str, value: str, figure: str, parts: list[tuple[str, float, int]]
) -> None:
    """An analyst would chart 1.5 times, or +14 %, which no source has."""
    with release.connect() as connection:
        found = connection.execute(DISPUTED, [statistic, figure]).fetchall()
        told = connection.execute(TOLD, [statistic, value, figure]).fetchall()
    assert (value,) in found
    assert [(part.partition(",")[0], *rest) for part, *rest in told] == parts


@pytest.mark.parametrize(
    ("statistic", "shown", "pooled"),
    [("skill_pairs", LIFT, "1.5 times"), ("pay_premium_by_skill", PREMIUM, "+14.0%")],
)
def test_the_default_view_has_the_samples(
    two_files: Settings, release: Release, statistic: str, shown: str, pooled: str
) -> None:
    """The pooled number would be printed as the headline."""
    environment = {"SKILLSCAN_HOME": str(two_files.home), "COLUMNS": "200"}
    words = ["stats", statistic, "--population", "ml_engineer"]
    printed = CliRunner().invoke(app, words, env=environment).stdout
    assert shown in printed
    assert pooled not in printed
    assert "The two samples behind this number disagree" in printed
    assert pooled in CliRunner().invoke(app, [*words, "--pooled"], env=environment).stdout
    page = (Path(release.folder) / "site" / "statistics" / f"{statistic}.html").read_text()
    assert shown in page


def test_what_is_not_compared_is_told(two_files: Settings, release: Release) -> None:
    """A number without a warning would be taken for one whose samples agree."""
    environment = {"SKILLSCAN_HOME": str(two_files.home), "COLUMNS": "200"}
    words = ["stats", "skill_pairs", "--population", "ml_engineer"]
    printed = CliRunner().invoke(app, words, env=environment).stdout
    assert "Of 3 of the 6 rows the samples (source and quarter) have too little" in printed
    page = (Path(release.folder) / "site" / "statistics" / "skill_pairs.html").read_text()
    assert "Its samples (source and quarter) have too little of it to be compared." in page


def test_the_page_of_a_skill_has_them(release: Release) -> None:
    """Where a reader looks for what stands beside PyTorch the pooled lift would stand."""
    folder = Path(release.folder) / "site" / "skills"
    page = (folder / "pytorch.html").read_text()
    assert LIFT in page[page.index('id="related"') :].partition("</section>")[0]
    told = json.loads((folder / "pytorch.json").read_text())["disagreements"]
    assert {"lift", "premium"} <= {one["measure"] for one in told}


def test_an_assistant_is_told_no_pooled_number(two_files: Settings, release: Release) -> None:
    """In a list of all pairs it would read the pooled lift, and print it."""
    asked = {"statistic": "skill_pairs", "population": "ml_engineer", "measure": "lift"}
    assistant = Assistant(two_files, release.name)
    values = {one["value"]: one for one in assistant.ask("get_estimate", **asked)["values"]}
    assert (values[PAIR]["number"], values[PAIR]["is_disputed"]) == (None, True)
    assert values[PAIR]["shown"] == LIFT
    assert values["python|pytorch"]["is_disputed"] is False
    one = assistant.ask("get_estimate", value=PAIR, **asked)["number"]
    assert (one["number"], [part["share"] for part in one["parts"]]) == (None, [1.0, 2.0])
