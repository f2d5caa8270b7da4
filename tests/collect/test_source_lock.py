"""One crawl of a source at a time."""

from pathlib import Path
from threading import Event

import pytest

from skillscan.collect.source_lock import source_lock


def test_the_lock_is_waited_for_until_the_wait_is_stopped(tmp_path: Path) -> None:
    """A collect that waits for another one could not be stopped but by killing it."""
    stopping, waited = Event(), []

    def on_wait() -> None:
        waited.append("lever")
        stopping.set()

    with source_lock(tmp_path, "lever"), source_lock(tmp_path, "lever", on_wait, stopping):
        assert waited == ["lever"]


def test_the_lock_is_free_again_after_an_error(tmp_path: Path) -> None:
    """One failed crawl would block its source until the process ends."""

    def never() -> None:
        pytest.fail("nobody holds this lock any more")

    with pytest.raises(RuntimeError), source_lock(tmp_path, "lever"):
        raise RuntimeError
    with source_lock(tmp_path, "lever", never), source_lock(tmp_path, "ashby", never):
        pass
