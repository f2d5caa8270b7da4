"""What a publish takes behind the reading, of warehouses of growing size whose findings are
generated: the steps by themselves, and its pages apart.

Each size is published in a process of its own, by the code of the command, with two threads for
DuckDB where the machine has them: elapsed seconds are told beside those of the processor.
"""

import math
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import duckdb

from benchmarks.generated_postings import AS_OF
from benchmarks.generated_warehouse import make_warehouse
from benchmarks.measuring import Measure, in_own_process, peak_mib
from skillscan.garbage import collect_seldom
from skillscan.release.document import Publication
from skillscan.release.files import PageFile, Presentation
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.pages import render

BARS = {10_000: "≤ 12"}
"""Openings to the CPU seconds of a publish without pages."""
ELAPSED_BARS = {100_000: "≤ 120"}
MOST_MIB = "≤ 1536"
PAGES_BAR = "≤ 30"
EXPONENT_BAR = "≤ 1.05"


@dataclass(kw_only=True)
class PublishPhases:
    """Follows a publish: the CPU seconds of each phase, and what the process held at its end."""

    names: list[str] = field(default_factory=list)
    began: list[float] = field(default_factory=list)
    held: list[float] = field(default_factory=list)

    def begin(self, phase: str) -> None:
        """A phase begins, and the one before has ended."""
        self.names.append(phase)
        self.began.append(time.process_time())
        self.held.append(peak_mib() or 0.0)

    def advance(self, done: int, total: int) -> None:
        """Only ends are of interest."""

    def seconds(self) -> dict[str, float]:
        """CPU seconds of each phase but the last, which is none."""
        ends = [end - start for start, end in pairwise(self.began)]
        return dict(zip(self.names[:-1], ends, strict=True))


@dataclass(frozen=True, kw_only=True)
class Published:
    """What a publish took: CPU and elapsed seconds without its pages, the same of the pages, the
    most memory before and with these, and CPU seconds by phase.
    """

    openings: int
    estimates: int
    cpu: float
    elapsed: float
    peak_mib: float
    pages_cpu: float
    pages_elapsed: float
    pages_peak_mib: float
    phases: dict[str, float]


def publishing(sizes: Sequence[int]) -> list[Measure]:
    """Each size in turn, and how what it takes grows from one to the next."""
    found = [_published_apart(openings) for openings in sizes]
    measures = [measure for one in found for measure in _measures(one)]
    return [*measures, *(_growth(*pair) for pair in pairwise(found))]


def _published_apart(openings: int) -> Published:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        in_own_process(make_warehouse, home, openings)
        return in_own_process(published, home, openings)


def published(home: Path, openings: int) -> Published:
    """Publish what the warehouse of a home holds, and tell what it took."""
    phases, pages = PublishPhases(), PublishPhases()

    def timed(
        publication: Publication, connection: duckdb.DuckDBPyConnection, shown: Presentation
    ) -> Iterator[PageFile]:
        pages.begin("pages")
        start = time.perf_counter()
        yield from render(publication, connection, shown)
        pages.begin("end")
        waited.append(time.perf_counter() - start)

    waited: list[float] = []
    collect_seldom()  # as the command does
    began, start = time.process_time(), time.perf_counter()
    summary = publish(Settings(home=home), now=AS_OF, render=timed, progress=phases)
    cpu, elapsed = time.process_time() - began, time.perf_counter() - start
    phases.begin("end")
    of_pages = pages.seconds()["pages"]
    return Published(
        openings=openings,
        estimates=summary.estimates,
        cpu=cpu - of_pages,
        elapsed=elapsed - waited[0],
        peak_mib=pages.held[0],
        pages_cpu=of_pages,
        pages_elapsed=waited[0],
        pages_peak_mib=pages.held[1],
        phases=phases.seconds(),
    )


def _measures(one: Published) -> Iterator[Measure]:
    name = f"publish {one.openings:,} openings without pages"
    yield Measure(
        name=name,
        ours=one.cpu,
        unit="CPU s",
        bar=BARS.get(one.openings, ""),
        parts={"phases": list(one.phases.values()), "estimates": [one.estimates]},
        peak_mib=one.peak_mib,
    )
    yield Measure(
        name=f"{name}, elapsed",
        ours=one.elapsed,
        unit="s",
        bar=ELAPSED_BARS.get(one.openings, ""),
    )
    yield Measure(name=f"{name}, memory", ours=one.peak_mib, unit="MiB", bar=MOST_MIB)
    yield Measure(
        name=f"the pages of {one.openings:,} openings",
        ours=one.pages_cpu,
        unit="CPU s",
        bar=PAGES_BAR,
        parts={"elapsed": [one.pages_elapsed]},
        peak_mib=one.pages_peak_mib,
    )


def _growth(less: Published, more: Published) -> Measure:
    """The power of the size that the CPU seconds grow with (1 is linear)."""
    grown = math.log(more.cpu / less.cpu) / math.log(more.openings / less.openings)
    return Measure(
        name=f"publish, exponent from {less.openings:,} to {more.openings:,}",
        ours=grown,
        unit="(1 is linear)",
        bar=EXPONENT_BAR,
    )
