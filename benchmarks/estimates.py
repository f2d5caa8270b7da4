"""All statistics of 10,000 openings, with 2,000 resamples, beside their point estimates in plain
SQL (``benchmarks/plain_sql``): what intervals, flags and checks cost.

Both sides make the statistics' relations. The openings are invented, with the shape of those of
``ml_us_2025`` and ``builtin_2026``: thirty skills each of some thousand, a long tail of employers,
and one with a tenth.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from benchmarks.measuring import Measure, cpu_seconds, peak_mib
from skillscan import resources
from skillscan.release import database
from skillscan.statistics.catalogue import packaged
from skillscan.statistics.definitions import Definition, definitions
from skillscan.statistics.estimation import estimate_all
from skillscan.statistics.populations import load_populations
from skillscan.statistics.slice_estimates import Context
from skillscan.statistics.slices import split_openings

PLAIN = Path(__file__).with_name("plain_sql")
SKILLS, SKILLS_EACH = 5_000, 30
DAYS = 360
Random = np.random.Generator


def estimates(openings: int) -> list[Measure]:
    """Ours and plain SQL in turn, the first round of each not counted."""
    connection = market(openings)
    names = [name for (name,) in connection.sql("FROM populations SELECT population_id").fetchall()]
    kinds = dict(connection.sql("FROM skills SELECT skill_id, kind").fetchall())
    context = Context(populations=names, kinds=kinds)
    connection.execute("SET threads = 1")
    ours: list[float] = []
    plain: list[float] = []
    for _ in range(3):
        plain.append(cpu_seconds(lambda: point_estimates(connection)))
        ours.append(cpu_seconds(lambda: estimate_all(connection, definitions(), context)))
    return [
        Measure(
            name=f"all statistics of {openings:,} openings",
            ours=min(ours[1:]),
            baseline=min(plain[1:]),
            baseline_name="the same point estimates in plain SQL",
            unit="CPU s",
            bar="≤ 10",
            aim="4",
            parts={"ours": ours, "plain": plain},
            peak_mib=peak_mib(),
        )
    ]


def point_estimates(connection: duckdb.DuckDBPyConnection) -> None:
    """Every share and figure of every statistic, population and split, and no interval."""
    files = definitions()
    split_openings(connection, dict.fromkeys(s for one in files.values() for s in one.splits))
    for definition in files.values():
        made = ["skill_share"] if definition.id == "skill_pairs" else []
        with _at_hand(connection, [*made, definition.id]):
            _run_all(connection, definition)


@contextmanager
def _at_hand(connection: duckdb.DuckDBPyConnection, names: list[str]) -> Iterator[None]:
    """The relations of statistics as plain tables, under the names of their views."""
    for name in names:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM memory.main.{name}")
    try:
        yield
    finally:
        for name in names:
            connection.execute(f"DROP TABLE temp.{name}")


def _run_all(connection: duckdb.DuckDBPyConnection, definition: Definition) -> None:
    for name, parameters in _queries(definition):
        query = (PLAIN / f"{name}.sql").read_text("utf-8")
        used = {key: one for key, one in parameters.items() if f"${key}" in query}
        connection.execute(query, used).to_arrow_table()


def _queries(definition: Definition) -> Iterator[tuple[str, dict[str, object]]]:
    given: dict[str, object] = {
        "statistic": definition.id,
        "splits": json.dumps(definition.splits),
        "least": definition.minimum.value_openings,
    }
    if definition.unit != "opening":
        yield "sums", given
    elif definition.measures:
        yield "shares", given
    kinds = {figure.kind for figure in definition.figures.values()}
    if "median" in kinds:
        yield "medians", given
    if "survival_median" in kinds:
        yield "survival", given
    if "lift" in kinds:
        yield "lift", given
    for figure in definition.figures.values():
        for here, there in figure.against.items():
            yield "difference", {"here": here, "there": there}


def market(openings: int) -> duckdb.DuckDBPyConnection:
    """The tables of a release of so many openings, in memory, with the views of all statistics."""
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    random = np.random.default_rng(12)
    given = {
        "postings": _postings(random, openings),
        "opening_skills": _opening_skills(random, openings),
        "skills": _skills(),
        "boards": _boards(),
        "board_months": _board_months(),
    }
    for name, table in given.items():
        connection.register("given", table)
        connection.execute(f"CREATE TABLE {name} AS FROM given")
    connection.execute(_OPENINGS)
    database.add_populations(connection, load_populations())
    connection.execute("CREATE TEMP VIEW posting_facts AS FROM postings")
    for name in ("population_postings", "population_openings", "samples"):
        select = resources.sql("release", "snapshot", f"{name}.sql").read_text("utf-8")
        connection.execute(f"CREATE TABLE {name} AS {select}")
    connection.execute("DROP VIEW posting_facts")
    connection.execute("CREATE TABLE opening_findings AS FROM opening_skills WHERE FALSE")
    database.add_views(connection, packaged())
    return connection


_OPENINGS = """
CREATE TABLE openings AS
SELECT *, 1 AS postings, 1 AS boards, closed_at IS NULL AS is_open, [source] AS sources,
    [country] AS countries
FROM postings
"""


def _chosen(random: Random, size: int, shares: dict[str | None, float]) -> list[str | None]:
    names = list(shares)
    return [names[place] for place in random.choice(len(names), size, p=list(shares.values()))]


def _postings(random: Random, openings: int) -> pa.Table:
    employer = np.minimum(random.pareto(0.9, openings) * openings / 20, openings / 2).astype(int)
    employer[random.random(openings) < 0.1] = 0
    ids = [f"o{number:06}" for number in range(openings)]
    day = np.datetime64("2026-11-01T08:00:00", "us")
    first = day - random.integers(1, DAYS, openings).astype("timedelta64[D]")
    life = random.exponential(40, openings).astype(int).astype("timedelta64[D]")
    closed = first + life
    last = np.minimum(closed, day)
    pay = np.round(random.lognormal(11.9, 0.3, openings), -3)
    seniority = {"senior": 0.35, "staff": 0.12, "mid": 0.05, "junior": 0.05, None: 0.43}
    degrees = {"bachelor": 0.35, "master": 0.1, "phd": 0.05, "none": 0.05, None: 0.45}
    states_pay = random.random(openings) < 0.5
    stated = np.where(states_pay, "USD", None)
    years = np.where(random.random(openings) < 0.6, random.integers(0, 11, openings), -1)
    when = pa.timestamp("us", tz="UTC")
    return pa.table(
        {
            "posting_id": ids,
            "source": [("greenhouse", "lever", "ashby")[one % 3] for one in employer],
            "board": [f"b{one}" for one in employer],
            "employer_id": [f"e{one:06}" for one in employer],
            "employer_name": [f"Employer {one}" for one in employer],
            "opening_id": ids,
            "country": _chosen(random, openings, {"US": 0.6, "GB": 0.2, "DE": 0.1, None: 0.1}),
            "language": ["en"] * openings,
            "occupation": _chosen(
                random,
                openings,
                {"ml_engineer": 0.7, "data_scientist": 0.15, "data_engineer": 0.15},
            ),
            "seniority": _chosen(random, openings, seniority),
            "years_min": pa.array(years, pa.int32(), mask=years < 0),
            "degree": _chosen(random, openings, degrees),
            "pay_min": pa.array(pay, mask=~states_pay),
            "pay_max": pa.array(pay * 1.3, mask=~states_pay),
            "pay_currency": pa.array(stated, pa.string()),
            "pay_period": pa.array(np.where(states_pay, "year", None), pa.string()),
            "workplace": _chosen(
                random, openings, {"remote": 0.3, "hybrid": 0.2, "onsite": 0.2, None: 0.3}
            ),
            "first_seen": pa.array(first, when),
            "last_seen": pa.array(last, when),
            "posted_at": pa.array(first, when),
            "closed_at": pa.array(closed, when, mask=closed > day),
        }
    )


def _opening_skills(random: Random, openings: int) -> pa.Table:
    rank = np.arange(1, SKILLS + 1)
    weight = 1 / (rank + 20)
    named = random.choice(SKILLS, openings * SKILLS_EACH, p=weight / weight.sum())
    opening = np.repeat(np.arange(openings), SKILLS_EACH)
    pairs = np.unique(opening * SKILLS + named)
    required = random.random(len(pairs)) < 0.4
    return pa.table(
        {
            "opening_id": [f"o{one:06}" for one in pairs // SKILLS],
            "skill_id": [f"s{one:05}" for one in pairs % SKILLS],
            "mention_class": ["required" if one else "mentioned" for one in required],
            "is_required": required,
        }
    )


def _skills() -> pa.Table:
    kinds = ("technology", "technology", "technology", "field", "practice")
    return pa.table(
        {
            "skill_id": [f"s{number:05}" for number in range(SKILLS)],
            "label": [f"Skill {number}" for number in range(SKILLS)],
            "kind": [
                "certification" if number % 50 == 49 else kinds[number % 5]
                for number in range(SKILLS)
            ],
        }
    )


def _boards() -> pa.Table:
    first = np.datetime64("2025-10-01", "us")
    sources = ("greenhouse", "lever", "ashby")
    numbers = range(10_000)
    return pa.table(
        {
            "source": [sources[number % 3] for number in numbers],
            "board": [f"b{number}" for number in numbers],
            "first_read_at": pa.array(np.full(len(numbers), first), pa.timestamp("us", tz="UTC")),
        }
    )


def _board_months() -> pa.Table:
    boards = _boards()
    months = np.arange("2025-11", "2026-11", dtype="datetime64[M]").astype("datetime64[D]")
    size = boards.num_rows
    return pa.table(
        {
            "source": pa.array(
                np.tile(boards["source"].to_numpy(zero_copy_only=False), len(months))
            ),
            "board": pa.array(np.tile(boards["board"].to_numpy(zero_copy_only=False), len(months))),
            "calendar_month": pa.array(np.repeat(months, size)),
        }
    )
