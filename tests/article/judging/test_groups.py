"""Numbers of a part of the openings are judged by those of that part."""

from typing import Any

import msgspec
import pytest
from suite.hand_made_articles import US, article, claim, estimate, figure, publication, quantity

from skillscan.article.judging import judge
from skillscan.article.judging.evidence import JudgingEvidence
from skillscan.article.model import ClaimVerdict, Judgement
from skillscan.release.document import Publication
from skillscan.statistics.estimates import Disagreement, PartShare

STATISTIC = "skill_share_by_seniority"


def of_level(level: str, share: float, **fields: Any) -> Any:
    return estimate(
        STATISTIC,
        fields.pop("value", "python"),
        fields.pop("measure", "named"),
        share,
        split="seniority",
        group=level,
        group_label=f"{level} level",
        label="Python",
        **fields,
    )


def difference(skill: str, points: float) -> Any:
    return figure(
        "occupation_comparison",
        skill,
        "difference",
        points,
        low=points - 0.03,
        high=points + 0.03,
        against="data_scientist_us",
        components={"here": 0.4 + points, "there": 0.4},
    )


RELEASE = publication(
    estimate("skill_share", "python", "named", 0.5, label="Python"),
    of_level("junior", 0.81),
    of_level("senior", 0.88),
    of_level("senior", 0.6, measure="required"),
    of_level("senior", 0.3, population="data_scientist_us"),
    difference("sql", -0.24),
    difference("docker", 0.12),
)
POOLED = Disagreement(
    statistic=STATISTIC,
    population=US,
    value="python",
    label="Python",
    measure="named",
    kind="samples",
    parts=[
        PartShare(label="spring", share=0.5, openings=60, employers=20),
        PartShare(label="winter", share=0.95, openings=60, employers=20),
    ],
    split="seniority",
    group="senior",
    group_label="senior level",
)


def judged(
    percent: float, dimension: str, release: Publication = RELEASE, **fields: Any
) -> Judgement:
    text = article(f"In such postings Python is named by {percent:g} %.")
    found = claim(quantity(text, f"{percent:g} %", percent), STATISTIC, dimension, **fields)
    return judge(text, [found], JudgingEvidence(publication=release))[0]


@pytest.mark.parametrize(
    ("percent", "verdict", "printed"),
    [(50, ClaimVerdict.CURRENT, None), (70, ClaimVerdict.CONTRADICTED, "50")],
)
def test_who_does_not_name_a_skill_is_all_but_those_who_do(
    percent: float, verdict: ClaimVerdict, printed: str | None
) -> None:
    """A share of those who name it would be printed for those who do not."""
    text = article(f"{percent} % of the postings do not name Python.")
    found = quantity(text, f"{percent} %", percent)
    bound = claim(found, "skill_share", "python", measure="complement", view="all")
    (one,) = judge(text, [bound], JudgingEvidence(publication=RELEASE))
    assert one.verdict is verdict
    new = one.replacement.number if one.replacement else None
    assert new is None if printed is None else str(new).startswith(printed)


@pytest.mark.parametrize(
    ("percent", "dimension", "verdict", "ours"),
    [
        (81, "python seniority=junior", ClaimVerdict.CURRENT, 81),
        (88, "python seniority=senior", ClaimVerdict.CURRENT, 88),
        (70, "python seniority=junior", ClaimVerdict.CONTRADICTED, 81),
        (60, "python seniority=senior", ClaimVerdict.DIFFERENT_MEASURE, 88),
        (30, "python seniority=senior", ClaimVerdict.DIFFERENT_POPULATION, 88),
        (2, "python seniority=senior", ClaimVerdict.IMPLAUSIBLE, 88),
    ],
)
def test_a_share_of_one_level_is_judged_by_that_level(
    percent: float, dimension: str, verdict: ClaimVerdict, ours: float
) -> None:
    """What juniors are asked for would be compared with what everybody is."""
    one = judged(percent, dimension)
    assert one.verdict is verdict
    assert one.estimate == pytest.approx(ours)


def test_a_level_whose_samples_disagree_is_no_number() -> None:
    """88 % would be vouched for, or printed, of a level that is 50 % in one source and 95 % in the
    other; that of juniors stands.
    """
    release = msgspec.structs.replace(RELEASE, disagreements=[POOLED])
    one = judged(88, "python seniority=senior", release)
    assert (one.verdict, one.replacement) == (ClaimVerdict.CANNOT_SAY, None)
    assert "50% in spring (60 openings); 95% in winter (60 openings). Print them." in str(one.note)
    assert "--pooled" not in str(one.note)
    assert judged(81, "python seniority=junior", release).verdict is ClaimVerdict.CURRENT


def test_ours_is_proposed_with_its_level() -> None:
    """Nobody could tell which openings the printed number is of."""
    one = judged(70, "python seniority=junior")
    assert one.replacement is not None
    assert one.replacement.sentence == "In such postings Python is named by 81 %."
    assert "(seniority junior)" in one.replacement.source_line
    assert one.note is not None
    assert "(junior level)" in one.note


@pytest.mark.parametrize(
    ("dimension", "says"),
    [
        ("python", "told of groups alone; say seniority="),
        ("python seniority=boss", "'boss', of which there may be too few openings; it tells it of"),
        ("python country=US", "knows no split of skill_share_by_seniority 'country'"),
        ("cobol seniority=junior", "fewer than 5 openings hold cobol"),
    ],
)
def test_what_no_release_can_say_is_told(dimension: str, says: str) -> None:
    """An editor would not know what is wrong with a marker, or read a zero that nobody counted."""
    one = judged(81, dimension)
    assert one.verdict is ClaimVerdict.CANNOT_SAY
    assert one.note is not None
    assert says.lower() in one.note.lower()


def test_levels_are_no_contradiction_of_each_other() -> None:
    """Two levels would be told as two numbers of one thing."""
    text = article("Python: 81 % of the junior ads, 88 % of the senior ones.")
    claims = [
        claim(quantity(text, f"{share} %", share), STATISTIC, f"python seniority={level}")
        for share, level in ((81, "junior"), (88, "senior"))
    ]
    assert [one.conflicts for one in judge(text, claims, JudgingEvidence(publication=RELEASE))] == [
        (),
        (),
    ]


@pytest.mark.parametrize(
    ("points", "dimension", "population", "verdict", "printed"),
    [
        (12, "docker", "ml_engineer_us", ClaimVerdict.CURRENT, None),
        (20, "docker", "ml_engineer_us", ClaimVerdict.CONTRADICTED, "12 points"),
        (24, "sql against=ml_engineer_us", "data_scientist_us", ClaimVerdict.CURRENT, None),
        (40, "sql against=ml_engineer_us", "data_scientist_us", ClaimVerdict.CONTRADICTED, "24 po"),
        (12, "docker against=ml_engineer_us", "data_scientist_us", ClaimVerdict.CONTRADICTED, None),
        (12, "docker against=data_scientist_us", "ml_engineer_us", ClaimVerdict.CURRENT, None),
        (24, "sql against=ml_engineer_gb", "data_scientist_us", ClaimVerdict.CANNOT_SAY, None),
    ],
)
def test_a_difference_is_judged_from_the_side_that_the_article_tells(
    points: float, dimension: str, population: str, verdict: ClaimVerdict, printed: str | None
) -> None:
    """A lead of the one job would be told as one of the other."""
    text = article(f"It is {points} points more common there.")
    found = quantity(text, f"{points} points", points, number=str(points), unit="points")
    bound = claim(
        found, "occupation_comparison", dimension, population=population, measure="difference"
    )
    (one,) = judge(text, [bound], JudgingEvidence(publication=RELEASE))
    assert one.verdict is verdict
    new = one.replacement.number if one.replacement else None
    assert new is None if printed is None else str(new).startswith(printed)
