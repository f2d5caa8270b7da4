"""Final states say what an operator has to do."""

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from prefect.exceptions import FailedRun
from prefect.states import Completed, Failed
from skillscan.flows.outcomes import (
    ATTENTION,
    HELD_BACK,
    after_backup,
    after_check,
    after_collect,
    after_extract,
    after_publish,
    is_done,
    needs_attention,
    value_of,
    worst,
)

from skillscan.domain import FetchReport, Outcome
from skillscan.release.gates import GateVerdict
from skillscan.release.step import PublishSummary

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def report(outcome: str) -> FetchReport:
    return FetchReport(
        source="lever", board="b", outcome=Outcome(outcome), started_at=NOW, finished_at=NOW
    )


@pytest.mark.parametrize(
    ("outcomes", "asked", "kind", "name"),
    [
        pytest.param(["complete"], 1, "COMPLETED", "Completed", id="all read"),
        pytest.param(["complete", "failed"], 2, "FAILED", ATTENTION, id="one failed"),
        pytest.param(["complete", "partial"], 2, "FAILED", ATTENTION, id="one partial"),
        pytest.param(["complete"], 2, "FAILED", ATTENTION, id="one never visited"),
        pytest.param(["failed"], 1, "FAILED", "Failed", id="none read"),
        pytest.param([], 3, "FAILED", "Failed", id="no report at all"),
        pytest.param([], 0, "COMPLETED", "Completed", id="nothing due"),
    ],
)
def test_after_collect(outcomes: list[str], asked: int, kind: str, name: str) -> None:
    """A bad night must show, but one failed board must not stop the day."""
    state = after_collect([report(outcome) for outcome in outcomes], asked=asked)
    assert (state.type.value, state.name) == (kind, name)


def test_a_night_that_is_begun_again_is_judged_as_a_whole() -> None:
    """One dead board of forty would make every run that ends a night a failed one."""
    state = after_collect([report("failed")], asked=1, read_before=39)
    assert state.name == ATTENTION
    assert str(state.message).startswith("0 of 1 boards read whole; 39 were read before")


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
    assert (state.type.value, state.name) == ("FAILED", ATTENTION)
    assert state.message == (
        "1 of 301 boards read whole; lever is down (timeout): 295 boards were not asked, 5 failed "
        "before; all keep what is known"
    )


DONE, LOOK = Completed(message="done"), needs_attention("look")
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


def test_attention_looks_like_no_success() -> None:
    """Prefect's pages would show it in the green of success, and nobody would look."""
    from skillscan.boards.probe import BoardStatus
    from skillscan.domain import Board
    from skillscan.errors import SkillscanError

    board = Board("lever", "b", "B"), BoardStatus("dead", "404")
    found = [
        after_collect([report("complete"), report("failed")], asked=2),
        after_extract(
            SimpleNamespace(**dict.fromkeys(COUNTS, 1), damaged=(), needs_attention=True)
        ),
        after_check([board]),
        after_backup(SkillscanError("no space")),
    ]
    for state in found:
        assert (state.type.value, state.name) == ("FAILED", ATTENTION), state
        assert is_done(state)
    assert not is_done(HELD)
    assert not is_done(FAILED)


COUNTS = ("new", "changed", "read", "closed", "quarantined", "unreadable")


def test_a_task_that_failed_is_no_value() -> None:
    """The run failed with an AttributeError in place of what to do."""
    assert value_of(3) == 3
    with pytest.raises(FailedRun, match="free some space"):
        value_of(Failed(message="free some space"))


SUMMARY = PublishSummary(
    name="2026-06-01-0123456789ab",
    folder="releases/2026-06-01-0123456789ab",
    page="releases/2026-06-01-0123456789ab/index.html",
    is_new=True,
    is_latest=True,
    estimates=812,
    withheld=3,
    gates=(),
    waived={},
)
MENDED, FAULT = "releases/index.json", "2026-05-01-abc: parquet/skills.parquet is missing"


@pytest.mark.parametrize(
    ("more", "name", "said", "unsaid"),
    [
        ({}, "Completed", ["latest is 2026-06-01-0123456789ab: 812 estimates"], "written again"),
        ({"mended": (MENDED,)}, ATTENTION, [f"written again: {MENDED}"], "missing"),
        ({"faults": (FAULT,)}, ATTENTION, ["latest is 2026-06-01", FAULT], "written again"),
        (
            {
                "is_latest": False,
                "gates": (
                    GateVerdict(gate="no_jump", is_passed=False, reason="PyTorch 40 to 61 %"),
                    GateVerdict(gate="checks_pass", is_passed=True, reason="all pass"),
                ),
            },
            HELD_BACK,
            ["latest stays where it was", "no_jump: PyTorch 40 to 61 %"],
            "checks_pass",
        ),
    ],
    ids=["published", "mended", "an older release is damaged", "held back"],
)
def test_after_publish(more: dict[str, object], name: str, said: list[str], unsaid: str) -> None:
    """A release that a gate held back, or one that lost a file, would look like a quiet night."""
    state = after_publish(replace(SUMMARY, **more))
    assert (state.type.value, state.name) == (
        "COMPLETED" if name == "Completed" else "FAILED",
        name,
    )
    assert all(part in str(state.message) for part in said)
    assert unsaid not in str(state.message)
