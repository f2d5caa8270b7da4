"""Where files lie: a folder of this machine, or a URL."""

from pathlib import Path

from skillscan.storage.local_files import LocalFiles
from skillscan.storage.remote_files import RemoteFiles, opened


def files_at(root: str) -> tuple[LocalFiles | RemoteFiles, str]:
    """What reads and writes files below a root, and the root's path there, without a last slash.

    Raises SkillscanError for a URL that nothing installed can read.
    """
    if ":" not in root:
        return LocalFiles(), Path(root).expanduser().absolute().as_posix()
    from fsspec.implementations.local import LocalFileSystem

    files, path = opened(root)
    path = path.rstrip("/")
    return (LocalFiles() if isinstance(files, LocalFileSystem) else RemoteFiles(files)), path
