"""``python -m benchmarks.behind_reading STATE``: the steps behind the reading at a million postings
whose texts and findings are generated: grouping into openings, statistics and release, backup.

Killed and started again with the same command it goes on with the step that had not ended, and of
the making of the warehouse with the piece that was not stored; what each attempt took stands in
``steps.jsonl`` of the folder.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.step_runs import remember, run_step


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is left; 1 where a step failed or the time was over."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("state", type=Path, help="folder of the run")
    parser.add_argument("--openings", type=int, default=1_000_000)
    parser.add_argument("--until", help="stop in order at this time of the day (HH:MM)")
    given = parser.parse_args(arguments)
    folder: Path = given.state.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    remember(folder, postings=given.openings)
    made = (str(folder / "home"), str(given.openings), "--ungrouped")
    steps = (
        ("benchmarks.generated_warehouse", *made),
        ("skillscan", "extract"),
        ("skillscan", "publish"),
        ("skillscan", "backup"),
    )
    return 0 if all(run_step(folder, step, given.until) for step in steps) else 1


if __name__ == "__main__":
    sys.exit(main())
