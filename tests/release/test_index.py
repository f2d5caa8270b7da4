"""The index of all releases: what it names, what is kept, and what has gone."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from skillscan.errors import SkillscanError, UsageError
from skillscan.operations.doctor import examine
from skillscan.release.catalog import open_latest, open_named, part_address
from skillscan.release.index import (
    IndexEntry,
    next_due,
    read_index,
    removed_on,
    write_index,
)
from skillscan.release.release_folder import release_folder
from skillscan.release.step import PublishSummary
from skillscan.settings import Settings
from tests.release.publishing import NOW, published_at


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
