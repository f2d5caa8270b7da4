"""Employers are named as people know them."""

import duckdb

from skillscan.release.employer_names import with_employer_names
from skillscan.statistics.estimates import Disagreement, PartShare


def test_only_a_part_of_one_employer_has_its_name() -> None:
    """A sentence would name an id, or a sample after the employer that is called like it."""
    parts = [
        PartShare(label="acme", share=0.1, openings=90, employers=40),
        PartShare(label="harboureleven", share=0.6, openings=30, employers=1),
    ]
    found = Disagreement(
        statistic="s",
        population="p",
        value="v",
        label="V",
        measure="m",
        kind="samples",
        parts=parts,
    )
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE openings AS FROM (VALUES ('o:1', 'acme', 'Acme, Inc.'), "
            "('o:2', 'harboureleven', 'Harbour Eleven')) AS t (opening_id, employer_id, "
            "employer_name)"
        )
        (named,) = with_employer_names(connection, [found])
    assert [part.label for part in named.parts] == ["acme", "Harbour Eleven"]
