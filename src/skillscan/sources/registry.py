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
from skillscan.sources.base import Attribution, Parser, Source

LOADED: dict[str, Source] = {}
"""Those that somebody asked for in this process, by name."""


def sources() -> Mapping[str, Source]:
    """All sources by name, sorted."""
    return {name: source for name in sorted(_modules() | LOADED.keys()) if (source := find(name))}


def find(name: str) -> Source | None:
    """The source of this name; ``None`` where there is none, as for imported files.

    Only its own module is imported: a crawl, say, has no use for the parsers of the others.
    """
    if name not in LOADED and name in _modules():
        found = getattr(import_module(f"{package.__name__}.{name}"), "SOURCE", None)
        if isinstance(found, Source):
            LOADED[name] = found
    return LOADED.get(name)


@cache
def _modules() -> frozenset[str]:
    """The modules of this package; a source has the name of its own."""
    return frozenset(module.name for module in pkgutil.iter_modules(package.__path__))


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
    if source:
        return source.parse
    from skillscan.sources.imported_file import parse  # what crawls never need

    return parse


def attribution_of(name: str) -> Attribution:
    """How a source is named to readers; an imported file is called as it was when imported."""
    source = find(name)
    return source.attribution if source else Attribution(name)
