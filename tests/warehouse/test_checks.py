"""Checks: what contradicts itself is never stored."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from duckdb import DuckDBPyConnection

from skillscan import resources
from skillscan.warehouse import checks, comments
from skillscan.warehouse.checks import CheckFailedError

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def sound(connection: DuckDBPyConnection, add: Callable[..., None]) -> DuckDBPyConnection:
    """A posting with its text, employer, reading, finding and opening; a row in every table."""
    for table in ("employers", "landing_files", "pipelines", "text_shingles"):
        add(table)
    for table in ("quarantine", "quarantine_dismissals"):
        add(table)
    add("postings")
    add("posting_versions", title_chars=8, text_chars=30)
    add("skills", skill_id="python")
    add("readings")
    add("findings", kind="skill", value="python", start_char=0, end_char=5)
    add("posting_openings")
    add("fetches", outcome="complete")
    return connection


def test_what_is_sound_passes(sound: DuckDBPyConnection) -> None:
    """Nothing could ever be loaded."""
    for step in ("load", "read", "group"):
        checks.run(sound, step)


TWICE = {
    "dismissal_twice": "quarantine_dismissals",
    "employer_twice": "employers",
    "fetch_twice": "fetches",
    "finding_twice": "findings",
    "landing_file_twice": "landing_files",
    "migration_twice": "schema_migrations",
    "pipeline_twice": "pipelines",
    "posting_opening_twice": "posting_openings",
    "posting_twice": "postings",
    "posting_version_twice": "posting_versions",
    "quarantine_entry_twice": "quarantine",
    "reading_twice": "readings",
    "shingles_twice": "text_shingles",
    "skill_twice": "skills",
}
BREAKS = {name: f"INSERT INTO {table} FROM {table}" for name, table in TWICE.items()} | {
    "fetch_outcome_unknown": "UPDATE fetches SET outcome = 'fine'",
    "posting_without_text": "UPDATE posting_versions SET text_chars = 0",
    "posting_without_employer": "UPDATE postings SET employer_id = 'nobody'",
    "posting_seen_backwards": "UPDATE postings SET last_seen = first_seen - INTERVAL 1 DAY",
    "closed_without_reason": "UPDATE postings SET closed_at = last_seen",
    "closed_without_evidence": "UPDATE postings SET closed_at = now(), closed_reason = 'absent'",
    "country_not_iso": "UPDATE posting_versions SET country = 'Utopia'",
    "finding_outside_text": "UPDATE findings SET end_char = 41",
    "finding_without_reading": "DELETE FROM readings",
    "reading_without_text": "UPDATE posting_versions SET content_hash = 'other'",
    "skill_not_in_taxonomy": "DELETE FROM skills",
    "posting_without_opening": "DELETE FROM posting_openings",
    "opening_across_employers": "INSERT INTO postings SELECT * REPLACE "
    "('y' AS posting_id, 'z' AS employer_id) FROM postings; "
    "INSERT INTO posting_openings "
    "SELECT * REPLACE ('y' AS posting_id) FROM posting_openings",
}


@pytest.mark.parametrize("name", [check.name for check in checks.checks()])
def test_every_check_finds_what_it_is_for(sound: DuckDBPyConnection, name: str) -> None:
    """A check that finds nothing guards nothing."""
    sound.execute(BREAKS[name])
    (check,) = (check for check in checks.checks() if check.name == name)
    assert sound.execute(check.sql).fetchall()
    with pytest.raises(CheckFailedError, match="nothing of this step was stored"):
        checks.run(sound, check.step)


_OF_CONTENTS = [
    check.name
    for check in checks.checks()
    if check.step == "read" and check.name not in ("pipeline_twice", "skill_twice")
]


@pytest.mark.parametrize("name", _OF_CONTENTS)
def test_what_is_stored_of_some_contents_is_looked_at(sound: DuckDBPyConnection, name: str) -> None:
    """A fault in the readings of a batch would be stored, for only that batch is looked at."""
    (content,) = sound.execute("SELECT content_hash FROM readings").fetchone() or ("",)
    sound.execute(BREAKS[name])
    checks.run(sound, "read", contents=["another"])
    sound.begin()
    with pytest.raises(CheckFailedError, match=name):
        checks.run(sound, "read", contents=["another", content])
    sound.rollback()
    with pytest.raises(CheckFailedError, match=name):
        checks.run(sound, "read")


def test_the_key_of_every_table_is_held() -> None:
    """No constraint of the database guards it: a table without a check may hold a row twice."""
    tables = resources.names(resources.sql("tables"), ".sql")
    assert sorted(TWICE.values()) == [name.removesuffix(".sql") for name in tables]
    sql = {check.name: check.sql for check in checks.checks()}
    for name, table in TWICE.items():
        key = ", ".join(comments.described()[table]["key"])
        assert f"FROM {table}\nGROUP BY {key}\n" in sql[name]


def test_a_sentence_around_its_finding(sound: DuckDBPyConnection) -> None:
    """A release would quote a sentence that does not hold what was found."""
    update = "UPDATE findings SET sentence_start = ?, sentence_end = ?"
    sound.execute(update, [0, 5])
    checks.run(sound, "read")
    for wrong in ((1, 5), (0, 4), (0, 41)):
        sound.execute(update, wrong)
        with pytest.raises(CheckFailedError, match="outside its text or its sentence"):
            checks.run(sound, "read")


@pytest.mark.parametrize("words", ["heading", "modifier"])
def test_a_reason_stands_in_the_text(sound: DuckDBPyConnection, words: str) -> None:
    """A release would give words as the reason that stand nowhere."""
    update = f"UPDATE findings SET {words}_start = ?, {words}_end = ?"  # noqa: S608
    for right in ((None, None), (0, 0), (30, 40)):
        sound.execute(update, right)
        checks.run(sound, "read")
    for wrong in ((-1, 5), (5, 4), (0, 41)):
        sound.execute(update, wrong)
        with pytest.raises(CheckFailedError, match="whose reason does"):
            checks.run(sound, "read")


def test_two_absences_are_evidence(sound: DuckDBPyConnection, add: Callable[..., None]) -> None:
    """A rightly closed posting would stop every load."""
    for number, hours in enumerate((24, 30)):
        add(
            "fetches",
            fetch_id=str(number),
            outcome="complete",
            started_at=NOW + timedelta(hours=hours),
        )
    sound.execute("UPDATE postings SET closed_at = now(), closed_reason = 'absent'")
    checks.run(sound, "load")


@pytest.mark.parametrize(
    "sql", ["SELECT 1", "-- After: load\nSELECT 1", "-- Loss.\n-- After: lunch\nSELECT 1"]
)
def test_a_check_without_its_header_is_refused(sql: str) -> None:
    """A check could be written that never runs, or does not say why it matters."""
    with pytest.raises(ValueError, match="After: load"):
        checks.parse("x", sql)
