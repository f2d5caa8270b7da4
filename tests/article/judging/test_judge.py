"""Verdicts on claims, one rule a row, against releases made by hand."""

from typing import Any

import pytest
from article.judging.judged_claims import PYTHON, judged, of_share
from suite.hand_made_articles import (
    US,
    article,
    claim,
    publication,
    quantity,
    skill,
)

from skillscan.article.model import Bound, ClaimVerdict
from skillscan.release.document import PooledHeadline
from skillscan.statistics.estimates import Disagreement, PartShare, Withheld, WithheldCount


@pytest.mark.parametrize(
    ("words", "percent", "fields", "verdict", "new"),
    [
        ("72%", 72, {}, "current", None),
        ("70.5%", 70.5, {"step": 0.1}, "current", None),
        ("74%", 74, {}, "contradicted", "70%"),
        ("more than 40%", 40, {"bound": Bound.MORE_THAN}, "current", None),
        ("more than 80%", 80, {"bound": Bound.MORE_THAN}, "contradicted", "more than 70%"),
        ("at least 75%", 75, {"bound": Bound.AT_LEAST}, "contradicted", "at least 70%"),
        ("fewer than 76.5%", 76.5, {"bound": Bound.FEWER_THAN, "step": 0.1}, "current", None),
        ("fewer than 60%", 60, {"bound": Bound.FEWER_THAN}, "different_measure", "fewer than 71%"),
        ("up to 45%", 45, {"bound": Bound.AT_MOST}, "contradicted", "up to 71%"),
        ("about 68%", 68, {"bound": Bound.ABOUT}, "current", None),
        ("65-72%", 65, {"high": 72}, "current", None),
        ("20-30%", 20, {"high": 30}, "contradicted", "67-73%"),
        ("the majority", 50, {"bound": Bound.MORE_THAN, "is_in_words": True}, "current", None),
        ("two thirds", 66.67, {"is_in_words": True, "step": 5}, "current", None),
        ("one in five", 20, {"is_in_words": True}, "contradicted", "seven in ten"),
        ("50%", 50, {}, "different_measure", "70%"),
        ("90%", 90, {}, "different_population", "70%"),
        ("8%", 8, {}, "implausible", "70%"),
        ("34%", 34, {"statistic": "experience_at_least", "value": "5"}, "different_measure", "21%"),
        ("78%", 78, {"statistic": "experience_at_least", "value": "5"}, "contradicted", "21%"),
        (
            "the majority",
            50,
            {
                "statistic": "workplace_share",
                "value": "remote_or_hybrid",
                "bound": Bound.MORE_THAN,
                "is_in_words": True,
            },
            "different_measure",
            "fewer than a third",
        ),
        ("49%", 49, {"statistic": "degree_share", "value": "bachelor"}, "different_measure", "36%"),
        ("0%", 0, {"value": "pyhton"}, "cannot_say", None),
        ("2%", 2, {"value": "jax"}, "current", None),
        ("12%", 12, {"value": "jax"}, "contradicted", "0%"),
        ("40%", 40, {"value": "jax"}, "implausible", "0%"),
    ],
)  # fmt: skip
def test_one_number(
    words: str, percent: float, fields: dict[str, Any], verdict: str, new: str | None
) -> None:
    """An editor acts on the verdict: noise must not look stale, nor a false number current."""
    found = of_share(words, percent, **fields)
    assert found.verdict == verdict
    assert (found.replacement.number if found.replacement else None) == new


def test_both_denominators_are_explained() -> None:
    """A share of those that state years must never be printed as one of all open roles."""
    found = of_share("78%", 78, statistic="experience_at_least", value="5")
    assert found.estimate == pytest.approx(21.2)
    for needed in ("21% of openings for", "Of openings for", "34% require 5+ years", "33% of all"):
        assert needed in str(found.note)
    assert found.replacement is not None
    assert found.replacement.number == "21%"


def test_of_those_that_state_gets_its_own_share() -> None:
    """The other way round: a sentence about those that state years gets the share of those."""
    found = of_share("78%", 78, statistic="experience_at_least", value="5", view="stating")
    assert found.replacement is not None
    assert found.replacement.number == "34%"


def test_withheld_and_its_reason_stop_nobody_else() -> None:
    """One number that cannot be vouched for must not cost the verdicts on all others."""
    release = publication(
        PYTHON,
        withheld=[
            Withheld(statistic="degree_share", population=US, reason="4 openings only"),
        ],
        withheld_counts=[
            WithheldCount(
                statistic="degree_share",
                population=US,
                value="phd",
                label="a doctorate",
                measure="lowest",
                openings=3,
                employers=2,
                of_openings=4,
                of_employers=3,
                stating_openings=4,
                stating_employers=3,
            )
        ],
    )
    text = article("60% ask for a doctorate.", "9% do odd things.", "71% name Python.")
    found = judged(
        text,
        claim(quantity(text, "60%", 60), "degree_share", "phd"),
        claim(quantity(text, "9%", 9), "no_such_statistic", None),
        skill(text, "71%", 71, "python"),
        publication=release,
    )
    assert [one.verdict for one in found] == ["cannot_say", "cannot_say", "current"]
    assert "4 openings only; counted: 3 of 4" in str(found[0].note)
    assert "no statistic 'no_such_statistic'" in str(found[1].note)


def test_pooled_samples_that_disagree_are_not_a_headline() -> None:
    """A pooled share of two samples that disagree is a share of nothing in particular."""
    parts = [
        PartShare(label="lever, 2026-Q3", share=0.6, openings=60, employers=20),
        PartShare(label="ashby, 2026-Q4", share=0.8, openings=60, employers=20),
    ]
    split = Disagreement(
        statistic="skill_share",
        population=US,
        value="python",
        label="Python",
        measure="named",
        kind="samples",
        parts=parts,
    )
    text = article("72% name Python.")
    one = skill(text, "72%", 72, "python")
    found = judged(text, one, publication=publication(PYTHON, disagreements=[split]))[0]
    assert found.verdict is ClaimVerdict.CANNOT_SAY
    assert "60% in lever, 2026-Q3" in str(found.note)
    assert found.replacement is None
    accepted = PooledHeadline(statistic="skill_share", value="python", population=US, reason="ok")
    kept = publication(PYTHON, disagreements=[split], pooled_headlines=[accepted])
    assert judged(text, one, publication=kept)[0].verdict is ClaimVerdict.CURRENT


def test_pay_is_judged_by_range() -> None:
    """A pay range gets the ends of the ranges that postings state, at its own precision."""
    text = article("Expect $100,000 to $125,000 a year.")
    found = judged(
        text,
        claim(
            quantity(
                text, "$100,000 to $125,000", 100_000, high=125_000, unit="USD/year", step=1000
            ),
            "pay_median",
            None,
            view=None,
        ),
    )[0]
    assert found.verdict is ClaimVerdict.CONTRADICTED
    assert found.estimate == 184_950
    assert found.replacement is not None
    assert found.replacement.number == "$139,000 to $224,000"


def test_an_average_is_never_judged_by_a_median() -> None:
    """An average of 190,000 would be called wrong, and 184,950 printed as an average."""
    text = article("The average salary is $190,000.")
    found = quantity(text, "$190,000", 190_000, unit="USD/year")
    one = claim(found, "pay_median", None, view="stating", measure="mean")
    (judgement,) = judged(text, one)
    assert judgement.verdict is ClaimVerdict.CANNOT_SAY
    assert judgement.replacement is None
    assert "publish medians" in str(judgement.note)
    assert judgement.related


def test_pay_in_another_currency_cannot_be_judged() -> None:
    """A median in dollars says nothing of one in euros."""
    text = article("The median is €60,000.")
    one = claim(quantity(text, "€60,000", 60_000, unit="EUR/year"), "pay_median", None, view=None)
    assert judged(text, one)[0].verdict is ClaimVerdict.CANNOT_SAY


def test_the_source_line_names_population_period_sample_and_release() -> None:
    """Whoever reads the new number can look it up."""
    replacement = of_share("78%", 78).replacement
    assert replacement is not None
    assert replacement.source_line == (
        "Source: skillscan release 2026-11-02-0123456789ab: ml_engineer_us, 120 openings of 40 "
        "employers, seen 2026-10-01 to 2026-11-02."
    )


def test_a_marked_number_follows_the_release() -> None:
    """Whoever marked a number wants the release's, also where the old one is within its noise."""
    text = article("So 72% name it.")
    found = judged(text, skill(text, "72%", 72, "python", by="marker"))[0]
    assert found.verdict is ClaimVerdict.CURRENT
    assert found.replacement is not None
    assert found.replacement.number == "70%"


def test_openings_that_state_pay_are_all_but_those_that_state_none() -> None:
    """The share of one currency would be put in the place of a number that is of all of them."""
    found = of_share("60%", 60.0, statistic="pay_median", value=None, view="all", measure="stated")
    assert found.estimate == pytest.approx(200 / 3)
    assert found.verdict is ClaimVerdict.CONTRADICTED
