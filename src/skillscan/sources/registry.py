"""The sources there are: every module of this package that defines ``SOURCE``, found by itself.

A new source is known to collecting, reading, publishing and the command line as soon as its module
lies here; there is no list to extend.
"""

import pkgutil
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import import_module

from skillscan import sources as package
from skillscan.errors import UsageError
from skillscan.sources import imported_file
from skillscan.sources.base import Attribution, Parser, Source


@cache
def sources() -> Mapping[str, Source]:
    """All sources by name, sorted."""
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    modules = (import_module(f"{package.__name__}.{name}") for name in names)
    found = (getattr(module, "SOURCE", None) for module in modules)
    return {source.name: source for source in found if isinstance(source, Source)}


def find(name: str) -> Source | None:
    """The source of this name; ``None`` where there is none, as for imported files."""
    return sources().get(name)


def require_source(name: str) -> Source:
    """The source of this name. Raises ``UsageError`` that names those there are."""
    if source := find(name):
        return source
    known = ", ".join(sources())
    raise UsageError(f"There is no source {name!r} to collect from. Known are: {known}.")


@lru_cache(maxsize=4096)
def provider_of(name: str, token: str) -> str:
    """Whose outage takes a board of the source with it, as a person would call it."""
    source = find(name)
    return source.provider(token) if source and source.provider else name


def parser_of(name: str) -> Parser:
    """The parser of a source; imported files have names of their own and one parser."""
    source = find(name)
    return source.parse if source else imported_file.parse


def attribution_of(name: str) -> Attribution:
    """How a source is named to readers; an imported file is called as it was when imported."""
    source = find(name)
    return source.attribution if source else Attribution(name)
