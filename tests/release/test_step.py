"""Publishing from a real, hand-made warehouse: what a release holds."""

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import jsonschema
import pytest

from skillscan import resources
from skillscan.errors import SkillscanError
from skillscan.release.catalog import open_latest, open_release
from skillscan.release.database import relations
from skillscan.release.files import PageFile
from skillscan.release.json_schema import schema_text
from skillscan.release.release_folder import LAST_PUBLISH
from skillscan.release.step import PublishSummary, publish
from skillscan.settings import Settings
from skillscan.site.pages import render
from tests.release.publishing import NOW, folder_of, names_in

MAY_BE_EMPTY = {
    *("withheld", "withheld_counts", "closures", "board_months", "disagreements"),
    *("sample_differences", "confounded", "pooled_headlines"),
    # A first release has nothing to be compared with.
    *("compared_with", "changes", "board_changes", "availability_changes"),
}


def test_release_holds_what_it_promises(published: Any) -> None:
    """An analyst would miss a file, or find one that can be overwritten."""
    summary, folder = published.summary, published.folder
    assert summary.is_new
    assert summary.is_latest
    assert summary.name.startswith("2026-02-11-")
    assert sorted(path.name for path in folder.iterdir()) == [
        "CHANGES.md",
        "METHODS.md",
        "SHA256SUMS",
        "datapackage.json",
        "gates.json",
        "index.html",
        "parquet",
        "site",
        "skillscan.duckdb",
        "statistics",
        "statistics.json",
        "statistics.schema.json",
    ]
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert [path for path in files if path.stat().st_mode & 0o222] == []
    beside = ["latest", "latest.duckdb", "index.json", LAST_PUBLISH]
    assert names_in(published.settings) == sorted([summary.name, *beside])
    assert published.release.name == summary.name


def test_table_and_parquet_file_bear_one_name(published: Any) -> None:
    """An analyst would find one relation under two names, or two under one."""
    with published.release.connect() as connection:
        tables = {one.name: one for one in relations(connection) if not one.is_view}
        assert {path.stem for path in (published.folder / "parquet").iterdir()} == tables.keys()
        for name, table in tables.items():
            path = published.folder / "parquet" / f"{name}.parquet"
            rows = [connection.execute(f"FROM {at}").fetchall() for at in (f"'{path}'", name)]
            assert rows[0] == rows[1]
            assert rows[0] or name in MAY_BE_EMPTY
            columns = connection.execute(f"DESCRIBE FROM '{path}'").fetchall()
            assert [column[0] for column in columns] == list(table.columns)


def test_name_follows_from_the_content_not_from_the_page(
    published: Any, publish_again: Callable[..., PublishSummary]
) -> None:
    """A comma in the page's template would look like new data; a new notice would not show."""
    redrawn = publish_again(
        render=lambda *_: [PageFile(path="index.html", content=b"another page")]
    )
    assert (redrawn.name, redrawn.is_new) == (published.summary.name, False)
    assert publish_again(notice="Beware.").name != published.summary.name


def test_second_publish_changes_nothing(
    published_copy: Any, publish_again: Callable[..., PublishSummary]
) -> None:
    """Every run would fill the disk with the same release."""
    folder = published_copy.folder
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    second = publish_again(now=NOW + timedelta(hours=3))
    assert not second.is_new
    assert folder_of(second) == folder
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    assert before


def test_an_unchanged_night_writes_no_release_and_keeps_the_notice(
    published_copy: Any, publish_again: Callable[..., PublishSummary]
) -> None:
    """Every quiet or failed night would move `latest`, and lose what a person wrote on top."""
    later = publish_again(now=NOW + timedelta(days=1), notice=None)
    assert (later.name, later.is_new) == (published_copy.summary.name, False)
    dropped = publish_again(now=NOW + timedelta(days=1), notice="")
    assert dropped.is_new
    assert open_release(published_copy.settings, dropped.name).publication.notice is None


@pytest.mark.slow
def test_statistics_are_byte_equal_but_for_name_and_time(
    published: Any, published_copy: Any, publish_again: Callable[..., PublishSummary]
) -> None:
    """Nobody could tell from two files whether a number has changed."""
    texts = []
    shutil.rmtree(published_copy.settings.releases)
    next_day = publish_again(now=NOW + timedelta(days=1))
    assert next_day.is_new
    for summary in (published.summary, next_day):
        text = (folder_of(summary) / "statistics.json").read_text()
        stamp = json.loads(text)["published_at"]
        texts.append(text.replace(summary.name, "NAME").replace(stamp, "TIME"))
    assert texts[0] == texts[1]
    assert "NAME" in texts[0]


def test_statistics_json_follows_its_schema(published: Any) -> None:
    """Programs that read the file by its schema would break."""
    content = json.loads((published.folder / "statistics.json").read_text())
    jsonschema.validate(content, resources.data_json("statistics.schema.json"))
    assert content["as_of"] == "2026-02-10"
    assert len(content["estimates"]) > 20


def test_schema_file_is_that_of_the_models() -> None:
    """Programs would go by an older schema: `python -m skillscan.release.json_schema` prints it."""
    assert resources.data("statistics.schema.json").read_text("utf-8") == schema_text()


def test_database_equals_json_and_carries_comments(published: Any) -> None:
    """An analyst and an editor would quote different numbers of one release."""
    release = published.release
    with release.connect() as connection:
        stored = connection.execute(
            "SELECT population_id, value, measure, all_share, all_low, all_high FROM estimates "
            "WHERE statistic = 'skill_share' ORDER BY ALL"
        ).fetchall()
        bare = connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() "
            "WHERE NOT internal AND comment IS NULL"
        ).fetchall()
        counted = connection.execute(
            "SELECT count(*) FROM skill_share "
            "WHERE population_id = 'ml_engineer_us' AND value = 'pytorch' AND named"
        ).fetchall()
        version = connection.execute(
            "SELECT tags['storage_version'] FROM duckdb_databases() WHERE NOT internal"
        ).fetchall()
    shown = sorted(
        (e.population, e.value, e.measure, e.views.all.share, e.views.all.low, e.views.all.high)
        for e in release.publication.estimates
        if e.statistic == "skill_share"
    )
    assert stored == shown
    assert bare == []
    assert counted == [(20,)]
    assert version[0][0].startswith("v1.4.0")


def test_whole_texts_are_not_published(
    hand_made_warehouse: Callable[..., Settings], advert: Any
) -> None:
    """Texts belong to the employers: only the sentence that is quoted leaves the warehouse."""
    text = "Secret strategy paragraph of the employer. You know Python. More that is not quoted."
    adverts = [
        advert(employer=f"E{n % 12}", text=text, skills={"python": "required"}) for n in range(40)
    ]
    folder = folder_of(publish(hand_made_warehouse(adverts), render=render, now=NOW))
    with duckdb.connect(str(folder / "skillscan.duckdb"), read_only=True) as connection:
        quotes = connection.execute(
            "SELECT DISTINCT quote, quote[quote_start + 1 : quote_end] FROM findings"
        ).fetchall()
    assert quotes == [("You know Python.", "Python")]
    for path in folder.rglob("*"):
        assert path.is_dir() or b"Secret strategy" not in path.read_bytes()


def test_notice_stands_on_everything(market: Settings) -> None:
    """Invented numbers would be taken for real ones."""
    summary = publish(market, render=render, now=NOW, notice="All of this is invented <here>.")
    page = Path(summary.page).read_text()
    assert "All of this is invented &lt;here&gt;." in page
    assert open_latest(market).publication.notice == "All of this is invented <here>."


@pytest.mark.parametrize("lost", [pytest.param("statistics.json", marks=pytest.mark.slow), None])
def test_a_damaged_release_of_the_same_content_is_written_again(
    published_copy: Any, publish_again: Callable[..., PublishSummary], lost: str | None
) -> None:
    """Readers would see no page until somebody deleted things by hand."""
    name, first = published_copy.summary.name, published_copy.folder
    if lost is None:
        shutil.rmtree(first)
    else:
        (first / lost).chmod(0o644)
        (first / lost).write_text("{}")
    summary = publish_again(now=NOW + timedelta(days=1))
    assert (summary.name, summary.is_latest) == (name, True)
    assert open_latest(published_copy.settings).name == name


def test_empty_warehouse_publishes_no_number(hand_made_warehouse: Callable[..., Settings]) -> None:
    """The first run with nothing collected must say so."""
    summary = publish(hand_made_warehouse([]), render=render, now=NOW)
    assert not summary.is_latest
    assert summary.estimates == 0


@pytest.mark.slow
def test_remote_storage_holds_the_same_release(published: Any, market: Settings) -> None:
    """Many machines share releases on object storage (here fsspec's in memory)."""
    remote = Settings(home=market.home, releases_url=f"memory://{market.home.parent.name}/out")
    notice = published.release.publication.notice
    summary = publish(remote, render=render, now=NOW, notice=notice)
    assert summary.name == published.summary.name
    release = open_latest(remote)
    assert release.publication == published.release.publication
    with release.connect() as connection:
        assert connection.execute("SELECT count(*) FROM estimates").fetchall()[0][0] > 0
    assert not publish(remote, render=render, now=NOW, notice=notice).is_new


def test_damaged_latest_is_named(published_copy: Any) -> None:
    """A release that was moved away would end in a traceback at every command."""
    published_copy.folder.rename(f"{published_copy.folder}.away")
    with pytest.raises(SkillscanError, match="is gone"):
        open_latest(published_copy.settings)


def test_no_release_yet_says_what_to_do(tmp_path: Path) -> None:
    """The first `skillscan stats` of a new user."""
    with pytest.raises(SkillscanError, match="skillscan publish"):
        open_latest(Settings(home=tmp_path))
