"""One writer at a time of a folder, on this machine and on object storage."""

import json
import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fsspec.implementations.memory import MemoryFileSystem
from suite.patience import wait_for

from skillscan.errors import FolderLockedError
from skillscan.storage import folder_lock
from skillscan.storage.folder_lock import LOCK, held
from skillscan.storage.local_files import LocalFiles
from skillscan.storage.remote_files import RemoteFiles


@pytest.fixture(params=["local", "remote"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Any, str]:
    if request.param == "local":
        return LocalFiles(), str(tmp_path / "releases" / LOCK)
    return RemoteFiles(MemoryFileSystem()), f"/{tmp_path.name}/{LOCK}"


def test_a_second_writer_is_told_who_writes(place: tuple[Any, str]) -> None:
    """Two publishes at once would each move `latest`, and one of them be lost from the index."""
    told = pytest.raises(FolderLockedError, match=r"is writing in .*LOCK_SECONDS")
    with held(*place, 0), told, held(*place, 0):
        pass
    with held(*place, 0):  # given back
        pass


def test_a_second_writer_waits(place: tuple[Any, str]) -> None:
    """The nightly publish would fail because somebody withdrew a quote at the time."""
    order: list[str] = []
    begun = threading.Event()

    def first() -> None:
        with held(*place, 0):
            begun.set()
            time.sleep(0.3)
            order.append("first")

    thread = threading.Thread(target=first)
    thread.start()
    begun.wait()
    with held(*place, 30):
        order.append("second")
    thread.join()
    assert order == ["first", "second"]


def test_an_error_gives_it_back(place: tuple[Any, str]) -> None:
    """After a failed publish nobody could publish for an hour."""
    with pytest.raises(ZeroDivisionError), held(*place, 0):
        raise ZeroDivisionError
    with held(*place, 0):
        pass


@pytest.mark.parametrize(
    "left",
    [
        '{"token": "x", "until": "2026-02-11T06:00:00+00:00"}',
        '{"token": "x"}',
        "{",
    ],
)
def test_what_a_machine_left_that_was_switched_off_is_void(
    left: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody would have to delete a file by hand on the storage."""
    monkeypatch.setattr(folder_lock, "SETTLING_SECONDS", 0)
    files, place = RemoteFiles(MemoryFileSystem()), f"/{tmp_path.name}/{LOCK}"
    files.write(place, left.encode())
    with held(files, place, 0) as lock:
        lock.require()
        files.write(place, json.dumps({"token": "another's"}).encode())
        with pytest.raises(FolderLockedError, match="nothing was written"):
            lock.require()
    assert json.loads(files.read(place))["token"] == "another's"


def test_who_works_for_long_keeps_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A publish that takes longer than a killed one blocks others would be joined by a second."""
    monkeypatch.setattr(folder_lock, "RENEWED_AFTER", timedelta(seconds=0.05))
    files, place = RemoteFiles(MemoryFileSystem()), f"/{tmp_path.name}/{LOCK}"
    with held(files, place, 0) as lock:
        said = json.loads(files.read(place))
        files.write(place, json.dumps({**said, "until": "2026-02-11T06:00:00+00:00"}).encode())
        wait_for(lambda: json.loads(files.read(place))["until"] >= said["until"], "it is renewed")
        told = pytest.raises(FolderLockedError, match="is writing in")
        with told, held(files, place, 0):
            pass
        lock.require()
    assert not files.exists(place)
