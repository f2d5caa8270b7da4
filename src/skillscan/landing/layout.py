"""Where landing files lie and what they are called.

Files: ``<root>/<source>/<board>/<YYYYMMDDTHHMMSSZ>-<8 hex>.jsonl.gz`` and ``….report.json``; the
board is percent-quoted. A report without items (failed, 304) has no data file. ``root`` is a
folder or any fsspec URL.
"""

import hashlib
from urllib.parse import quote

DATA_SUFFIX = ".jsonl.gz"
REPORT_SUFFIX = ".report.json"
PART_SUFFIX = ".part"
SET_ASIDE = "set-aside"
"""Below the root: fetches that are not to be loaded, under the path they had."""
FILE_DEPTH = 2
"""So many slashes the name of a landing file has, relative to the root."""
STAMP = "%Y%m%dT%H%M%SZ"
FOLDER_NAME_CHARACTERS = 150


def board_folder(source: str, board: str) -> str:
    """``source/board`` as a safe relative path; very long boards are cut and told apart by hash."""
    name = quote(board, safe="")
    if name.startswith("."):
        name = "%2E" + name[1:]
    if len(name) > FOLDER_NAME_CHARACTERS:
        digest = hashlib.sha256(board.encode()).hexdigest()[:16]
        name = f"{name[:FOLDER_NAME_CHARACTERS]}-{digest}"
    return f"{source}/{name}"


def report_name(data_name: str) -> str:
    """The name of the report beside a data file."""
    return data_name.removesuffix(DATA_SUFFIX) + REPORT_SUFFIX


def stamp_of(name: str) -> str:
    """When the crawl or import of a landing file began, in a form that sorts by time."""
    return name.rpartition("/")[2].partition("-")[0]
