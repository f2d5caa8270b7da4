"""Files of the repository that a command makes from others: written, or compared."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path


def asked(
    arguments: Sequence[str] | None, description: str | None, path: Path
) -> tuple[bool, Path]:
    """What a command line asks for: whether to write, and which file (by default ``path``)."""
    parser = argparse.ArgumentParser(description=description)
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--write", action="store_true", help="write the file anew")
    action.add_argument("--check", action="store_true", help="fail where it is not up to date")
    parser.add_argument("path", nargs="?", type=Path, default=path)
    given = parser.parse_args(arguments)
    return given.write, given.path


def write_or_compare(path: Path, text: str, *, write: bool, says: str, module: str) -> int:
    """Write the text, or compare the file with it; gives the exit code.

    ``says`` is what the file should say, ``module`` the one whose ``--write`` makes it say so.
    """
    if write:
        path.write_text(text, encoding="utf-8")
        return 0
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return 0
    sys.stderr.write(f"{path} does not say {says}: run `python -m {module} --write`\n")
    return 1
