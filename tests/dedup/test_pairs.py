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

import pytest

from skillscan.dedup.cluster import group
from skillscan.dedup.comparable_text import comparable_text
from skillscan.dedup.demands import Demands
from skillscan.dedup.employers import employer_id_of
from skillscan.dedup.models import Membership, OpeningInput
from skillscan.text.language import language_of
from skillscan.text.prepare import prepare

PAIRS = Path(__file__).with_name("pairs.csv")
FRESH_PAIRS = Path(__file__).with_name("fresh_pairs.csv")
"""200 pairs of boards of which no pair stands in ``pairs.csv``, labelled on 2026-11-26 before any
output was looked at: half with a Jaccard of .35 to .9, half by similar titles alone. Three pairs
that differ in the form of employment or in one sentence were left out as undecided. First contact:
precision 44 of 48, recall 44 of 50 (one label contradicted the rule on pay, and was corrected)."""
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
"""200 pairs each (136 of the fifth; on the sixth and seventh see below) of employers of which no
other pair is labelled, labelled on 2026-11-27 before any output for them was looked at, with the
precision and the recall at first contact: the first before the languages, hours, currencies and
places of titles were compared, the second after. Of the replayed boards only those were left that
have next to no two postings of one title; the same advertisements are mostly those of the corpora:
copies, cuts, reposts. The third, drawn from what those left, is harder: near-copies, fragments,
equal titles of other texts. The fourth is drawn likewise, after portals' copies and levels were
told apart. The fifth is what is left after these: copies in the corpora, lost texts, and comments
of Hacker News from month to month. Comments of Hacker News whose roles differ, and stubs of which
nobody can tell, were left out."""
OF_TEXTS_ELSEWHERE = {
    "opening_pairs_2026_11_ninth.csv": (73, 126),
    "opening_pairs_2026_11_tenth.csv": (63, 127),
}
"""How many are the same and different in sets of which some texts stand in public repositories and
are not kept here. Two readers labelled each before any output was looked at.

The ninth has 199 pairs of 62 employers (whole postings of each, drawn by a seed: half of titles
nearly equal, a quarter of texts with much in common); the readers agreed on all but three, which
were left out. First contact: precision 56 of 56, recall 56 of 73; seven of the missed name a
technology in one of two titles of one text, seven are calls for drivers of one employer. After
these were mended: 69 of 69, and 69 of 73.

The tenth has 190 pairs of 154 employers, at most five of each, of titles that share half of their
words or texts that are nearly the same. Of 200 ten were left out, which one reader could not
decide. On three they differed: "Lead" beside "Founding Lead", a head beside a vice president, and
other pay at one place and time are different. 66 of its boards have other pairs in ``pairs.csv`` or
``fresh_pairs.csv``. First contact: precision 55 of 55, recall 55 of 63 (of employers without any
other pair 36 of 36, and 36 of 40). After two kinds were mended: 57 of 57, and 57 of 63. What is
missed: a level that only the text has, hours of which a text offers two, "Full-Stack" left out,
words of a title turned around."""
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
left. The sixth has 205 pairs, 44 of them of employers without a labelled pair; the seventh 98,
drawn after what the sixth showed was mended, of other postings of largely the same employers. The
eighth has 202 of these, 36 of employers without a labelled pair; one text under another title was
labelled by what the text says, so it holds more of what no rule tells apart. The eleventh has 117
pairs (labelled on 2026-11-28; 140 were drawn, 23 were undecided, on two of them the readers
differed), drawn after a survey of pairs of the same corpora: what is missed there are texts written
anew under one title, trades under two names, and a text that was left with three lines. The twelfth
has 125 pairs of 103 employers (half drawn by texts alike, half by titles that share half of their
words; five of 130 were undecided, on one of them the readers differed), drawn after names of one
trade were listed: what is missed are three texts under titles of their own. The thirteenth has 128
pairs (two of 130 were undecided; half drawn by texts, half by titles; next to no employer without a
labelled pair was left), labelled after jobs renamed in title and text were joined: two texts under
titles of their own are missed. The fourteenth has 188 pairs of 166 employers, 40 of them without a
labelled pair (200 were drawn; the readers agreed on 193, twelve are left out), labelled after a
"Lead" and a "Manager" over one text were joined. Missed are three comments whose list of roles was
cut or changed, three texts under titles of their own, two titles of which one has a level more, and
a text written anew. The fifteenth has 123 pairs, five of them of employers without a labelled pair:
it is what the earlier sets left (130 were drawn; the readers agreed on all, seven comments of
Hacker News were undecided), labelled after lists of roles that were cut, and hours in titles, were
known. Missed are a second name after a slash, and a text under a title of its own."""
DEMANDS = Path(__file__).with_name("demands.csv")
"""What the pipeline read of these postings on 2026-11-27: to read them takes minutes."""
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
