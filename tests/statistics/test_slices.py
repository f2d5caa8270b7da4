"""Relations of openings as they are made, numbered, shared and dropped while all is estimated."""

import re
import weakref
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import duckdb
import msgspec
import pytest

from skillscan.errors import SkillscanError
from skillscan.settings import Settings
from skillscan.statistics import estimation, slices
from skillscan.statistics.catalogue import packaged
from skillscan.statistics.definitions import Definition, definitions, statistic_files
from skillscan.statistics.estimation import Estimated, estimate_all
from skillscan.statistics.numbered_answers import NumberedAnswers
from skillscan.statistics.slice_estimates import Context
from skillscan.statistics.slices import joined_as_written
from tests.statistics.release_file import ALL, one_statistic, populated


def test_relation_that_counts_twice_is_refused(market: Settings) -> None:
    """A join that doubles rows would double a share."""
    file = statistic_files()["skill_share"]
    with populated(market, ALL) as connection:
        connection.execute(
            f"CREATE OR REPLACE VIEW skill_share AS {file.select} UNION ALL {file.select}"
        )
        with pytest.raises(SkillscanError, match="more than once"):
            one_statistic(connection, "skill_share", Context(populations=["everybody"]))


def test_what_is_done_with_each_statistic_finds_its_relation_made(market: Settings) -> None:
    """The example sentences of a release would make every relation a second time."""
    made: dict[str, tuple[Any, ...]] = {}
    with populated(market, ALL) as connection:
        connection.execute(
            "CREATE VIEW tables_and_views AS SELECT view_name AS name FROM duckdb_views() "
            "WHERE temporary UNION ALL SELECT table_name FROM duckdb_tables() WHERE temporary"
        )

        def look(definition: Definition, found: Estimated) -> None:
            query = (
                "SELECT name FROM tables_and_views WHERE name IN ($name, '_answers_of_' || $name)"
            )
            names = connection.execute(query, {"name": definition.id}).fetchall()
            made[definition.id] = (*sorted(name for (name,) in names), len(found.estimates))

        wanted = {one: definitions()[one] for one in ("skill_share", "skill_pairs")}
        whole = estimate_all(connection, wanted, Context(populations=[ALL.id]), each=look)
    assert [names[:-1] for names in made.values()] == [
        (f"_answers_of_{name}", name) for name in ("skill_share", "skill_pairs")
    ]
    assert sum(names[-1] for names in made.values()) == len(whole.estimates) > 0


def test_openings_that_a_relation_has_beside_those_of_the_population_are_not_lost(
    market: Settings,
) -> None:
    """What is counted is numbered; whoever reads the relation would miss what is not."""
    definition = definitions()["skill_share"]
    with populated(market, ALL) as connection:
        connection.execute(
            "CREATE VIEW named AS FROM skill_share UNION ALL "
            "SELECT 'everybody', 'of nobody', 'python', 'Python', TRUE, FALSE"
        )
        more = msgspec.structs.replace(definition, id="named")
        ((every,),) = connection.execute("SELECT count(*) FROM skill_share").fetchall()
        counted = {}

        def look(one: Definition, found: Estimated) -> None:
            counted[one.id] = len(connection.table(one.id))

        estimate_all(
            connection,
            {"skill_share": definition, "named": more},
            Context(populations=[ALL.id]),
            each=look,
        )
    assert counted == {"skill_share": every, "named": every + 1}


NAMED = "SELECT population_id, opening_id, value, label, named FROM"


@pytest.mark.parametrize(
    "own",
    [
        pytest.param({"b": f"{NAMED} skill_trend"}, id="on one that has the rows of another"),
        pytest.param(
            {"b": f"{NAMED} skill_share", "c": f"{NAMED} b", "d": f"{NAMED} c"}, id="chain"
        ),
        pytest.param(
            {"b": f"{NAMED} skill_share WHERE TRUE", "answers_of_b": f"{NAMED} b WHERE TRUE"},
            id="called as the numbers of another",
        ),
        *(
            pytest.param({name: f"{NAMED} skill_share WHERE TRUE", "b": f"{NAMED} {name}"}, id=name)
            for name in ("given_values", "numbered_openings", "split_openings")
        ),
    ],
)
def test_own_statistics_on_others_have_the_numbers_of_these(
    market: Settings, own: dict[str, str]
) -> None:
    """A publish would break off with what DuckDB says of tables that nobody wrote."""
    with populated(market, ALL) as connection:
        found = estimate_own(connection, own, {})
    of_skills = shares_of(found, "skill_share")
    assert of_skills
    for name in own:
        assert shares_of(found, name) == of_skills


def test_every_label_of_a_value_is_there_for_those_who_read_it(market: Settings) -> None:
    """A statistic on another would be published with labels that nobody wrote."""
    own = {
        "b": "SELECT population_id, opening_id, value, label || ' ' || (hash(opening_id) % 2) "
        "AS label, named FROM skill_share",
        "c": "SELECT population_id, opening_id, label AS value, label, named FROM b WHERE named",
        "d": "SELECT population_id, opening_id, value, nullif(label, 'Python 0') AS label, named "
        "FROM b",
        "e": "SELECT population_id, opening_id, coalesce(label, 'none') AS value, label, named "
        "FROM d WHERE named",
    }
    with populated(market, ALL) as connection:
        found = estimate_own(connection, own, {})
    of_skills = {value: share for value, _, share in shares_of(found, "skill_share")}
    assert of_skills["python"] == 40
    numbers = {value: share for value, _, share in shares_of(found, "c")}
    assert numbers["Python 0"] + numbers["Python 1"] == 40
    assert min(numbers["Python 0"], numbers["Python 1"]) > 0
    with_none = {value: share for value, _, share in shares_of(found, "e")}
    assert with_none["none"] == numbers["Python 0"]


@pytest.mark.parametrize("measure", ["opening", "value_number", "number", "slice"])
def test_a_measure_may_bear_the_name_of_what_is_counted_by(market: Settings, measure: str) -> None:
    """It would be taken for the numbers of openings, and others would not find it."""
    columns = "SELECT population_id, opening_id, value, label,"
    own = {
        "b": f"{columns} required AS {measure} FROM skill_share",
        "c": f"{columns} TRUE AS named FROM b WHERE {measure}",
    }
    with populated(market, ALL) as connection:
        found = estimate_own(connection, own, {"b": measure})
    required = {one for one in shares_of(found, "skill_share", "required") if one[-1]}
    assert required
    assert required == shares_of(found, "b", measure) == shares_of(found, "c")


def test_statistics_of_one_relation_are_counted_by_the_measures_of_each(
    market: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is laid out once for both would give the one the numbers of the other."""
    laid_out: list[list[str]] = []
    of = NumberedAnswers.of

    def look(connection: Any, measures: list[str], *given: Any) -> NumberedAnswers:
        laid_out.append(measures)
        return of(connection, measures, *given)

    monkeypatch.setattr(NumberedAnswers, "of", look)
    own = {
        "b": "SELECT population_id, opening_id, value, label, required FROM skill_share",
        "c": f"{NAMED} skill_share",
        "d": f"{NAMED} skill_share",
    }
    with populated(market, ALL) as connection:
        found = estimate_own(connection, own, {"b": "required"})
    assert laid_out == [["named", "required"], ["together"], ["required"], ["named"]]
    required = {one for one in shares_of(found, "skill_share", "required") if one[-1]}
    assert shares_of(found, "b", "required") == required
    assert shares_of(found, "c") == shares_of(found, "d") == shares_of(found, "skill_share")
    assert shares_of(found, "skill_share") != required


def test_what_is_laid_out_for_one_group_after_another_is_laid_out_once(
    hand_made_warehouse: Callable[..., Settings], advert: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Groups begin and end with other openings; a large market would also be held several times."""
    adverts = [
        advert(employer=f"E{n % 20}", skills={"python": "required"}, years=None if n < 9 else 3)
        for n in range(80)
    ]
    made: list[weakref.ref[NumberedAnswers]] = []
    held: list[int] = []
    of = NumberedAnswers.of

    def look(*given: Any) -> NumberedAnswers:
        found = of(*given)
        made.append(weakref.ref(found))
        return found

    monkeypatch.setattr(NumberedAnswers, "of", look)
    wanted = {
        "skill_share": definitions()["skill_share"],
        "b": msgspec.structs.replace(definitions()["skill_share"], id="b", splits=("small",)),
    }
    for most, layouts, kept in ((10**9, 1, 1), (0, 2, 0)):
        made.clear()
        held.clear()
        with populated(hand_made_warehouse(adverts), ALL) as connection:
            connection.execute("CREATE VIEW b AS SELECT * FROM skill_share")
            connection.execute(
                "CREATE VIEW openings_by_small AS SELECT population_id, opening_id, 'x' AS "
                "group_value, 'X' AS group_label FROM population_openings "
                "QUALIFY row_number() OVER (ORDER BY opening_id) BETWEEN 20 AND 70"
            )
            monkeypatch.setattr(estimation, "MOST_ANSWERS", most)
            estimate_all(
                connection,
                wanted,
                Context(populations=[ALL.id]),
                each=lambda *_: held.append(sum(one() is not None for one in made)),
            )
        assert (len(made), held[0]) == (layouts, kept)


def estimate_own(
    connection: duckdb.DuckDBPyConnection, own: dict[str, str], measures: dict[str, str]
) -> Estimated:
    """The statistics of a release and own ones, by name; of each its measure, if not ``named``."""
    of_skills = definitions()["skill_share"]
    found = {one: definitions()[one] for one in ("skill_share", "skill_trend", "skill_pairs")}
    for name, select in own.items():
        connection.execute(f"CREATE VIEW {name} AS {select}")
        measure = measures.get(name, "named")
        found[name] = msgspec.structs.replace(
            of_skills,
            id=name,
            measures={measure: "It counts."},
            phrases={measure: "count {label}"},
            headline=msgspec.structs.replace(of_skills.headline, measure=measure),
        )
    return estimate_all(connection, found, Context(populations=[ALL.id]))


def shares_of(
    found: Estimated, statistic: str, measure: str = "named"
) -> set[tuple[str, str, int]]:
    """Value, label and openings of whole populations."""
    return {
        (one.value, one.label, one.openings)
        for one in found.estimates
        if one.statistic == statistic and one.measure == measure and not one.group
    }


@pytest.mark.parametrize(("many", "given_back"), [(40, 4), (120, 2), (400, 0)])
def test_memory_of_large_relations_is_given_back(
    hand_made_warehouse: Callable[..., Settings],
    advert: Any,
    monkeypatch: pytest.MonkeyPatch,
    many: int,
    given_back: int,
) -> None:
    """What making and dropping them took would be held beside what they are counted in."""
    adverts = [
        advert(employer=f"E{n % 20}", skills={"python": "required", "c++": "required"})
        for n in range(80)
    ]
    asked = []
    monkeypatch.setattr(slices, "_MANY", many)
    monkeypatch.setattr(slices, "give_back_memory", asked.append)
    with populated(hand_made_warehouse(adverts), ALL) as connection:
        connection.execute("UPDATE skills SET kind = 'technology'")
        wanted = {one: definitions()[one] for one in ("skill_share", "skill_pairs", "skill_trend")}
        estimate_all(connection, wanted, Context(populations=[ALL.id]))
    assert asked == [connection] * given_back


def test_what_is_numbered_is_not_kept_by_name(market: Settings) -> None:
    """Of a hundred thousand openings the groups by name take 150 MiB, until all is estimated."""
    left = []

    def look(*_: object) -> None:
        query = "SELECT table_name FROM duckdb_tables() WHERE table_name LIKE '%\\_openings'"
        left.extend(name for (name,) in connection.execute(query + " ESCAPE '\\'").fetchall())

    with populated(market, ALL) as connection:
        wanted = {"skill_share": definitions()["skill_share"]}
        estimate_all(connection, wanted, Context(populations=[ALL.id]), each=look)
    assert "_numbered_openings" in left
    assert "_split_openings" not in left


def test_pairs_take_little_memory() -> None:
    """Of a hundred thousand openings what they are made of took 560 MiB: all technologies of all
    openings, by name.
    """
    with duckdb.connect(config={"threads": 1, "temp_directory": ""}) as connection:
        connection.execute(
            "CREATE TABLE skills AS SELECT 'skill-' || (100 + i) AS skill_id, "
            "'Skill ' || (100 + i) AS label, 'technology' AS kind FROM range(20) AS r (i)"
        )
        connection.execute(
            "CREATE VIEW skill_share AS SELECT 'everybody' AS population_id, "
            "'opening ' || o AS opening_id, skill_id AS value, label "
            "FROM range(20_000) AS r (o), skills"
        )
        connection.execute(f"CREATE VIEW skill_pairs AS {packaged().files['skill_pairs'].select}")
        connection.execute("SET memory_limit = '100MiB'")
        found = connection.execute(
            "SELECT count(*), count(DISTINCT value), min(value), min(label) FROM skill_pairs"
        ).fetchone()
    assert found == (190 * 20_000, 190, "skill-100|skill-101", "Skill 100 and Skill 101")


def test_rows_made_of_rows_at_hand_are_joined_as_written(market: Settings) -> None:
    """DuckDB expects few of them: it held millions of pairs twice, and looked their names up."""
    own = {
        "b": "SELECT population_id, opening_id, value, named, "
        "current_setting('disabled_optimizers') AS label FROM skill_share",
        "c": "SELECT population_id, opening_id, 'x' AS value, TRUE AS named, "
        "current_setting('disabled_optimizers') AS label FROM population_openings",
    }
    with populated(market, ALL) as connection:
        connection.execute("SET disabled_optimizers = 'top_n'")
        found = estimate_own(connection, own, {})
        after = connection.execute("SELECT current_setting('disabled_optimizers')").fetchall()
    disabled = {
        name: [set(label.split(",")) for _, label, _ in shares_of(found, name)] for name in own
    }
    assert all(one == {"top_n", "build_side_probe_side"} for one in disabled["b"])
    assert disabled["b"]
    assert disabled["c"] == [{"top_n"}]
    assert after == [("top_n",)]


def test_of_a_join_as_written_the_right_side_is_held() -> None:
    """What is said of it is DuckDB's own to keep: another version may name it otherwise."""
    sides = {}
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE few AS FROM range(10) AS t (x)")
        connection.execute("CREATE TABLE many AS FROM range(100_000) AS t (x)")
        query = "EXPLAIN (FORMAT json) FROM few INNER JOIN many USING (x)"

        def held() -> str:
            ((_, plan),) = connection.execute(query).fetchall()
            return str(re.findall(r"\b(few|many)\b", plan)[-1])

        sides["before"] = held()
        with suppress(ZeroDivisionError), joined_as_written(connection):
            sides["within"] = held()
            raise ZeroDivisionError
        sides["after"] = held()
    assert sides == {"before": "few", "within": "many", "after": "few"}


@pytest.mark.parametrize("column", ["value", "label", "required"])
def test_relation_that_lacks_a_column_is_refused_by_name(market: Settings, column: str) -> None:
    """Whoever wrote the statistic would read what DuckDB says of a query that is not theirs."""
    lacking = msgspec.structs.replace(definitions()["skill_share"], id="lacking")
    with populated(market, ALL) as connection:
        relation = connection.table("skill_share")
        kept = [one for one in relation.columns if one != column]
        relation.project(", ".join(kept)).create_view("lacking")
        with pytest.raises(SkillscanError, match=r"statistics/lacking\.sql gives the columns"):
            estimate_all(connection, {"lacking": lacking}, Context(populations=[ALL.id]))
