"""One crawl of a source at a time."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from skillscan.collect.source_lock import source_lock

HOLDER = """
import sys
from pathlib import Path
from skillscan.collect.source_lock import source_lock
with source_lock(Path(sys.argv[1]), "lever"):
    print("held", flush=True)
    sys.stdin.read()
"""


def never() -> None:
    pytest.fail("nobody holds this lock any more")


@contextmanager
def another_process(home: Path) -> "Iterator[subprocess.Popen[str]]":
    """A process that holds the lock of ``lever`` until its standard input ends."""
    command = [sys.executable, "-c", HOLDER, str(home)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


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
    with pytest.raises(RuntimeError), source_lock(tmp_path, "lever"):
        raise RuntimeError
    with source_lock(tmp_path, "lever", never), source_lock(tmp_path, "ashby", never):
        pass


def test_another_process_is_waited_for(tmp_path: Path) -> None:
    """Two scheduled collects would spend a host's budget twice."""
    waiting, held = Event(), Event()

    def collect() -> None:
        with source_lock(tmp_path, "lever", waiting.set):
            held.set()

    with another_process(tmp_path) as process:
        thread = Thread(target=collect)
        thread.start()
        assert waiting.wait(600)
        assert not held.is_set()
        process.communicate()
        thread.join()
    assert held.is_set()


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    """After a power cut or an out-of-memory kill, the source would never be collected again."""
    with another_process(tmp_path) as process:
        process.kill()
        process.wait()
        with source_lock(tmp_path, "lever", never):
            pass
