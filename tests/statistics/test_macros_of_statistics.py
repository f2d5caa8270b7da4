"""The macro of every statistic says, of a published population, what is published of it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import duckdb
import pytest

from skillscan.errors import SkillscanError
from skillscan.release.catalog import open_release
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.statistics.definitions import definitions
from skillscan.statistics.resamples import point_estimates_only
from skillscan.warehouse.connection import open_warehouse

LAST = datetime(2026, 2, 27, 8, tzinfo=UTC)
POPULATION = "ml_engineer_all_time"
FIELDS = """
UPDATE readings SET
    seniority = CASE WHEN right(content_hash, 1) < '5' THEN 'senior' ELSE 'junior' END,
    degree = 'bachelor',
    workplace = 'remote',
    pay_min = 100000 + 1000 * ('0' || right(content_hash, 2))::INTEGER,
    pay_max = 250000,
    pay_currency = 'USD',
    pay_period = 'year';
UPDATE skills SET kind = CASE skill_id WHEN 'c++' THEN 'certification' ELSE 'technology' END;
INSERT INTO fetches
SELECT f.* REPLACE (f.fetch_id || strftime(d.day, '%Y%m%d') AS fetch_id, d.day AS started_at)
FROM fetches AS f
CROSS JOIN (
    SELECT unnest(range('2025-10-01'::TIMESTAMPTZ, '2026-03-05'::TIMESTAMPTZ, INTERVAL 5 DAYS))
) AS d (day);
UPDATE postings SET posted_at = first_seen - INTERVAL 3 DAYS WHERE native_id LIKE '%0-0';
UPDATE postings SET closed_at = least(
    first_seen + to_days(5 + right(content_hash, 2)::INTEGER), '2026-02-27'::TIMESTAMPTZ
) WHERE right(content_hash, 1) NOT IN ('3', '6')
"""


@pytest.fixture(scope="module")
def release(
    hand_made_warehouse: Callable[..., Settings],
    advert: Callable[..., Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Of boards that were read for five months; of every statistic something is published."""
    adverts = [
        advert(
            employer=f"E{number % 23}",
            skills={"python": "required"}
            | ({"pytorch": "preferred"} if number % 7 < 4 else {})
            | ({"c++": "mentioned"} if number % 3 else {}),
            years=number % 9,
            occupation="ml_engineer" if number % 4 else "data_scientist",
            seen=LAST - timedelta(days=number % 140),
        )
        for number in range(600)
    ]
    settings = hand_made_warehouse(adverts, tmp_path_factory.mktemp("macros"))
    with open_warehouse(settings) as connection:
        connection.execute(FIELDS)
    with point_estimates_only():
        summary = publish(settings, now=LAST, render=lambda *_: ())
    with open_release(settings, summary.name).connect() as connection:
        yield connection


SHARES = "value, label, kind, measure, openings, employers, of_openings, of_employers, share"


@pytest.mark.parametrize("statistic", [name for name, one in definitions().items() if one.measures])
def test_shares_are_those_that_are_published(
    release: duckdb.DuckDBPyConnection, statistic: str
) -> None:
    """An analyst would find two numbers for one question."""
    splits = definitions()[statistic].splits
    is_whole = "all" in splits
    published = release.execute(
        f"SELECT split, group_value, {SHARES} FROM analyst.estimates "  # noqa: S608
        "WHERE statistic = $1 AND population_id = $2 AND openings > 0 "
        "AND (split = 'all' OR NOT $3)",
        [statistic, POPULATION, is_whole],
    ).fetchall()
    groups = "'all', ''" if is_whole else "split, group_value"
    if statistic == "pay_median":
        query = f"SELECT 'all', '', {SHARES} FROM shares('pay_median', population := $1)"  # noqa: S608
    else:
        query = f"SELECT {groups}, {SHARES} FROM {statistic}(population := $1)"  # noqa: S608
    asked = release.execute(query, [POPULATION]).fetchall()
    assert {row[0] for row in published} == ({"all"} if is_whole else set(splits))
    assert set(published) <= set(asked)


FIGURES = "value, label, figure, unit, number, openings, employers"


@pytest.mark.parametrize(
    "statistic", [name for name, one in definitions().items() if one.unit != "opening"]
)
def test_ratios_and_counts_are_those_that_are_published(
    release: duckdb.DuckDBPyConnection, statistic: str
) -> None:
    """The same."""
    published = release.execute(
        f"SELECT {FIGURES} FROM figures WHERE statistic = $1 AND population_id = $2",  # noqa: S608
        [statistic, POPULATION],
    ).fetchall()
    asked = release.execute(
        f"SELECT {FIGURES} FROM {statistic}(population := $1)",  # noqa: S608
        [POPULATION],
    ).fetchall()
    assert published
    assert set(published) <= set(asked)


@pytest.mark.parametrize("statistic", ["pay_median", "posting_lifetime"])
def test_medians_are_those_that_are_published(
    release: duckdb.DuckDBPyConnection, statistic: str
) -> None:
    """The same."""
    published = release.execute(
        "SELECT value, label, figure, number, openings, employers FROM figures "
        "WHERE statistic = $1 AND population_id = $2 AND split = 'all'",
        [statistic, POPULATION],
    ).fetchall()
    columns = "value, label, figure, round(median, 6), openings, employers"
    query = f"SELECT {columns} FROM {statistic}(population := $1)"  # noqa: S608
    asked = release.execute(query, [POPULATION]).fetchall()
    assert {row[2] for row in published} == set(definitions()[statistic].figures)
    assert sorted(published) == sorted(asked)


@pytest.mark.parametrize(
    "conditions",
    [
        "population := 'ml_engineer', against := 'data_scientist'",
        "occupation := 'ml_engineer', against_occupation := 'data_scientist', language := 'en'",
    ],
)
def test_differences_are_those_that_are_published(
    release: duckdb.DuckDBPyConnection, conditions: str
) -> None:
    """The same."""
    published = release.execute(
        "SELECT value, label, kind, number, openings, employers FROM figures "
        "WHERE statistic = 'occupation_comparison' AND population_id = 'ml_engineer'"
    ).fetchall()
    columns = "value, label, kind, difference, openings, employers"
    query = f"SELECT {columns} FROM occupation_comparison({conditions})"  # noqa: S608
    asked = release.execute(query).fetchall()
    assert published
    assert sorted(published) == sorted(asked)


def test_every_statistic_has_a_macro_that_says_why_it_says_nothing(
    release: duckdb.DuckDBPyConnection,
) -> None:
    """Of a small part a number would be printed that no page would."""
    for statistic, definition in definitions().items():
        found = release.execute(f"FROM {statistic}(since := '2026-02-26', country := 'US')")
        names = [column[0] for column in found.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
        number = next(one for one in ("share", "median", "number", "difference") if one in names)
        for row in rows:
            assert (row[number] is None) == (row["withheld"] is not None)
        if definition.minimum.openings > 1:
            assert [row[number] for row in rows if row[number] is not None] == []


def test_a_statistic_that_no_macro_can_be_made_of_is_named(market: Settings) -> None:
    """A publish would end with a message of the database about one column of some query."""
    (market.home / "statistics").mkdir()
    (market.home / "statistics" / "own_size.sql").write_text(OWN)
    with pytest.raises(SkillscanError, match=r"own_size\.sql: no macro can be made of it"):
        publish(market, now=LAST, render=lambda *_: ())


OWN = """/*
id: own_size
order: 101
title: T
definition: D
population: Every population.
unit: population
denominator: D
stating: S
dimension: {name: sample, label: Of what}
figures: {size: {kind: count, says: S, unit: number, sentence: "{number}"}}
headline: {measure: size, view: all}
minimum: {openings: 1, employers: 1}
caveats: [counted_once]
usage: [no_market_size]
related: []
*/
SELECT DISTINCT
    '' AS population_id,
    source AS value,
    source AS label,
    1 AS openings,
    1 AS employers,
    1.0 AS amount_size
FROM postings
"""
