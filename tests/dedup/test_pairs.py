"""Grouping against hand-labelled pairs of real postings of one employer.

``pairs.csv`` holds keys and labels only (corpus keys, or Ashby board/job id). 415 pairs were drawn
by strata of similarity, titles equal and unequal, and 160 more from what the grouping joined and
almost joined; titles and differing sentences of each were read. Left out are pairs that a careful
reader could not decide, and Hacker News comments whose lists of roles differ (their titles in the
corpus are somebody's guess). "Same": the same advertisement in another city, month, copy or
language; "different": another level, team, product, language spoken, shift or form of employment,
or other required years or another required degree, both stated (eight pairs of one text edited so
were "same" until that was settled, as were four that ask for other languages).
"""

import csv
import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from skillscan.dedup.cluster import group
from skillscan.dedup.comparable_text import comparable_text
from skillscan.dedup.demands import Demands
from skillscan.dedup.employers import employer_id_of
from skillscan.dedup.models import Membership, OpeningInput
from skillscan.statistics.intervals import wilson
from skillscan.text.language import language_of
from skillscan.text.prepare import prepare

PAIRS = Path(__file__).with_name("pairs.csv")
FRESH_PAIRS = Path(__file__).with_name("fresh_pairs.csv")
"""Pairs of boards of which no pair stands in ``pairs.csv``, labelled on 2026-11-26 before any
output was looked at. Three pairs that differ in the form of employment or in one sentence were left
out as undecided, and one label that contradicted the rule on pay was corrected.
"""
GOLD = Path(__file__).parents[1] / "gold"
FIRST_CONTACT = {
    "opening_pairs_2026_11.csv": ((73, 74), (73, 77)),
    "opening_pairs_2026_11_second.csv": ((72, 72), (72, 73)),
    "opening_pairs_2026_11_third.csv": ((112, 113), (112, 124)),
    "opening_pairs_2026_11_fourth.csv": ((81, 82), (81, 88)),
    "opening_pairs_2026_11_fifth.csv": ((59, 59), (59, 67)),
    "opening_pairs_2026_11_sixth.csv": ((109, 110), (109, 121)),
    "opening_pairs_2026_11_seventh.csv": ((61, 61), (61, 63)),
    "opening_pairs_2026_11_eighth.csv": ((99, 102), (99, 112)),
    "opening_pairs_2026_11_eleventh.csv": ((50, 51), (50, 62)),
    "opening_pairs_2026_11_twelfth.csv": ((32, 32), (32, 35)),
    "opening_pairs_2026_11_thirteenth.csv": ((22, 22), (22, 24)),
    "opening_pairs_2026_11_fourteenth.csv": ((33, 33), (33, 42)),
    "opening_pairs_2026_11_fifteenth.csv": ((24, 24), (24, 26)),
}
"""Precision and recall of each set at first contact. What the sets are stands in docs/method.md,
whose table is compared with this one. Comments of Hacker News whose roles differ, and stubs of
which nobody can tell, were left out of the first five.
"""
OF_TEXTS_ELSEWHERE = {
    "opening_pairs_2026_11_ninth.csv": (73, 126),
    "opening_pairs_2026_11_tenth.csv": (63, 127),
}
"""How many are the same and different in sets of which some texts stand in public repositories and
are not kept here. The ninth has whole postings of each employer, drawn by a seed: half of titles
nearly equal, a quarter of texts with much in common. The tenth has at most five pairs of each, of
titles that share half of their words or texts that are nearly the same; on three the readers
differed: "Lead" beside "Founding Lead", a head beside a vice president, and other pay at one place
and time are different. 66 of its boards have other pairs in ``pairs.csv`` or ``fresh_pairs.csv``.
"""
FIRST_CONTACT_ELSEWHERE = {
    "fresh_pairs.csv": ((44, 48), (44, 50)),
    "opening_pairs_2026_11_ninth.csv": ((56, 56), (56, 73)),
    "opening_pairs_2026_11_tenth.csv": ((55, 55), (55, 63)),
}
"""Precision and recall at first contact of sets that are not read again here."""
PARTED_BY_PAY = {
    "opening_pairs_2026_11.csv": 0,
    "opening_pairs_2026_11_second.csv": 1,
    "opening_pairs_2026_11_third.csv": 0,
    "opening_pairs_2026_11_fourth.csv": 0,
    "opening_pairs_2026_11_fifth.csv": 0,
    "opening_pairs_2026_11_sixth.csv": 0,
    "opening_pairs_2026_11_seventh.csv": 0,
    "opening_pairs_2026_11_eighth.csv": 0,
    "opening_pairs_2026_11_eleventh.csv": 0,
    "opening_pairs_2026_11_twelfth.csv": 0,
    "opening_pairs_2026_11_thirteenth.csv": 0,
    "opening_pairs_2026_11_fourteenth.csv": 0,
    "opening_pairs_2026_11_fifteenth.csv": 0,
}
"""Pairs that the pipeline tells apart by pay alone, which ``demands.csv`` does not have."""
OF_OTHER_POSTINGS = {
    f"opening_pairs_2026_11_{name}.csv"
    for name in (
        "sixth",
        "seventh",
        "eighth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
    )
}
"""Sets of which only the postings stand in no other: too few boards without a labelled pair were
left.
"""
DEMANDS = Path(__file__).with_name("demands.csv")
"""What the pipeline read of these postings when each set was labelled: to read them takes minutes.
"""
OLDEST = datetime(2019, 1, 1, tzinfo=UTC)


def read_pairs(path: Path = PAIRS) -> list[tuple[str, str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [(row["key_a"], row["key_b"], row["label"]) for row in csv.DictReader(lines)]


def time_of(text: str | None) -> datetime:
    try:
        found = datetime.fromisoformat((text or "")[:10] + ("-01" if len(text or "") == 7 else ""))
    except ValueError:
        return OLDEST
    return found.replace(tzinfo=UTC)


def corpus_rows(shared: Path) -> Iterator[tuple[str, str, str, str, str, str]]:
    for path in sorted((shared / "corpus").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                names = ("key", "company", "title", "description", "location", "date_posted")
                key, *rest = (row.get(name) or "" for name in names)
                yield key, *rest


def board_rows(shared: Path) -> Iterator[tuple[str, str, str, str, str, str]]:
    for path in sorted((shared / "replay" / "ashby_boards").glob("*.json.gz")):
        board = path.name.removesuffix(".json.gz")
        for job in json.loads(gzip.decompress(path.read_bytes()))["jobs"]:
            places = [job.get("location") or ""]
            places += [other.get("location") or "" for other in job.get("secondaryLocations") or []]
            body = job.get("descriptionPlain") or ""
            key, seen = f"{board}/{job['id']}", job.get("publishedAt") or ""
            yield key, board, job["title"], body, "|".join(places), seen


def inputs_of(shared: Path, keys: set[str]) -> list[OpeningInput]:
    """All postings of the employers of these keys: the grouping learns boilerplate from all."""
    rows = {row[0]: row for row in (*corpus_rows(shared), *board_rows(shared)) if row[3]}
    employers = {employer_id_of(rows[key][1]) for key in keys}
    demands = read_demands()
    return [
        OpeningInput(
            posting_id=key,
            employer_id=employer_id_of(company),
            title=title,
            text=comparable_text(prepared := prepare(body)),
            first_seen=time_of(seen),
            locations=tuple(place for place in places.split("|") if place),
            demands=demands.get(key, Demands()),
            language=language_of(prepared),
        )
        for key, company, title, body, places, seen in rows.values()
        if employer_id_of(company) in employers
    ]


def read_demands() -> dict[str, Demands]:
    """What is read of the labelled postings; of the others it decides nothing that is looked at."""
    with DEMANDS.open(encoding="utf-8", newline="") as lines:
        return {
            row["key"]: Demands(
                years=int(row["years"]) if row["years"] else None,
                degree=row["degree"] or None,
                level=row["level"] or None,
            )
            for row in csv.DictReader(lines)
        }


def counts_of(
    memberships: dict[str, Membership], pairs: list[tuple[str, str, str]]
) -> dict[tuple[str, bool], int]:
    """How many pairs have a label, and were joined or not."""
    counts = {(label, joined): 0 for label in ("same", "different") for joined in (True, False)}
    for key_a, key_b, label in pairs:
        joined = memberships[key_a].opening_id == memberships[key_b].opening_id
        counts[label, joined] += 1
    return counts


@pytest.fixture(scope="module")
def memberships(shared_dir: Path) -> dict[str, Membership]:
    keys = {key for pair in read_pairs() for key in pair[:2]}
    return group(inputs_of(shared_dir, keys))


def test_labels_are_whole() -> None:
    """A label edited by hand must stay a label: no other word, no pair twice, enough of both."""
    pairs = read_pairs()
    labels = [label for _, _, label in pairs]
    assert {"same", "different"} == set(labels)
    assert len({frozenset(pair[:2]) for pair in pairs}) == len(pairs) >= 300
    assert min(labels.count("same"), labels.count("different")) >= 150


def test_fresh_pairs_are_of_other_boards() -> None:
    """Figures of pairs that the limits were set with would pass for a proof."""
    fresh = read_pairs(FRESH_PAIRS)
    boards = {key.partition("/")[0] for pair in read_pairs() for key in pair[:2] if "/" in key}
    assert len({frozenset(pair[:2]) for pair in fresh}) == len(fresh) == 200
    assert {label for _, _, label in fresh} == {"same", "different"}
    assert not boards & {key.partition("/")[0] for pair in fresh for key in pair[:2]}


@pytest.mark.parametrize("name", FIRST_CONTACT)
def test_gold_pairs_are_of_other_boards(name: str) -> None:
    """The same; each set is of boards, or at least of postings, of its own."""
    gold = read_pairs(GOLD / name)
    kept = set() if name in OF_OTHER_POSTINGS else OF_OTHER_POSTINGS
    names = [other for other in FIRST_CONTACT if other != name and other not in kept]
    others = [PAIRS, FRESH_PAIRS, *(GOLD / other for other in names)]
    keys = {key for path in others for pair in read_pairs(path) for key in pair[:2]}
    assert len({frozenset(pair[:2]) for pair in gold}) == len(gold) >= 98
    assert not {key for pair in gold for key in pair[:2]} & keys
    if name not in OF_OTHER_POSTINGS:
        boards = {key.partition("/")[0] for key in keys}
        assert not {key.partition("/")[0] for pair in gold for key in pair[:2]} & boards


@pytest.mark.parametrize("name", OF_TEXTS_ELSEWHERE)
def test_pairs_of_texts_elsewhere_are_whole(name: str) -> None:
    """A figure that stands for all of them must be of all of them, and of no other set's."""
    pairs = read_pairs(GOLD / name)
    labels = [label for _, _, label in pairs]
    assert len({frozenset(pair[:2]) for pair in pairs}) == len(pairs)
    assert (labels.count("same"), labels.count("different")) == OF_TEXTS_ELSEWHERE[name]
    names = [other for other in (*FIRST_CONTACT, *OF_TEXTS_ELSEWHERE) if other != name]
    others = [PAIRS, FRESH_PAIRS, *(GOLD / other for other in names)]
    keys = {key for path in others for pair in read_pairs(path) for key in pair[:2]}
    assert not {key for pair in pairs for key in pair[:2]} & keys


def row_of_docs(path: Path, rates: tuple[tuple[int, int], ...]) -> tuple[str, ...]:
    """What the table of docs/method.md has of a set: its size, and rates with their intervals."""
    told = []
    for hits, of in rates:
        low, high = (float(end[0]) for end in wilson(np.array([hits / of]), of))
        told.append(f"{hits} of {of} ({low:.1%} to {high:.1%})".replace("100.0%", "100%"))
    name = path.stem.removeprefix("opening_pairs_2026_11").lstrip("_") or "first"
    name = "oldest" if path == FRESH_PAIRS else name
    return (name, str(len(read_pairs(path))), *(one.replace("% to", " to") for one in told))


def test_the_table_of_the_docs_is_that_of_the_sets() -> None:
    """A reader would judge the grouping by figures that nobody computed."""
    files = {FRESH_PAIRS.name: FRESH_PAIRS} | {one.name: one for one in GOLD.glob("*pairs*.csv")}
    rates = FIRST_CONTACT | FIRST_CONTACT_ELSEWHERE
    text = (Path(__file__).parents[2] / "docs" / "method.md").read_text("utf-8")
    table = text.partition("<!-- sets of pairs")[2].partition("<!-- /sets of pairs -->")[0]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("|")]
    shown = {tuple(cell.replace(" %", "%") for cell in row[:4]) for row in rows[2:]}
    assert shown == {row_of_docs(files[name], rates[name]) for name in files}


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.parametrize("name", FIRST_CONTACT)
def test_gold_pairs_stay_as_good_as_at_first_contact(shared_dir: Path, name: str) -> None:
    """A rule that is made for other pairs might be paid for with these."""
    pairs = read_pairs(GOLD / name)
    counts = counts_of(
        group(inputs_of(shared_dir, {key for pair in pairs for key in pair[:2]})), pairs
    )
    (hits, claimed), (_, same) = FIRST_CONTACT[name]
    assert counts["same", True] >= hits, counts
    assert counts["different", True] <= claimed - hits + PARTED_BY_PAY[name], counts
    assert counts["same", True] + counts["same", False] == same


@pytest.mark.slow
@pytest.mark.shared
def test_precision_and_recall(memberships: dict[str, Membership]) -> None:
    """Below these bars, counts of openings are no longer honest: doubled or swallowed openings."""
    counts = counts_of(memberships, read_pairs())
    hits, false = counts["same", True], counts["different", True]
    precision, recall = hits / (hits + false), hits / (hits + counts["same", False])
    assert precision >= 0.98, (precision, recall, counts)
    assert recall >= 0.95, (precision, recall, counts)
