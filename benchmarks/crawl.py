"""Crawling: ``collect`` against a bare Scrapy spider, on the largest boards that were recorded."""

import csv
import gzip
import json
import tempfile
from functools import cache
from itertools import islice
from pathlib import Path
from urllib.parse import quote, unquote

from benchmarks import material
from benchmarks.loopback import Answer, serving
from benchmarks.measuring import Measure
from benchmarks.steps import Spent, module
from skillscan.landing.writer import COMPRESSION
from skillscan.sample_market.generator import build_market
from skillscan.sample_market.payloads import ashby_job

REPEATS = 5
RECORDED = material.SHARED / "replay" / "ashby_boards"
PATH = "/api.ashbyhq.com/posting-api/job-board/{}?includeCompensation=true"


@cache
def boards() -> dict[str, bytes]:
    """Token → gzipped answer, largest first: recorded ones, or invented ones without them."""
    if not RECORDED.is_dir():
        return _invented()
    files = ((unquote(file.name.removesuffix(".json.gz")), file) for file in RECORDED.iterdir())
    answers = {token: gzip.decompress(file.read_bytes()) for token, file in files}
    largest = sorted(answers, key=lambda token: (-len(answers[token]), token))
    return {token: gzip.compress(answers[token]) for token in largest}


def _invented() -> dict[str, bytes]:
    """Boards of sixty postings of the sample market."""
    postings = [one for one in build_market().postings if one.source == "ashby"]
    jobs = [ashby_job(one, material.WHEN.date()) for one in postings]
    parts = ([dict(job, id=f"{n}-{job['id']}") for job in jobs[:60]] for n in range(100))
    return {
        f"board-{n}": gzip.compress(json.dumps({"jobs": part}).encode())
        for n, part in enumerate(parts)
    }


def answer(count: str) -> Answer:
    """Answers for the largest boards; neither robots.txt nor a file of reservations is there."""
    chosen = dict(islice(boards().items(), int(count)))
    answers = {PATH.format(quote(token, safe="")): body for token, body in chosen.items()}
    return lambda path, method, body: answers.get(path)  # noqa: ARG005 - what servers are asked


def crawling(count: int) -> list[Measure]:
    """CPU and memory of both, from their start to their end, in turn; the least counts."""
    tokens = list(islice(boards(), count))
    size = sum(len(gzip.decompress(boards()[token])) for token in tokens) / 1e6
    ours: list[Spent] = []
    bare: list[Spent] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        serving("benchmarks.crawl:answer", str(count)) as base,
    ):
        for number in range(REPEATS):
            place = Path(folder) / str(number)
            place.mkdir()
            bare.append(_bare(place, base, tokens))
            ours.append(_ours(place, base, tokens))
    return [
        Measure(
            name=f"collect {len(tokens)} boards, {size:.0f} MB of JSON",
            ours=min(one.cpu for one in ours),
            baseline=min(one.cpu for one in bare),
            baseline_name="a bare Scrapy spider that parses and stores the same",
            unit="CPU s, with the start",
            bar="≤ 1.3",
            parts={
                "ours": [one.cpu for one in ours],
                "baseline": [one.cpu for one in bare],
                "ours elapsed": [one.elapsed for one in ours],
                "baseline elapsed": [one.elapsed for one in bare],
            },
            peak_mib=max(one.peak_mib for one in ours),
        ),
        Measure(
            name="peak memory of it",
            ours=min(one.peak_mib for one in ours),
            baseline=min(one.peak_mib for one in bare),
            baseline_name="the bare spider",
            unit="MiB, the largest process",
            parts={
                "ours": [one.peak_mib for one in ours],
                "baseline": [one.peak_mib for one in bare],
            },
        ),
    ]


def _ours(place: Path, base: str, tokens: list[str]) -> Spent:
    listed = place / "boards.csv"
    with listed.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("employer", "source", "board", "url"))
        rows.writerows((token, "ashby", token, "") for token in tokens)
    environment = {"SKILLSCAN_HOME": str(place / "home"), "SKILLSCAN_API_BASE": base}
    spent = module(environment, "skillscan", "collect", "--boards", str(listed))
    stored = list((place / "home" / "landing").glob("*/*/*.jsonl.gz"))
    if len(stored) != len(tokens):
        raise RuntimeError(f"{len(stored)} of {len(tokens)} boards were collected")
    return spent


def _bare(place: Path, base: str, tokens: list[str]) -> Spent:
    addresses, stored = place / "addresses", place / "bare"
    stored.mkdir()
    addresses.write_text(
        "\n".join(base + PATH.format(quote(token, safe="")) for token in tokens), encoding="utf-8"
    )
    spider = str(Path(__file__).with_name("bare_spider.py"))
    asked = ("-a", f"addresses={addresses}", "-a", f"folder={stored}", "-a", f"level={COMPRESSION}")
    # In a folder without scrapy.cfg: where there is one, our settings would be the bare spider's.
    spent = module({}, "scrapy", "runspider", spider, *asked, folder=place)
    if len(list(stored.iterdir())) != len(tokens):
        raise RuntimeError(f"{len(tokens)} boards were not stored by the bare spider")
    return spent
