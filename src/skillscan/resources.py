"""The folders that travel with the package: ``sql``, ``data``, ``spiders``, ``flows``.

They stand at the top level of the repository and are installed as subpackages of ``skillscan``
(``[tool.setuptools.package-dir]``), so they are found the same way in a checkout and in a wheel.
"""

import json
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any


def sql(*parts: str) -> Traversable:
    """A file or folder below ``sql/``."""
    return files("skillscan.sql").joinpath(*parts)


def data(*parts: str) -> Traversable:
    """A file or folder below ``data/``."""
    return files("skillscan.data").joinpath(*parts)


@cache
def data_yaml(*parts: str) -> Any:
    """The content of a YAML file below ``data/``; cached, so callers must not change it."""
    import yaml  # a release is shown without it

    return yaml.load(data(*parts).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@cache
def data_json(*parts: str) -> Any:
    """The content of a JSON file below ``data/``; cached, so callers must not change it."""
    return json.loads(data(*parts).read_text(encoding="utf-8"))


def names(folder: Traversable, suffix: str) -> list[str]:
    """Sorted names of the files with this suffix directly in a resource folder."""
    return sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(suffix))
