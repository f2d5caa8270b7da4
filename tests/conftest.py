"""Fixtures every test folder shares, and how the tests are run."""

import os
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest
import suite.no_pandas
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from suite.garbage import pytest_collection_finish, pytest_collectstart
from suite.longest_first import pytest_collection_modifyitems, pytest_xdist_make_scheduler
from suite.not_run import (
    pytest_deselected,
    pytest_sessionfinish,
    pytest_terminal_summary,
    pytest_testnodedown,
)

from skillscan.settings import Settings
from skillscan.sources.base import AGGREGATOR, Attribution, Parser, Source
from skillscan.sources.registry import LOADED, find
from skillscan.warehouse import connection as warehouse_connection
from skillscan.warehouse.connection import open_warehouse

if TYPE_CHECKING:
    from spacy.language import Language

assert suite.no_pandas  # for what importing it does
__all__ = [
    "pytest_collection_finish",
    "pytest_collection_modifyitems",
    "pytest_collectstart",
    "pytest_deselected",
    "pytest_sessionfinish",
    "pytest_terminal_summary",
    "pytest_testnodedown",
    "pytest_xdist_make_scheduler",
]
# Tests run beside each other already: a pool of processes in each of them would only be started.
os.environ.setdefault("SKILLSCAN_WORKERS", "1")
# What is locked in a test stays locked.
os.environ.setdefault("SKILLSCAN_LOCK_SECONDS", "0")
# No clock decides about a property: how long an example takes is the machine's business.
for profile, examples in (("quick", 15), ("thorough", 40)):
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


@pytest.fixture(autouse=True, scope="session")
def _databases_have_one_thread() -> Iterator[None]:
    """Beside other tests, further threads of DuckDB only wait for each other: a fifth of its time.

    Commands that tests start as processes have as many as the machine.
    """
    connect = duckdb.connect

    def connect_with_one_thread(
        database: str = ":memory:",
        read_only: bool = False,
        config: Mapping[str, object] | None = None,
    ) -> duckdb.DuckDBPyConnection:
        return connect(database, read_only, {"threads": 1, **(config or {})})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duckdb, "connect", connect_with_one_thread)
        yield


@pytest.fixture(scope="session")
def empty_warehouse(
    _databases_have_one_thread: None, tmp_path_factory: pytest.TempPathFactory
) -> Path:
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
    seniority: str | None = None
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
def nlp() -> "Language":
    """The pipeline that commands and steps of this process read with, too.

    A test that changes it builds its own.
    """
    from skillscan.nlp.annotate import pipeline

    return pipeline()


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


Rows = dict[str, list[dict[str, object]]]
"""Rows by table: they go in at once, as one statement a row would take most of a test's time."""


def _fill(connection: duckdb.DuckDBPyConnection, adverts: list[Advert]) -> None:
    rows: Rows = defaultdict(list)
    _add_market(rows, adverts)
    for number, one in enumerate(adverts):
        _add_advert(rows, number, one)
    for table, of_table in rows.items():
        _insert(connection, table, of_table)


def _add_market(rows: Rows, adverts: list[Advert]) -> None:
    now = datetime(2026, 2, 10, 9, tzinfo=UTC)
    rows["pipelines"].append({"pipeline_version": "test", "started_at": now, "completed_at": now})
    for skill, label in LABELS.items():
        rows["skills"].append({"skill_id": skill, "label": label, "category": "tool"})
    for employer in sorted({advert.employer for advert in adverts}):
        rows["employers"].append({"employer_id": employer.lower(), "name": employer})
        board = {"source": "greenhouse", "board": employer.lower().replace(" ", "-")}
        rows["fetches"].append(dict(fetch_id=employer, outcome="complete", **board))


def _add_advert(rows: Rows, number: int, advert: Advert) -> None:
    content, board = f"hash{number:05}", advert.employer.lower().replace(" ", "-")
    for copy in range(advert.postings):
        native = f"{number}-{copy}"
        ids = {"posting_id": f"greenhouse/{board}/{native}", "content_hash": content}
        rows["postings"].append(
            dict(
                source="greenhouse",
                board=board,
                native_id=native,
                employer_id=advert.employer.lower(),
                url=advert.url,
                first_seen=advert.seen,
                last_seen=advert.seen,
                **ids,
            )
        )
        rows["posting_versions"].append(
            dict(
                title=advert.title,
                text=advert.text,
                title_chars=len(advert.title),
                text_chars=len(advert.text),
                country=advert.country,
                language="en",
                locations=["Austin, TX"],
                **ids,
            )
        )
        rows["posting_openings"].append(dict(opening_id=f"opening{number:05}", **ids))
    reading = {"content_hash": content, "pipeline_version": "test"}
    read = {"occupation": advert.occupation, "seniority": advert.seniority}
    rows["readings"].append(dict(years_min=advert.years, **read, **reading))
    _add_findings(rows, advert, reading)


_SENTENCE = re.compile(r"\S(?:[^.\n]|\.(?! ))*\.?")
"""A sentence of a hand-made text: to the full stop before a space, or to the end of the line."""


def _add_findings(rows: Rows, advert: Advert, reading: Mapping[str, str]) -> None:
    document = f"{advert.title}\n\n{advert.text}"
    found = [("skill", s, c, LABELS.get(s, s)) for s, c in advert.skills.items()]
    if advert.years is not None:
        found.append(("experience", str(advert.years), "required", advert.years_words))
    for place, (kind, value, mention_class, words) in enumerate(found):
        start = max(document.find(words), 0)
        sentence = next(s for s in _SENTENCE.finditer(document) if s.start() <= start < s.end())
        rows["findings"].append(
            dict(
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
        )


_REQUIRED: dict[str, list[tuple[str, str]]] = {}


def _insert(
    connection: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, object]]
) -> None:
    """Rows of equal columns; NOT NULL ones that are not given get the least value of their type."""
    least = {"VARCHAR": "-", "BOOLEAN": False, "VARCHAR[]": []}
    if table not in _REQUIRED:
        _REQUIRED[table] = connection.execute(
            "SELECT column_name, data_type FROM duckdb_columns() "
            "WHERE table_name = ? AND NOT is_nullable AND column_default IS NULL",
            [table],
        ).fetchall()
    moment = datetime(2026, 2, 10, 8, tzinfo=UTC)
    given = {
        column: least.get(kind, moment if "TIMESTAMP" in kind else 0)
        for column, kind in _REQUIRED[table]
    }
    columns = list(given | rows[0])
    marks = ", ".join([f"({', '.join('?' for _ in columns)})"] * len(rows))
    insert = f"INSERT INTO {table} ({', '.join(columns)}) VALUES {marks}"  # noqa: S608
    connection.execute(insert, [(given | row)[column] for row in rows for column in columns])


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
        monkeypatch.setitem(LOADED, name, replace(find(name) or invented, parse=parse))

    return install
