"""``kill -9`` while a set is uploaded to a real S3, and two processes that write there at once."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from suite.patience import wait_for
from suite.s3_server import S3Server, found_here, s3_server, with_s3

from skillscan.errors import FolderLockedError
from skillscan.storage import folder_lock, unfinished_uploads
from skillscan.storage.folder_lock import LOCK
from skillscan.storage.versioned_folder import VersionedFolder

FILES = 120
UPLOADS = f"""
import sys
from skillscan.storage.versioned_folder import VersionedFolder
folder = VersionedFolder(sys.argv[1], "whole.json")
with folder.writing(60), folder.staging() as staged:
    for number in range({FILES}):
        (staged / str(number)).write_text(str(number))
    (staged / "whole.json").write_text("{{}}")
    folder.add(staged, sys.argv[2])
    numbers = int(folder.read("count")) if len(folder.names()) > 1 else 0
    folder.write(str(numbers + 1).encode(), "count")
"""
"""Ends with a file that one of two writers at once would write over the other's."""


def begin(s3: S3Server, root: str, name: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", UPLOADS, root, name]
    return subprocess.Popen(command, env=with_s3(s3.environment))


@pytest.mark.slow
def test_kill_and_two_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers would meet half a release, S3 keep it for ever, and of two releases one be lost."""
    with s3_server() as s3:
        found_here(monkeypatch, s3.environment)
        root = f"s3://{s3.bucket}/sets"
        folder = VersionedFolder(root, "whole.json")
        process = begin(s3, root, "killed")
        wait_for(lambda: len([1 for verb, _ in s3.requests() if verb == "PUT"]) > 9, "it uploads")
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert 0 < len(folder.files("killed")) < FILES
        assert folder.names() == []
        with pytest.raises(FolderLockedError, match="is writing in s3://"), folder.writing(0):
            pass
        monkeypatch.setattr(folder_lock, "SETTLING_SECONDS", 0.5)
        lock = json.loads(folder.read(LOCK))
        folder.write(json.dumps({**lock, "until": "2026-01-01T00:00:00+00:00"}).encode(), LOCK)
        with monkeypatch.context() as later, folder.writing(0), folder.staging():
            assert folder.files("killed")  # a day has not passed
            later.setattr(unfinished_uploads, "STALE", -unfinished_uploads.STALE)
            with folder.staging():
                pass
        assert list(folder._files.find(folder._root)) == []
        running = [begin(s3, root, name) for name in ("first", "second")]
        assert [process.wait() for process in running] == [0, 0]
        assert folder.names() == ["first", "second"]
        assert folder.faults("first") == folder.faults("second") == []
        assert folder.read("count") == b"2"
        assert Path(LOCK).name not in folder._files.find(folder._root)
