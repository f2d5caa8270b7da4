"""``docs/analysts.md``: its queries run, its dictionary is true; macros and evidence say what the
published numbers say.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from skillscan import resources
from skillscan.release.catalog import open_latest
from skillscan.release.data_dictionary import BEGIN, DOCUMENT, END, main
from skillscan.release.database import relations
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.pages import render
from skillscan.warehouse.connection import open_warehouse
from tests.release import extended_home
from tests.release.conftest import NOW

PAGE = Path(__file__).parents[2] / DOCUMENT
TEXT = PAGE.read_text("utf-8")
QUERIES = re.findall(r"^ {3,4}```sql\n(.{1,2000}?)^ {3,4}```", TEXT, re.DOTALL | re.MULTILINE)
WITHOUT_ROWS = {5}
"""Of a market this small no number is disputed."""


def between(page: str) -> str:
    return page.partition(BEGIN)[2].partition(END)[0]


@pytest.fixture(scope="module")
def connection(extended: Any) -> Iterator[duckdb.DuckDBPyConnection]:
    with extended.release.connect() as opened:
        yield opened


def test_there_are_fifteen_queries() -> None:
    """A question would lose its answer without anybody noticing."""
    assert len(QUERIES) == 15


@pytest.mark.parametrize("number", range(1, 16))
def test_worked_query_runs(connection: duckdb.DuckDBPyConnection, number: int) -> None:
    """An analyst would copy a query that fails, or that finds nothing."""
    rows = connection.execute(QUERIES[number - 1]).fetchall()
    assert bool(rows) != (number in WITHOUT_ROWS)


def test_the_last_query_makes_the_published_share(connection: duckdb.DuckDBPyConnection) -> None:
    """The page would teach another number than the one that is printed."""
    assert connection.execute(QUERIES[14]).fetchall() == [(20, 40, 0.5)]


def test_the_dictionary_is_what_a_release_holds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An analyst would query columns that are not there, or miss those that are."""
    assert main(["--check", str(PAGE)]) == 0
    path = tmp_path / "analysts.md"
    path.write_text(TEXT.replace("VARCHAR", "TEXT"), "utf-8")
    assert main(["--check", str(path)]) == 1
    assert "data_dictionary --write" in capsys.readouterr().err
    path.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", "utf-8")
    assert main(["--write", str(path)]) == 0
    written = path.read_text("utf-8")
    assert written.startswith("before\n")
    assert (
        written.partition(BEGIN)[2].partition(END)[0] == TEXT.partition(BEGIN)[2].partition(END)[0]
    )


def test_the_dictionary_names_every_relation_of_a_release(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    """A table that is made beside those of an empty release would stand nowhere."""
    own = {"deep_learning_share", "openings_by_stated_years"}
    own |= {f"every_{name}" for name in own}
    names = {one.name for one in relations(connection)} - own
    lacking = [one for one in names if f"#### {one}\n" not in TEXT and f"| {one} |" not in TEXT]
    assert lacking == []


def test_every_view_and_macro_for_analysts_is_described(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    """A column without a comment can only be guessed."""
    bare = connection.execute(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE schema_name = 'analyst' "
        "AND database_name = current_database() AND comment IS NULL"
    ).fetchall()
    nameless = connection.execute(
        "SELECT function_name FROM duckdb_functions() WHERE function_type = 'table_macro' "
        "AND database_name = current_database() AND comment IS NULL"
    ).fetchall()
    views = connection.execute(
        "SELECT count(*) FROM duckdb_views() WHERE schema_name = 'analyst'"
    ).fetchall()
    assert (bare, nameless, views) == ([], [], [(18,)])


@pytest.mark.parametrize("statistic", ["skill_share", "experience_at_least", "deep_learning_share"])
def test_macros_count_as_the_published_estimates_do(
    connection: duckdb.DuckDBPyConnection, statistic: str
) -> None:
    """An analyst would find two numbers for one question."""
    published = connection.execute(
        "SELECT value, measure, openings, employers, of_openings, of_employers, share "
        "FROM analyst.estimates WHERE statistic = $1 AND population_id = 'ml_engineer_us' "
        "AND split = 'all' AND openings > 0 ORDER BY ALL",
        [statistic],
    ).fetchall()
    columns = "value, measure, openings, employers, of_openings, of_employers, share"
    query = f"SELECT {columns} FROM {statistic}(population := 'ml_engineer_us') ORDER BY ALL"  # noqa: S608
    asked = connection.execute(query).fetchall()
    assert published
    assert asked == published


TECHNOLOGIES = """
INSERT INTO skills
SELECT s.* REPLACE ('t' || n.number AS skill_id, 'technology' AS kind)
FROM skills AS s CROSS JOIN range(10, 72) AS n (number)
WHERE s.skill_id = 'python'
"""
NAMED_AGAIN = """/*
id: named_again
order: 101
title: Skills that postings name
definition: D
population: Every population.
unit: opening
denominator: D
stating: S
dimension: {name: skill, label: Skill}
measures: {named: N}
phrases: {named: "name {label}"}
headline: {measure: named, view: all}
minimum: {openings: 30, employers: 10}
caveats: [counted_once]
usage: [not_the_work]
related: [skill_share]
sentences: {all: "{share}", stating: "{share}", silent: "{share}", employer: "{share}"}
*/
WITH deep AS (SELECT opening_id FROM deep_learning_share WHERE named)
SELECT s.population_id, s.opening_id, s.value, s.label, s.named
FROM skill_share AS s SEMI JOIN deep ON s.opening_id = deep.opening_id
"""


def test_the_macro_of_a_statistic_that_is_built_on_others_counts_an_opening_once(
    market: Settings,
) -> None:
    """An opening would count once for each population that it is of: shares above one."""
    extended_home.write(market.home)
    (market.home / "statistics" / "named_again.sql").write_text(NAMED_AGAIN, "utf-8")
    publish(market, render=render, now=NOW)
    columns = "value, openings, of_openings, share"
    with open_latest(market).connect() as connection:
        published = connection.execute(
            f"SELECT {columns} FROM analyst.estimates WHERE statistic = 'named_again' "  # noqa: S608
            "AND population_id = 'ml_engineer_us' ORDER BY ALL"
        ).fetchall()
        asked = connection.execute(
            f"SELECT {columns} FROM named_again(population := 'ml_engineer_us') ORDER BY ALL"  # noqa: S608
        ).fetchall()
    assert ("python", 20, 40, 0.5) in published
    assert asked == published


def test_the_macro_of_pairs_knows_those_that_only_a_part_names_often(
    hand_made_warehouse: Callable[..., Settings], advert: Callable[..., Any]
) -> None:
    """A pair of technologies with a published share would be missing where others are more
    frequent among the other openings of the release.
    """
    *frequent, one, other = [f"t{number}" for number in range(10, 72)]
    adverts = [
        advert(
            employer=f"E{number % 25}",
            occupation="ml_engineer" if number < 100 else "data_scientist",
            skills=dict.fromkeys(frequent if number >= 100 else [one, other], "mentioned")
            if number < 11 or number >= 100
            else {},
        )
        for number in range(112)
    ]
    home = hand_made_warehouse(adverts)
    with open_warehouse(home) as connection:
        connection.execute(TECHNOLOGIES)
    publish(home, render=render, now=NOW)
    pair = f"{one}|{other}"
    with open_latest(home).connect() as connection:
        ((published,),) = connection.execute(
            "SELECT share FROM analyst.estimates WHERE statistic = 'skill_pairs' "
            "AND population_id = 'ml_engineer_us' AND value = $1",
            [pair],
        ).fetchall()
        asked = connection.execute(
            "SELECT value, kind, share FROM skill_pairs(population := 'ml_engineer_us')"
        ).fetchall()
        of_kinds = connection.execute(
            "SELECT (SELECT count(*) FROM skill_pairs(kind := 'technology')), "
            "(SELECT count(*) FROM skill_pairs(kind := 'field')), "
            "(SELECT any_value(kind) FROM analyst.estimates WHERE statistic = 'skill_pairs')"
        ).fetchall()
    assert (published, asked) == (0.11, [(pair, "technology", 0.11)])
    assert of_kinds[0][0] > 1000
    assert of_kinds[0][1:] == (0, "technology")


@pytest.mark.parametrize(
    ("conditions", "of_openings"),
    [
        ("", 40),
        ("country := 'US'", 40),
        ("country := 'DE, US'", 40),
        ("country := 'DE'", None),
        ("seniority := 'senior'", 16),
        ("population := 'ml_engineer_senior_us'", 16),
        ("occupation := 'data_engineer'", None),
        ("since := '2026-02-10', until := DATE '2026-02-10'", 40),
        ("since := '2026-02-11'", None),
        ("until := '2026-02-09'", None),
    ],
)
def test_conditions_choose_the_openings(
    connection: duckdb.DuckDBPyConnection, conditions: str, of_openings: int | None
) -> None:
    """A share would be of other openings than asked for."""
    query = f"SELECT max(of_openings) FROM skill_share({conditions})"  # noqa: S608
    found = connection.execute(query).fetchall()
    assert found == [(of_openings,)]


def test_views_of_values_name_the_kind_of_a_skill(connection: duckdb.DuckDBPyConnection) -> None:
    """An analyst would compare Python with machine learning, and could not leave out the latter."""
    without = connection.execute(
        "SELECT table_name FROM duckdb_columns() WHERE schema_name = 'analyst' "
        "AND database_name = current_database() GROUP BY table_name "
        "HAVING list_contains(list(column_name), 'value') "
        "AND list_contains(list(column_name), 'statistic') "
        "AND NOT list_contains(list(column_name), 'kind')"
    ).fetchall()
    assert without == []


def test_kinds_of_disputed_changed_and_accepted_numbers() -> None:
    """The column would be there, and empty."""
    with duckdb.connect() as other:
        other.execute("CREATE TABLE statistics AS SELECT 's' AS statistic, 'skill' AS dimension")
        other.execute("CREATE TABLE skills AS SELECT 'python' AS skill_id, 'technology' AS kind")
        row = "SELECT 's' AS statistic, 'p' AS population_id, 'python' AS value"
        other.execute(f"CREATE TABLE changes AS {row}")
        other.execute(f"CREATE TABLE pooled_headlines AS {row}, 'known' AS reason")
        part = "{label: 'a', share: 0.5, openings: 1, employers: 1}"
        other.execute(
            f"CREATE TABLE disagreements AS {row}, 'Python' AS label, 'named' AS measure, "
            f"'samples' AS kind, [{part}] AS parts, 'all' AS split, '' AS group_value, "
            "'' AS group_label"
        )
        for name in ("changes", "pooled_headlines", "disagreements"):
            select = resources.sql("release", "analyst", f"{name}.sql").read_text("utf-8")
            assert other.sql(f"SELECT kind FROM ({select})").fetchall() == [("technology",)]  # noqa: S608


def test_kinds_of_what_is_available_now() -> None:
    """Whoever looks for what is new of technologies would find every statistic."""
    select = resources.sql("release", "analyst", "availability_changes.sql").read_text("utf-8")
    with duckdb.connect() as other:
        other.execute(
            "CREATE TABLE statistics AS FROM (VALUES ('pairs', 'pair'), ('shares', 'skill'), "
            "('levels', 'level')) AS v (statistic, dimension)"
        )
        other.execute(
            "CREATE TABLE skills AS FROM (VALUES ('a', 'technology'), ('b', 'technology'), "
            "('c', 'field')) AS v (skill_id, kind)"
        )
        other.execute(
            "CREATE TABLE estimates AS FROM (VALUES ('pairs', 'a|b'), ('shares', 'a'), "
            "('levels', 'a')) AS v (statistic, value)"
        )
        other.execute("CREATE TABLE figures AS FROM estimates WHERE FALSE")
        other.execute("CREATE TABLE withheld_counts AS SELECT 'shares' AS statistic, 'c' AS value")
        other.execute(
            "CREATE TABLE availability_changes AS SELECT DISTINCT statistic FROM statistics"
        )
        found = other.sql(f"FROM ({select}) ORDER BY statistic").fetchall()
    assert found == [
        ("levels", []),
        ("pairs", ["technology"]),
        ("shares", ["field", "technology"]),
    ]


def test_a_small_sample_gives_counts_and_says_why(connection: duckdb.DuckDBPyConnection) -> None:
    """A share of 16 openings would be printed, or an analyst would find nothing at all."""
    found = connection.execute(
        "SELECT openings, of_openings, share, low, high, withheld "
        "FROM skill_share(seniority := 'senior') WHERE value = 'python' AND measure = 'named'"
    ).fetchall()
    assert found[0][:5] == (16, 16, None, None, None)
    assert found[0][5].startswith("16 openings of ")
    with pytest.raises(duckdb.Error, match="there is no population nowhere"):
        connection.execute("FROM skill_share(population := 'nowhere')").fetchall()


def test_pay_is_asked_for_by_macro_as_well(connection: duckdb.DuckDBPyConnection) -> None:
    """The medians would be left to hand-written SQL."""
    found = connection.execute("SELECT figure, median FROM pay_median() ORDER BY figure").fetchall()
    assert found == [("median_high", 150000), ("median_low", 100000), ("median_pay", 125000)]


def test_every_estimate_leads_to_as_many_openings_as_it_counts(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    """A number, or a group of it, could not be followed to the openings behind it."""
    astray = connection.execute(
        "SELECT e.statistic, e.population_id, e.split, e.group_value, e.value, e.measure "
        "FROM estimates AS e LEFT JOIN openings_of_estimates AS o "
        "USING (statistic, population_id, split, group_value, value, measure) "
        "GROUP BY 1, 2, 3, 4, 5, 6, e.openings HAVING count(DISTINCT o.opening_id) <> e.openings"
    ).fetchall()
    assert astray == []
    groups = connection.execute(
        "SELECT DISTINCT split FROM evidence WHERE decides = 'value' ORDER BY split"
    ).fetchall()
    assert {"all", "stated_years"} <= {row[0] for row in groups}


def test_evidence_names_sentence_and_rule(connection: duckdb.DuckDBPyConnection) -> None:
    """The trail would end in an id."""
    found = connection.execute(
        "SELECT DISTINCT quote[quote_start + 1 : quote_end], found, decides, rule, url "
        "FROM evidence WHERE statistic = 'skill_share' AND population_id = 'ml_engineer_us' "
        "AND split = 'all' AND value = 'pytorch' AND measure = 'named'"
    ).fetchall()
    assert found == [("PyTorch", "pytorch", "value", "-", "https://jobs.example/1")]


ONE_JOIN = """
SELECT
    e.statistic,
    e.split,
    e.measure,
    CASE
        WHEN is_of_value THEN 'value'
        WHEN f.kind = 'occupation' THEN 'population'
        WHEN f.kind = e.split THEN 'group'
    END AS decides,
    count(*)
FROM (
    SELECT *, CASE WHEN evidence_is_value OR contains(value, '|')
        THEN string_split_regex(value, '[|]|_or_') END AS wanted
    FROM openings_of_estimates INNER JOIN statistics USING (statistic)
) AS e
LEFT JOIN (
    FROM opening_findings WHERE mention_class <> 'negated'
) AS f ON e.opening_id = f.opening_id AND (
    f.kind = e.evidence_kind AND (wanted IS NULL OR list_contains(wanted, f.value))
    OR f.kind IN ('occupation', e.split)
)
CROSS JOIN LATERAL (
    SELECT coalesce(f.kind = e.evidence_kind AND (e.wanted IS NULL
        OR list_contains(e.wanted, f.value)), FALSE) AS is_of_value
)
GROUP BY ALL
ORDER BY ALL
"""


def test_evidence_is_what_one_join_of_everything_finds(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    """Openings of which nothing was found would be lost among the branches of the view."""
    columns = "statistic, split, measure, decides, count(*)"
    query = f"SELECT {columns} FROM evidence GROUP BY ALL ORDER BY ALL"  # noqa: S608
    found = connection.execute(query).fetchall()
    assert found == connection.execute(ONE_JOIN).fetchall()
    assert {row[3] for row in found} >= {None, "value"}


def test_an_attached_release_is_read_by_its_views_and_after_use_by_its_macros(
    extended: Any,
) -> None:
    """The page shows how to attach; an analyst would be told that a table does not exist."""
    with duckdb.connect() as other:
        other.execute(f"ATTACH '{extended.release.database}' AS release_2026 (READ_ONLY)")
        counted = other.execute("SELECT count(*) FROM release_2026.analyst.openings").fetchall()
        other.execute("USE release_2026")
        shares = other.execute("FROM skill_share(country := 'US') LIMIT 1").fetchall()
    assert (counted, len(shares)) == ([(40,)], 1)


def test_what_macros_count_has_its_finding_in_openings_of_no_population_too(
    hand_made_warehouse: Callable[..., Settings], advert: Callable[..., Any]
) -> None:
    """A number of a macro could not be followed to the sentences of such openings."""
    adverts = [
        advert(
            employer=f"E{number % 12}",
            occupation="ml_engineer" if number < 40 else "other",
            skills={"python": "required"},
            years=5,
        )
        for number in range(80)
    ]
    home = hand_made_warehouse(adverts)
    publish(home, render=lambda *_: (), now=NOW)
    with open_latest(home).connect() as connection:
        counted = connection.execute(
            "SELECT openings FROM skill_share() WHERE measure = 'named' "
            "UNION ALL SELECT openings FROM experience_years() WHERE measure = 'exactly'"
        ).fetchall()
        found = connection.execute(
            "SELECT kind, count(DISTINCT opening_id), any_value(quote) FROM opening_findings "
            "ANTI JOIN population_openings USING (opening_id) GROUP BY kind ORDER BY kind"
        ).fetchall()
    assert counted == [(80,), (80,)]
    assert found == [("experience", 40, "5+ years."), ("skill", 40, "You know Python and PyTorch.")]
