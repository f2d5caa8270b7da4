"""Shares that the rules leave in doubt are taken where labelled articles make them likely."""

from pathlib import Path

import pytest

from skillscan.article.binding import (
    BindingVocabulary,
    NotBound,
    bind,
    bound_by_rules,
    load_vocabulary,
)
from skillscan.article.binding.model import not_understood
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.shares.binding import ShareBinder
from skillscan.article.binding.trained import likely_kinds
from skillscan.article.binding.trained.candidates import candidates_of
from skillscan.article.binding.trained.kinds import fit_kinds, kind_called
from skillscan.article.binding.trained.regression import Regression, fit, probability
from skillscan.article.model import Binding
from skillscan.article.quantities import find
from skillscan.article.source import read
from skillscan.evaluation.labelled_readings import read_passages

PASSAGES = Path(__file__).parents[1] / "passages"
READ = "We read 1,000 machine learning engineer job postings.\n\n"
"""What makes the numbers of an article shares of openings."""
KNOWN = (
    "Python is in 81% of the postings, SQL in 44% of them, and AWS was named by 41% of the ads. "
)
"""Shares of openings that rules know."""


@pytest.fixture(scope="module")
def vocabulary() -> BindingVocabulary:
    return load_vocabulary()


def outcomes_of(text: str, vocabulary: BindingVocabulary) -> dict[str, Binding | NotBound]:
    article = read(text.encode(), "markdown")
    quantities = find(article)
    found = bind(article, quantities, vocabulary)
    return {
        article.text[one.start : one.end]: outcome
        for one, outcome in zip(quantities, found, strict=True)
    }


def test_a_word_that_no_rule_knows_links_where_labelled_articles_say_so(
    vocabulary: BindingVocabulary,
) -> None:
    """An editor would be left without a verdict on a plain sentence."""
    share = outcomes_of(_passage("12-keynote-recap"), vocabulary)["12%"]  # "makes do with"
    assert isinstance(share, Binding)
    assert (share.kind, share.statistic, share.dimension) == ("ours", "skill_share", "mlflow")
    assert any("other articles" in reason for reason in share.reasons)


def _passage(name: str) -> str:
    return next(one.text for one in read_passages(PASSAGES / "a.jsonl") if one.name == name)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("49%", "PyTorch covers 49% of the bill."),
        ("18%", "| Employer | PyTorch |\n|---|---|\n| Big banks | 18% |"),
        ("60%", "Kafka: 60% of the room."),
        ("45%", "Kubernetes: 45% of nodes idle."),
        ("12%", "Git: 12% of merges conflict."),
        ("30%", "Kubernetes featured in 30% of talks at KubeCon."),
        ("15%", "Tableau ends at 15% margins."),
        ("23%", "Experience instead of a degree: 23% of parents approve."),
        ("31%", "Docker covers 40% of the drawer (last year: 31%)."),
    ],
)
def test_what_speaks_against_a_share_is_not_outweighed(
    number: str, sentence: str, vocabulary: BindingVocabulary
) -> None:
    """A price or a bank's number would be replaced by a share of all openings."""
    outcome = outcomes_of(f"{READ}{KNOWN}\n\n{sentence}", vocabulary)[number]
    assert not (isinstance(outcome, Binding) and outcome.kind == "ours")


def test_no_share_in_doubt_is_taken_in_an_article_on_two_jobs(
    vocabulary: BindingVocabulary,
) -> None:
    """The number would stand under the other job."""
    text = (
        f"{READ}Python is in 81% of the ML engineer postings and in 70% of the data scientist "
        "postings. PyTorch covers 49% of the pile."
    )
    assert isinstance(outcomes_of(text, vocabulary)["49%"], NotBound)


@pytest.mark.parametrize(
    ("number", "sentence", "statistic", "dimension"),
    [
        ("2,318", "I took every opening off the boards, ended up with 2,318 after dedup.",
         "sample_size", None),
        ("6,408", "Openings for machine learning engineers, n = 6,408 in autumn.",
         "sample_size", None),
    ],
)  # fmt: skip
def test_a_count_that_no_rule_knows_is_a_sample_where_labelled_articles_say_so(
    number: str,
    sentence: str,
    statistic: str,
    dimension: str | None,
    vocabulary: BindingVocabulary,
) -> None:
    """An article would keep an old sample beside a new number."""
    text = f"{sentence} Python is in 81% of the machine learning engineer openings."
    found = outcomes_of(text, vocabulary)[number]
    assert isinstance(found, Binding)
    assert (found.kind, found.statistic, found.dimension) == ("ours", statistic, dimension)
    assert any("other articles" in reason for reason in found.reasons)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("2,100", "We threw out 2,100 duplicates."),
        ("2,100", "Halden Research has 2,100 of them in its own collection."),
        ("2,100", "This newsletter has 2,100 readers."),
        ("2,100", "In the end the whole project took 2,100 lines of code."),
        ("2,100", "The conference drew 2,100."),
        ("2,100", "My phone holds 2,100 songs."),
        ("12%", "Traffic on the site is up 12% on last year."),
        ("94 days", "Our own role was open for 94 days."),
        ("$38,400", "Tuition: $38,400."),
    ],
)
def test_what_speaks_against_a_quantity_is_not_outweighed(
    number: str, sentence: str, vocabulary: BindingVocabulary
) -> None:
    """Somebody else's count would be replaced by our sample."""
    text = f"We read machine learning engineer job postings. {KNOWN}\n\n{sentence}"
    outcome = outcomes_of(text, vocabulary)[number]
    assert not (isinstance(outcome, Binding) and outcome.kind == "ours")


def test_a_regression_learns_what_parts_its_examples() -> None:
    """A weight of the wrong sign would bind what labels call somebody else's."""
    examples = [(["a", "both"], True), (["b", "both"], False)] * 20
    fitted = fit(examples)
    assert probability(fitted.log_odds(["a", "both"])) > 0.8
    assert probability(fitted.log_odds(["b", "both"])) < 0.2
    assert fit(examples) == fitted


def test_a_feature_counts_once_and_an_unknown_one_nothing() -> None:
    """A long sentence would outweigh a short one by repeating itself."""
    known = Regression({"a": 1.5}, -0.5)
    assert known.log_odds(["a", "a", "never seen"]) == pytest.approx(1.0)


def _implied(text: str, number: str, vocabulary: BindingVocabulary) -> set[tuple[str, str, str]]:
    """What a number may be of beside what its sentence names, with the place of each."""
    article = read(f"{READ}{text}".encode(), "markdown")
    reading = ArticleReading(article, find(article), vocabulary)
    outcomes = bound_by_rules(reading, ShareBinder(reading))
    around = next(
        one
        for one in reading.around
        if number in article.text[one.quantity.start : one.quantity.end]
    )
    return {
        (one.place, one.subject.statistic, one.subject.dimension or "")
        for one in candidates_of(reading, around, outcomes)
        if one.place in ("years", "pairs", "carried")
    }


@pytest.mark.parametrize(
    ("text", "number", "thing"),
    [
        (
            "Years are another matter. They write: three or more in 61%, five in 41%.",
            "41%",
            ("years", "experience_at_least", "5"),
        ),
        (
            "Airflow and dbt share the page in 15%.",
            "15%",
            ("pairs", "skill_pairs", "airflow|dbt"),
        ),
        (
            "PyTorch is in 51% of the ads and TensorFlow in 34%; 27% mention both.",
            "27%",
            ("pairs", "skill_pairs", "pytorch|tensorflow"),
        ),
        (
            "Docker is in 40% of the ads. Nobody was surprised, and it had been 38%.",
            "38%",
            ("carried", "skill_share", "docker"),
        ),
    ],
)
def test_a_share_may_be_of_what_no_rule_finds_named(
    text: str, number: str, thing: tuple[str, str, str], vocabulary: BindingVocabulary
) -> None:
    """The regression can only take what is among its candidates."""
    assert thing in _implied(text, number, vocabulary)


@pytest.mark.parametrize(
    "text",
    [
        "Docker is in 40% of the ads, and five teams use it.",
        "Years ago, 3.5 percent asked for 12% more, $5 in all.",
    ],
)
def test_a_number_with_a_sign_or_without_talk_of_years_is_no_threshold(
    text: str, vocabulary: BindingVocabulary
) -> None:
    """Shares of teams would be judged as shares of openings that ask for years."""
    number = "40%" if "40%" in text else "12%"
    assert not [one for one in _implied(text, number, vocabulary) if one[0] == "years"]


def test_features_that_few_examples_have_are_left_out() -> None:
    """A word of one article would decide on others."""
    examples = [(["often"], True), (["never"], False)] * 20 + [(["once", "often"], True)]
    assert "once" not in fit(examples, fewest=2).weights
    assert "once" in fit(examples, fewest=1).weights


@pytest.mark.parametrize(
    "asked",
    [
        "**How many candidates know Docker?**",
        "Can you learn Docker in a week?",
        "How often do ads lie about Docker?",
    ],
)
def test_the_answer_of_a_question_on_people_is_no_share_of_openings(
    asked: str,
    vocabulary: BindingVocabulary,
) -> None:
    """What candidates know would be replaced by what openings ask for."""
    text = f"{READ}{KNOWN}\n\n{asked} 33%."
    outcome = outcomes_of(text, vocabulary)["33%"]
    assert not (isinstance(outcome, Binding) and outcome.kind == "ours")


def test_kinds_are_learnt_from_what_stands_beside_them() -> None:
    """The same labels would give other weights, or none."""
    examples = [(["at+1=years", f"n={n}"], "experience_years") for n in range(9)]
    examples += [(["at+1=days", f"n={n}"], "posting_lifetime") for n in range(9)]
    fitted = fit_kinds(examples, fewest=2, least_weight=0.01)
    chances = fitted.probabilities(["at+1=days", "never seen"])
    assert chances["posting_lifetime"] > 0.7
    assert sum(chances.values()) == pytest.approx(1)
    assert fit_kinds(examples, fewest=2, least_weight=0.01) == fitted
    assert "at+1=days" in fitted.weights
    assert "never seen" not in fitted.weights


@pytest.mark.parametrize(
    ("statistic", "dimension", "measure", "kind"),
    [
        ("skill_pairs", "docker|go", "lift", "skill_pairs:lift"),
        ("pay_median", None, "stated", "pay_median:stated"),
        ("sample_size", None, None, "sample_size:openings"),
        ("degree_share", None, None, "degree_share:silent"),
        ("workplace_share", "remote", None, "workplace_share:remote"),
        ("skill_share", "go", "required", "skill_share"),
    ],
)
def test_kinds_tell_apart_what_has_one_statistic(
    statistic: str, dimension: str | None, measure: str | None, kind: str
) -> None:
    """A lift would be learnt as a share of pairs."""
    assert kind_called(statistic, dimension, measure) == kind


def _likely(text: str, vocabulary: BindingVocabulary, kind: str, chance: float) -> list[Outcome]:
    """The outcomes of a text all of whose numbers are of one kind with a probability."""
    article = read(text.encode(), "markdown")
    quantities = find(article)
    reading = ArticleReading(article, quantities, vocabulary)
    nothing = [not_understood("left out") for _ in quantities]
    others = (1 - chance) / (len(likely_kinds.regression().kinds) - 1)
    chances = dict.fromkeys(likely_kinds.regression().kinds, others) | {kind: chance}
    return likely_kinds.with_chances(
        reading, nothing, ShareBinder(reading), {one.place: chances for one in reading.around}
    )


def test_a_likely_kind_is_bound_to_what_is_named_near_the_number(
    vocabulary: BindingVocabulary,
) -> None:
    """An editor would be left without a verdict."""
    text = f"{READ}Docker, 38% as it were."
    (docker,) = [
        one for one in _likely(text, vocabulary, "skill_share", 0.9) if isinstance(one, Binding)
    ]
    assert (docker.statistic, docker.dimension, docker.confidence) == ("skill_share", "docker", 0.9)
    assert not any(
        isinstance(one, Binding) for one in _likely(text, vocabulary, "skill_share", 0.6)
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Stack Overflow asked 30,000 people and found Docker with 38%.",
        "Docker: +38%.",
        "For data scientists and ML engineers Docker, 38% and so on.",
    ],
)
def test_a_likely_kind_is_not_taken_where_something_speaks_against_it(
    sentence: str, vocabulary: BindingVocabulary
) -> None:
    """A source's figure, a change or another job's share would be replaced by ours."""
    found = _likely(f"{READ}{sentence}", vocabulary, "skill_share", 0.99)
    assert not any(isinstance(one, Binding) for one in found)


def test_the_numbers_of_a_column_are_of_one_kind(vocabulary: BindingVocabulary) -> None:
    """Of one column a cell would be a share and the next a premium."""
    table = "| Skill | Value |\n|---|---|\n| Docker | 38% |\n| Rust | 4% |"
    article = read(f"{READ}{table}".encode(), "markdown")
    quantities = find(article)
    reading = ArticleReading(article, quantities, vocabulary)
    cells = [n for n, one in enumerate(quantities) if one.unit == "percent"]
    by_rules = bound_by_rules(reading, ShareBinder(reading))
    alone = [likely_kinds.kind_chances(reading, by_rules, [cell])[cell] for cell in cells]
    together = likely_kinds.kind_chances(reading, by_rules, cells)
    assert alone[0] != alone[1]
    assert together[cells[0]] == together[cells[1]]
    assert sum(together[cells[0]].values()) == pytest.approx(1)


def test_one_thing_has_one_likely_share(vocabulary: BindingVocabulary) -> None:
    """Of two numbers beside one name an editor would be told to replace both by one."""
    found = _likely(f"{READ}Docker, 38% as it were, 44%.", vocabulary, "skill_share", 0.9)
    assert [isinstance(one, Binding) for one in found[1:]] == [True, False]
