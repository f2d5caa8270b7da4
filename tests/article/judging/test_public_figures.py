"""The table of public figures is one that can be looked up."""

from collections.abc import Iterator

import pytest

from skillscan.article.judging.public_figures import PublicFigures, public_figures
from skillscan.taxonomy.loading import load_taxonomy


def rows() -> Iterator[PublicFigures]:
    yield from public_figures()


@pytest.mark.parametrize("study", list(rows()), ids=lambda one: f"{one.source} {one.population}")
def test_every_figure_is_of_a_known_skill_and_has_an_address(study: PublicFigures) -> None:
    """An editor who is told that a number was copied must be able to read where from."""
    assert study.url.startswith("https://")
    assert 2015 <= study.year <= 2030
    assert set(study.figures) <= set(load_taxonomy().skills)
    assert all(0 < share < 100 for share in study.figures.values())
