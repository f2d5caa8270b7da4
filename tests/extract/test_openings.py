"""Postings become openings, of those employers anew that moved."""

from dataclasses import replace
from typing import Any

import pytest
from extract.bench import Bench, at, job

from skillscan.dedup.cluster import group
from skillscan.dedup.employer_rules import own_file
from skillscan.extract.engine import Engine, real_engine
from skillscan.extract.step import extract
from skillscan.process_pool import Workers


def test_one_text_in_two_cities_is_one_opening(bench: Bench) -> None:
    """An advertisement in nine cities would count nine times."""
    bench.land(0, [job(1, title="Engineer"), job(2, title="Engineer", location="Boston, MA")])
    bench.run()
    assert bench.rows(
        "SELECT posting_id, postings, boards, sources, countries, is_open FROM opening_facts"
    ) == [("ats/acme/1", 2, 1, ["ats"], ["US"], True)]


def test_only_employers_that_moved_are_grouped_again(bench: Bench) -> None:
    """Every run would compare all postings of all employers again."""
    bench.land(0, [job(1)])
    bench.land(0, [job(1, employer="Beta")], board="beta")
    bench.run()
    asked: list[set[str]] = []

    def remembering(inputs: Any) -> Any:
        asked.append({entry.employer_id for entry in inputs})
        return group(inputs)

    bench.land(24, [job(1), job(2, title="Analyst")])
    engine = Engine(
        workers=Workers(1),
        reader=bench.reader,
        group=remembering,
        skills=tuple,
        grouping_version="g1",
    )
    extract(bench.settings, now=at(24), engine=engine)
    assert asked == [{"acme"}]
    extract(bench.settings, now=at(25), engine=replace(engine, grouping_version="g2"))
    assert asked[1:] == [{"acme", "beta"}]


@pytest.mark.slow
def test_own_employers_take_effect_in_the_next_run(bench: Bench) -> None:
    """Who joins two names of one employer would go on with two until every posting changes."""

    def run(hours: float) -> None:
        engine = real_engine(bench.settings)
        extract(
            bench.settings,
            now=at(hours),
            engine=replace(engine, reader=bench.reader, workers=Workers(1)),
        )

    def employers() -> list[tuple[Any, ...]]:
        return bench.rows("SELECT DISTINCT employer_id FROM posting_openings ORDER BY 1")

    bench.land(0, [job(1), job(2, employer="Beta Robotics")])
    run(1)
    assert employers() == [("acme",), ("betarobotics",)]
    own = own_file(bench.settings.home)
    own.parent.mkdir()
    own.write_text("aliases:\n  acme: [Beta Robotics]\n", encoding="utf-8")
    run(2)
    assert employers() == [("acme",)]
    bench.land(3, [job(1), job(2, employer="Beta Robotics"), job(3, employer="BETA Robotics Inc")])
    run(4)
    assert employers() == [("acme",)]
    own.unlink()
    run(5)
    assert employers() == [("acme",), ("betarobotics",)]
