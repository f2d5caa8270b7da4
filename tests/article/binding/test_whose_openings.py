"""Whose openings the numbers of an article are of: its country and its job, told in many ways."""

from pathlib import Path

import pytest
import yaml

from skillscan.article.binding import bind, load_vocabulary
from skillscan.article.model import ArticleFormat, Binding
from skillscan.article.quantities import find
from skillscan.article.source import read

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "whose_openings.yaml").read_text(encoding="utf-8")
)
VOCABULARY = load_vocabulary()


@pytest.mark.parametrize("case", CASES, ids=[case["text"].replace("\n", " ") for case in CASES])
def test_the_openings_are_those_that_the_article_is_about(case: dict[str, str]) -> None:
    """All numbers of an article would be held against those of another country or job."""
    found = _of(case["text"])
    is_left_open = "may_be_missed" in case and "_" in found and case["of"].startswith(found)
    assert found == case["of"] or is_left_open


def test_a_page_may_name_its_country_in_its_head_alone() -> None:
    """A page that says "UK" in its title would be held against the openings of all countries."""
    page = "<head><title>ML engineer jobs in {}</title></head><h1>ML engineers</h1><p>{}</p>"
    share = "Python is in 72% of ML engineer ads."
    assert _of(page.format("the UK", share), "html") == "ml_engineer_gb"
    assert _of(page.format("numbers", share), "html") == "ml_engineer"


def _of(text: str, written_as: ArticleFormat = "markdown") -> str:
    """The population of the 72 % of an article, or its country where there is none."""
    article = read(text.encode(), written_as)
    quantities = find(article)
    outcomes = zip(quantities, bind(article, quantities, VOCABULARY), strict=True)
    found = next(one for quantity, one in outcomes if quantity.low == 72)
    assert isinstance(found, Binding), found
    return found.population or f"country={found.country}"
