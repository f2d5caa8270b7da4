"""A crawl process and its parent understand each other, whatever else is printed."""

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.collect.crawl_messages import CrawlMessage, from_line, to_line

EVENTS: list[Literal["begun", "finished"]] = ["begun", "finished"]


@given(st.sampled_from(EVENTS), st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_message_comes_as_it_went(event: Literal["begun", "finished"], value: str) -> None:
    """A board of an odd name would count as never read."""
    line = to_line(CrawlMessage(event, value))
    assert line.isascii()
    assert [from_line(part) for part in line.splitlines()] == [None, (event, value)]


def test_a_message_after_half_a_line_is_understood() -> None:
    """A library that prints without a line break would hide a board's report."""
    printed = "loading…" + to_line(CrawlMessage("finished", "lever/acme/1.report.json"))
    assert from_line(printed.splitlines()[1]) == ("finished", "lever/acme/1.report.json")


@pytest.mark.parametrize(
    "line",
    ["", "begun acme", "skillscan-crawl", "skillscan-crawl begun", "skillscan-crawl ended acme",
     "skillscan-crawl begun acme again", '{"event": "begun", "value": "acme"}', "\x00\udcff"],
)  # fmt: skip
def test_other_output_is_no_message(line: str) -> None:
    """A line of a library would stop the crawl, or be shown as a board."""
    assert from_line(line) is None
