"""What is said of a share that is not bound: the first requirement that it does not meet."""

import pytest

from skillscan.article.binding import NotBound, bind, load_vocabulary
from skillscan.article.quantities import find
from skillscan.article.source import read

VOCABULARY = load_vocabulary()

CASES = [
    ("Docker fails, and 7% of ML postings had broken links.", "7%", "the words between"),
    ("ML postings name Docker. Of the Docker postings, 20% name Kafka.", "20%", "some openings"),
    ("In ML postings SQL, not Docker or runbooks, is asked for. 30% is more.", "30%", "not named"),
    ("The share of ML postings with Docker rose by 20%.", "20%", "a change"),
    ("Docker leads SQL in ML postings by 12%.", "12%", "by how much"),
    ("In ML postings, 71% require PyTorch and/or JAX.", "71%", "several things"),
    ("Docker makes 40% of a good day.", "40%", "a share of effort"),
    ("Docker is at 40% here.", "40%", "nothing says that it is a share of openings"),
]


@pytest.mark.parametrize(("text", "number", "reason"), CASES)
def test_the_unmet_requirement_is_named(text: str, number: str, reason: str) -> None:
    """An editor could not tell why a number was passed over."""
    article = read(text.encode(), "markdown")
    quantities = find(article)
    said = {
        article.text[quantity.start : quantity.end]: outcome
        for quantity, outcome in zip(quantities, bind(article, quantities, VOCABULARY), strict=True)
    }
    outcome = next(one for printed, one in said.items() if number in printed)
    assert isinstance(outcome, NotBound)
    assert reason in outcome.reason
