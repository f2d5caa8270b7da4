"""An upload that dies shows nobody half a set, and what it left goes, or is brought to its end."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from skillscan.errors import StorageError
from skillscan.storage import unfinished_uploads
from skillscan.storage.remote_files import RemoteFiles
from skillscan.storage.versioned_folder import VersionedFolder

LATER = timedelta(days=-1)
"""What is older than this is stale, so everything is."""


@pytest.fixture
def folder(tmp_path: Path) -> VersionedFolder:
    return VersionedFolder(f"memory://{tmp_path.name}", "whole.json")


@contextmanager
def dying(patch: pytest.MonkeyPatch, call: str, calls: int) -> Iterator[None]:
    """The storage is gone after so many calls, and the block ends by that."""
    whole, left = getattr(RemoteFiles, call), iter(range(calls))

    def called(*arguments: object) -> object:
        if next(left, None) is None:
            raise StorageError("gone")
        return whole(*arguments)

    with patch.context() as within:
        within.setattr(RemoteFiles, call, called)
        with suppress(StorageError):
            yield
            pytest.fail("it did not die")


def write(staged: Path, files: dict[str, str]) -> None:
    for name, text in {**files, "whole.json": "{}"}.items():
        (staged / name).parent.mkdir(exist_ok=True)
        (staged / name).write_text(text)


def add(folder: VersionedFolder, name: str, **files: str) -> None:
    with folder.staging() as staged:
        write(staged, files)
        folder.add(staged, name)


def replace(folder: VersionedFolder, name: str, **files: str) -> None:
    with folder.staging() as staged:
        write(staged, files)
        folder.replace(staged, name)


def everything(folder: VersionedFolder) -> list[str]:
    return sorted(folder._files.find(folder._root))


def test_a_set_that_was_not_sent_to_the_end_is_none(
    folder: VersionedFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Readers would be shown a release without its tables, and S3 would keep it for ever."""
    with dying(monkeypatch, "send", 1):
        add(folder, "a", data="1", more="2")
    assert folder.names() == []
    assert folder.files("a") == ["SHA256SUMS", "data", "more"]
    with folder.staging():  # somebody may still be at it
        assert folder.files("a")
    monkeypatch.setattr(unfinished_uploads, "STALE", LATER)
    with folder.staging():
        pass
    assert everything(folder) == []


def test_a_set_is_sent_again_after_it_died(
    folder: VersionedFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it left would be mixed with the new files, or kept aside as damaged."""
    with dying(monkeypatch, "send", 1):
        add(folder, "a", data="1", gone="2")
    add(folder, "a", data="1")
    assert folder.names() == ["a"]
    assert folder.faults("a") == []
    assert folder.files("a") == ["SHA256SUMS", "data", "whole.json"]
    assert folder.set_aside() == 0
    assert len(everything(folder)) == 3


def test_a_whole_set_outlives_its_announcement(
    folder: VersionedFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A publish that died after its last file would lose its release a day later."""
    with dying(monkeypatch, "remove", 1):  # which is of what was there before
        add(folder, "a", data="1")
    assert len(everything(folder)) == 4
    monkeypatch.setattr(unfinished_uploads, "STALE", LATER)
    with folder.staging():
        pass
    assert (folder.names(), folder.faults("a")) == (["a"], [])
    assert len(everything(folder)) == 3


@pytest.mark.parametrize("call", ["copy", "remove"])
@pytest.mark.parametrize("calls", [0, 1])
def test_a_replacement_that_is_whole_is_brought_to_its_end(
    folder: VersionedFolder, call: str, calls: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A release half of which had its quotes withdrawn could be mended by nobody."""
    add(folder, "a", data="quote", old="quote")
    with dying(monkeypatch, call, calls + (call == "remove")):
        replace(folder, "a", data="withdrawn")
    with folder.staging():
        pass
    assert (folder.names(), folder.faults("a")) == (["a"], [])
    assert folder.read("a", "data") == b"withdrawn"
    assert folder.files("a") == ["SHA256SUMS", "data", "whole.json"]


def test_a_replacement_that_was_not_sent_to_the_end_changes_nothing(
    folder: VersionedFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A redaction that dies would leave a damaged release."""
    add(folder, "a", data="quote")
    with dying(monkeypatch, "send", 1):
        replace(folder, "a", data="withdrawn")
    assert (folder.faults("a"), folder.read("a", "data")) == ([], b"quote")
    monkeypatch.setattr(unfinished_uploads, "STALE", LATER)
    with folder.staging():
        pass
    assert len(everything(folder)) == 3
