"""``python -m tests.gold.texts LABELS SHARED OUT.jsonl``: texts of labels that stand in no corpus.

The labels name postings by their native id; the texts stand in the replayed answers of ``SHARED``.
Then ``skillscan evaluate LABELS --corpus SHARED/corpus --corpus OUT.jsonl``. The labels in
this folder were made by two readers before any output was looked at: ``blind_2026_11`` after the
survey, ``blind_2026_11_second`` when what the first showed was being mended, of other postings.

The sets from the eighth on are of postings that stand in public repositories (``origin``: owner,
repository and path, where these are known); their texts are not kept here. What they gave at first
contact:

======== ======== ===== ===== ===== ========= ====== ========= ==== =========
set      postings F1    class years degree    salary workplace role seniority
======== ======== ===== ===== ===== ========= ====== ========= ==== =========
ninth    65       .988  .914  1.000 .862      .985   .892      .969 .985
tenth    56       .992  .894  .964  .821      .911   .964      .875 .982
eleventh 60       .996  .986  .967  .917      .950   .900      .917 .967
twelfth  80       .989  .967  .963  .975      .975   .900      .963 .975
13th     35       .993  .956  1.000 .943      .886   .886      .943 .943
14th     40       .979  .821  .925  .875      .925   .825      .975 .925
15th     25             .945  1.000 .92       .92    .92       .92  .88
16th     90       .979  .904  .933  .967      .956   .956      .889 .933
17th     86       .990  .928  .977  .895      .919   .919      .919 .988
18th     90       .997  .981  .978  .989      .978   .967      .967 .944
19th     100      .994  .984  .990  .980      .990   .930      .890 .980
20th     66       .992  .888  .985  .894      .894   .939      .939
21st     75       .990  .891  .933  .880      .987   .893      .947 .960
22nd     72       .989  .962  .958  1.000     .917   .944      .958 1.000
23rd     72       .992  .968  .931  .931      .861   .861      .944 .958
24th     41       .994  .967  1.000 .927      .976   .951      .976 .976
25th     52       .993  .943  .962  .923      .962   .865      .962 .962
26th     44       .994  .941  .932  .909      1.000  .886      .977 .977
27th     36       .985  .964  .861  .889      .944   .944      .972 1.000
28th     40       .995  .977  1.000 .950      1.000  .875      .975 1.000
======== ======== ===== ===== ===== ========= ====== ========= ==== =========

Four postings of the tenth are not in English, thirteen of the fourteenth, five of the sixteenth and
eight of the seventeenth (without these .996, .964, 1.000, .936, .923, .974, .923, .987). Seventeen
of the latter stand in a corpus that was developed with, too. The fourteenth and the fifteenth had
one reader only; those of the sixteenth and the seventeenth agree so closely (all 594 classes of the
latter) that they are to be taken as one. Of the 20th, all of public repositories, a third lost line
ends on its way there, which is where its classes and degrees were missed. Each set was mended by
kinds afterwards, and is no measure any more.
"""

import gzip
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from skillscan.domain import Posting, RawItem
from skillscan.sources.registry import require_source

_SOURCES = {"ashby_boards": "ashby"}
_LISTS = ("jobs", "data", "results")


def rows(labels_file: Path, shared: Path) -> Iterator[dict[str, Any]]:
    """A row as a corpus has it for each label of a replayed answer."""
    labels = [json.loads(line) for line in labels_file.read_text(encoding="utf-8").splitlines()]
    wanted = {label["key"] for label in labels if label["origin"].startswith("replay/")}
    for folder in sorted({label["origin"] for label in labels if label["key"] in wanted}):
        for path in sorted((shared / folder).iterdir()):
            for posting in postings(path):
                if posting.native_id in wanted:
                    yield row(posting, path)


def row(posting: Posting, path: Path) -> dict[str, Any]:
    """A posting of a replayed answer as a corpus has it; boards are named by their file."""
    return {
        "key": posting.native_id,
        "title": posting.title,
        "company": posting.employer or path.name.split(".")[0],
        "location": "; ".join(posting.locations) or None,
        "workplace": posting.workplace,
        "pay": _pay(posting),
        "description": posting.body,
    }


def _pay(posting: Posting) -> dict[str, Any] | None:
    """The pay that a source states, as labels and corpora have it: without what was made of it."""
    pay = msgspec.to_builtins(posting.pay)
    return pay and {name: pay[name] for name in ("min", "max", "currency", "period")}


def postings(path: Path) -> Iterator[Posting]:
    """The postings of a replayed answer: one file, of the source that its folder is called by."""
    source = _SOURCES.get(path.parent.name, path.parent.name)
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        answer = json.load(file)
    found: list[Any] = next((answer[name] for name in _LISTS if name in answer), [])
    for payload in found:
        item = RawItem(
            source=source,
            board=path.name.split(".")[0],
            url="https://jobs.example/1",
            fetched_at=datetime(2026, 9, 1, tzinfo=UTC),
            http_status=200,
            payload=payload,
        )
        yield from (p for p in require_source(source).parse(item) if isinstance(p, Posting))


def main() -> None:
    """Write the texts."""
    labels, shared, out = map(Path, sys.argv[1:4])
    lines = (json.dumps(row) + "\n" for row in rows(labels, shared))
    out.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
