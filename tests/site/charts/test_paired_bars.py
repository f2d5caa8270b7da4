"""The chart of two shares a value, on a page, on a phone and alone."""

import re
from xml.etree import ElementTree as ET

import pytest

from skillscan.site.charts.drawing import Drawing, DrawnMarks, alone, on_page
from skillscan.site.charts.paired_bars import PairedRow, paired_bars
from skillscan.statistics.estimates import Disagreement, PartShare, View

COLUMNS = ("Technology", "Named", "Required")
HOSTILE = "</svg><script>window.hacked = 1</script>\u202e" + "W" * 10_000
ROWS = [
    PairedRow(
        label="Python",
        first=View(share=0.5, low=0.4, high=0.6),
        second=View(share=0.2, low=0.1, high=0.3),
    ),
    PairedRow(label="Go", first=View(share=0.1, low=0.05, high=0.2), second=None),
    PairedRow(
        label=HOSTILE,
        first=View(share=0.3, low=0.2, high=0.4),
        second=View(share=0.1, low=0.1, high=0.1),
        parts=Disagreement(
            statistic="skill_share",
            population="ml_engineer_us",
            value="x",
            label=HOSTILE,
            measure="named",
            kind="employer",
            parts=[
                PartShare(label="the other employers", share=0.1, openings=90, employers=40),
                PartShare(label=HOSTILE, share=0.9, openings=60, employers=1),
            ],
        ),
    ),
]


def drawn(drawing: Drawing, form: str) -> DrawnMarks:
    return drawing.wide if form == "wide" else drawing.narrow


def numbers(marks: str, element: str, attribute: str) -> list[float]:
    return [float(one) for one in re.findall(rf'<{element} [^>]*\b{attribute}="([\d.]+)"', marks)]


@pytest.mark.parametrize("form", ["wide", "narrow"])
def test_bars_are_as_long_as_their_shares(form: str) -> None:
    """A chart would show other numbers than its table."""
    marks = str(drawn(paired_bars("T", "D", COLUMNS, ROWS), form).marks)
    python, required, go = numbers(marks, 'rect class="(?:bar|second)"', "width")[2:]
    axis = numbers(marks, "line", "x1")
    assert python / (axis[-1] - axis[0]) == pytest.approx(0.5, abs=0.001)  # it ends at 100 %
    assert required == pytest.approx(python * 0.4, abs=0.1)
    assert go == pytest.approx(python * 0.2, abs=0.1)
    first, last = numbers(marks, "circle", "cx")
    assert (first - axis[0]) * 9 == pytest.approx(last - axis[0], abs=1)


def test_what_strangers_wrote_stays_text_within_the_picture() -> None:
    """An employer's name would run, or hide the rest of the chart."""
    drawing = paired_bars("T", "D", COLUMNS, ROWS)
    for svg in (f"<div>{on_page(drawing)}</div>", alone(drawing, "Source").decode()):
        assert "<script" not in svg
        root = ET.fromstring(svg)  # noqa: S314  (our own)
        pictures = [one for one in root.iter() if one.tag.endswith("svg")]
        for picture in pictures:
            width = float(picture.attrib["viewBox"].split()[2])
            texts = [one.text or "" for one in picture.iter() if one.tag.endswith("text")]
            assert max(map(len, texts)) < width / 7


def test_the_table_says_the_same_in_words() -> None:
    """Who cannot see the chart would have no numbers, or one that nobody should print."""
    drawing = paired_bars("T", "D", COLUMNS, ROWS)
    assert drawing.columns == ("Technology", "Named", "95 % interval", "Required", "95 % interval")
    assert drawing.rows[0] == ("Python", "50%", "40% to 60%", "20%", "10% to 30%")
    assert drawing.rows[1] == ("Go", "10%", "5% to 20%", "–", "–")
    assert drawing.rows[2] == (HOSTILE, f"10% without {HOSTILE}", "–", "–", "–")
    said = str(drawing.wide.marks)
    assert "<title>Python: Named 50%, 95 % interval 40% to 60%; Required 20%, 95 %" in said


def test_a_chart_of_nothing_can_be_drawn() -> None:
    """A caller with no rows would divide by zero."""
    assert paired_bars("T", "D", COLUMNS, []).rows == []
