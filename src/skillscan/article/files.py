"""Article files: read with a bound, written in one step."""

from pathlib import Path

from skillscan.article.source.decoding import MAX_BYTES
from skillscan.errors import SkillscanError, UsageError
from skillscan.storage.whole_file import write_whole


def read_article(path: Path) -> bytes:
    """The bytes of an article. Raises UsageError where there is none or it is too large."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UsageError(f"{path}: larger than {MAX_BYTES} bytes; is this an article?")
        return path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be read ({error.strerror}); name an article file"
        ) from error


def write_article(path: Path, content: bytes) -> None:
    """Replace the file in one step, keeping its mode; a failure leaves it as it was."""
    target = path.resolve()
    try:
        write_whole(target, content, mode=target.stat().st_mode & 0o7777)
    except OSError as error:
        raise SkillscanError(
            f"{path}: not written ({error.strerror}); the file is as it was"
        ) from error
