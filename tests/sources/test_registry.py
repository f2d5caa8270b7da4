"""The registry of sources: found by itself, cheap to ask, helpful where there is nothing."""

import subprocess
import sys

import pytest

from skillscan.errors import UsageError
from skillscan.sources import imported_file
from skillscan.sources.base import Attribution
from skillscan.sources.registry import (
    attribution_of,
    find,
    parser_of,
    require_source,
    sources,
)

COSTLY = {"extruct", "lxml", "scrapy", "twisted", "spacy", "duckdb", "pydantic", "http"}


def test_all_sources_are_found() -> None:
    """A source that is not found is never collected, and nobody is told."""
    assert {"greenhouse", "jsonld", "hackernews", "workday"} <= set(sources())
    assert list(sources()) == sorted(sources())
    assert not {"base", "payload", "registry", "imported_file"} & set(sources())


def test_asking_for_a_source_is_cheap() -> None:
    """Every command that names a source would wait a second for what it does not use."""
    code = "import sys, skillscan.sources.registry as r; r.sources(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert COSTLY & set(done.stdout.split()) == set()


def test_one_source_asked_for_is_one_module() -> None:
    """Every crawl would wait for the parsers of all sources, and the rules of imported files."""
    code = "import sys, skillscan.sources.registry as r; r.find('lever'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    others = {"skillscan.sources.imported_file", "skillscan.sources.workday", "yaml"}
    assert others & set(done.stdout.split()) == set()


def test_a_module_that_is_no_source_is_none() -> None:
    """`collect --source payload` would fail with an error of ours, not with the names there are."""
    assert find("payload") is None
    assert find("registry") is None


def test_a_name_without_a_module_is_an_imported_file() -> None:
    """Postings of files that were imported under a name of their own could not be read."""
    assert find("ml_us_2025") is None
    assert parser_of("ml_us_2025") is imported_file.parse
    assert attribution_of("ml_us_2025") == Attribution("ml_us_2025", url=None)


def test_an_unknown_source_is_answered_with_the_known_ones() -> None:
    """Who mistypes a source needs the right spelling."""
    with pytest.raises(UsageError, match=r"no source 'levr'.*Known are: arbeitnow, ashby, .*lever"):
        require_source("levr")
