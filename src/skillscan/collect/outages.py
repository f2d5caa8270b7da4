"""Providers that were down in a run: one sentence each, with the number of boards it cost."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from skillscan.collect.circuit_breaker import is_down
from skillscan.domain import FetchReport, Outcome
from skillscan.sources.registry import provider_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """A provider, how many of its boards failed for its sake (and why), how many were not asked."""

    source: str
    provider: str
    reason: str
    failed: int
    not_tried: int

    @property
    def sentence(self) -> str:
        """What a person is told."""
        why = f" ({self.reason})" if self.reason else ""
        return (
            f"{self.provider} is down{why}: {_boards(self.not_tried)} not asked, "
            f"{self.failed:,} failed before; all keep what is known"
        )


def outages(reports: Iterable[FetchReport]) -> list[Outage]:
    """The providers some of whose boards were not tried, the most boards first.

    Of several reports of one board the last counts.
    """
    last = {(one.source, one.board): one for one in sorted(reports, key=lambda r: r.started_at)}
    sources: dict[str, str] = {}
    not_tried: Counter[str] = Counter()
    failed: dict[str, Counter[str]] = {}
    for report in last.values():
        provider = provider_of(report.source, report.board)
        if report.outcome is Outcome.NOT_TRIED:
            sources[provider] = report.source
            not_tried[provider] += 1
        elif is_down(report):
            failed.setdefault(provider, Counter())[report.reason or ""] += 1
    return [
        Outage(
            source=sources[provider],
            provider=provider,
            reason=next((r for r, _ in failed.get(provider, Counter()).most_common(1)), ""),
            failed=failed.get(provider, Counter()).total(),
            not_tried=count,
        )
        for provider, count in not_tried.most_common()
    ]


def is_of_outage(report: FetchReport, found: Iterable[Outage]) -> bool:
    """Whether a report is one of those that an outage's sentence counts."""
    provider = provider_of(report.source, report.board)
    is_counted = report.outcome is Outcome.NOT_TRIED or bool(is_down(report))
    return is_counted and any(outage.provider == provider for outage in found)


def _boards(count: int) -> str:
    return f"{count:,} board was" if count == 1 else f"{count:,} boards were"
