"""Final states say what an operator has to do."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from prefect.states import Completed, Failed
from skillscan.flows.outcomes import ATTENTION, HELD_BACK, after_collect, worst

from skillscan.domain import FetchReport, Outcome

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def report(outcome: str) -> FetchReport:
    return FetchReport(
        source="lever", board="b", outcome=Outcome(outcome), started_at=NOW, finished_at=NOW
    )


@pytest.mark.parametrize(
    ("outcomes", "asked", "kind", "name"),
    [
        pytest.param(["complete"], 1, "COMPLETED", "Completed", id="all read"),
        pytest.param(["complete", "failed"], 2, "COMPLETED", ATTENTION, id="one failed"),
        pytest.param(["complete", "partial"], 2, "COMPLETED", ATTENTION, id="one partial"),
        pytest.param(["complete"], 2, "COMPLETED", ATTENTION, id="one never visited"),
        pytest.param(["failed"], 1, "FAILED", "Failed", id="none read"),
        pytest.param([], 3, "FAILED", "Failed", id="no report at all"),
        pytest.param([], 0, "COMPLETED", "Completed", id="nothing due"),
    ],
)
def test_after_collect(outcomes: list[str], asked: int, kind: str, name: str) -> None:
    """A bad night must show, but one failed board must not stop the day."""
    state = after_collect([report(outcome) for outcome in outcomes], asked=asked)
    assert (state.type.value, state.name) == (kind, name)


def test_a_night_without_a_network_says_so() -> None:
    """An operator would look through a table of boards for what is wrong with the machine."""
    lost = replace(report("failed"), reason="timeout", unreached=("a.example",))
    state = after_collect([lost], asked=1)
    assert state.type.value == "FAILED"
    assert "no host could be reached: is this machine online?" in str(state.message)
    assert "online" not in str(after_collect([report("failed")], asked=1).message)


def test_an_outage_is_told_with_its_count() -> None:
    """The notification of a bad night would say how many, and not that they are one thing."""
    found = [replace(report("complete"), source="ashby")]
    found += [replace(report("failed"), board=f"f{n}", reason="timeout") for n in range(5)]
    found += [replace(report("not_tried"), board=f"n{n}") for n in range(295)]
    state = after_collect(found, asked=301)
    assert (state.type.value, state.name) == ("COMPLETED", ATTENTION)
    assert state.message == (
        "1 of 301 boards read whole; lever is down (timeout): 295 boards were not asked, 5 failed "
        "before; all keep what is known"
    )


DONE, LOOK = Completed(message="done"), Completed(name=ATTENTION)
HELD, FAILED = Failed(name=HELD_BACK), Failed()


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ([DONE, DONE], DONE),
        ([LOOK, DONE], LOOK),
        ([LOOK, DONE, HELD], HELD),
        ([FAILED, DONE, HELD], FAILED),
    ],
)
def test_daily_ends_in_the_worst_state(states, expected) -> None:
    """A green daily run over a held-back release would hide it."""
    found = worst(states)
    assert (found.type, found.name, found.message) == (
        expected.type,
        expected.name,
        expected.message,
    )
