"""Checksums of files that are asked for more than once."""

import hashlib
import os
import time
from pathlib import Path

import pytest

from skillscan.storage.file_digest import file_digest, read_once

LONG_AGO = 1_700_000_000_000_000_000


def made(path: Path, content: bytes, changed: int = LONG_AGO) -> str:
    """Write a file that was changed long ago; its checksum."""
    path.write_bytes(content)
    os.utime(path, ns=(changed, changed))
    return hashlib.sha256(content).hexdigest()


def test_a_file_is_read_once_by_whatever_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A publish would read everything it wrote five times."""
    digest = made(tmp_path / "a", b"content")
    with read_once():
        assert file_digest(tmp_path / "a") == digest
        monkeypatch.setattr(hashlib, "file_digest", None)
        (tmp_path / "a").rename(tmp_path / "b")
        (tmp_path / "b").chmod(0o444)
        assert file_digest(tmp_path / "b") == digest


def test_a_file_that_changed_is_read_again(tmp_path: Path) -> None:
    """A release would bear the checksum of what a file said before."""
    with read_once():
        first = made(tmp_path / "a", b"content")
        assert file_digest(tmp_path / "a") == first
        second = made(tmp_path / "a", b"another", LONG_AGO + 4_000_000)
        assert file_digest(tmp_path / "a") == second != first


def test_a_file_is_read_again_where_time_goes_in_steps_of_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a memory card (FAT) a file would have the checksum of what it said a second before."""
    now = LONG_AGO + 1_900_000_000
    monkeypatch.setattr(time, "time_ns", lambda: now)
    with read_once():
        first = made(tmp_path / "a", b"content")
        assert file_digest(tmp_path / "a") == first
        second = made(tmp_path / "a", b"another")
        assert file_digest(tmp_path / "a") == second != first


def test_a_file_that_may_be_changing_is_read_again(tmp_path: Path) -> None:
    """Two contents of one size, written in the same instant, would have one checksum."""
    with read_once():
        (tmp_path / "a").write_bytes(b"content")
        now = (tmp_path / "a").stat().st_mtime_ns
        file_digest(tmp_path / "a")
        digest = made(tmp_path / "a", b"another", now)
        assert file_digest(tmp_path / "a") == digest


def test_outside_of_a_block_every_byte_is_read(tmp_path: Path) -> None:
    """A flipped bit changes neither size nor time: doctor would not find it."""
    with read_once():
        first = made(tmp_path / "a", b"content")
        assert file_digest(tmp_path / "a") == first
    second = made(tmp_path / "a", b"contenT")
    assert file_digest(tmp_path / "a") == second
    with read_once():
        assert file_digest(tmp_path / "a") == second
