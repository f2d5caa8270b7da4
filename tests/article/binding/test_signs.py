"""The sign of a change as its words tell it."""

import pytest

from skillscan.article.binding import bind, load_vocabulary
from skillscan.article.binding.signs import signed_quantity
from skillscan.article.model import Binding, Bound
from skillscan.article.quantities import find
from skillscan.article.source import read

READ = "We read 3,140 ML engineer ads. "


@pytest.mark.parametrize(
    ("text", "number", "value"),
    [
        ("Openings for ML engineers fell 3% on the month.", "3%", -3.0),
        ("There were 7% fewer openings for ML engineers than a year ago.", "7%", -7.0),
        ("Openings for ML engineers: −4% on the year.", "4%", -4.0),
        ("Openings for ML engineers rose 4 %, after falling 3 % in June.", "4 %", 4.0),
        ("Openings for ML engineers rose 4 %, after falling 3 % in June.", "3 %", -3.0),
        ("Openings for ML engineers were up 3% on June and down 5% on the year.", "3%", 3.0),
        ("Openings for ML engineers were up 3% on June and down 5% on the year.", "5%", -5.0),
        (f"{READ}Ads that name Excel pay 8% less than those that do not.", "8%", -8.0),
        (f"{READ}Ads that name CUDA pay 8% more than those that do not.", "8%", 8.0),
        (f"{READ}Docker is down to 30% of the ads.", "30%", 30.0),
    ],
)
def test_what_fell_is_below_zero(text: str, number: str, value: float) -> None:
    """Ours of -3 % would contradict an article that says that openings fell 3 %."""
    article = read(text.encode(), "markdown")
    quantities = find(article)
    signed = {
        text[one.start : one.end].lstrip("−"): signed_quantity(article, one, what).low
        for one, what in zip(quantities, bind(article, quantities, load_vocabulary()), strict=True)
        if isinstance(what, Binding)
    }
    assert signed[number] == value


def test_more_than_of_a_fall_is_less() -> None:
    """ "Fell more than 3 %" would hold where they fell 2 %."""
    (one,) = find(read(b"It fell more than 3%.", "markdown"))
    assert (one.bound, one.low) == (Bound.MORE_THAN, 3)
    assert (one.turned().bound, one.turned().low) == (Bound.FEWER_THAN, -3)
    assert one.turned().turned() == one
