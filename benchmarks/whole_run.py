"""``python -m benchmarks.whole_run STATE``: thousands of boards with generated postings, crawled on
loopback, read and published, each step once.

All that is known of the run stands in its folder: the boards, the landing files and the warehouse
(``home/``), ``requests.json`` (how many each host got) and ``steps.jsonl`` (what each attempt
took); ``python -m benchmarks.scaling_table --keep STATE --write`` takes it over. Killed at any
moment and started again with the same command, it goes on where it was: boards that were fetched
are not due, what was read is not read again, a step that ended is not begun anew.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.generated_answers import SHAPES
from benchmarks.generated_boards import Sentences
from benchmarks.loopback import serving
from benchmarks.material import SHARED
from benchmarks.step_runs import remember, run_step
from skillscan.boards.recognise import BoardAddress, board_of
from skillscan.boards.registry import read_boards, write_boards
from skillscan.domain import Board

SEED = 15


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is left; 1 where a step failed or the time was over."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("state", type=Path, help="folder of the run")
    parser.add_argument("--boards", type=int, default=4_204, help="taken evenly from the list")
    parser.add_argument("--postings", type=int, default=200_000)
    parser.add_argument("--until", help="stop in order at this time of the day (HH:MM)")
    given = parser.parse_args(arguments)
    folder: Path = given.state.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    listed, sentences = folder / "boards.csv", folder / "sentences.json"
    if not listed.is_file():
        write_boards(_boards(given.boards), listed)
    Sentences.kept(sentences)
    remember(folder, postings=given.postings)
    counts = folder / "requests.json"
    maker = ("benchmarks.generated_answers:answer", str(sentences), str(listed))
    with serving(*maker, str(given.postings), str(SEED), counts=counts) as base:
        collect = ("skillscan", "collect", "--due", "--boards", str(listed))
        is_done = run_step(folder, collect, given.until, base)
    steps = (("skillscan", "extract"), ("skillscan", "publish"))
    is_done = is_done and all(run_step(folder, step, given.until) for step in steps)
    return 0 if is_done else 1


def _boards(count: int) -> list[Board]:
    """Boards of the list of ``../shared``, or of our own, taken evenly, each once."""
    file = SHARED / "boards" / "boards.csv"
    if file.is_file():
        lines = file.read_text(encoding="utf-8").splitlines()[1:]
        addresses = (board_of(line.rpartition(",")[2]) for line in lines)
        listed = [one.as_board() for one in addresses if isinstance(one, BoardAddress)]
    else:
        listed = read_boards()
    known = {(one.source, one.token): one for one in listed if one.source in SHAPES}
    boards = list(known.values())
    count = min(count, len(boards))
    return [boards[number * len(boards) // count] for number in range(count)]


if __name__ == "__main__":
    sys.exit(main())
