"""Builds the package with setuptools; an editable install cannot be shadowed by a folder's name.

Setuptools maps ``data/``, ``sql/``, ``spiders/`` and ``flows/`` into the package with a finder that
is asked after the search path. A clone called ``skillscan`` below the current folder lies on that
path and would be taken for the package, empty. So the editable wheel also names ``src/`` in a
``.pth`` file: a real package on the path goes before any bare folder. Built wheels are unaffected.
"""

import base64
import csv
import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any

from setuptools import build_meta
from setuptools.build_meta import (
    build_sdist,
    build_wheel,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
    get_requires_for_build_wheel,
    prepare_metadata_for_build_editable,
    prepare_metadata_for_build_wheel,
)

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
    "prepare_metadata_for_build_editable",
    "prepare_metadata_for_build_wheel",
]
PATH_FILE = "__editable__.skillscan.src.pth"


def build_editable(
    wheel_directory: str,
    config_settings: Any = None,
    metadata_directory: str | None = None,
) -> str:
    """The editable wheel of setuptools with one more file; returns its name (PEP 660)."""
    name = build_meta.build_editable(wheel_directory, config_settings, metadata_directory)
    source = Path(__file__).resolve().parent / "src"
    _add_file(Path(wheel_directory, name), PATH_FILE, f"{source}\n".encode())
    return name


def _add_file(wheel: Path, name: str, content: bytes) -> None:
    """Put a file into a wheel and into its RECORD."""
    with zipfile.ZipFile(wheel) as archive:
        files = {entry: archive.read(entry) for entry in archive.namelist()}
    record = next(entry for entry in files if entry.endswith(".dist-info/RECORD"))
    files[record] += _record_row(name, content)
    files[name] = content
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, octets in files.items():
            archive.writestr(entry, octets)


def _record_row(name: str, content: bytes) -> bytes:
    """Name, hash and size of a file, as RECORD has them."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=")
    row = io.StringIO()
    csv.writer(row, lineterminator="\n").writerow([name, f"sha256={digest.decode()}", len(content)])
    return row.getvalue().encode()
