"""No text may stop a night: its time is bounded, whatever it is spent on."""

import re
import threading

import pytest

from skillscan.time_budget import OutOfTimeError, TimeBudget, time_budget

CATASTROPHE = re.compile(r"(?:a|a){1,60}b")
"""Takes years on a row of letters."""


def test_one_call_of_a_regular_expression_is_interrupted() -> None:
    """Looking at the clock between calls helps nobody while a call lasts for ever."""
    expected = pytest.raises(OutOfTimeError, match=r"more than 0\.05 s of CPU time in the search$")
    with expected, time_budget(0.05, "the search"):
        CATASTROPHE.search("a" * 60)


def test_what_is_done_in_time_is_left_alone() -> None:
    """A timer that is still armed would strike the next text."""
    with time_budget(0.05) as budget:
        budget.begin("work")
    assert CATASTROPHE.search("a" * 16) is None


def test_the_budget_is_looked_at_where_no_timer_is() -> None:
    """In a thread no signal arrives: there, the next part of the work does not begin."""
    found: list[str] = []

    def work() -> None:
        try:
            with time_budget(1e-6, "tokens") as budget:
                CATASTROPHE.search("a" * 14)
                budget.begin("skills")
        except OutOfTimeError as error:
            found.append(str(error))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == ["took more than 1e-06 s of CPU time in tokens"]


def test_the_part_that_took_the_time_is_named() -> None:
    """One could not tell which component to mend."""
    budget = TimeBudget(60.0)
    budget.begin("tokens")
    budget.begin("skills")
    assert str(budget.error()) == "took more than 60 s of CPU time in skills"
