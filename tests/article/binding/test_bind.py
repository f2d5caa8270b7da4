"""What a binding says beside its statistic: the quote, the source, the sample, the period."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from suite.growth import MOST, growth

from skillscan.article.binding import Unbound, bind, load_vocabulary
from skillscan.article.binding.outcome import Outcome
from skillscan.article.model import Binding
from skillscan.article.quantities import find
from skillscan.article.source import read

VOCABULARY = load_vocabulary()


def outcomes(text: str) -> dict[str, Outcome]:
    article = read(text.encode(), "markdown")
    quantities = find(article)
    bound = bind(article, quantities, VOCABULARY)
    assert len(bound) == len(quantities)
    return {article.text[q.start : q.end]: one for q, one in zip(quantities, bound, strict=True)}


def binding(text: str, number: str) -> Binding:
    found = outcomes(text)[number]
    assert isinstance(found, Binding), found
    return found


def test_a_claim_quotes_the_words_that_say_so() -> None:
    """An editor would not see which words were judged."""
    text = "Nobody expected it, but Python shows up in 72% of ML engineer postings."
    found = binding(text, "72%")
    assert text[found.start : found.end] == "Python shows up in 72% of ML engineer postings"


def test_they_is_looked_up_in_the_sentence_before_alone() -> None:
    """An article of many short sentences could not be read at all."""
    text = "We read 900 ML engineer ads. Openings rose 9%. " + "They rose 3%. " * 2000
    article = read(text.encode(), "markdown")
    found = bind(article, find(article), VOCABULARY)
    ours = [place for place, one in enumerate(found) if isinstance(one, Binding)]
    assert (len(found), ours) == (2002, [0, 1, 2])


def test_a_sample_knows_the_shares_it_is_the_sample_of() -> None:
    """Our number would stand beside somebody else's sample size."""
    text = "Python is in 72% of postings and Go in 6%, in a study of 10,000+ ML engineer listings."
    assert binding(text, "10,000+").sample_of == (0, 1)


def test_a_share_of_postings_is_ours_under_anybodys_name() -> None:
    """What postings can tell would be left unchecked because somebody published it."""
    found = binding("78% of ML engineer postings require 5+ years (Axial Search 2026).", "78%")
    assert (found.kind, found.source_name) == ("ours", "Axial Search")


def test_a_figure_keeps_the_source_it_has_elsewhere() -> None:
    """The second time a salary is printed its source is left out, and it would become ours."""
    text = (
        "Machine learning engineers earn $162,370 (Glassdoor 2025).\n\n"
        "Pros: median base salary $162,370 for an ML engineer role."
    )
    article = read(text.encode(), "markdown")
    found = bind(article, find(article), VOCABULARY)
    assert [(one.kind, one.source_name) for one in found if isinstance(one, Binding)] == [
        ("theirs", "Glassdoor"),
        ("theirs", "Glassdoor"),
    ]


def test_an_earlier_figure_is_marked() -> None:
    """Last year's figure would be replaced by today's."""
    found = binding("LangChain is in 8% of ML engineer listings, up from 5% a year ago.", "5%")
    assert (found.statistic, found.dimension, found.is_earlier) == (
        "skill_share",
        "langchain",
        True,
    )


@pytest.mark.parametrize(
    ("text", "number", "population"),
    [
        ("In the US, 72% of ML engineer postings name Python.", "72%", "ml_engineer_us"),
        ("72% of ML engineer postings name Python.", "72%", "ml_engineer"),
        ("In Britain, 72% of AI engineer postings name Python.", "72%", "ml_engineer_gb"),
        ("40% of data scientist postings in the US name R.", "40%", "data_scientist_us"),
        ("In Germany, 72% of ML engineer postings name Python.", "72%", None),
    ],
)
def test_the_population_is_the_one_that_is_named_or_none(
    text: str, number: str, population: str | None
) -> None:
    """A number would be compared with another country's or another job's."""
    found = binding(text, number)
    assert (found.kind, found.population) == ("ours", population)
    assert found.population_words


@pytest.mark.parametrize(
    "text",
    [
        "12% of all tech job postings name Python.",
        "Of DevOps positions, 61% ask for Docker.",
        "Across human resources jobs, 9% of postings are remote.",
        "At our company 30% of the ML roles are remote.",
    ],
)
def test_what_is_of_other_jobs_or_of_one_company_is_not_ours(text: str) -> None:
    """An ML engineer's share would be printed where the article speaks of somebody else."""
    assert not [one for one in outcomes(text).values() if getattr(one, "kind", "") == "ours"]


def test_the_period_and_reasons_are_told() -> None:
    """Nobody could tell why a number was bound so, nor for which months it holds."""
    found = binding("In March 2026, 72% of ML engineer postings named Python.", "72%")
    assert found.period_words == "In March 2026"
    assert any("Python" in reason for reason in found.reasons)


def test_years_that_define_a_claim_are_nothing_to_judge() -> None:
    """ "5+ years" would be judged as a number of its own."""
    found = outcomes("40% of ML engineer postings require 5+ years.")
    assert found["5+ years"].kind is Unbound.NOTHING_TO_JUDGE


@given(
    st.lists(
        st.sampled_from(
            [
                "72% of postings",
                "Python",
                ", and ",
                "5+ years",
                "$120,000",
                "(X 2025)",
                ". ",
                "require ",
                "engineers ",
                "PyTorch",
                "half ",
                "up from ",
                "\n\n",
                "# ",
                "- ",
                "remote ",
            ]
        ),
        max_size=40,
    )
)
def test_any_article_has_one_outcome_for_each_number(parts: list[str]) -> None:
    """One odd sentence would stop the check of the whole article."""
    for text, one in outcomes(" ".join(parts)).items():
        assert text
        if isinstance(one, Binding):
            assert 0.5 <= one.confidence <= 1
            assert one.start < one.end


@pytest.mark.slow
def test_a_long_sentence_takes_time_in_proportion() -> None:
    """A page of numbers without a full stop would take minutes."""
    unit = "Python in 72% of ML engineer ads, Docker in 30% and Go in 6% "
    assert growth(outcomes, unit, 300 * len(unit)) <= MOST
