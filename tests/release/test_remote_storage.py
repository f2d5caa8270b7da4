"""Releases on object storage: damaged, made again, redacted, removed; and two writers at once."""

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from suite.s3_server import found_here, s3_server

from skillscan.errors import FolderLockedError, SkillscanError
from skillscan.release.catalog import open_latest, open_named
from skillscan.release.damage import damaged_releases
from skillscan.release.files import PageFile
from skillscan.release.index import index_faults, read_index
from skillscan.release.rebuild import rebuild
from skillscan.release.redaction import redact
from skillscan.release.release_folder import release_folder
from skillscan.release.step import PublishSummary, publish
from skillscan.release.withdrawal import WITHDRAWN, Withdrawal
from skillscan.settings import Settings
from skillscan.site.pages import render
from tests.release.conftest import NOW

LATER = NOW + timedelta(days=30)


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """The address of an S3 of this machine's own, with a bucket."""
    with s3_server("releases") as server, pytest.MonkeyPatch.context() as patch:
        found_here(patch, server.environment)
        yield f"s3://{server.bucket}"


@pytest.fixture(params=["memory", "s3"])
def remote(request: pytest.FixtureRequest, market: Settings) -> Settings:
    """A home whose releases lie elsewhere."""
    root = "memory:/" if request.param == "memory" else request.getfixturevalue("s3")
    return replace(market, releases_url=f"{root}/{market.home.parent.name}")


def published_on(settings: Settings, day: int, notice: str, **more: Any) -> PublishSummary:
    now = NOW + timedelta(days=day)
    return publish(settings, render=render, now=now, notice=notice, **more)


def write(settings: Settings, content: bytes | None, *place: str) -> None:
    """Alter or remove a file where the releases lie."""
    folder = release_folder(settings.releases)
    path = "/".join((folder._root, *place))
    folder._files.remove([path]) if content is None else folder._files.write(path, content)


def quotes(settings: Settings, name: str, posting: str) -> list[Any]:
    with open_named(settings, name).connect() as connection:
        found: list[Any] = connection.execute(
            "SELECT DISTINCT quote FROM opening_findings WHERE posting_id = ?", [posting]
        ).fetchall()
    return found


@pytest.mark.slow
def test_a_remote_release_is_made_again_redacted_and_removed(remote: Settings) -> None:
    """What holds of a folder would hold of object storage by luck only."""
    first, second = published_on(remote, 0, "First."), published_on(remote, 1, "Second.")
    folder = release_folder(remote.releases)
    whole = open_latest(remote).publication
    for file, content in (
        ("parquet/skills.parquet", None),
        ("statistics.json", b"{}"),
        ("skillscan.duckdb", b"altered"),
    ):
        write(remote, content, second.name, file)
        (copy := remote.home / "cache" / second.name / "skillscan.duckdb").unlink(missing_ok=True)
        with pytest.raises(SkillscanError, match=f"{file} is .*releases rebuild {second.name}"):
            open_latest(remote)
        assert not copy.exists()
        assert file in rebuild(remote, second.name, render=render, now=LATER).same or file == (
            "skillscan.duckdb"
        )
        assert open_latest(remote).publication == whole
    posting = whole.examples[0].posting_id
    withdrawal = Withdrawal(posting_id=posting, withdrawn_at=NOW, reason="asked", by="Kim")
    done = redact(remote, withdrawal, render=render, now=LATER)
    assert set(done.redacted) == {first.name, second.name}
    for name in done.redacted:
        assert quotes(remote, name, posting) == [(WITHDRAWN,)]
    assert dict(damaged_releases(folder)) == {}
    assert index_faults(folder) == []
    kept = replace(remote, releases_kept=1)
    third = published_on(kept, 2, "Third.")
    assert (third.mended, third.faults) == ((), ())
    assert folder.names() == sorted([second.name, third.name])  # what the latest is compared with
    index = read_index(folder)
    assert [(one.release, one.withdrawn, bool(one.removed_at)) for one in index.releases] == [
        (first.name, 1, True),
        (second.name, 1, False),
        (third.name, 1, False),
    ]
    assert index.latest == third.name
    assert published_on(kept, 3, "Third.").is_new is False


class Held:
    """A page maker that waits until it may go on: a publish that takes as long as a test wants."""

    def __init__(self) -> None:
        self.begun, self.may_go_on = threading.Event(), threading.Event()

    def __call__(self, *shown: Any) -> Iterable[PageFile]:
        self.begun.set()
        assert self.may_go_on.wait(120)
        return render(*shown)


@pytest.fixture(params=["local", pytest.param("memory", marks=pytest.mark.slow)])
def shared(request: pytest.FixtureRequest, market: Settings) -> Settings:
    """A home whose releases two processes write."""
    if request.param == "local":
        return market
    return replace(market, releases_url=f"memory://{market.home.parent.name}-shared")


def beside(settings: Settings, then: Callable[[], Any]) -> tuple[PublishSummary, Any]:
    """What a publish and something else did that began while the publish was writing."""
    page, found = Held(), {}

    def first() -> None:
        found["first"] = publish(settings, render=page, now=NOW, notice="First.")

    def second() -> None:
        found["second"] = then()

    threads = [threading.Thread(target=first), threading.Thread(target=second)]
    threads[0].start()
    assert page.begun.wait(120)
    threads[1].start()
    threads[1].join(0.5)
    assert "second" not in found
    page.may_go_on.set()
    for thread in threads:
        thread.join(240)
    return found["first"], found["second"]


def test_of_two_publishes_at_once_one_waits_and_finds_the_others(shared: Settings) -> None:
    """Two releases of the same data would stand on record, or one be lost from the index."""
    waiting = replace(shared, lock_seconds=120)
    first, second = beside(
        shared,
        lambda: publish(waiting, render=render, now=NOW + timedelta(days=1), notice="First."),
    )
    assert (first.is_new, second.is_new, first.name == second.name) == (True, False, True)
    assert (second.mended, second.faults) == ((), ())
    index = read_index(release_folder(shared.releases))
    assert [one.release for one in index.releases] == [first.name] == [index.latest]


def test_quotes_that_are_withdrawn_while_a_release_is_written_are_not_in_it(
    shared: Settings,
) -> None:
    """A publish had read the list of withdrawals before, and would print the quotes again."""
    before = published_on(shared, -1, "Before.")
    posting = open_latest(shared).publication.examples[0].posting_id
    withdrawal = Withdrawal(posting_id=posting, withdrawn_at=NOW, reason="asked", by="Kim")
    waiting = replace(shared, lock_seconds=120)
    first, done = beside(shared, lambda: redact(waiting, withdrawal, render=render, now=LATER))
    assert set(done.redacted) == {before.name, first.name}
    assert quotes(shared, first.name, posting) == [(WITHDRAWN,)]
    index = read_index(release_folder(shared.releases))
    assert [(one.release, one.withdrawn) for one in index.releases] == [
        (before.name, 1),
        (first.name, 1),
    ]


def test_who_may_not_wait_is_told(shared: Settings) -> None:
    """A rebuild beside a publish would put half a release in its place."""
    first = published_on(shared, -1, "Before.")
    folder = release_folder(shared.releases)
    with folder.writing(0):
        for attempt in (
            lambda: published_on(shared, 0, "Second."),
            lambda: rebuild(shared, first.name, render=render, now=LATER),
            lambda: redact(
                shared,
                Withdrawal(posting_id="a/b/c", withdrawn_at=NOW, reason="asked", by="Kim"),
                render=render,
                now=LATER,
            ),
        ):
            with pytest.raises(FolderLockedError, match="is writing in"):
                attempt()
        assert open_latest(shared).name == first.name  # readers never wait
    assert Path(shared.home).exists()
