"""``python -m benchmarks.run``: every ratio against its baseline.

Nothing is asserted: a machine's speed is no test. Compare ratios of two commits, never seconds.
``--quick`` takes two or three minutes, with more noise; ``--write`` keeps figures and raw rows in
``benchmarks/results.json``, nothing else writes a file of the repository.
"""

import argparse
import json
import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import articles, crawl, estimates, material, publishing, scaling, steps, texts
from benchmarks.measuring import Measure, in_own_process

RESULTS = Path(__file__).with_name("results.json")


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured: texts, every so-manieth board, postings of the steps, openings that
    statistics are made of, sizes of warehouses that are published, sizes at which a posting's cost
    is compared, and boards that are crawled.
    """

    texts: int
    board_step: int
    postings: int
    openings: int
    published: tuple[int, ...]
    sizes: tuple[int, ...]
    crawled: int
    folder: Path | None = None


FULL = Scale(
    texts=1_670,
    board_step=4,
    postings=5_000,
    openings=10_000,
    published=(1_000, 10_000, 100_000),
    sizes=(1_000, 10_000),
    crawled=100,
)
QUICK = Scale(
    texts=150,
    board_step=90,
    postings=200,
    openings=1_000,
    published=(300, 1_000),
    sizes=(200, 400),
    crawled=20,
)


def groups(scale: Scale) -> dict[str, tuple[Callable[..., list[Measure]], tuple[object, ...]]]:
    """The groups of measures by name: what is called, each in a process of its own."""
    return {
        "cleaning": (texts.cleaning, (scale.texts,)),
        "candidates": (texts.candidates, (scale.texts,)),
        "components": (texts.components, (scale.texts,)),
        "start": (texts.first_texts, (scale.texts,)),
        "reading": (texts.reading, (scale.texts,)),
        "boards": (texts.boards, (scale.board_step,)),
        "hostile": (texts.hostile, ()),
        "crawl": (crawl.crawling, (scale.crawled,)),
        "steps": (steps.from_file_to_page, (scale.postings,)),
        "grouping": (steps.grouping, ()),
        "articles": (articles.articles, ()),
        "estimates": (estimates.estimates, (scale.openings,)),
        "publishing": (publishing.publishing, (scale.published,)),
        "scaling": (scaling.scaling, (scale.sizes, scale.folder)),
    }


def show(measure: Measure) -> str:
    """A measure as lines for people."""
    first = f"{measure.ratio:.2f} ×" if measure.ratio is not None else f"{measure.ours:.2f}"
    against = f" {measure.baseline:.3f} of {measure.baseline_name}" if measure.baseline else ""
    wanted = f"   [bar {measure.bar}, aim {measure.aim}]" if measure.aim else ""
    wanted = wanted or (f"   [bar {measure.bar}]" if measure.bar else "")
    values = f"{measure.ours:.3f} {measure.unit}" + (f" over{against}" if against else "")
    values += f"; peak {measure.peak_mib:.0f} MiB" if measure.peak_mib else ""
    return f"{measure.name:44} {first:>9}{wanted}\n{'':44} {values}"


def table(measures: Sequence[Measure]) -> str:
    """What has a bar, and whether it is held."""
    rows = [
        f"{'held  ' if one.is_held else 'MISSED'} {one.name:64} {one.value:8.2f}  bar {one.bar}"
        for one in measures
        if one.is_held is not None
    ]
    return "\n".join(rows)


def main() -> None:
    """Measure and print; write where it is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="some minutes, with more noise")
    parser.add_argument("--write", action="store_true", help=f"keep all of it in {RESULTS.name}")
    parser.add_argument("--only", nargs="+", choices=list(groups(QUICK)), help="some groups")
    parser.add_argument("--sizes", nargs="+", type=int, help="postings of the group scaling")
    parser.add_argument("--folder", type=Path, help="where scaling goes on, and keeps its rows")
    arguments = parser.parse_args()
    scale = QUICK if arguments.quick else FULL
    sizes = tuple(arguments.sizes or scale.sizes)
    known = groups(replace(scale, sizes=sizes, folder=arguments.folder))
    print(f"on {machine()}\n{material.name()}, each text once; CPU time, sides in turn", flush=True)
    found: list[Measure] = []
    for name in arguments.only or known:
        print(f"\n{name}", flush=True)
        work, given = known[name]
        for measure in in_own_process(work, *given):
            found.append(measure)
            print(show(measure), flush=True)
    print(f"\n{table(found)}")
    if arguments.write:
        kept = _others(found) if arguments.only else []
        RESULTS.write_text(_as_json(found, kept), encoding="utf-8")


def machine() -> str:
    """What it was measured on: the processor, its cores, the system."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.is_file() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    processor = models[0] if models else platform.processor() or platform.machine()
    return f"{processor}, {os.cpu_count()} cores, {platform.system()}"


def _others(found: Sequence[Measure]) -> list[dict[str, object]]:
    """What was written before and is not measured now, with the machine that it was measured on."""
    if not RESULTS.is_file():
        return []
    names = {one.name for one in found}
    written = json.loads(RESULTS.read_text(encoding="utf-8"))
    return [one for one in written["measures"] if one["name"] not in names]


def _as_json(found: Sequence[Measure], kept: Sequence[dict[str, object]]) -> str:
    where = {
        "machine": machine(),
        "material": material.name(),
        "python": platform.python_version(),
        "day": datetime.now(UTC).date().isoformat(),
    }
    measured = [{**asdict(one), "ratio": one.ratio, **where} for one in found]
    content = {"measures": [*kept, *measured]}
    return json.dumps(_rounded(content), ensure_ascii=False, indent=1) + "\n"


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    return [_rounded(inner) for inner in value] if isinstance(value, list | tuple) else value


if __name__ == "__main__":
    main()
