"""Steps: import, extract with one and two processes, storage, grouping, publish, and how soon the
command line answers.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from itertools import islice
from pathlib import Path

from benchmarks import material
from benchmarks.measuring import Measure, cpu_seconds, in_own_process, peak_mib
from skillscan.dedup.cluster import group
from skillscan.dedup.comparable_text import comparable_text
from skillscan.dedup.employers import employer_id_of
from skillscan.dedup.models import OpeningInput
from skillscan.settings import Settings
from skillscan.text.prepare import prepare
from skillscan.warehouse import bulk
from skillscan.warehouse.connection import open_warehouse
from skillscan.warehouse.tables import findings
from skillscan.warehouse.transaction import transaction

STARTS = 5


@dataclass(frozen=True, slots=True)
class Spent:
    """What a command took: ``cpu`` of it and the processes that it waited for, ``peak_mib`` of the
    largest of them.
    """

    elapsed: float
    cpu: float
    peak_mib: float


def command(home: Path, *arguments: str, workers: int = 1) -> Spent:
    """Run a command of skillscan; what needs attention is no failure here."""
    environment = {"SKILLSCAN_HOME": str(home), "SKILLSCAN_WORKERS": str(workers)}
    return module(environment, "skillscan", *arguments)


def module(environment: Mapping[str, str], *arguments: str, folder: Path | None = None) -> Spent:
    """Run a module with its arguments, in a folder, and wait for its end; its modules are compiled
    before, as they are where it is installed.
    """
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), **environment}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.command", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
    )
    taken = json.loads(done.stdout)
    if taken["exit_code"] not in (0, 3):
        raise RuntimeError(f"{' '.join(arguments)}: {taken['message']}")
    return Spent(taken["elapsed"], taken["cpu"], taken["peak_mib"])


def from_file_to_page(postings: int) -> list[Measure]:
    """A file is imported, extracted with one and with two processes, and published."""
    with tempfile.TemporaryDirectory() as folder:
        return _from_file_to_page(Path(folder), postings)


def _from_file_to_page(folder: Path, postings: int) -> list[Measure]:
    file = folder / "postings.jsonl"
    rows = list(islice(material.rows(material.CORPORA), postings))
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    parsing = cpu_seconds(lambda: [json.loads(line) for line in file.open(encoding="utf-8")])
    homes = [folder / "one", folder / "two"]
    imported = [command(home, "import", str(file), "--source", "corpus") for home in homes]
    extracted = [
        command(home, "extract", workers=workers)
        for home, workers in zip(homes, (1, 2), strict=True)
    ]
    published = command(homes[0], "publish")
    thousands = len(rows) / 1000
    return [
        Measure(
            name="import",
            ours=min(one.cpu for one in imported) / thousands,
            baseline=parsing / thousands,
            baseline_name="json.loads of every line",
            unit="CPU s a 1,000 postings",
            parts={"ours": [one.cpu for one in imported]},
            peak_mib=imported[0].peak_mib,
        ),
        Measure(
            name=f"two workers / one, {len(rows):,} postings (speed-up)",
            ours=extracted[0].elapsed,
            baseline=extracted[1].elapsed,
            baseline_name="with two workers",
            unit="s elapsed",
            bar="≥ 1.7",
            aim="1.95",
            parts={"elapsed": [one.elapsed for one in extracted], "cpu": [extracted[0].cpu]},
            peak_mib=extracted[0].peak_mib,
        ),
        Measure(
            name="publish",
            ours=published.cpu / thousands,
            baseline=extracted[0].cpu / thousands,
            baseline_name="extract of the same postings",
            unit="CPU s a 1,000 postings",
            parts={"ours": [published.cpu]},
            peak_mib=published.peak_mib,
        ),
        *in_own_process(_storage, homes[0]),
        *_starts(homes[0]),
    ]


def _storage(home: Path) -> list[Measure]:
    """What is read is stored once more, beside a plain copy of the same rows by DuckDB."""
    with open_warehouse(Settings(home=home)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM findings").fetchone() or (0,)
        rows = connection.execute("SELECT * FROM findings").to_arrow_table()
        columns = {field.name for field in fields(findings.FindingRow)}
        records = [
            findings.FindingRow(**{k: v for k, v in row.items() if k in columns})
            for row in rows.to_pylist()
        ]

        def plain() -> None:
            connection.register("plain_rows", rows)
            connection.execute("CREATE TEMP TABLE plain AS FROM plain_rows")

        def ours() -> None:
            connection.execute("DELETE FROM findings")
            with transaction(connection):
                bulk.write(connection, "findings/insert", records)

        baseline, stored = cpu_seconds(plain), cpu_seconds(ours)
    return [
        Measure(
            name="store findings",
            ours=1e6 * stored / max(1, count),
            baseline=1e6 * baseline / max(1, count),
            baseline_name="the same Arrow rows into a DuckDB table",
            unit="CPU µs a finding",
            peak_mib=peak_mib(),
        )
    ]


def _starts(home: Path) -> list[Measure]:
    """CPU of the smallest commands, with their start; the best of some, in turn."""
    found: dict[str, list[Spent]] = {"--help": [], "stats": []}
    for _ in range(STARTS):
        for argument, spent in found.items():
            spent.append(command(home, argument))
    bars = {"--help": "≤ 0.3", "stats": "≤ 0.6"}
    return [
        Measure(
            name=name,
            ours=min(one.cpu for one in spent),
            unit="CPU s",
            bar=bars[name],
            parts={"ours": [one.cpu for one in spent]},
            peak_mib=max(one.peak_mib for one in spent),
        )
        for name, spent in found.items()
    ]


def grouping() -> list[Measure]:
    """All postings of the market and as many again a week later, against half of them."""
    openings = [
        OpeningInput(
            posting_id=posting.posting_id,
            employer_id=employer_id_of(posting.employer or posting.board),
            title=posting.title,
            text=comparable_text(prepare(posting.body)),
            first_seen=material.WHEN,
            locations=posting.locations,
        )
        for posting in material.market()
    ]
    again = [
        replace(
            one, posting_id=f"{one.posting_id}-2", first_seen=one.first_seen + timedelta(weeks=1)
        )
        for one in openings
    ]
    group(openings[:50])
    half, everything = (
        min(cpu_seconds(lambda some=some: group(some)) for _ in range(3))
        for some in (openings, [*openings, *again])
    )
    return [
        Measure(
            name="group openings",
            ours=everything,
            baseline=half,
            baseline_name="half as many postings (2 is linear)",
            unit="CPU s",
            peak_mib=peak_mib(),
        )
    ]
