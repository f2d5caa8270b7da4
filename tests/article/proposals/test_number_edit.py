"""The edit that prints our number in an article's place, where the words say that it fell."""

import pytest
from suite.hand_made_articles import article, publication, quantity

from skillscan.article.judging.numbers import ReleaseNumbers
from skillscan.article.judging.our_number import OurNumber, WantedNumber
from skillscan.article.proposals.number_edit import number_edit


@pytest.mark.parametrize(
    ("printed", "ours", "new"),
    [(-3.0, -5.2, "5%"), (-3.0, 5.2, None), (3.0, -5.2, None), (3.0, 5.2, "5%")],
)
def test_a_fall_is_printed_without_its_sign(printed: float, ours: float, new: str | None) -> None:
    """ "Openings fell 3 %" would become "fell 0 %", or go on saying that they fell."""
    text = article("Openings moved by 3% on the month.")
    number = OurNumber(
        subject=WantedNumber(statistic="posting_growth", population="ml_engineer"),
        label="",
        number=ours,
        low=ours - 1,
        high=ours + 1,
        openings=900,
        employers=90,
        held=900,
        row=None,
    )
    edit = number_edit(text, quantity(text, "3%", printed), number, ReleaseNumbers(publication()))
    assert (edit.new if edit else None) == new
