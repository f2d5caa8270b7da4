"""A release that was damaged is made again as it was published, or not at all."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from skillscan.errors import SkillscanError
from skillscan.operations.doctor import examine
from skillscan.release import builder
from skillscan.release.catalog import open_latest
from skillscan.release.content import earlier_content_hash
from skillscan.release.index import read_index
from skillscan.release.rebuild import rebuild
from skillscan.release.release_folder import release_folder
from skillscan.release.step import PublishSummary
from skillscan.site.pages import render
from tests.release.publishing import LATER, NOW


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
