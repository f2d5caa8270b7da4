"""One play: two installations, one market, night after night."""

import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from suite.prefect_api import receiving
from suite.processes import kill_all_with

from nights.compare import Released, numbers
from nights.installation import MARK, Installation
from nights.market import FaultyMarket, night_boards
from nights.prefect_part import PrefectPart
from nights.simulated_clock import SimulatedClock
from nights.twin import Twin
from nights.warm import WarmStart
from skillscan.boards.registry import write_boards

STEPS = {"collect": 5, "extract": 5, "publish": 4, "backup": 2, "prune": 2, "restore": 2}
"""Steps that are killed, and how often compared with each other."""


@dataclass
class Play:
    """What the faults work with. ``budget`` are the kills that are left of this night, by step."""

    market: FaultyMarket
    clock: SimulatedClock
    mine: Installation
    twin: Twin
    prefect: PrefectPart
    released: Released
    rng: random.Random
    tell: Callable[[str], None]
    night: int = 0
    budget: Counter[str] = field(default_factory=Counter)
    seen: list[str] = field(default_factory=list)

    def begin(self, night: int, unread: set[tuple[str, str]], kills: int) -> None:
        """The twin plays the night; then it is ours."""
        self.night, self.market.state.day = night, night
        self.clock.begin(night, self.twin.installation.home, self.mine.home)
        self.twin.play(night, unread)
        name = self.twin.releases[night]
        self.released.right.append(numbers(self.twin.installation.home / "releases" / name))
        self.clock.begin(night, self.twin.installation.home, self.mine.home)
        steps = [step for step, weight in STEPS.items() for _ in range(weight)]
        self.budget = Counter(self.rng.choices(steps, k=kills))
        self.seen = []

    def see(self, how: str) -> None:
        """A fault was visible, and how."""
        line = " ".join(how.split())
        self.seen.append(line[:400])
        self.tell(f"  seen: {line[:150]}")

    def look(self, why: str) -> None:
        """Whether what readers are shown is right."""
        before = len(self.released.wrong)
        self.released.look(self.night, why)
        assert len(self.released.wrong) == before, self.released.wrong[before:]

    def kills_of(self, step: str, *options: str, is_published: bool = True) -> str:
        """Kill a step as often as this night wants it; gives what was said.

        ``is_published``: a killed extract is published now and then. Where the twin knows more
        (the file of a board is damaged), that is no wrong release, and not what the twin says.
        """
        said = ""
        for _ in range(self.budget.pop(step, 0)):
            said += self.mine.kill(step, *options, with_all=self.rng.random() < 0.4)
            self.look(f"a killed {step}")
            if step == "extract" and self.rng.random() < 0.25 and is_published:
                ended = self.mine.run("publish")
                assert ended.code in (0, 3) or "of the future" in ended.said, ended.said
                self.look("a publish over a killed extract")
        return said

    def step(
        self, name: str, *options: str, code: int | None = 0, is_published: bool = True
    ) -> str:
        """A step, after its kills; how it ends is as expected, well or with 3 if that is open.

        Gives what it said.
        """
        of_kills = ["--due"] if name == "collect" else options
        self.kills_of(name, *of_kills, is_published=is_published)
        ended = self.mine.run(name, *options)
        allowed = (0, 3) if code is None else (code,)
        assert ended.code in allowed, f"{name} ended with {ended.code}: {ended.said}"
        self.look(name)
        return ended.said

    def rest_of_night(self, *, collect_code: int | None = 0) -> None:
        """All steps that a night has (``collect_code`` ``None``: it was collected)."""
        if collect_code is not None:
            self.step("collect", code=collect_code)
        self.step("extract")
        self.publish()

    def publish(self) -> None:
        """Publish, back up, prune, and restore where that is to be killed."""
        self.step("publish")
        self.step("backup")
        if self.budget["prune"]:
            self.step("prune")
        if self.budget["restore"]:
            self.step("restore")
            self.forget_replaced()
            self.step("extract")
        self.market.faults.clear()

    def forget_replaced(self) -> None:
        """Warehouses that a restore moved aside, which the operator deletes."""
        for path in self.mine.home.glob("warehouse.duckdb.before-restore-*"):
            path.unlink()

    def end(self) -> None:
        """Nothing but what this night's faults left may need attention; what is latest is right."""
        latest = (self.mine.home / "releases" / "latest").read_text("utf-8").strip()
        right = self.released.right[-1]
        found = numbers(self.mine.home / "releases" / latest)
        assert found == right, f"night {self.night}: the latest release is not the twin's"


@contextmanager
def played(folder: Path, seed: int, tell: Callable[[str], None]) -> Iterator[Play]:
    """A play, ready for its first night; at the end everything that it started is stopped."""
    clock, rng = SimulatedClock(folder / "clock"), random.Random(seed)  # noqa: S311
    with FaultyMarket().serving() as market, receiving() as receiver:
        warm = WarmStart({**os.environ, **clock.environment, MARK: str(folder)})
        mine = Installation(folder / "mine", clock, market.base_url, rng, warm)
        other = Installation(folder / "twin", clock, market.base_url, rng, warm)
        write_boards(night_boards(), mine.boards)
        prefect = PrefectPart(mine, receiver)
        try:
            yield Play(
                market=market,
                clock=clock,
                mine=mine,
                twin=Twin(other),
                prefect=prefect,
                released=Released(mine.home / "releases"),
                rng=rng,
                tell=tell,
            )
        finally:
            prefect.stop()
            kill_all_with(MARK, str(folder))
            warm.stop()
