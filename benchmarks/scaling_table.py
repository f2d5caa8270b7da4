"""``python -m benchmarks.scaling_table --write``: the tables of docs/scaling.md, from what was
measured.

``--keep STATE`` takes over what a run of ``benchmarks.whole_run`` or ``benchmarks.behind_reading``
has recorded in its folder; all kept runs stand in ``benchmarks/long_runs.json`` with their raw
rows. Every number of the second table is a sum of numbers of the first.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.generated_answers import SHAPES
from benchmarks.run import machine
from benchmarks.step_runs import ENDED_WELL
from skillscan.boards.registry import read_boards
from skillscan.net.manners import manners
from skillscan.net.url_policy import host_of
from skillscan.settings import Settings
from skillscan.storage.generated_file import write_or_compare

KEPT = Path(__file__).with_name("long_runs.json")
PAGE = Path(__file__).parents[1] / "docs" / "scaling.md"
BEGINS, ENDS = "<!-- made by benchmarks.scaling_table -->", "<!-- end -->"
SIZES = {"100 thousand": 10**5, "10 million": 10**7, "1 billion": 10**9}
CORES = (2, 64)
KIB, GIB = 1024, 1024**3
OWN_ROBOTS = "robots.txt"
"""Of the loopback server itself: asked for beside those of the sources."""
HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Rates:
    """What a posting costs: CPU seconds, requests and KiB, measured over a whole run."""

    collect: float
    read: float
    publish: float
    requests: float
    busiest: float
    busiest_host: str
    landing_kib: float
    warehouse_kib: float
    release_kib: float

    @classmethod
    def between(cls, small: Mapping[str, Any], large: Mapping[str, Any]) -> "Rates":
        """Of what a larger run took more than a smaller one: what a start takes is left out. The
        requests are those of the larger one.
        """
        more = large["postings"] - small["postings"]

        def each(value: Callable[[Mapping[str, Any]], float]) -> float:
            return float((value(large) - value(small)) / more)

        hosts = {host: n for host, n in large["requests"].items() if host != OWN_ROBOTS}
        # One employer's own host has as many requests as one board, however many boards there are.
        busiest = max(large["shared_hosts"], key=lambda host: int(hosts.get(host, 0)))
        return cls(
            collect=each(lambda run: _cpu(run, "collect")),
            read=each(lambda run: _cpu(run, "extract")),
            publish=each(lambda run: _cpu(run, "publish", is_whole_only=True)),
            requests=sum(hosts.values()) / large["postings"],
            busiest=hosts[busiest] / large["postings"],
            busiest_host=busiest,
            landing_kib=KIB * each(lambda run: _disk(run, "landing")),
            warehouse_kib=KIB * each(lambda run: _disk(run, "warehouse.duckdb")),
            release_kib=KIB * each(lambda run: _disk(run, "releases")),
        )


def _cpu(run: Mapping[str, Any], step: str, *, is_whole_only: bool = False) -> float:
    """Of all attempts at a step, for one that was killed left what the next went on from; or of
    those alone that did it whole, where a step begins anew.
    """
    return float(
        sum(
            one["cpu"]
            for one in run["steps"]
            if one["step"] == step and (one["ended"] in ENDED_WELL or not is_whole_only)
        )
    )


def _disk(run: Mapping[str, Any], part: str) -> float:
    """MiB of a part of the home, after the last step; none of what was not made yet."""
    disk = [one["disk_mib"] for one in run["steps"] if "disk_mib" in one][-1]
    return float(disk.get(part, 0.0))


def keep(folder: Path) -> None:
    """Take over what a run has recorded, in the place of what was kept of it before."""
    steps = [json.loads(line) for line in (folder / "steps.jsonl").read_text("utf-8").splitlines()]
    row: dict[str, Any] = {"run": folder.name, "machine": machine(), "steps": steps}
    listed, requests = folder / "boards.csv", folder / "requests.json"
    if listed.is_file():
        boards = read_boards(listed)
        hosts = Counter(host_of(SHAPES[one.source][0](one.token)) for one in boards)
        row["boards"] = dict(Counter(one.source for one in boards))
        row["shared_hosts"] = sorted(host for host, count in hosts.items() if count > 1)
        row["requests"] = json.loads(requests.read_text("utf-8"))
    row |= json.loads((folder / "asked.json").read_text("utf-8"))
    kept = [one for one in kept_runs() if one["run"] != row["run"]]
    KEPT.write_text(json.dumps([*kept, row], indent=1) + "\n", encoding="utf-8")


def kept_runs() -> list[dict[str, Any]]:
    """The runs whose rows were kept."""
    found: list[dict[str, Any]] = json.loads(KEPT.read_text("utf-8")) if KEPT.is_file() else []
    return found


def tables(runs: Sequence[Mapping[str, Any]]) -> str:
    """What each step of each run took, and the sums for larger numbers.

    The sums are by the smallest and the largest run whose boards were all crawled and read; what
    was not published in both has no sum.
    """
    whole = [run for run in runs if "boards" in run and _has_done(run, "collect", "extract")]
    small, *_, large = sorted(whole, key=lambda run: int(run["postings"]))
    return "\n".join([*_measured(runs), "", *_sums(small, large), *_memory(runs, large)])


def _has_done(run: Mapping[str, Any], *steps: str) -> bool:
    done = {one["step"] for one in run["steps"] if one["ended"] in ENDED_WELL}
    return done.issuperset(steps)


def _measured(runs: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    heads = "run | machine | step | ended | elapsed | CPU | CPU a posting"
    yield f"| {heads} | peak of all processes | disk |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    for run in runs:
        for one in run["steps"]:
            ended = "done" if one["ended"] in ENDED_WELL else one["ended"]
            disk = sum(one.get("disk_mib", {}).values())
            each = 1000 * one["cpu"] / run["postings"]
            yield (
                f"| {run['postings']:,} postings | {run['machine']} | {one['step']} | {ended} "
                f"| {_duration(one['elapsed'])} | {_duration(one['cpu'])} "
                f"| {f'{each:.2f} ms' if ended == 'done' else '–'} | {one['peak_mib']:,.0f} MiB "
                f"| {f'{disk:,.0f} MiB' if disk else '–'} |"
            )


def _sums(small: Mapping[str, Any], large: Mapping[str, Any]) -> Iterator[str]:
    rates = Rates.between(small, large)
    pause = manners(Settings(api_base="")).least_pause_seconds
    boards = sum(large["boards"].values()) / large["postings"]
    runs = f"{small['postings']:,} and {large['postings']:,} postings"
    yield f"| by the runs of {runs} | {' | '.join(SIZES)} |"
    yield f"| --- |{' --- |' * len(SIZES)}"
    rows: dict[str, tuple[float, str]] = {
        "boards": (boards, ""),
        "requests, each board once": (rates.requests, ""),
        f"of them to the busiest host of several boards ({rates.busiest_host})": (
            rates.busiest,
            "",
        ),
        f"hours at that host, {pause:g} s between two": (rates.busiest * pause / HOUR, " h"),
        "crawling, hours of CPU": (rates.collect / HOUR, " h"),
        "reading, hours of CPU": (rates.read / HOUR, " h"),
        **{
            f"reading, hours on {cores} cores": (rates.read / HOUR / cores, " h") for cores in CORES
        },
        "landing": (rates.landing_kib * KIB / GIB, " GiB"),
        "warehouse": (rates.warehouse_kib * KIB / GIB, " GiB"),
    }
    if _has_done(small, "publish") and _has_done(large, "publish"):
        rows |= {
            "a release": (rates.release_kib * KIB / GIB, " GiB"),
            "publishing, hours of CPU, if it grows evenly": (rates.publish / HOUR, " h"),
        }
    for name, (each, unit) in rows.items():
        cells = " | ".join(_shown(each * size) + unit for size in SIZES.values())
        yield f"| {name} | {cells} |"


def _memory(runs: Sequence[Mapping[str, Any]], large: Mapping[str, Any]) -> Iterator[str]:
    """Memory, which is held and not spent: that of an extract is bounded by its batches, so the
    largest that was measured stands for every number. Of a publish, by the smallest and the largest
    run of nothing else (one version, one machine).
    """
    read = _peak(large, "extract") / KIB
    yield f"| an extract, peak on 2 cores, as at {large['postings']:,} {_same(f'{read:.1f} GiB')}"
    alone = [run for run in runs if {one["step"] for one in run["steps"]} == {"publish"}]
    few, *_, many = sorted(alone, key=lambda run: int(run["postings"]))
    begin, end = _peak(few, "publish"), _peak(many, "publish")
    each = (end - begin) / (many["postings"] - few["postings"])
    cells = " | ".join(
        f"{_shown((begin + each * (size - few['postings'])) / KIB)} GiB" for size in SIZES.values()
    )
    measured = f"{few['postings']:,} and {many['postings']:,}"
    yield f"| publishing, peak, by {measured} openings, if it grows evenly | {cells} |"


def _same(value: str) -> str:
    return "| " + f"{value} | " * (len(SIZES) - 1) + f"{value} |"


def _peak(run: Mapping[str, Any], step: str) -> float:
    """MiB of all processes together, in whichever attempt held most."""
    return max(float(one["peak_mib"]) for one in run["steps"] if one["step"] == step)


def _shown(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"


def _duration(seconds: float) -> str:
    return f"{seconds:,.0f} s" if seconds < 2 * HOUR else f"{seconds / HOUR:.1f} h"


def page(text: str, made: str) -> str:
    """The page with these tables between its marks."""
    before, _, rest = text.partition(BEGINS)
    return f"{before}{BEGINS}\n{made}\n{ENDS}{rest.partition(ENDS)[2]}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Keep, write or compare; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--keep", type=Path, nargs="*", default=[], help="folders of runs")
    parser.add_argument("--write", action="store_true", help="write the page anew")
    given = parser.parse_args(arguments)
    for folder in given.keep:
        keep(folder)
    text = page(PAGE.read_text(encoding="utf-8"), tables(kept_runs()))
    says, module = "what was measured", "benchmarks.scaling_table"
    return write_or_compare(PAGE, text, write=given.write, says=says, module=module)


if __name__ == "__main__":
    sys.exit(main())
