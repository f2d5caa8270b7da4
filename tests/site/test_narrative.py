"""Numbers in words."""

import pytest
from suite.disagreements import pooled

from skillscan.release.pooled_headlines import accepted
from skillscan.site.doubt_sentences import disagreement_sentence, in_its_place
from skillscan.site.number_words import amount, percent
from skillscan.statistics.estimates import Disagreement, PartShare


@pytest.mark.parametrize(
    ("share", "decimals", "shown"),
    [
        (0.7249, 0, "72%"),
        (0.7249, 1, "72.5%"),
        (0.0, 0, "0%"),
        (1.0, 0, "100%"),
        (0.001, 0, "under 1%"),
        (0.9999, 0, "over 99%"),
        (0.9999, 1, "over 99.9%"),
        (0.00001, 1, "under 0.1%"),
    ],
)
def test_percent_never_claims_none_or_all(share: float, decimals: int, shown: str) -> None:
    """One opening in a thousand would be printed as none."""
    assert percent(share, decimals) == shown


@pytest.mark.parametrize(
    ("number", "unit", "shown"),
    [
        (4.0, "years", "4"),
        (4.5, "years", "4.5"),
        (152_500.4, "pay a year", "152,500"),
        (2.345, "times", "2.3 times"),
        (-0.123, "change", "\N{MINUS SIGN}12.3%"),
        (0.05, "points", "+5.0 points"),
        (0.318, "share", "31.8%"),
    ],
)
def test_a_figure_stands_in_its_unit(number: float, unit: str, shown: str) -> None:
    """A difference of shares would be printed as a share."""
    assert amount(number, unit) == shown


OTHERS = PartShare(label="the other employers", share=0.013, openings=622, employers=446)
ONE = PartShare(label="Harbour Eleven", share=0.367, openings=79, employers=1)
FIRST = PartShare(label="wave_1", share=0.32, openings=340, employers=240)
SECOND = PartShare(label="wave_2", share=0.66, openings=130, employers=107)


def differing(kind: str, *parts: PartShare) -> Disagreement:
    return pooled(
        *parts,
        statistic="seniority_share",
        value="junior",
        label="junior level",
        measure="at_level",
        kind=kind,
    )


@pytest.mark.parametrize(
    ("found", "cell", "sentence"),
    [
        (
            differing("employer", OTHERS, ONE),
            "1% without Harbour Eleven",
            "One employer makes this number: it is 37% at Harbour Eleven (79 openings) and 1% "
            "without it.",
        ),
        (
            differing("samples", FIRST, ONE, SECOND),
            "32% to 66% by sample",
            "The 3 samples behind this number disagree: 32% (wave_1; 340 openings) and 66% "
            "(wave_2; 130 openings).",
        ),
    ],
    ids=["one employer", "samples beside one employer"],
)
def test_what_stands_in_the_place_of_a_number_that_misleads(
    found: Disagreement, cell: str, sentence: str
) -> None:
    """One employer's number would be printed as the market's; a person may still accept it."""
    assert in_its_place(found) == cell
    assert disagreement_sentence(found) == sentence
    address = "seniority_share/junior/ml_engineer_us"
    assert [one.reason for one in accepted({address: "known"}, [], [found])] == ["known"]


def test_an_older_release_has_only_the_number_without_the_employer() -> None:
    """Its page would name no number, and `publish` would take it for one that is split."""
    old = differing("employer", PartShare(label="Acme", share=0.1, openings=60, employers=50))
    said = "One employer makes this number: without Acme it is 10%."
    assert disagreement_sentence(old) == said
    assert accepted({}, [], [old]) == []
