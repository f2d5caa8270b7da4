"""``docs/extending.md``: what it shows takes effect and is named; faulty files stop a publish."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from skillscan.cli.app import app
from skillscan.errors import UsageError
from skillscan.rules.own import own_folder, own_rule_ids
from skillscan.site.narrative import sentence
from skillscan.statistics.catalogue import load_catalogue
from skillscan.taxonomy.loading import read_files
from skillscan.taxonomy.own import named_entries, read_own
from tests.release import extended_home

STATISTIC = "statistics/deep_learning_share.sql"
SPLIT = "splits/stated_years.sql"
MEASURE = "bool_or(s.skill_id IN ('pytorch', 'tensorflow', 'jax', 'keras')) AS named"


def test_the_page_shows_each_kind_of_file() -> None:
    """An operator would find no example of the kind that is wanted."""
    assert set(extended_home.files()) == {
        STATISTIC,
        SPLIT,
        "populations.yaml",
        "taxonomy/own.yaml",
        "rules/modifiers.yaml",
    }


def test_one_new_file_is_rendered_published_and_shown(extended: Any) -> None:
    """A statistic of one's own would need a fork, or be missing where numbers are looked for."""
    publication = extended.release.publication
    found = {
        (one.population, one.group): one
        for one in publication.estimates
        if one.statistic == "deep_learning_share"
    }
    whole = found["ml_engineer_us", ""]
    assert (whole.openings, whole.of_openings, whole.views.all.share) == (20, 40, 0.5)
    assert sentence(publication, whole).startswith("50% of openings for machine-learning engineers")
    assert "Openings that name a framework of deep learning" in extended.page
    shown = CliRunner().invoke(
        app,
        ["stats", "deep_learning_share"],
        env={"SKILLSCAN_HOME": str(extended.settings.home), "COLUMNS": "200"},
    )
    assert shown.exit_code == 0
    assert "50.0% (" in shown.stdout
    with extended.release.connect() as connection:
        comments = connection.execute(
            "SELECT column_name, comment FROM duckdb_columns() WHERE table_name IN "
            "('deep_learning_share', 'openings_by_stated_years')"
        ).fetchall()
    assert len(comments) == 9
    assert [name for name, comment in comments if not comment] == []


def test_a_release_names_what_was_added(extended: Any) -> None:
    """A reader would take an operator's own statistic for one of the package."""
    publication = extended.release.publication
    assert publication.own_statistics == ["deep_learning_share"]
    assert publication.own_splits == ["stated_years"]
    assert publication.own_populations == ["ml_engineer_winter_2026"]
    assert "deep_learning_share" in extended.page.partition("of this release has added")[2]


def test_own_skills_and_rules_of_the_page_are_read(extended: Any) -> None:
    """The page would show a file that no command accepts."""
    home = extended.settings.home
    files = read_files()
    assert named_entries(files, read_own(home, files)) == [
        "skill example-server (added)",
        "skill kubernetes (extended)",
    ]
    assert own_rule_ids(own_folder(home)) == {"modifiers.yaml": ["modifiers.cherry_on_top"]}


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        pytest.param(STATISTIC, "id: deep", "id: Deep", "regex", id="odd id"),
        pytest.param(STATISTIC, "opening_skills AS s", "'/etc/passwd' AS s", "only the tables"),
        pytest.param(
            STATISTIC, "opening_skills AS s", "read_text('x') AS s", r"read_text\(\).*only the"
        ),
        pytest.param(STATISTIC, "'yes' AS value", "now()::TEXT AS value", r"uses now\(\)"),
        pytest.param(STATISTIC, "'yes' AS value", "random()::TEXT AS value", r"uses random\(\)"),
        pytest.param(STATISTIC, "[skill_share]", "[skil_share]", "are no statistics"),
        pytest.param(STATISTIC, "usage: [not_the_work]\n", "", "line 4.*`usage`: add it"),
        pytest.param(STATISTIC, "population: >-", "stats: >-", "line 4.*`population`: add it"),
        pytest.param(STATISTIC, "stated_years]", "no_split]", "have no file"),
        pytest.param(STATISTIC, "SELECT", "DROP TABLE x; SELECT", "exactly one SELECT"),
        pytest.param(SPLIT, "-- By", "SELECT 1; -- By", "begin the file with a comment"),
        pytest.param(
            "populations.yaml", "until: 2026-03-31", "until: 2025-01-01", "is after until"
        ),
        pytest.param("populations.yaml", "until: 2026-03-31", "until: soon", "date"),
    ],
)
def test_a_file_that_does_not_fit_is_named(
    tmp_path: Path, name: str, old: str, new: str, said: str
) -> None:
    """Publishing would break off somewhere, or publish what nobody can make again."""
    extended_home.write(tmp_path)
    file = tmp_path / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(UsageError, match=rf"{name}.*{said}"):
        load_catalogue(tmp_path)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("statistics/skill_share.sql", "is taken by the package"),
        ("statistics/openings.sql", "is taken by the package"),
        ("splits/month.sql", "is a split of the package"),
        ("statistics/notes.txt", "rename or move it"),
    ],
)
def test_a_name_that_is_taken_is_refused(tmp_path: Path, name: str, said: str) -> None:
    """A known number would mean something else from one day to the next."""
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text(extended_home.files()[STATISTIC], "utf-8")
    with pytest.raises(UsageError, match=rf"{name}.*{said}"):
        load_catalogue(tmp_path)


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (STATISTIC, "p.opening_id,", "p.opening_ids,", "opening_ids"),
        (STATISTIC, MEASURE, "2 AS named", "named as int32: a measure must be BOOLEAN"),
        (STATISTIC, MEASURE, "'yes' AS named", "named as string: a measure must be BOOLEAN"),
        (STATISTIC, MEASURE, f"{MEASURE}, 'x' AS amount_y", "amount_y as string: .*a number"),
        (STATISTIC, "GROUP BY ", "GROUP BY s.skill_id, ", "more than once"),
        (SPLIT, "group_label\n", "label\n", "it must give group_label"),
        (
            SPLIT,
            "WHERE o",
            "INNER JOIN opening_skills AS s ON o.opening_id = s.opening_id\nWHERE o",
            "in a group twice",
        ),
    ],
)
def test_sql_that_does_not_fit_the_tables_is_named(
    published_copy: Any,
    publish_again: Callable[..., Any],
    name: str,
    old: str,
    new: str,
    said: str,
) -> None:
    """An operator would see DuckDB's message without the file that it is about."""
    home = published_copy.settings.home
    extended_home.write(home)
    file = home / name
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(UsageError, match=rf"{name}.*{said}"):
        publish_again()
    assert len(list(Path(published_copy.settings.releases).glob("2026-*"))) == 1
