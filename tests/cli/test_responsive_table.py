"""Tables in a terminal of any width."""

import io
from operator import itemgetter

import pytest
from rich.console import Console

from skillscan.cli.display.responsive_table import responsive_tables

ROWS = [
    ("Python", ("88.8% (83%–94%)", "4,151")),
    ("Large language models [beta]", ("5.3% (1%–9%)", "12")),
]
SHARE = {"One employer, one vote": itemgetter(0)}
SAMPLE = {"Openings that hold it": itemgetter(1)}


def shown(width: int) -> str:
    console = Console(width=width, file=io.StringIO(), highlight=False)
    for table in responsive_tables(console, "Skills", "Skill", ROWS, SHARE, SAMPLE):
        console.print(table)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("width", [30, 40, 60, 80, 200])
def test_no_figure_is_cut_at_any_width(width: int) -> None:
    """Columns too wide for the terminal were cut with an ellipsis."""
    text = shown(width)
    assert "…" not in text
    assert max(map(len, text.splitlines())) <= width
    for figure in ("88.8%", "83%–94%", "5.3%", "1%–9%", "4,151", "[beta]"):
        assert figure in text


def test_one_table_where_there_is_room() -> None:
    """A wide terminal would show shares and sample apart."""
    assert shown(200).count("┏") == 1
    assert "88.8% (83%–94%)" in shown(200)


def test_groups_stand_apart_where_there_is_not() -> None:
    """Nobody would know that the second table goes on with the first."""
    assert shown(50).count("┏") == 2
    assert "The same rows" in shown(50)
