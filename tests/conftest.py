"""Fixtures every test folder shares, and how the tests are run."""

import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from suite.longest_first import pytest_collection_modifyitems, pytest_xdist_make_scheduler
from suite.not_run import (
    pytest_deselected,
    pytest_sessionfinish,
    pytest_terminal_summary,
    pytest_testnodedown,
)

from skillscan.settings import Settings
from skillscan.sources.base import AGGREGATOR, Attribution, Parser, Source
from skillscan.sources.registry import find, sources
from skillscan.warehouse import connection as warehouse_connection
from skillscan.warehouse.connection import open_warehouse

__all__ = [
    "pytest_collection_modifyitems",
    "pytest_deselected",
    "pytest_sessionfinish",
    "pytest_terminal_summary",
    "pytest_testnodedown",
    "pytest_xdist_make_scheduler",
]
# Tests run beside each other already: a pool of processes in each of them would only be started.
os.environ.setdefault("SKILLSCAN_WORKERS", "1")
# No clock decides about a property: how long an example takes is the machine's business.
for profile, examples in (("quick", 15), ("thorough", 150)):
    hypothesis_settings.register_profile(
        profile, max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck)
    )
hypothesis_settings.load_profile("quick")


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The material beside the checkout; tests that need it are skipped where it is absent."""
    folder = Path(__file__).parent.parent.parent / "shared"
    if not (folder / "gold").is_dir():
        pytest.skip("../shared is absent: real postings and labels are not part of the project")
    return folder


@pytest.fixture(scope="session")
def empty_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty migrated warehouse, made once."""
    settings = Settings(home=tmp_path_factory.mktemp("empty"))
    with open_warehouse(settings):
        pass
    return settings.warehouse


@pytest.fixture(autouse=True, scope="session")
def _new_warehouses_are_copies(empty_warehouse: Path) -> Iterator[None]:
    """Hundreds of tests begin with a new warehouse: making each would be a third of their time."""
    connect = warehouse_connection._connect

    def copy_and_connect(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
        if not (read_only or path.exists()):
            shutil.copyfile(empty_warehouse, path)
        return connect(path, read_only=read_only)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(warehouse_connection, "_connect", copy_and_connect)
        yield


@dataclass(frozen=True, kw_only=True)
class Advert:
    """One opening of a hand-made warehouse; its findings are where the words stand in the text."""

    employer: str
    title: str = "Machine Learning Engineer"
    text: str = "We want you. You know Python and PyTorch. Kubernetes is a plus.\n5+ years."
    skills: Mapping[str, str] = field(default_factory=dict)
    years: int | None = None
    years_words: str = "5+ years"
    country: str | None = "US"
    occupation: str = "ml_engineer"
    postings: int = 1
    url: str | None = "https://jobs.example/1"
    seen: datetime = datetime(2026, 2, 10, 8, tzinfo=UTC)


LABELS = {"python": "Python", "pytorch": "PyTorch", "kubernetes": "Kubernetes", "c++": "C++"}


@pytest.fixture(scope="session")
def hand_made_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Settings]:
    """A function: adverts → settings whose warehouse holds exactly these openings."""

    def make(adverts: Iterable[Advert], home: Path | None = None) -> Settings:
        settings = Settings(home=home or tmp_path_factory.mktemp("hand-made"))
        with open_warehouse(settings) as connection:
            connection.begin()
            _fill(connection, list(adverts))
            connection.commit()
        return settings

    return make


@pytest.fixture(scope="session")
def market_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse of ``market``, made once."""
    adverts = [
        Advert(
            employer=f"Employer {number % 12:02}",
            skills={"python": "required"}
            | ({"pytorch": "preferred"} if number % 2 else {})
            | ({"kubernetes": "preferred"} if number % 5 == 0 else {}),
            years=5 if number % 3 == 0 else 2,
            postings=1 + number % 2,
        )
        for number in range(40)
    ]
    settings = Settings(home=tmp_path_factory.mktemp("market"))
    with open_warehouse(settings) as connection:
        connection.begin()
        _fill(connection, adverts)
        connection.commit()
    return settings.warehouse


@pytest.fixture
def market(market_file: Path, tmp_path: Path) -> Settings:
    """40 openings of 12 employers: Python in all, PyTorch in half, 5 years in a third."""
    settings = Settings(home=tmp_path / "home")
    settings.home.mkdir()
    shutil.copy(market_file, settings.warehouse)
    return settings


def _fill(connection: duckdb.DuckDBPyConnection, adverts: list[Advert]) -> None:
    now = datetime(2026, 2, 10, 9, tzinfo=UTC)
    _insert(connection, "pipelines", pipeline_version="test", started_at=now, completed_at=now)
    for skill, label in LABELS.items():
        _insert(connection, "skills", skill_id=skill, label=label, category="tool")
    for employer in sorted({advert.employer for advert in adverts}):
        _insert(connection, "employers", employer_id=employer.lower(), name=employer)
        board = {"source": "greenhouse", "board": employer.lower().replace(" ", "-")}
        _insert(connection, "fetches", fetch_id=employer, outcome="complete", **board)
    for number, one in enumerate(adverts):
        _fill_advert(connection, number, one)


def _fill_advert(connection: duckdb.DuckDBPyConnection, number: int, advert: Advert) -> None:
    content, board = f"hash{number:05}", advert.employer.lower().replace(" ", "-")
    for copy in range(advert.postings):
        native = f"{number}-{copy}"
        ids = {"posting_id": f"greenhouse/{board}/{native}", "content_hash": content}
        _insert(
            connection,
            "postings",
            source="greenhouse",
            board=board,
            native_id=native,
            employer_id=advert.employer.lower(),
            url=advert.url,
            first_seen=advert.seen,
            last_seen=advert.seen,
            **ids,
        )
        _insert(
            connection,
            "posting_versions",
            title=advert.title,
            text=advert.text,
            title_chars=len(advert.title),
            text_chars=len(advert.text),
            country=advert.country,
            language="en",
            locations=["Austin, TX"],
            **ids,
        )
        _insert(connection, "posting_openings", opening_id=f"opening{number:05}", **ids)
    reading = {"content_hash": content, "pipeline_version": "test"}
    _insert(connection, "readings", occupation=advert.occupation, years_min=advert.years, **reading)
    _fill_findings(connection, advert, reading)


_SENTENCE = re.compile(r"\S(?:[^.\n]|\.(?! ))*\.?")
"""A sentence of a hand-made text: to the full stop before a space, or to the end of the line."""


def _fill_findings(
    connection: duckdb.DuckDBPyConnection, advert: Advert, reading: Mapping[str, str]
) -> None:
    document = f"{advert.title}\n\n{advert.text}"
    found = [("skill", s, c, LABELS.get(s, s)) for s, c in advert.skills.items()]
    if advert.years is not None:
        found.append(("experience", str(advert.years), "required", advert.years_words))
    for place, (kind, value, mention_class, words) in enumerate(found):
        start = max(document.find(words), 0)
        sentence = next(s for s in _SENTENCE.finditer(document) if s.start() <= start < s.end())
        _insert(
            connection,
            "findings",
            finding_number=place,
            kind=kind,
            value=value,
            mention_class=mention_class,
            start_char=start,
            end_char=start + len(words),
            sentence_start=sentence.start(),
            sentence_end=max(sentence.end(), start + len(words)),
            detail="{}",
            **reading,
        )


_REQUIRED: dict[str, list[tuple[str, str]]] = {}


def _insert(connection: duckdb.DuckDBPyConnection, table: str, **values: object) -> None:
    """One row; NOT NULL columns that are not given get the least value of their type."""
    least = {"VARCHAR": "-", "BOOLEAN": False, "VARCHAR[]": []}
    if table not in _REQUIRED:
        _REQUIRED[table] = connection.execute(
            "SELECT column_name, data_type FROM duckdb_columns() "
            "WHERE table_name = ? AND NOT is_nullable AND column_default IS NULL",
            [table],
        ).fetchall()
    for column, kind in _REQUIRED[table]:
        moment = datetime(2026, 2, 10, 8, tzinfo=UTC) if "TIMESTAMP" in kind else 0
        values.setdefault(column, least.get(kind, moment))
    marks = ", ".join("?" for _ in values)
    insert = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"  # noqa: S608
    connection.execute(insert, list(values.values()))


@pytest.fixture(scope="session")
def advert() -> type[Advert]:
    """The class of hand-made adverts, for tests that make their own."""
    return Advert


@pytest.fixture
def parse_with(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Parser], None]:
    """``parse_with(source, parser)``: for one test the source, known or invented, is parsed so."""

    def install(name: str, parse: Parser) -> None:
        invented = Source(
            name=name,
            parse=parse,
            board_page=lambda token: f"https://{name}.example/{token}",
            attribution=Attribution(name),
            terms=AGGREGATOR,
        )
        monkeypatch.setitem(sources(), name, replace(find(name) or invented, parse=parse))

    return install
