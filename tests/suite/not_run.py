"""Says at the end of a run what it left out, and why: green is not the same as everything."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

SLOW = pytest.StashKey[int]()
OUTPUT = "slow_tests_left_out"


def pytest_deselected(items: list[pytest.Item]) -> None:
    """Count the slow ones that were chosen and are left out."""
    for item in items:
        if item.get_closest_marker("slow"):
            item.config.stash[SLOW] = item.config.stash.get(SLOW, 0) + 1


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In a worker of xdist: tell the main process."""
    output = getattr(session.config, "workeroutput", {})
    output[OUTPUT] = session.config.stash.get(SLOW, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A worker ended; each of them leaves out the same tests."""
    output = getattr(node, "workeroutput", {})
    node.config.stash[SLOW] = max(node.config.stash.get(SLOW, 0), output.get(OUTPUT, 0))


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """The last lines before the result."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = Counter(report.longrepr[2].removeprefix("Skipped: ") for report in skipped)
    lines = list(left_out(config.stash.get(SLOW, 0), reasons))
    if lines:
        terminalreporter.section("not run")
        terminalreporter.write("".join(f"{line}\n" for line in lines))


def left_out(slow: int, reasons: Mapping[str, int]) -> Iterator[str]:
    """A line for the slow tests, and one for each reason of skipped ones."""
    if slow:
        yield f"{_tests(slow, 'slow ')}: make test-slow"
    for reason, count in reasons.items():
        yield f"{_tests(count)} skipped: {reason}"


def _tests(count: int, kind: str = "") -> str:
    return f"{count} {kind}test{'s' * (count != 1)}"
