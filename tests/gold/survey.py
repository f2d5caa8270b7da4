"""``python -m tests.gold.survey SHARED OUT.jsonl``: the texts that docs/coverage.md is measured on.

Every fourth text of the corpora of ``SHARED``, and of each replayed job board of which no posting
is labelled in this folder: what was set aside to label is never looked at by a survey. Then
``skillscan rules coverage OUT.jsonl --write docs/coverage.md``.
"""

import gzip
import json
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from tests.gold.texts import postings, row

LABELS = Path(__file__).parent
EVERY = 4
_BOARDS = "ashby_boards"


def sample(shared: Path) -> Iterator[dict[str, Any]]:
    """Every fourth text, corpora by name and then boards by name, as a corpus has it."""
    texts = chain(_corpora(shared / "corpus"), _boards(shared / "replay" / _BOARDS))
    return (text for number, text in enumerate(texts) if number % EVERY == 0)


def labelled() -> frozenset[str]:
    """The native ids of all replayed postings that a set of labels names."""
    lines = (line for path in LABELS.glob("*.jsonl") for line in path.read_text().splitlines())
    return frozenset(json.loads(line)["key"] for line in lines if "replay/" in line)


def _corpora(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            yield from map(json.loads, file)


def _boards(folder: Path) -> Iterator[dict[str, Any]]:
    known = labelled()
    for path in sorted(folder.iterdir()):
        board = list(postings(path))
        if not any(posting.native_id in known for posting in board):
            yield from (row(posting, path) for posting in board)


def main() -> None:
    """Write the texts."""
    shared, out = map(Path, sys.argv[1:3])
    out.write_text("".join(json.dumps(text) + "\n" for text in sample(shared)), encoding="utf-8")


if __name__ == "__main__":
    main()
