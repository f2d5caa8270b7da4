"""Verdicts on claims, one rule a row, against releases made by hand."""

from datetime import date
from typing import Any

import pytest
from suite.hand_made_articles import (
    US,
    article,
    claim,
    estimate,
    figure,
    numbered,
    population,
    publication,
    quantity,
    skill,
)

from skillscan import resources
from skillscan.article.judging import judge
from skillscan.article.judging.bound_claim import BoundClaim
from skillscan.article.judging.evidence import JudgingEvidence
from skillscan.article.model import ArticleText, Bound, ClaimVerdict, Judgement
from skillscan.release.document import PooledHeadline
from skillscan.statistics.estimates import Disagreement, PartShare, Withheld, WithheldCount

PYTHON = estimate("skill_share", "python", "named", 0.7049, stating=0.7049, label="Python")
RELEASE = publication(
    PYTHON,
    estimate("skill_share", "python", "required", 0.5, label="Python"),
    estimate("skill_share", "python", "named", 0.9, population="data_scientist_us"),
    estimate("skill_share", "aws", "named", 0.3, label="AWS"),
    estimate("skill_share", "azure", "named", 0.137, label="Microsoft Azure"),
    estimate("skill_share", "kubernetes", "named", 0.154, label="Kubernetes"),
    estimate("experience_at_least", "5", "at_least", 0.212, stating=0.339, label="5+ years"),
    estimate("workplace_share", "remote_or_hybrid", "offered", 0.302, stating=0.813),
    estimate("degree_share", "bachelor", "lowest", 0.357),
    estimate("degree_share", "bachelor", "at_least", 0.495),
    estimate("pay_median", "EUR", "stated", 0.02),
    estimate("pay_median", "USD", "stated", 0.6),
    figure("pay_median", "USD", "median_pay", 184_950.0),
    figure("pay_median", "USD", "median_low", 138_562.0),
    figure("pay_median", "USD", "median_high", 223_600.0),
    figure("sample_size", "openings", "size", 120.0, low=None, high=None),
)


def judged(text: ArticleText, *claims: BoundClaim, **evidence: Any) -> list[Judgement]:
    held = {"publication": RELEASE, **evidence}
    return judge(text, list(claims), JudgingEvidence(**held))


def of_share(words: str, percent: float, **fields: Any) -> Judgement:
    """The judgement of a share that stands alone in a sentence."""
    text = article(f"So {words} of openings say it.")
    statistic, value = fields.pop("statistic", "skill_share"), fields.pop("value", "python")
    of_number = {
        key: fields.pop(key) for key in ("step", "bound", "high", "is_in_words") if key in fields
    }
    number = words if of_number.get("is_in_words") else words.split()[-1]
    found = quantity(text, words, percent, number=number, **of_number)
    return judged(text, claim(found, statistic, value, **fields))[0]


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
        ("two thirds", 66.67, {"is_in_words": True}, "current", None),
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
            "30%",
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


def test_a_number_that_an_older_release_had_is_stale() -> None:
    """An editor can tell a number that time has overtaken from one that never was ours."""
    older = publication(estimate("skill_share", "python", "named", 0.6), release="2026-06-01-old")
    text = article("Now 60% name Python.")
    found = judged(text, skill(text, "60%", 60, "python"), older=[older])[0]
    assert found.verdict is ClaimVerdict.STALE
    assert "release 2026-06-01-old" in str(found.note)
    assert found.replacement is not None
    assert found.replacement.sentence == "Now 70% name Python."


def test_older_releases_are_read_only_when_needed() -> None:
    """A nightly check of current articles must not read the whole archive."""

    def never() -> Any:
        raise AssertionError("an older release was read")
        yield

    text = article("Now 71% name Python.")
    assert judged(text, skill(text, "71%", 71, "python"), older=never())[0].verdict == "current"


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


def test_another_source_is_never_judged_and_gets_ours_beside_it() -> None:
    """A self-reported median is another measure: ours may stand beside it, never in its place."""
    text = article("The median is $162,370 (Glassdoor 2025). PwC found 56%.")
    found = judged(
        text,
        claim(
            quantity(text, "$162,370", 162_370, unit="USD/year", step=10),
            "pay_median",
            None,
            kind="theirs",
            view=None,
            source_name="Glassdoor 2025",
        ),
        claim(quantity(text, "56%", 56), None, None, kind="theirs"),
    )
    assert [one.verdict for one in found] == ["not_ours", "not_ours"]
    assert [one.replacement for one in found] == [None, None]
    assert "184,950 a year" in str(found[0].related)
    assert "A figure of Glassdoor 2025." in str(found[0].note)
    assert found[1].related is None


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


def test_the_article_against_itself() -> None:
    """Two sentences that cannot both be right are shown at both of them."""
    text = article("Python is in 71% of postings.", "Some 40% of postings name Python.")
    found = judged(text, skill(text, "71%", 71, "python"), skill(text, "40%", 40, "python"))
    assert [one.conflicts for one in found] == [(1,), (0,)]
    assert "disagrees with itself: it also says “40%”" in str(found[0].note)


def test_the_same_digits_for_another_skill() -> None:
    """A number that was copied to the wrong name is told, where one of the two does not hold."""
    text = article("Python is in 72% of postings.", "AWS leads at exactly 72% of listings.")
    claims = [
        skill(text, "72%", 72, "python"),
        skill(text, "exactly 72%", 72, "aws", number="72%"),
    ]
    found = judged(text, *claims)
    assert [one.verdict for one in found] == ["current", "contradicted"]
    assert [one.conflicts for one in found] == [(1,), (0,)]
    assert "same digits for something else, “exactly 72%”" in str(found[0].note)


def test_digits_of_a_published_figure_for_another_skill() -> None:
    """39.8 % PyTorch and 17.6 % Azure of one study must not come back as Kubernetes unnoticed."""
    text = article("PyTorch is in 39.8%, Kubernetes in 17.6% and Azure in 13.7% of postings.")
    found = judged(
        text,
        skill(text, "39.8%", 39.8, "pytorch", step=0.1),
        skill(text, "17.6%", 17.6, "kubernetes", step=0.1),
        skill(text, "13.7%", 13.7, "azure", step=0.1),
    )
    assert "365 Data Science" not in str(found[0].note)
    assert "17.6 % is what 365 Data Science published in 2024 for Microsoft Azure" in str(
        found[1].note
    )
    assert "published" not in str(found[2].note)


def test_a_sample_goes_with_the_numbers_that_rest_on_it() -> None:
    """No number of ours may stand beside somebody else's sample, and no other way round."""
    text = article("Python is in 72%, AWS in 72.0% -- of 10,000+ listings, in short.")
    claims = numbered(
        [
            skill(text, "72%", 72, "python"),
            skill(text, "72.0%", 72.0, "aws", step=0.1),
            claim(
                quantity(text, "10,000+", 10_000, unit="count", bound=Bound.AT_LEAST, step=1000),
                "sample_size",
                None,
                view=None,
            ),
        ],
        2,
        (0, 1),
    )
    found = judged(text, *claims)
    assert [one.verdict for one in found] == ["current", "contradicted", "different_population"]
    sentence = "Python is in 70%, AWS in 30.0% -- of 120 listings, in short."
    assert {one.replacement.sentence for one in found if one.replacement} == {sentence}
    assert "120 openings in 150 advertisements" in str(found[2].note)


def test_counts_that_do_not_make_the_share() -> None:
    """A printed n is checked with its share: 440 of 732 is not 66 %."""
    text = article("440 postings, 66% of 732, name it.")
    counts = [
        claim(quantity(text, one, low, unit="count"), "sample_size", None, view=None)
        for one, low in (("440", 440), ("732", 732))
    ]
    claims = [skill(text, "66%", 66, "python"), *counts]
    claims = numbered(numbered(claims, 1, (0,)), 2, (0,))
    assert "440 of 732 is 60.1 %, not 66 %." in str(judged(text, *claims)[0].note)


def test_a_population_that_is_not_ours_is_left_alone() -> None:
    """A number for Berlin must not be replaced by one for the United States."""
    text = article("In Berlin 40% name Python.")
    one = skill(text, "40%", 40, "python", population_words="ML roles in Berlin", country="DE")
    found = judged(text, one)[0]
    assert found.verdict is ClaimVerdict.DIFFERENT_POPULATION
    assert found.replacement is None
    assert "'ML roles in Berlin'" in str(found.note)
    assert "70%" in str(found.related)


@pytest.mark.parametrize(("percent", "verdict"), [(60, "current"), (30, "contradicted")])
def test_people_that_are_no_population_are_judged_by_their_postings(
    percent: float, verdict: str
) -> None:
    """The release knows more than its populations: postings for Germany judge a German number."""
    german = publication(
        estimate("skill_share", "python", "named", 0.6, population="people"),
        populations={"people": population("people", openings=44)},
    )
    text = article(f"In Berlin {percent}% name Python.")
    one = skill(text, f"{percent}%", percent, "python", occupation="ml_engineer", country="DE")
    asked = {("ml_engineer", "DE"): german}
    found = judged(text, one, of_people=lambda *people: asked.get(people))[0]
    assert found.verdict == verdict
    assert "Judged by our postings of people" in str(found.note)
    if found.replacement:
        assert found.replacement.number == "60%"
        assert ": people, 120 openings" in found.replacement.source_line


def test_a_part_of_the_release_is_worked_out_once() -> None:
    """An article with a thousand German numbers would take minutes."""
    german = publication(
        estimate("skill_share", "python", "named", 0.6, population="people"),
        populations={"people": population("people", openings=44)},
    )
    text = article("In Berlin 60% name Python, 30% say.")
    numbers = (("60%", 60), ("30%", 30))
    claims = [
        skill(text, words, percent, "python", occupation="ml_engineer", country="DE")
        for words, percent in numbers
    ]
    asked: list[object] = []

    def of_people(*people: object) -> Any:
        asked.append(people)
        return german

    found = judged(text, *claims, of_people=of_people)
    assert [str(one.verdict) for one in found] == ["current", "contradicted"]
    assert asked == [("ml_engineer", "DE")]


def test_hundreds_of_parts_are_not_all_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hostile article that names every year would keep the machine busy."""
    rules = {**resources.data_yaml("article", "judging.yaml"), "parts_of_release": 3}
    monkeypatch.setattr(resources, "data_yaml", lambda *_parts: rules)
    asked: list[int] = []

    def of_year(_population: str, year: int) -> None:
        asked.append(year)

    evidence = JudgingEvidence(publication=RELEASE, of_year=of_year)
    assert [evidence.numbers_of_year("ml_engineer_us", year) for year in range(1990, 2000)] == [
        None
    ] * 10
    assert asked == [1990, 1991, 1992]


def test_an_earlier_figure_is_never_replaced_with_todays() -> None:
    """ "Up from 40 % a year ago" is history: a release of then bears it out, or none does."""
    text = article("That is up from 40% a year ago.")
    one = skill(text, "40%", 40, "python", is_earlier=True, period_words="a year ago")
    then = publication(estimate("skill_share", "python", "named", 0.4), release="2025-11-02-old")
    found = judged(text, one, older=[then])[0]
    assert (found.verdict, found.replacement) == ("current", None)
    assert "release 2025-11-02-old" in str(found.note)
    alone = judged(text, one)[0]
    assert (alone.verdict, alone.replacement) == ("cannot_say", None)


@pytest.mark.parametrize(
    ("percent", "year", "verdict", "says"),
    [
        (60, "in 2024", "current", "postings of 2024"),
        (30, "in 2024", "contradicted", "postings of 2024"),
        (72, "in 2023", "current", "speaks of 2023"),
        (30, "in 2023", "different_population", "speaks of 2023"),
        (72, "in 2026", "current", "70%"),
    ],
)
def test_another_year_is_judged_by_its_postings(
    percent: float, year: str, verdict: str, says: str
) -> None:
    """A true number of 2024 is no stale number of today."""
    then = publication(
        estimate("skill_share", "python", "named", 0.6),
        populations={US: population(US, first_day=date(2024, 1, 1), last_day=date(2024, 5, 1))},
    )
    text = article(f"Some {percent}% named Python {year}.")
    one = skill(text, f"{percent}%", percent, "python", period_words=year)
    found = judged(text, one, of_year=lambda _key, asked: then if asked == 2024 else None)[0]
    assert found.verdict == verdict
    assert says in str(found.note)


def test_our_number_never_stands_under_another_name() -> None:
    """A source beside a replaced number is replaced with it, or nothing is written."""
    text = article(
        "78% ask for 5+ years (Axial 2026).",
        "30% ask for 5+ years and hiring fell 27.5% (Axial 2026).",
        "40% ask for 5+ years.",
    )
    named = {"source_name": "Axial"}
    found = judged(
        text,
        claim(quantity(text, "78%", 78), "experience_at_least", "5", **named),
        claim(quantity(text, "30%", 30), "experience_at_least", "5", **named),
        claim(quantity(text, "27.5%", 27.5, step=0.1), None, None, kind="theirs", **named),
        claim(quantity(text, "40%", 40), "experience_at_least", "5", **named),
    )
    first, shared, theirs, elsewhere = found
    assert first.replacement is not None
    assert first.replacement.sentence == "21% ask for 5+ years (skillscan 2026)."
    assert [one.new for one in first.replacement.edits] == ["21%", "skillscan 2026"]
    assert shared.replacement is not None
    assert shared.replacement.edits == ()
    assert "also stands for a figure of theirs" in str(shared.note)
    assert theirs.replacement is None
    assert elsewhere.replacement is not None
    assert elsewhere.replacement.edits == ()


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
