"""The installation without faults, which sees the same nights; played in this process."""

from dataclasses import replace
from pathlib import Path

import pytest

from nights.market import night_boards
from nights.simulated_clock import SimulatedClock
from skillscan.collect.step import collect_boards
from skillscan.domain import Outcome
from skillscan.extract.step import extract
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.page import render


class Twin:
    """Collects, extracts and publishes once a night; boards that nobody could read are left."""

    def __init__(self, folder: Path, clock: SimulatedClock, base_url: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.settings = replace(Settings(home=folder, workers=1), api_base=base_url)
        self._clock = clock
        self.releases: dict[int, str] = {}
        """Night → what ``latest`` named when it was over."""

    def play(self, night: int, unread: set[tuple[str, str]]) -> None:
        """One night; the market must have no faults."""
        boards = [one for one in night_boards() if (one.source, one.token) not in unread]
        with pytest.MonkeyPatch.context() as patch:
            for name, value in self._clock.environment.items():
                patch.setenv(name, value)
            reports = collect_boards(boards, self.settings)
        assert all(report.outcome is Outcome.COMPLETE for report in reports), reports
        extract(self.settings, now=self._clock.now)
        summary = publish(self.settings, now=self._clock.now, render=render, notice="Invented.")
        assert summary.is_latest, summary.gates
        self.releases[night] = summary.name
