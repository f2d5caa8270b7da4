"""One outage of a provider costs a few boards and one alarm, however many boards it has.

A provider is what boards share and what is down for all of them at once (``Source.provider``).
After ``failures`` boards in a row that failed for its sake, its circuit is open: its other boards
wait while those of other providers are asked. After each of ``pauses_seconds`` one of them is
asked as a probe. Any answer closes the circuit, and all boards are asked; when the last probe has
failed, the rest are not tried in this crawl. A crawl that comes after another one of the night
begins where that one ended: with an open circuit, and one probe at once.

Nothing here knows a clock or a network: the caller tells the time, and what became of a board.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from skillscan.domain import Board, FetchReport, Outcome
from skillscan.net.reachability import UNREACHED
from skillscan.sources.registry import provider_of

PROVIDER_FAILURES = UNREACHED | {"server_error", "rate_limited", "robots_unavailable"}
"""Reasons of failed boards that are their provider's: it is ill, gone, or wants to be left alone.

A board that is not found, forbidden, or of a strange shape is its own matter.
"""
PROVIDER_DOWN = "provider_down"
"""Reason of fetch reports of boards that were not tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """When a circuit opens, and after which pauses a probe is made."""

    failures: int
    pauses_seconds: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """What to do next: ask for ``board``, report it as not tried, or wait (no board).

    ``wait_seconds`` is ``None`` where only the end of a fetch under way can change anything.
    """

    board: Board | None = None
    is_tried: bool = True
    is_probe: bool = False
    wait_seconds: float | None = None


def is_down(report: FetchReport) -> bool | None:
    """Whether a fetch shows that its provider is down; ``None`` where it tells nothing of it."""
    if report.outcome is Outcome.FAILED and report.reason in PROVIDER_FAILURES:
        return True
    return False if report.pages or report.outcome is Outcome.COMPLETE else None


def failures_so_far(reports: Iterable[FetchReport]) -> dict[str, int]:
    """How many boards in a row failed for their provider's sake, by provider, oldest first.

    Only providers whose last board failed are named. Boards that were not tried count as well, so
    that what a crawl has given up is not begun anew by the next one.
    """
    found: Counter[str] = Counter()
    for report in sorted(reports, key=lambda one: one.finished_at):
        provider = provider_of(report.source, report.board)
        if report.outcome is Outcome.NOT_TRIED or is_down(report):
            found[provider] += 1
        elif is_down(report) is False:
            del found[provider]
    return dict(found)


@dataclass(slots=True)
class _Circuit:
    """What is known of one provider in this crawl."""

    limits: Limits
    failures: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    unreached: set[str] = field(default_factory=set)
    pauses: list[float] = field(default_factory=list)
    probe_at: float = 0.0
    is_open: bool = False
    is_probing: bool = False

    def open(self, now: float, pauses: Sequence[float]) -> None:
        self.is_open, self.pauses = True, list(pauses)
        self._plan(now)

    def close(self) -> None:
        self.failures, self.is_open, self.is_probing = 0, False, False
        self.reasons.clear()
        self.unreached.clear()

    @property
    def is_given_up(self) -> bool:
        return self.is_open and not self.pauses and not self.is_probing

    def begin_probe(self) -> None:
        self.is_probing = True
        self.pauses.pop(0)

    def failed(self, report: FetchReport, now: float, *, is_probe: bool) -> None:
        self.failures += 1
        self.reasons[report.reason or ""] += 1
        self.unreached.update(report.unreached)
        if is_probe:
            self.is_probing = False
            self._plan(now)
        elif not self.is_open and self.failures >= self.limits.failures:
            self.open(now, self.limits.pauses_seconds)

    def _plan(self, now: float) -> None:
        self.probe_at = now + self.pauses[0] if self.pauses else now


class BoardQueue:
    """Boards in their order, those of a provider that is down held back.

    ``earlier`` are the failures in a row of crawls before this one (``failures_so_far``); times
    are seconds of any steady clock.
    """

    def __init__(
        self,
        boards: Iterable[Board],
        limits: Limits,
        now: float,
        earlier: Mapping[str, int] | None = None,
    ) -> None:
        self._left = list(boards)
        self._limits = limits
        self._circuits: dict[str, _Circuit] = {}
        self._probes: set[tuple[str, str]] = set()
        for provider, failures in (earlier or {}).items():
            circuit = self._circuits[provider] = _Circuit(limits, failures=failures)
            if failures >= limits.failures:
                circuit.open(now, (0.0,))

    def take(self, now: float) -> Turn | None:
        """What to do next; ``None`` when every board has had its turn."""
        waits: list[float] = []
        for place, board in enumerate(self._left):
            circuit = self._circuit(board)
            if circuit.is_given_up:
                del self._left[place]
                return Turn(board, is_tried=False)
            is_due = not circuit.is_probing and circuit.probe_at <= now
            if not circuit.is_open or is_due:
                del self._left[place]
                return Turn(board, is_probe=self._begin(circuit, board))
            if not circuit.is_probing:
                waits.append(circuit.probe_at - now)
        if not self._left:
            return None
        return Turn(wait_seconds=min(waits, default=None))

    def ended(self, report: FetchReport, now: float) -> None:
        """A board that was asked for has its report."""
        key = (report.source, report.board)
        is_probe = key in self._probes
        self._probes.discard(key)
        circuit = self._circuit(Board(report.source, report.board, ""))
        down = is_down(report)
        if down:
            circuit.failed(report, now, is_probe=is_probe)
        elif down is False or is_probe:
            circuit.close()

    def sentence(self, board: Board) -> str:
        """Why a board is not tried, in words."""
        circuit = self._circuit(board)
        reasons = ", ".join(reason for reason, _ in circuit.reasons.most_common(3)) or "no answer"
        provider = provider_of(board.source, board.token)
        return f"{provider} is down: {circuit.failures} boards in a row failed ({reasons})"

    def unreached(self, board: Board) -> tuple[str, ...]:
        """The hosts of a board's provider that were asked and never answered."""
        return tuple(sorted(self._circuit(board).unreached))

    def _begin(self, circuit: _Circuit, board: Board) -> bool:
        if circuit.is_open:
            circuit.begin_probe()
            self._probes.add((board.source, board.token))
        return circuit.is_open

    def _circuit(self, board: Board) -> _Circuit:
        provider = provider_of(board.source, board.token)
        return self._circuits.setdefault(provider, _Circuit(self._limits))
