"""The sentences that a release shows as examples."""

import pytest

from skillscan.release import examples
from skillscan.release.document import Publication
from skillscan.statistics.estimates import Estimate
from tests.release.conftest import Published


def numbers(publication: Publication, statistic: str) -> list[Estimate]:
    """The estimates of a statistic."""
    return [one for one in publication.estimates if one.statistic == statistic]


@pytest.mark.parametrize("first", ["0", "1", "a", "g"])
def test_examples_do_not_depend_on_how_many_openings_are_looked_at_first(
    published: Published, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    """A value would be shown with a worse sentence than it has, or with none."""
    monkeypatch.setattr(examples, "_FIRST", first)
    publication, found = published.release.publication, []
    with published.release.connect() as connection:
        for definition in publication.statistics.values():
            shown = numbers(publication, definition.id)
            found += examples.choose_examples(connection, definition, shown)
        assert examples.quoted_examples(connection, found) == publication.examples
    assert len({one.statistic for one in found}) >= 3


def test_an_example_rather_asks_for_the_very_value(published: Published) -> None:
    """The page would show a sentence that only mentions a skill, though others ask for it."""
    publication = published.release.publication
    definition = publication.statistics["skill_share"]
    asking = """
        SELECT count(*) FILTER (f.rowid = $finding), count(*) FROM opening_findings AS f
        INNER JOIN population_openings AS p USING (opening_id)
        WHERE f.kind = 'skill' AND f.value = $value AND f.mention_class IN ('required', 'preferred')
        AND p.population_id = $population
    """
    with published.release.connect() as connection:
        shown = numbers(publication, definition.id)
        for one in examples.choose_examples(connection, definition, shown):
            about = {"value": one.value, "population": one.population, "finding": one.finding}
            ((is_asking, others),) = connection.execute(asking, about).fetchall()
            assert is_asking == (others > 0)
