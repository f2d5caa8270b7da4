"""A set of files is there whole or not at all, and one that was altered is found out."""

from pathlib import Path

import pytest

from skillscan.storage.versioned_folder import CHECKSUMS, VersionedFolder


@pytest.fixture(params=["local", "remote"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> VersionedFolder:
    root = str(tmp_path / "sets") if request.param == "local" else f"memory://{tmp_path.name}"
    return VersionedFolder(root, "whole.json", changing={"notes.txt"})


def add(folder: VersionedFolder, name: str, text: str = "a") -> None:
    with folder.staging() as staged:
        (staged / "sub").mkdir()
        (staged / "sub" / "data").write_text(text)
        (staged / "notes.txt").write_text("may change")
        (staged / "whole.json").write_text("{}")
        folder.add(staged, name)


def alter(folder: VersionedFolder, file: str, content: bytes | None) -> None:
    """Write another content into a file of the set "a", or remove it."""
    if content is None:
        folder._files.remove([f"{folder._root}/a/{file}"])
        return
    if folder.is_local:
        Path(folder.path("a", file)).chmod(0o644)
    folder._files.write(f"{folder._root}/a/{file}", content)


def test_a_set_is_whole_and_listed(folder: VersionedFolder) -> None:
    add(folder, "b")
    add(folder, "a")
    assert folder.names() == ["a", "b"]
    assert folder.faults("a") == []
    folder.remove("a")
    assert folder.names() == ["b"]


def test_what_is_being_written_is_no_set(folder: VersionedFolder) -> None:
    """A killed publish left a release that the index named, and `doctor` missed for ever."""
    with folder.staging() as staged:
        (staged / "whole.json").write_text("{}")
        assert folder.names() == []


@pytest.mark.parametrize(
    ("file", "content", "fault"),
    [
        ("sub/data", b"b", "sub/data is altered"),
        ("sub/data", None, "sub/data is missing"),
        ("notes.txt", b"other", None),
        ("whole.json", b"[]", "whole.json is altered"),
    ],
)
def test_what_was_altered_is_named(
    folder: VersionedFolder, file: str, content: bytes | None, fault: str | None
) -> None:
    """A release that lost a table would be read as one that never had it."""
    add(folder, "a")
    alter(folder, file, content)
    assert folder.faults("a") == ([fault] if fault else [])


def test_a_damaged_set_is_replaced_and_kept(folder: VersionedFolder) -> None:
    add(folder, "a")
    alter(folder, "sub/data", b"damaged")
    add(folder, "a", "good")
    assert folder.read("a", "sub/data") == b"good"
    assert folder.names() == ["a"]
    (kept,) = [one for one in folder._files.find(f"{folder._root}/.damaged") if "/sub/" in one]
    assert folder._files.read(kept) == b"damaged"


def test_a_whole_set_stays(folder: VersionedFolder) -> None:
    """Of two publishes at once the second one would call the release of the first one damaged."""
    add(folder, "a", "first")
    add(folder, "a", "second")
    assert folder.read("a", "sub/data") == b"first"
    assert folder.set_aside() == 0


def test_the_checksums_are_those_of_sha256sum(tmp_path: Path) -> None:
    folder = VersionedFolder(str(tmp_path), "whole.json")
    add(folder, "a")
    lines = folder.read("a", CHECKSUMS).decode().splitlines()
    known = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
    assert f"{known}  sub/data" in lines
