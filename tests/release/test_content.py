"""What a release is called, what its files hold, and that they can be made again."""

import csv
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pytest

from skillscan.errors import SkillscanError, UsageError
from skillscan.operations.doctor import examine
from skillscan.release import builder, column_hash, database
from skillscan.release import excerpt as excerpt_module
from skillscan.release.catalog import open_latest, open_named, part_address
from skillscan.release.column_hash import table_hash
from skillscan.release.content import earlier_content_hash
from skillscan.release.document import to_json
from skillscan.release.excerpt import excerpt
from skillscan.release.index import (
    IndexEntry,
    next_due,
    read_index,
    removed_on,
    write_index,
)
from skillscan.release.rebuild import rebuild
from skillscan.release.redaction import redact
from skillscan.release.release_folder import release_folder
from skillscan.release.step import PublishSummary, publish
from skillscan.release.withdrawal import WITHDRAWN, Withdrawal
from skillscan.settings import Settings
from skillscan.site.pages import render
from skillscan.warehouse.connection import open_warehouse

NOW = datetime(2026, 2, 11, 6, tzinfo=UTC)
LATER = NOW + timedelta(days=30, hours=5)


def published_at(settings: Settings, now: datetime, **more: Any) -> PublishSummary:
    return publish(settings, render=render, now=now, **more)


def test_statistics_json_is_that_of_the_numbers_in_the_tables(
    published: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A release that is made again from its tables would have another file of its numbers."""
    monkeypatch.setattr(excerpt_module, "MOST_VALUES", 2)
    settings = Settings(home=tmp_path)
    shutil.copy(published.settings.warehouse, settings.warehouse)
    folder = Path(published_at(settings, NOW).folder)
    again = to_json(excerpt(open_latest(settings).publication))
    assert (folder / "statistics.json").read_text(encoding="utf-8") == again


@pytest.mark.slow
def test_equal_warehouses_give_one_hash_on_any_day_and_one_changed_posting_another(
    hand_made_warehouse: Callable[..., Settings], advert: Any
) -> None:
    """Nobody could tell from two releases whether they say the same."""

    def adverts(text: str) -> Iterator[Any]:
        skills = {"python": "required"}
        for number in range(12):
            said = text if number == 3 else "You know Python."
            yield advert(employer=f"E{number % 6}", text=said, skills=skills)

    hashes = {}
    for name, text, now in (
        ("one", "You know Python.", NOW),
        ("equal", "You know Python.", LATER),
        ("changed", "You know Python!", NOW),
    ):
        settings = hand_made_warehouse(adverts(text))
        summary = published_at(settings, now, waived={"has_estimates": "few"})
        excerpt = open_latest(settings).excerpt
        assert excerpt.content_hash
        assert summary.name == f"{now:%Y-%m-%d}-{excerpt.content_hash[:12]}"
        hashes[name] = excerpt.content_hash
    assert hashes["one"] == hashes["equal"]
    assert hashes["one"] != hashes["changed"]


def test_the_index_names_all_releases_the_latest_and_the_next(published: Any) -> None:
    """A mirror, or a reader who waits for new numbers, would have to guess."""
    index = read_index(release_folder(published.settings.releases))
    assert (index.latest, [one.release for one in index.releases]) == (
        published.release.name,
        [published.release.name],
    )
    assert index.next_due == datetime(2026, 2, 12, 4, 17, tzinfo=UTC)
    assert index.releases[0].content_hash == published.release.excerpt.content_hash
    assert index.releases[0].is_passed
    with pytest.raises(UsageError, match="SKILLSCAN_RELEASE_SCHEDULE"):
        next_due("61 4 * * *", NOW)


def test_the_schedule_is_that_of_the_deployment() -> None:
    """The index would name a day on which nothing comes."""
    import yaml

    text = (Path(__file__).parents[2] / "prefect.yaml").read_text("utf-8")
    daily = next(one for one in yaml.safe_load(text)["deployments"] if one["name"] == "daily")
    assert daily["schedules"][0]["cron"] == Settings().release_schedule


def test_statistics_json_leads_and_the_tables_have_all(
    published: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rare skill would be gone from a site's file and, without a word, from the release."""
    whole = published.release.publication
    assert excerpt(whole).left_out == {"estimates": 0, "figures": 0, "disagreements": 0}
    monkeypatch.setattr(excerpt_module, "MOST_VALUES", 2)
    cut = excerpt(whole)
    shown = {one.value for one in cut.estimates if one.statistic == "skill_share"}
    assert shown == {"python", "pytorch"}
    assert cut.left_out["estimates"] == len(whole.estimates) - len(cut.estimates) > 0
    assert cut.denominators == whole.denominators
    release = msgspec.structs.replace(cut)
    reader = type(published.release)(
        name="x", folder="x", excerpt=release, database=published.release.database
    )
    assert reader.publication.estimates == whole.estimates
    of_one = reader.of(["skill_share"], "ml_engineer_us")
    assert {(one.statistic, one.population) for one in of_one.estimates} == {
        ("skill_share", "ml_engineer_us")
    }


def test_a_statistic_has_a_csv_and_what_it_means(published: Any) -> None:
    """Who takes one number would have neither its meaning nor how to cite it."""
    folder = published.folder / "statistics"
    release = published.release
    for statistic in release.excerpt.statistics:
        with (folder / f"{statistic}.csv").open(newline="") as file:
            rows = list(csv.DictReader(file))
        described = json.loads((folder / f"{statistic}.metadata.json").read_text())
        assert described["id"] == f"{statistic}@{release.name}"
        assert statistic in described["citation"]
        assert described["licence"] == "CC-BY-4.0"
        assert all(described["columns"].values())
        assert all(described["caveats"].values())
        if rows:
            assert set(rows[0]) == set(described["columns"])
        counted = [
            one
            for one in (*release.publication.estimates, *release.publication.figures)
            if one.statistic == statistic
        ]
        assert len(rows) == len(counted)


@pytest.mark.slow
def test_cells_that_a_spreadsheet_would_run_are_made_harmless(
    hand_made_warehouse: Callable[..., Settings], advert: Any
) -> None:
    """A posting's employer could run a formula on the analyst's machine."""
    adverts = [advert(employer=f"=cmd|{n % 12}", skills={"python": "required"}) for n in range(40)]
    settings = hand_made_warehouse(adverts)
    folder = Path(published_at(settings, NOW).folder)
    for path in (folder / "statistics").glob("*.csv"):
        with path.open(newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "@", "+"))]
    assert "=cmd|0" not in (folder / "METHODS.md").read_text()


@pytest.mark.slow
def test_the_day_of_the_release_before_is_no_part_of_the_hash(
    published_copy: Any, publish_again: Callable[..., PublishSummary], tmp_path: Path
) -> None:
    """Two who publish the same data after the same release would have two releases."""
    hashes = set()
    for days in (1, 9):
        home = tmp_path / f"after{days}"
        shutil.copytree(published_copy.settings.home, home)
        settings = Settings(home=home)
        shutil.rmtree(settings.releases)
        first = published_at(settings, NOW + timedelta(days=days), notice="First.")
        second = published_at(settings, NOW + timedelta(days=10), notice="Second.")
        assert open_latest(settings).excerpt.previous == first.name
        hashes.add(second.name)
    assert len(hashes) == 1


@pytest.mark.slow
def test_a_value_of_the_release_before_is_kept_as_zero_once(
    published_copy: Any, publish_again: Callable[..., PublishSummary]
) -> None:
    """A series would end without a word; or zeros of skills that nobody names would pile up."""
    settings = published_copy.settings
    with open_warehouse(settings) as connection:
        connection.execute("DELETE FROM findings WHERE value = 'kubernetes'")
    waived = {"no_jump": "taken out"}
    second = publish_again(now=NOW + timedelta(days=1), waived=waived)
    release = open_latest(settings)
    assert (second.is_new, release.excerpt.previous) == (True, published_copy.release.name)
    kept = [one for one in release.publication.estimates if one.value == "kubernetes"]
    assert kept
    assert {one.openings for one in kept} == {0}
    assert all(one.views.all.share == 0 < one.views.all.high for one in kept)
    again = publish_again(now=NOW + timedelta(days=2), waived=waived)
    assert (again.name, again.is_new) == (second.name, False)
    dropped = publish_again(now=NOW + timedelta(days=3), notice="New.", waived=waived)
    assert dropped.is_new
    values = {one.value for one in open_latest(settings).publication.estimates}
    assert "kubernetes" not in values


@pytest.mark.slow
@pytest.mark.parametrize("lost", ["statistics/skill_share.csv", "parquet/skills.parquet"])
def test_an_altered_release_is_found_by_every_reader_and_made_again(
    published_copy: Any, publish_again: Callable[..., PublishSummary], lost: str
) -> None:
    """Numbers that somebody changed would be printed."""
    settings, name = published_copy.settings, published_copy.release.name
    path = published_copy.folder / lost
    before = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(before + b"x")
    with pytest.raises(SkillscanError, match=f"{path.name} is altered.*releases rebuild {name}"):
        open_latest(settings)
    found = [one for one in examine(settings, now=NOW) if one.part == "releases"]
    assert any(path.name in one.message and one.needs_attention for one in found)
    summary = rebuild(settings, name, render=render, now=LATER)
    assert (summary.same, summary.others) == (("datapackage.json", lost), ())
    assert path.read_bytes() == before
    assert open_latest(settings).publication == published_copy.release.publication
    assert rebuild(settings, name, render=render, now=LATER).same == ()
    assert not publish_again().mended


def test_a_lost_database_is_made_of_the_parquet_files(published_copy: Any) -> None:
    """A release of last year would be lost with one of its files."""
    settings, folder = published_copy.settings, published_copy.folder
    whole = published_copy.release.publication
    (folder / "skillscan.duckdb").unlink()
    (folder / "statistics.json").unlink()
    (folder / "index.html").unlink()
    summary = rebuild(settings, folder.name, render=render, now=LATER)
    assert {"statistics.json", "index.html"} <= set(summary.same)
    assert set(summary.others) <= {"skillscan.duckdb", "datapackage.json"}
    release = open_latest(settings)
    assert release.publication == whole
    with release.connect() as connection:
        ((held,),) = connection.execute(
            "SELECT count(*) FROM skill_share WHERE value = 'pytorch' AND named "
            "AND population_id = 'ml_engineer_us'"
        ).fetchall()
        ((bare,),) = connection.execute(
            "SELECT count(*) FROM duckdb_columns() WHERE NOT internal AND comment IS NULL"
        ).fetchall()
        ((keys,),) = connection.execute(
            "SELECT count(*) FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'"
        ).fetchall()
    assert (held, bare) == (20, 0)
    assert keys > 3
    index = read_index(release_folder(settings.releases))
    assert index.releases[0].rebuilt_at == LATER


def test_what_is_not_what_was_published_is_not_made_again(published_copy: Any) -> None:
    """A wrong number would be given the checksum of a right one."""
    settings, folder = published_copy.settings, published_copy.folder
    file = folder / "parquet" / "estimates.parquet"
    with duckdb.connect() as connection:
        file.chmod(0o644)
        connection.execute(f"CREATE TABLE e AS FROM '{file}'")
        connection.execute("UPDATE e SET openings = openings + 1")
        connection.execute(f"COPY e TO '{file}' (FORMAT parquet)")
    (folder / "skillscan.duckdb").unlink()
    (folder / "SHA256SUMS").unlink()
    with pytest.raises(SkillscanError, match="not what was published"):
        rebuild(settings, folder.name, render=render, now=LATER)


def test_quotes_are_withdrawn_from_all_releases_and_no_number_changes(
    published_copy: Any, publish_again: Callable[..., PublishSummary]
) -> None:
    """An employer's sentence would stay in print, or a number would change with it."""
    settings = published_copy.settings
    publish_again(now=NOW + timedelta(days=1), notice="Second.")
    before = open_latest(settings)
    posting = before.publication.examples[0].posting_id
    with before.connect() as connection:
        quotes = connection.execute(
            "SELECT DISTINCT quote FROM opening_findings WHERE posting_id = ?", [posting]
        ).fetchall()
    withdrawal = Withdrawal(posting_id=posting, withdrawn_at=NOW, reason="asked", by="Kim")
    done = redact(settings, withdrawal, render=render, now=LATER)
    assert len(done.redacted) == 2
    assert done.faults == ()
    after = open_latest(settings)
    assert after.publication.estimates == before.publication.estimates
    assert posting not in {one.posting_id for one in after.excerpt.examples}
    for name in done.redacted:
        folder = Path(settings.releases) / name
        told = json.loads((folder / "withdrawn.json").read_text())
        assert [one["posting_id"] for one in told["withdrawn"]] == [posting]
        assert told["content_hash"][:12] == name[-12:]
        assert told["content_hash"] != told["content_hash_without_quotes"]
        with duckdb.connect(str(folder / "skillscan.duckdb"), read_only=True) as connection:
            left = connection.execute(
                "SELECT DISTINCT quote FROM opening_findings WHERE posting_id = ?", [posting]
            ).fetchall()
        assert left == [(WITHDRAWN,)]
        assert quotes
    index = read_index(release_folder(settings.releases))
    assert [one.withdrawn for one in index.releases] == [1, 1]
    assert not publish_again(now=NOW + timedelta(days=2), notice="Second.").is_new
    third = publish_again(now=NOW + timedelta(days=3), notice="Third.")
    with open_named(settings, third.name).connect() as connection:
        left = connection.execute(
            "SELECT DISTINCT quote FROM opening_findings WHERE posting_id = ?", [posting]
        ).fetchall()
    assert left == [(WITHDRAWN,)]
    with pytest.raises(UsageError, match="no release"):
        redact(
            settings,
            msgspec.structs.replace(withdrawal, posting_id="a/b/c"),
            render=render,
            now=NOW,
        )


@pytest.mark.slow
def test_a_statistic_of_a_release_is_found_by_its_address(
    published_copy: Any, publish_again: Callable[..., PublishSummary]
) -> None:
    """A printed number could not be looked up after the next release."""
    settings, first = published_copy.settings, published_copy.release.name
    publish_again(now=NOW + timedelta(days=1), notice="Second.")
    statistic, word = part_address(f"skill_share@{first[-12:]}")
    assert (statistic, open_named(settings, word).name) == ("skill_share", first)
    assert open_named(settings, "latest").name == open_latest(settings).name != first
    for wrong in ("2027-01-01-000000000000", "../escape", ""):
        with pytest.raises(SkillscanError, match="no release"):
            open_named(settings, wrong)


@pytest.mark.slow
def test_retention_keeps_the_newest_and_says_what_went(
    published_copy: Any, publish_again: Callable[..., PublishSummary], monkeypatch: Any
) -> None:
    """A disk would fill, or a number vanish without a word."""
    settings, first = published_copy.settings, published_copy.release.name
    publish_again(now=NOW + timedelta(days=1), notice="Second.")
    assert open_named(settings, first).name == first
    monkeypatch.setenv("SKILLSCAN_RELEASES_KEPT", "1")
    kept = Settings(home=settings.home)
    third = published_at(kept, NOW + timedelta(days=2), notice="Third.")
    folder = release_folder(kept.releases)
    assert first not in folder.names()
    assert len(folder.names()) == 2  # the latest, and what it was compared with
    assert third.name in folder.names()
    with pytest.raises(SkillscanError, match="removed on 2026-02-13"):
        open_named(kept, first)


@pytest.mark.slow
def test_a_lost_or_altered_index_and_views_file_are_found_and_made_again(
    published_copy: Any, publish_again: Callable[..., PublishSummary]
) -> None:
    """Who attaches the URL would read a file that nobody wrote."""
    settings = published_copy.settings
    path = Path(settings.releases) / "latest.duckdb"
    for content in (None, b"altered"):
        path.unlink() if content is None else path.write_bytes(content)
        found = [one for one in examine(settings, now=NOW) if one.part == "releases"]
        assert any("latest.duckdb" in one.message and one.needs_attention for one in found)
        assert not publish_again().is_new
        assert not [one for one in examine(settings, now=NOW) if "latest.duckdb" in one.message]


@pytest.mark.slow
def test_a_release_that_is_gone_is_named_until_publish_notes_it(
    published_copy: Any, publish_again: Callable[..., PublishSummary]
) -> None:
    """Somebody's hand took a release away, and the alarm stayed for ever, or none was raised."""
    settings, first = published_copy.settings, published_copy.release.name
    publish_again(now=NOW + timedelta(days=1), notice="Second.")
    folder = release_folder(settings.releases)
    index = read_index(folder)
    half = IndexEntry(release=".staging-abcdefgh")  # as an earlier version entered them
    write_index(folder, settings, latest=index.latest, now=NOW, changed=[half])
    shutil.rmtree(published_copy.folder)
    found = [one for one in examine(settings, now=NOW) if one.part == "releases"]
    assert any(first in one.message and "skillscan publish" in one.advice for one in found)
    publish_again(now=NOW + timedelta(days=2), notice="Second.")
    found = [one for one in examine(settings, now=NOW) if one.part == "releases"]
    assert not any(one.needs_attention for one in found), found
    assert removed_on(folder, first) == NOW + timedelta(days=2)
    assert read_index(folder).entry(half.release) is None


_ROWS = """
SELECT
    range AS number,
    range / 7 AS share,
    range % 3 = 0 AS is_third,
    'é' || range AS said,
    CASE WHEN range % 5 > 0 THEN range * 11 END AS rare,
    CASE WHEN range % 4 > 0 THEN 'n' || range END AS named,
    DATE '2026-01-01' + range::INTEGER AS day,
    CASE WHEN range % 6 > 0 THEN TIMESTAMPTZ '2026-01-01' + to_hours(range) END AS moment,
    (range / 8)::DECIMAL(24, 6) AS exact,
    CASE WHEN range % 7 > 0 THEN list_transform(range(range % 3), n -> 'l' || n) END AS listed,
    [{'label': 'p' || range, 'share': range / 3}, {'label': NULL, 'share': NULL}] AS parts,
    (['low', 'high'])[1 + range % 2]::ENUM ('low', 'high') AS level
FROM range($count)
"""


@pytest.mark.parametrize("at_once", [2_048, 100_000])
def test_hash_of_a_table_is_that_of_its_rows_in_whatever_pieces_they_come(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, at_once: int
) -> None:
    """A release made again from its Parquet files would not be known, or go by a part of it."""
    parquet = tmp_path / "copy.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE counted AS {_ROWS}", {"count": 5_000})
        connection.execute(f"COPY counted TO '{parquet}'")
        connection.execute(f"CREATE TABLE copied AS FROM '{parquet}'")
        connection.execute("CREATE TABLE empty AS FROM counted WHERE FALSE")
        whole = table_hash(connection, "counted")
        monkeypatch.setattr(column_hash, "ROWS_AT_ONCE", at_once)
        assert table_hash(connection, "counted") == table_hash(connection, "copied") == whole
        assert table_hash(connection, "empty") is None
        connection.execute("DELETE FROM copied WHERE number = 4_999")
        assert table_hash(connection, "copied") != whole


@pytest.mark.parametrize(
    "change",
    [
        "number = 3_001",
        "share = NULL",
        "is_third = NOT is_third",
        "said = 'e3000'",
        "rare = 0",
        "named = ''",
        "day = day + 1",
        "moment = '2026-01-01'",
        "exact = exact + 0.000001",
        "listed = NULL",
        "listed = ['l0', NULL]",
        "parts = [parts[2], parts[1]]",
        "parts[1].share = 0",
        "level = 'high'",
    ],
)
def test_a_table_has_another_hash_where_one_cell_is_another(change: str) -> None:
    """Two releases that differ would be taken for one."""
    column, _, value = change.partition(" = ")
    if "." in column:  # a field of a struct in a list
        column, value = "parts", "[{'label': 'p3000', 'share': 0.0}, parts[2]]"
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE counted AS {_ROWS}", {"count": 3_001})
        before = table_hash(connection, "counted")
        connection.execute("CREATE TABLE changed AS FROM counted")
        change = f"{column} = {value} WHERE number = 3_000"
        connection.execute(f"UPDATE changed SET {change}")  # noqa: S608  (our own)
        assert table_hash(connection, "changed") != before


def test_values_that_are_lacking_hash_alike_whatever_lies_in_their_place() -> None:
    """The same data would be another release where a query computed them another way."""
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE stored AS SELECT NULL::BIGINT AS n, NULL::VARCHAR AS s")
        made = (
            "SELECT if(v > 5, v, NULL) AS n, if(v > 5, w, NULL) AS s FROM (VALUES (3, 'x')) t(v, w)"
        )
        connection.execute(f"CREATE VIEW computed AS {made}")
        assert table_hash(connection, "computed") == table_hash(connection, "stored")


def test_a_release_that_was_named_by_its_rows_can_still_be_made_again(
    monkeypatch: pytest.MonkeyPatch, published_copy: Any, publish_again: Any
) -> None:
    """What was published before could not be repaired."""

    def by_rows(connection: Any, publication: Any, _: object) -> str:
        return earlier_content_hash(connection, publication)

    monkeypatch.setattr(builder, "content_hash", by_rows)
    name = publish_again(notice="By rows.").name
    folder = Path(published_copy.settings.releases) / name
    (folder / "skillscan.duckdb").unlink()
    (folder / "METHODS.md").unlink()
    found = rebuild(published_copy.settings, name, render=render, now=LATER)
    assert "METHODS.md" in found.same


def test_rows_are_added_in_pieces_and_none_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """A release of many estimates would lack those of the last piece."""
    monkeypatch.setattr(database, "ROWS_AT_ONCE", 3)
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE numbers (number INTEGER, said VARCHAR)")
        rows = ({"said": None if number < 4 else "so", "number": number} for number in range(8))
        database.append(connection, "numbers", rows)
        found = connection.execute("FROM numbers ORDER BY number").fetchall()
    assert found == [(number, None if number < 4 else "so") for number in range(8)]


def test_one_thread_works_with_a_small_database_and_all_with_others(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A publish of few postings would take a sixth more of the processor, one of many be slower."""
    threads = "SELECT current_setting('threads')"
    with duckdb.connect(config={"threads": 3}) as of_unknown_size:  # such as a DuckLake
        database.bound_memory(of_unknown_size)
        assert of_unknown_size.execute(threads).fetchone() == (3,)
    with duckdb.connect(tmp_path / "small.duckdb", config={"threads": 3}) as connection:
        connection.execute("CREATE TABLE held AS FROM range(100_000)")
        connection.execute("CHECKPOINT")
        monkeypatch.setattr(database, "_SMALL", 1)
        database.bound_memory(connection)
        assert connection.execute(threads).fetchone() == (3,)
        monkeypatch.undo()
        database.bound_memory(connection)
        assert connection.execute(threads).fetchone() == (1,)
