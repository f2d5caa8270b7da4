"""Files at a URL that fsspec knows (``s3://bucket/prefix``), with what goes wrong told in words.

Nothing is remembered between two calls, as other machines write there, too. No bucket is ever made:
a misspelt name is an error. A file is there whole or not at all; folders are only how names begin.
"""

import errno
import hashlib
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from skillscan.errors import SkillscanError, StorageError
from skillscan.storage.stored_file import StoredFile, stored_file

MAX_REASON_CHARACTERS = 300
"""Of what a server says."""
TOGETHER = 32
"""So many files are asked for, or sent, at a time."""
_S3 = {"s3", "s3a"}
_S3_OPTIONS = {
    "max_concurrency": 1,  # with more, s3fs asks for the size of a file before it reads it
    "config_kwargs": {
        "connect_timeout": 10,
        "read_timeout": 60,
        "retries": {"mode": "standard", "max_attempts": 4},
        "max_pool_connections": TOGETHER,
    },
}
_S3_RETRIES = 2
"""Of s3fs, around those of botocore: more of them make a minute of silence, where S3 is busy."""
_PLACE = "docs/deploying.md, Shared storage"
_DENIED = {
    *("400", "403"),  # all that is said to HEAD; a session that has expired has the first
    *("AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken"),
    *("InvalidToken", "AuthorizationHeaderMalformed"),
}
_TAKEN = {"PreconditionFailed", "ConditionalRequestConflict", "409", "412"}
"""What servers say where a file is there that was to be new."""


def opened(url: str) -> tuple[Any, str]:
    """The fsspec file system of a URL, and the path of the URL there.

    Raises SkillscanError for a URL that nothing installed can read.
    """
    from fsspec.core import split_protocol, url_to_fs

    protocol, _ = split_protocol(url)
    options = _S3_OPTIONS if protocol in _S3 else {}
    try:
        files, path = url_to_fs(url, use_listings_cache=False, **options)
    except ImportError as error:
        wanted = "pip install 'skillscan[s3]'" if protocol in _S3 else "install what it needs"
        raise SkillscanError(f"{url} cannot be reached ({error}): {wanted}") from error
    except ValueError as error:
        raise SkillscanError(
            f"{url} cannot be reached ({error}): give a folder, or a URL of a kind that fsspec "
            "knows (s3://bucket/prefix)"
        ) from error
    if protocol in _S3 and not str(path).strip("/"):
        raise SkillscanError(f"{url} names no bucket: s3://bucket/prefix")
    if protocol in _S3:
        files.retries = _S3_RETRIES
    return files, str(path)


class RemoteFiles:
    """What is asked of storage on other machines; ``LocalFiles`` answers the same of a folder.

    Each call raises StorageError where the storage refuses, does not answer or has no such bucket;
    FileNotFoundError, where it answers that a file is not there. Those for many files take them
    together, ``TOGETHER`` at a time.
    """

    def __init__(self, files: Any) -> None:
        self._files = files
        self._is_s3 = not _S3.isdisjoint(
            {files.protocol} if isinstance(files.protocol, str) else files.protocol
        )

    def url(self, path: str) -> str:
        """What others call a path."""
        return str(self._files.unstrip_protocol(path))

    def exists(self, path: str) -> bool:
        """Whether there is a file."""
        with self._told(path):
            return bool(self._files.exists(path))

    def existing(self, paths: Collection[str]) -> set[str]:
        """Those of the paths at which there is a file."""
        if len(paths) < 2:
            return {path for path in paths if self.exists(path)}
        from concurrent.futures import ThreadPoolExecutor  # not for a folder of this machine

        with ThreadPoolExecutor(TOGETHER) as pool:
            found = zip(paths, pool.map(self.exists, paths), strict=True)
            return {path for path, is_there in found if is_there}

    def read(self, path: str) -> bytes:
        """The content of a file."""
        with self._told(path):
            return bytes(self._files.cat_file(path))

    def read_each(self, paths: Collection[str]) -> dict[str, bytes]:
        """The contents of files, by path; those that are not there are left out."""
        contents: dict[str, bytes] = {}
        for some in _parts(paths):
            with self._told(some[0]):
                found = self._files.cat(list(some), on_error="return")
            for path, content in found.items():
                try:
                    contents[path] = self._content(path, content)
                except FileNotFoundError:
                    continue
        return contents

    def digests(self, paths: Collection[str]) -> Iterator[tuple[str, str | OSError]]:
        """The SHA-256 (hexadecimal) of files, by path; those that are not there are left out."""
        for some in _parts(paths):
            with tempfile.TemporaryDirectory(prefix="skillscan-") as folder:
                copies = {path: Path(folder, str(number)) for number, path in enumerate(some)}
                try:
                    self.fetch(copies)
                except FileNotFoundError:
                    there = self.existing(some)
                    copies = {path: copy for path, copy in copies.items() if path in there}
                    self.fetch(copies)
                for path, copy in copies.items():
                    with copy.open("rb") as stream:
                        yield path, hashlib.file_digest(stream, "sha256").hexdigest()

    @contextmanager
    def open(self, path: str) -> Iterator[BinaryIO]:
        """A file to read from, fetched whole before: what fails then fails here."""
        with tempfile.TemporaryDirectory(prefix="skillscan-") as folder:
            copy = Path(folder, "file")
            self.fetch({path: copy})
            with copy.open("rb") as stream:
                yield stream

    def fetch(self, copies: Mapping[str, Path]) -> None:
        """Copy files to local paths."""
        if copies:
            with self._told(next(iter(copies))):
                self._files.get(list(copies), [str(one) for one in copies.values()])

    def send(self, sources: Mapping[str, Path]) -> None:
        """Copy local files to paths."""
        if sources:
            with self._told(next(iter(sources))):
                self._files.put([str(one) for one in sources.values()], list(sources))

    def write(self, path: str, content: bytes) -> None:
        """Put a file in place, whole."""
        with self._told(path):
            self._files.pipe_file(path, content)

    def create(self, path: str, content: bytes) -> None:
        """Write a file that is not there; raises FileExistsError where it is: of several that do so
        at once, one does not.
        """
        with self._told(path):
            self._files.pipe_file(path, content, mode="create")

    def copy(self, targets: Mapping[str, str]) -> None:
        """Copy files to other paths, there."""
        if targets:
            with self._told(next(iter(targets))):
                self._files.copy(list(targets), list(targets.values()), on_error="raise")

    def move(self, path: str, to: str) -> None:
        """Give a file another path."""
        self.copy({path: to})
        self.remove([path])

    def remove(self, paths: Collection[str]) -> None:
        """Delete files, a thousand in one request where the storage can."""
        if paths:
            with self._told(next(iter(paths))):
                self._files.rm(list(paths))

    def remove_folder(self, path: str) -> None:
        """Delete all files below a path, and the folder itself where the storage has folders."""
        with suppress(FileNotFoundError), self._told(path):
            self._files.rm(path, recursive=True)

    def find(self, path: str) -> dict[str, StoredFile]:
        """All files below a path, at any depth: on S3 one request for each thousand of them."""
        below, _, last = path.rpartition("/")
        with self._told(path):
            if below and self._is_s3:  # of an empty folder, s3fs asks two things more
                found = self._listed(partial(self._files.find, prefix=f"{last}/"), below, {})
            else:
                found = self._listed(self._files.find, path, {})
        return {str(name): stored_file(about) for name, about in found.items() if name != path}

    def folders(self, path: str) -> list[str]:
        """The names of the folders directly below a path."""
        with self._told(path):
            found = self._listed(self._files.ls, path, [])
        named = (str(one["name"]) for one in found if one["type"] == "directory")
        return [name.rstrip("/").rpartition("/")[2] for name in named]

    @staticmethod
    def _listed(ask: Any, path: str, nothing: Any) -> Any:
        try:
            return ask(path, detail=True)
        except FileNotFoundError as error:
            if _code(error) == "NoSuchBucket":
                raise
            return nothing

    def _content(self, path: str, content: object) -> bytes:
        if isinstance(content, Exception):
            with self._told(path):
                raise content
        assert isinstance(content, bytes)  # noqa: S101 - what fsspec gives beside exceptions
        return content

    @contextmanager
    def _told(self, path: str) -> Iterator[None]:
        """Tell an error of the storage in words; that a file is there, or not, is none."""
        try:
            yield
        except (TypeError, AttributeError):
            raise  # a fault of ours
        except Exception as error:
            code = _code(error)
            if isinstance(error, FileExistsError) or code in _TAKEN:
                raise FileExistsError(errno.EEXIST, "is there already", path) from error
            if isinstance(error, FileNotFoundError) and code != "NoSuchBucket":
                raise
            raise StorageError(f"{self.url(path)} {_in_words(error, code)}") from error


def _parts(paths: Collection[str]) -> Iterator[list[str]]:
    """The paths, ``TOGETHER`` at a time."""
    every = list(paths)
    for first in range(0, len(every), TOGETHER):
        yield every[first : first + TOGETHER]


def _code(error: BaseException) -> str:
    """What S3 calls its error; empty where it is none of S3's."""
    for one in (error, error.__cause__):
        response = getattr(one, "response", None)
        if isinstance(response, dict):
            return str(response.get("Error", {}).get("Code", ""))
    return ""


def _in_words(error: Exception, code: str) -> str:
    if code == "NoSuchBucket":
        return (
            "is in a bucket that is not there: create it, or name another one in SKILLSCAN_STORE "
            f"({_PLACE})"
        )
    said = f"{code or type(error).__name__}: {error}"[:MAX_REASON_CHARACTERS]
    if isinstance(error, PermissionError) or code in _DENIED or "Credentials" in said:
        return (
            f"is not open to us ({said}): check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (or "
            f"AWS_PROFILE), and what they may do there ({_PLACE})"
        )
    return (
        f"could not be reached ({said}): check the network and AWS_ENDPOINT_URL, or run it again "
        "later; what was stored before is whole"
    )
