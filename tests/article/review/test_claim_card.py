"""What a claim's card says of the evidence behind it."""

import pytest
from suite.hand_made_articles import publication

from skillscan.article.model import Binding
from skillscan.article.review.claim_card import explain_command
from skillscan.statistics.definitions import definitions


@pytest.mark.parametrize(
    ("statistic", "dimension", "population", "words"),
    [
        ("skill_share", "python", "ml_engineer", "--skill python --population ml_engineer"),
        (
            "skill_share_by_seniority",
            "python seniority=senior",
            "ml_engineer",
            "--skill python --split seniority --group senior --population ml_engineer",
        ),
        (
            "occupation_comparison",
            "sql against=ml_engineer",
            "data_scientist",
            "--skill sql --population ml_engineer",
        ),
    ],
)
def test_the_command_leads_to_the_number_itself(
    statistic: str, dimension: str, population: str, words: str
) -> None:
    """An editor who doubts a number of one level would be shown that of all openings."""
    binding = Binding(
        start=0,
        end=1,
        kind="ours",
        statistic=statistic,
        dimension=dimension,
        population=population,
    )
    release = publication()
    command = explain_command(release, definitions()[statistic], binding)
    assert command == f"skillscan explain {statistic}@{release.release} {words}"


def test_a_group_without_a_value_is_listed() -> None:
    """Pay of a level names no currency that could be explained."""
    binding = Binding(
        start=0, end=1, kind="ours", statistic="pay_median", dimension="seniority=junior"
    )
    release = publication()
    command = explain_command(release, definitions()["pay_median"], binding)
    assert command == f"skillscan stats pay_median@{release.release}"
