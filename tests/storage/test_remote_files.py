"""What S3 answers, as a user is told of it: by a server that runs, is ill, or is not there."""

import re
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from suite.s3_server import S3Server, environment_of, found_here, ill_s3, s3_server

from skillscan.errors import SkillscanError, StorageError
from skillscan.storage import remote_files
from skillscan.storage.place import files_at
from skillscan.storage.remote_files import RemoteFiles


@pytest.fixture(scope="module")
def s3() -> Iterator[S3Server]:
    """A server that is well."""
    with s3_server() as server:
        yield server


@pytest.fixture
def files(s3: S3Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> tuple[RemoteFiles, str]:
    """An empty folder on it."""
    found_here(monkeypatch, s3.environment)
    found, path = files_at(f"s3://{s3.bucket}/{tmp_path.name}")
    assert isinstance(found, RemoteFiles)
    return found, path


@pytest.mark.slow
def test_many_files_cost_few_requests(
    files: tuple[RemoteFiles, str], s3: S3Server, tmp_path: Path
) -> None:
    """A night of 4,000 boards would wait for one answer after the other, and pay for each."""
    there, place = files
    sources = {}
    for number in range(40):
        sources[f"{place}/a/b{number}/file"] = tmp_path / str(number)
        (tmp_path / str(number)).write_text(str(number))
    there.send(sources)
    asked = {
        "find": lambda: len(there.find(place)),
        "folders": lambda: len(there.folders(f"{place}/a")),
        "read": lambda: there.read(f"{place}/a/b7/file"),
        "read_each": lambda: len(there.read_each(list(sources))),
        "create": lambda: there.create(f"{place}/new", b""),
        "remove": lambda: there.remove(list(sources)),
    }
    found = {}
    for name, ask in asked.items():
        before = len(s3.requests())
        found[name] = (ask(), len(s3.requests()) - before)
    assert found == {
        "find": (40, 1),
        "folders": (40, 1),
        "read": (b"7", 1),
        "read_each": (40, 40),
        "create": (None, 1),
        "remove": (None, 1),
    }


@pytest.mark.slow
def test_of_two_that_create_a_file_one_does(files: tuple[RemoteFiles, str]) -> None:
    """Two machines would hold the lock of the releases at once."""
    there, place = files
    there.create(f"{place}/.lock", b"one")
    with pytest.raises(FileExistsError):
        there.create(f"{place}/.lock", b"two")
    assert there.read(f"{place}/.lock") == b"one"


@pytest.mark.slow
def test_no_bucket_is_made_for_a_misspelt_name(
    s3: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Releases would lie in a bucket that nobody knows, and be paid for."""
    found_here(monkeypatch, s3.environment)
    there, place = files_at("s3://skilscan/releases")
    (file := Path(__file__)).read_bytes()
    for ask in (
        lambda: there.read(f"{place}/latest"),
        lambda: there.find(place),
        lambda: there.folders(place),
        lambda: there.write(f"{place}/latest", b""),
        lambda: there.send({f"{place}/latest": file}),  # type: ignore[union-attr]
    ):
        with pytest.raises(
            StorageError, match=r"s3://skilscan/releases.* bucket that is not there"
        ):
            ask()


def closed_port() -> str:
    """The address of a port on which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{found.getsockname()[1]}"


ILL = {
    "denied": (403, "AccessDenied", "is not open to us .*AWS_ACCESS_KEY_ID"),
    "expired": (400, "ExpiredToken", "is not open to us .*AWS_ACCESS_KEY_ID"),
    "busy": (503, "SlowDown", "could not be reached .*run it again"),
    "broken": (500, "InternalError", "could not be reached .*run it again"),
    "late": (200, "", "could not be reached .*AWS_ENDPOINT_URL"),
    "away": (0, "", "could not be reached .*AWS_ENDPOINT_URL"),
}


@pytest.mark.slow
@pytest.mark.parametrize("illness", ILL)
def test_what_is_wrong_is_told_without_secrets(
    illness: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """An operator would see the traceback of a library at four in the morning."""
    status, code, told = ILL[illness]
    quick = {"connect_timeout": 1, "read_timeout": 1, "retries": {"max_attempts": 1}}
    options = remote_files._S3_OPTIONS | {"config_kwargs": quick}
    monkeypatch.setattr(remote_files, "_S3_OPTIONS", options)
    monkeypatch.setattr(remote_files, "_S3_RETRIES", 1)
    (copy := tmp_path / "copy").write_text("a")
    with ExitStack() as stack:
        late = 3 if illness == "late" else 0
        url = stack.enter_context(ill_s3(status, code, seconds=late)) if status else closed_port()
        found_here(monkeypatch, environment_of(url))
        there, place = files_at("s3://skillscan/releases")
        begun = time.monotonic()
        for ask in (
            lambda: there.read(f"{place}/latest"),
            lambda: there.find(place),
            lambda: there.exists(f"{place}/latest"),
            lambda: there.read_each([f"{place}/latest", f"{place}/index.json"]),
            lambda: there.send({f"{place}/latest": copy}),  # type: ignore[union-attr]
        ):
            with pytest.raises(StorageError, match=rf"s3://skillscan/releases.* {told}") as error:
                ask()
            assert not re.search("AKIANOBODY|a-secret", str(error.value))
        assert time.monotonic() - begun < 60


@pytest.mark.parametrize("url", ["nosuchprotocol://bucket/landing", "s3:///"])
def test_a_url_that_is_none_is_told(url: str) -> None:
    """A typing error would show as a traceback of some library."""
    with pytest.raises(SkillscanError, match=r"bucket|knows"):
        files_at(url)
