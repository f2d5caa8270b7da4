"""A crawl process and its parent understand each other, whatever else is printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.collect.crawl_messages import (
    CrawlMessage,
    Event,
    from_line,
    hosts_of,
    offline_line,
    to_line,
)

EVENTS: list[Event] = ["begun", "finished", "unreached", "answered"]


@given(st.sampled_from(EVENTS), st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_message_comes_as_it_went(event: Event, value: str) -> None:
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


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1)))
def test_what_a_parent_says_comes_as_it_went(hosts: list[str]) -> None:
    """A crawl would go on asking though nobody can be reached."""
    line = offline_line(hosts)
    assert line.count("\n") == 1
    assert hosts_of(line) == tuple(hosts)


@pytest.mark.parametrize("line", ["", "\n", "offlin a", "a offline"])
def test_other_input_is_no_order(line: str) -> None:
    """A crawl would stop for no reason."""
    assert hosts_of(line) is None
