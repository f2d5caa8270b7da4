"""The figures beside each published statistic must be computed rightly."""

import pytest
from scipy.special import ndtri

from skillscan.domain import Pay
from skillscan.evaluation.gold import Label
from skillscan.evaluation.scores import FIELDS, Share, score
from skillscan.nlp.reading import Reading


def label(**changes: object) -> Label:
    fields = {
        "key": "k", "role": None, "seniority": None, "skills": {}, "years_min": None,
        "years_best": None, "degree": None, "salary": None, "work_mode": None,
    }  # fmt: skip
    return Label.model_validate(fields | changes)


def test_counts_per_skill_and_together() -> None:
    pairs = [
        (
            label(skills={"python": "required", "go": "preferred"}),
            Reading(skills={"python": "required", "c": "required"}),
        ),
        (label(skills={"python": "required"}), Reading(skills={"python": "mentioned"})),
    ]
    scores = score(pairs, {"python", "go", "c"})
    python, micro = scores.skills["python"], scores.micro
    assert (python.true_positives, python.false_positives, python.false_negatives) == (2, 0, 0)
    assert (micro.true_positives, micro.false_positives, micro.false_negatives) == (2, 1, 1)
    assert micro.f1 == pytest.approx(2 / 3)
    assert (scores.class_accuracy.hits, scores.class_accuracy.n) == (1, 2)


def test_skills_nobody_graded_do_not_count() -> None:
    """A skill outside the graded ones was not looked for: finding it is no error."""
    scores = score([(label(), Reading(skills={"kubeflow-pipelines": "required"}))], {"python"})
    assert scores.micro.false_positives == 0


def test_macro_takes_skills_with_enough_postings() -> None:
    common = [(label(skills={"python": "required"}), Reading(skills={"python": "required"}))] * 5
    rare = [(label(skills={"go": "required"}), Reading())] * 4
    assert score(common + rare, {"python", "go"}).macro_f1 == (1.0, 1)


@pytest.mark.parametrize(
    ("expected", "reading", "is_exact"),
    [
        ({"years_min": None}, Reading(), True),
        ({"years_min": 0}, Reading(), False),
        ({"years_min": 5, "years_best": 3}, Reading(years_min=5, years_best=3), True),
    ],
)
def test_null_is_an_answer(expected: dict, reading: Reading, is_exact: bool) -> None:
    scores = score([(label(**expected), reading)], set())
    assert scores.exactness("years_min").hits == int(is_exact)


def test_salary_is_exact_only_in_all_parts() -> None:
    stated = {"min": 100, "max": 200.0, "currency": "USD", "period": "year"}
    same = Reading(pay=Pay(min=100.0, max=200, currency="USD", period="year"))
    other = Reading(pay=Pay(min=100.0, max=200, currency="USD", period="month"))
    scores = score([(label(salary=stated), same), (label(salary=stated), other)], set())
    assert (scores.exactness("salary").hits, scores.exactness("salary").n) == (1, 2)


def test_wilson_interval_is_wilsons() -> None:
    """Against the formula of Wilson (1927) written out."""
    hits, n, z = 8, 10, ndtri(0.975)
    middle = (hits / n + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * ((hits / n * (1 - hits / n) / n + z**2 / (4 * n**2)) ** 0.5)
    assert Share(hits, n).interval == pytest.approx((middle - half, middle + half))
    assert Share(0, 0).interval is None


def test_json_has_the_published_shape() -> None:
    figures = score([(label(), Reading())], {"python"}).to_json(labels="dev", pipeline_version="v")
    assert figures["labels"] == "dev"
    assert {
        "precision",
        "recall",
        "f1",
        "true_positives",
        "false_positives",
        "false_negatives",
    } <= set(figures["skills"]["python"])
    assert set(figures["fields"]) == set(FIELDS)
    assert figures["fields"]["occupation"]["n"] == figures["postings"] == 1
