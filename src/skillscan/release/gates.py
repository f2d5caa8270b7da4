"""The gates a release must pass before ``latest`` points to it: pure functions, one reason each.

A gate asks whether a person should look first. Its thresholds stand in ``data/gates.yaml``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from skillscan import resources
from skillscan.release.document import Publication
from skillscan.release.lookup import headline_view
from skillscan.release.warehouse_health import WarehouseHealth
from skillscan.statistics.estimates import Estimate, View

Boards = Mapping[str, frozenset[str]]
"""Population to the boards (source/board) that its postings stand on."""


@dataclass(frozen=True, kw_only=True)
class GateVerdict:
    """Whether one gate is passed, and why (or why not)."""

    gate: str
    is_passed: bool
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReleaseCandidate:
    """What the gates look at: the new release and, where there is one, the latest before it."""

    publication: Publication
    boards: Boards
    health: WarehouseHealth
    previous: Publication | None = None
    previous_boards: Boards | None = None
    previous_fault: str | None = None
    """Why the latest release cannot be opened (another version wrote it, say)."""


def has_estimates(candidate: ReleaseCandidate) -> str | None:
    """A release without a single number says nothing; counts of a small sample are numbers."""
    if candidate.publication.estimates or candidate.publication.withheld_counts:
        return None
    reasons = sorted({held.reason for held in candidate.publication.withheld})
    return "no statistic could be published: " + ("; ".join(reasons[:3]) or "no population")


def checks_pass(candidate: ReleaseCandidate) -> str | None:
    """Data that contradict themselves must not be published."""
    failing = candidate.health.failing_checks
    return f"checks of the warehouse fail: {', '.join(failing)}" if failing else None


def extraction_is_finished(candidate: ReleaseCandidate) -> str | None:
    """Shares of what happens to be read already are shares of nothing.

    A few texts that the pipeline fails on do not count: they would hold back every release.
    """
    health = candidate.health
    if health.unread_postings:
        return f"{health.unread_postings} postings are not read yet: run `skillscan extract`"
    failed, texts = health.unreadable_postings, health.english_postings
    if failed <= texts * _threshold("most_unreadable"):
        return None
    return f"the pipeline fails on {failed} of {texts} postings: see `skillscan doctor`"


def fetches_succeed(candidate: ReleaseCandidate) -> str | None:
    """When most boards could not be fetched, the picture is yesterday's."""
    failed, boards = candidate.health.failed_boards, candidate.health.fetched_boards
    if failed <= boards * _threshold("most_failed_fetches"):
        return None
    return f"the newest fetch of {failed} of {boards} boards failed"


def keeps_openings(candidate: ReleaseCandidate) -> str | None:
    """A population that loses its openings has lost data, not demand."""
    if candidate.previous is None:
        return _incomparable(candidate)
    least = _threshold("keeps_openings")
    published = {one.population for one in candidate.previous.estimates}
    lost = []
    for key in sorted(published):
        entry = candidate.publication.populations.get(key)
        before = candidate.previous.populations[key].sample.openings
        now = entry.sample.openings if entry else None
        if now is not None and now < before * least:
            lost.append(f"{key} has {now} openings, {before} before")
    return "; ".join(lost) or None


def no_jump(candidate: ReleaseCandidate) -> str | None:
    """A share that jumps while the boards stay the same is a fault of the reading until explained.

    A jump is more than so many points, to a share whose interval leaves the old one out.
    """
    if candidate.previous is None or candidate.previous_boards is None:
        return _incomparable(candidate)
    before = {
        _key(one): one for one in candidate.previous.estimates if _is_headline(one, candidate)
    }
    jumps = []
    for one in candidate.publication.estimates:
        old = before.get(_key(one))
        if old is None or not _has_same_boards(candidate, one.population):
            continue
        now_view = headline_view(candidate.publication, one)
        old_view = headline_view(candidate.publication, old)
        if now_view and old_view and _is_jump(old_view, now_view):
            jumps.append(
                f"{one.statistic} {one.value} {one.population}: "
                f"{old_view.share:.1%} → {now_view.share:.1%}"
            )
    more = f" and {len(jumps) - 5} more" if len(jumps) > 5 else ""
    return "; ".join(jumps[:5]) + more if jumps else None


_GATES = (
    has_estimates,
    checks_pass,
    extraction_is_finished,
    fetches_succeed,
    keeps_openings,
    no_jump,
)
GATES = tuple(gate.__name__ for gate in _GATES)
"""Names of the gates, as reported and as ``--force-gate`` takes them."""


def judge(candidate: ReleaseCandidate) -> list[GateVerdict]:
    """The verdicts of all gates, in the order in which a person would look."""
    faults = {gate.__name__: gate(candidate) for gate in _GATES}
    return [
        GateVerdict(gate=name, is_passed=fault is None, reason=fault or "passed")
        for name, fault in faults.items()
    ]


def _incomparable(candidate: ReleaseCandidate) -> str | None:
    """Without a release before it there is nothing to compare; one that is lost is not none."""
    fault = candidate.previous_fault
    return f"the latest release cannot be compared with: {fault}" if fault else None


def _is_headline(one: Estimate, candidate: ReleaseCandidate) -> bool:
    definition = candidate.publication.statistics.get(one.statistic)
    return definition is not None and definition.headline.measure == one.measure


def _is_jump(before: View, now: View) -> bool:
    points = abs(now.share - before.share) * 100
    return points > _threshold("no_jump_points") and not now.low <= before.share <= now.high


def _has_same_boards(candidate: ReleaseCandidate, population: str) -> bool:
    now = candidate.boards.get(population, frozenset())
    before = (candidate.previous_boards or {}).get(population, frozenset())
    union = now | before
    return not union or len(now & before) / len(union) >= _threshold("same_boards")


def _key(one: Estimate) -> tuple[str, ...]:
    return one.statistic, one.population, one.split, one.group, one.value, one.measure


def _threshold(name: str) -> float:
    thresholds: dict[str, Any] = resources.data_yaml("gates.yaml")
    return float(thresholds[name])
