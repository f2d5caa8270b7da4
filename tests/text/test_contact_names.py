"""Names of contact persons leave the text; companies, teams, places and skills stay.

``contact_names.csv`` labels 200 postings of ``../shared/replay``, 100 drawn from those that hold an
e-mail address, a cue or a common first name and at random, and 100 from those where a name-like
word stands within 60 characters of a cue (seeded draws; the labels were made by reading, before any
rule was tried). A contact is whom the posting tells its readers to turn to, or names as recruiter,
member of the talent or people team, or hiring manager; founders, interviewers and whom one reports
to are none. Names stand there as salted hashes. Rules were tuned on one half only.
"""

import csv
import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.domain import Posting, RawItem
from skillscan.rules import load_rules
from skillscan.sources.registry import require_source
from skillscan.text import redaction
from skillscan.text.contact_names.mask import contact_names, mask_contact_names
from skillscan.text.contact_names.rules import FILE, Cues, fold, name_words
from skillscan.text.contact_names.telling_words import TellingWords
from skillscan.text.prepare import prepare

LABELS = Path(__file__).with_name("contact_names.csv")
SALT = "skillscan contact names "

MASKED = [
    "Questions? Write to {Erika Mustermann} at erika@example.org",
    "QUESTIONS? Contact {Erika Mustermann}.",
    "questions? write to {Erika Mustermann}",
    "<h3>Contact person</h3><p>{Erika Mustermann}, HR</p>",
    "Contact person:\n{Erika Mustermann}",
    "• Recruiter\n• {Jane Doe}\n• jane@example.org",
    "Contact person {Jane Doe}",
    "Hiring manager: {Jane Doe}",
    "hiring manager - {Jane Doe}",
    "{Jane Doe}, Talent Partner, jane@example.org",
    "{Jane Doe} (+45 33 12 34 56)",
    "contact our recruiter {Jane} today",
    "reach out to {Anna} at anna@example.org",
    "Reach out to {Quentin Xylander} at quentin.xylander@example.org",
    "Email {Jean-Luc O'Neil}, {María José García} or {J. R. van den Berg}.",
    "Please contact {Jane Doe}/{John Doe} for details.",
    "Kontakt: {Мария Иванова}, [phone]",
    "Contact: {JANE DOE}, 030 1234567",
    "Ansprechpartner: {Max Mustermann}",
    "Ihre Ansprechpartnerin ist {Erika Mustermann}.",
    "Fragen? {Erika Mustermann} hilft gern.",
    "Für Fragen steht Ihnen {Frau Dr. Erika Mustermann} zur Verfügung.",
    "Contactpersoon: {Jan de Vries}",
    "Votre contact : {Marie Dupont}",
    "Contactez {Marie Dupont} au 01 23 45 67 89.",
    "Persona de contacto: {Lucía Fernández}",
    "Referente: {Giulia Bianchi}",
    "Rekryterare: {Åsa Öberg}",
    "Kontaktperson\n{Søren Kjær}",
    "Posted by {Jane Doe}",
    "{Jane Doe}, Recruiter\nSays {Jane Doe}: join us.",
    "Contact {Will Smith} at will@example.org",
]
KEPT = [
    "contact Acme Careers at jobs@example.org",
    "Contact Human Resources.",
    "Contact the People Team or Talent Acquisition.",
    "write to Talent Acquisition",
    "please contact us at jobs@example.org",
    "Acme was founded by Jane Doe and John Doe.",
    "Recruiter\nAbout Us\nJane Street is a firm.",
    "Recruiter",
    "Contact: Python",
    "Contact person:\nRequirements\nPython",
    "Our Recruiter will contact you.",
    "Hiring Manager Interview, Technical Interview",
    "Contact Center Engineer, San Francisco",
    "Reach out to Machine Learning teams across New York.",
    "Experience with Amazon Connect, Contact Lens and Jenkins",
    "You will report to Jane Doe, Director of Engineering.",
    "Work with Hiring Managers, Recruiters and Data Science.",
    "Transformers, Attention, Information Retrieval",
    "Call Austin your home.",
]


WORDS = [
    "contact",
    "Jane",
    "Doe",
    "our",
    "recruiter",
    "[email]",
    ",",
    "Contact",
    "or",
    "person",
    ":",
    "J.",
    "van",
    "Team",
    "Frau",
    "(",
    "Quentin",
    "from",
    "People",
    "is",
]
HOSTILE = [
    part * 20_000
    for part in (
        "contact Jane ",
        "Jane Doe, ",
        "our recruiter ",
        "Contact\n",
        "Jane-",
        "A. ",
        "Frau ",
    )
]


def bare(sentence: str) -> str:
    return re.sub(r"[{}]", "", sentence)


def masked(sentence: str) -> str:
    return re.sub(r"\{[^}]*\}", "[name]", sentence)


@pytest.mark.parametrize("sentence", MASKED)
def test_contact_names_leave_the_stored_text(sentence: str) -> None:
    """A person's name in the warehouse is what the product promises not to keep."""
    found = prepare(bare(sentence))
    assert found == prepare(masked(sentence))
    assert "[name]" in found


@pytest.mark.parametrize("sentence", KEPT)
def test_what_is_no_contact_stays(sentence: str) -> None:
    """A skill or company masked as a name is a fact lost."""
    assert "[name]" not in prepare(sentence)


def test_words_are_in_the_form_they_are_compared_in() -> None:
    """A word in another form would never match, and nobody would see it."""
    words = name_words()
    assert [one for one in words.given if one != fold(one)] == []
    anchors = Cues(load_rules(FILE)).by_anchor
    lists = (words.no_names, words.organisations, words.particles, words.joiners, anchors)
    assert [one for listed in lists for one in listed if one != one.lower()] == []


@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=40,
    ).map(" ".join)
    | st.text(max_size=100)
)
def test_masking_twice_is_masking_once(text: str) -> None:
    """A text that changed with every extract would be read again every time."""
    once = mask_contact_names(text)
    assert mask_contact_names(once) == once


@pytest.mark.parametrize(
    "text",
    HOSTILE,
    ids=lambda text: text[:12],
)
def test_hostile_texts_are_masked_in_bounded_work(text: str) -> None:
    """One posting must not stop a load (what is beyond the bound stays unseen)."""
    assert len(mask_contact_names(text)) <= len(text)


def labelled() -> list[tuple[str, str, Counter[str]]]:
    with LABELS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [(row["posting_id"], row["half"], Counter(row["names"].split())) for row in rows]


def payloads(replay: Path, folder: str) -> Iterator[dict[str, Any]]:
    for path in sorted(replay.glob(folder)):
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8", "replace")
        if ".html" in path.suffixes:
            yield {"html": text, "stem": path.name.split(".")[0]}
        else:
            yield from json.loads(text)["jobs"]


def bodies(replay: Path, wanted: set[str]) -> Iterator[tuple[str, str]]:
    boards = {posting_id.rpartition("/")[0] for posting_id in wanted}
    folders = {"jsonld/replay": "jsonld/**/*.html*", "ashby/replay": "ashby/*.json"}
    for place in sorted(boards):
        source, board = place.split("/")
        folder = folders.get(place) or (
            f"ashby_boards/{board}.json.gz" if source == "ashby" else f"{source}/*.json"
        )
        for payload in payloads(replay, folder):
            item = RawItem(
                source=source,
                board=board,
                url=f"https://jobs.example/{payload.pop('stem', 1)}",
                fetched_at=datetime(2026, 9, 1, tzinfo=UTC),
                http_status=200,
                payload=payload,
            )
            for found in require_source(source).parse(item):
                if isinstance(found, Posting) and found.posting_id in wanted:
                    yield found.posting_id, found.body


def names_in(body: str, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Hashes of what is masked when a body is prepared."""
    asked: list[tuple[str, frozenset[str]]] = []

    def remembering(text: str, parts: Any = ()) -> str:
        asked.append((text, frozenset(parts)))
        return mask_contact_names(text, parts)

    monkeypatch.setattr(redaction, "mask_contact_names", remembering)
    prepare(body)
    if not asked:  # nothing in the text could be a name
        return Counter()
    text, parts = asked[0]
    found = (text[start:end].casefold() for start, end in contact_names(text, parts))
    return Counter(hashlib.sha256(f"{SALT}{one}".encode()).hexdigest()[:16] for one in found)


def test_labels_are_whole() -> None:
    """A label edited by hand must stay one: 200 postings, two halves, names in both."""
    rows = labelled()
    assert len({posting_id for posting_id, _, _ in rows}) == len(rows) == 200
    for half in ("tuned", "held"):
        counts = [names.total() for _, kind, names in rows if kind == half]
        assert len(counts) == 100
        assert sum(counts) >= 20


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("half", ["tuned", "held"])
def test_precision_and_recall(shared_dir: Path, half: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Below these bars, names of persons stay in the store, or facts are lost for nothing."""
    expected = {posting_id: names for posting_id, kind, names in labelled() if kind == half}
    found = {
        posting_id: names_in(body, monkeypatch)
        for posting_id, body in bodies(shared_dir / "replay", set(expected))
    }
    assert found.keys() == expected.keys()
    hits = sum((found[one] & expected[one]).total() for one in expected)
    precision = hits / sum(names.total() for names in found.values())
    recall = hits / sum(names.total() for names in expected.values())
    assert precision >= 0.95, precision
    assert recall >= 0.9, recall


@pytest.mark.parametrize(
    "written",
    ["Jane", "Jane,", "JANE", "(Jane", "“Jane”", "Jane…", "Jean-Luc", "José", "Zoë", "O’Jane"],
)
@pytest.mark.parametrize("text", ["{}", "{} then", "a b {}", "π {} ü\n", "x\n{}\ny"])
def test_words_of_names_are_found_in_the_letters_of_a_text(written: str, text: str) -> None:
    """A name that is written with an accent, or beside a sign, would stay in the text."""
    words = TellingWords(["jane", "jean", "jose", "zoe"])
    assert set(words.around(text.format(written))) == {written}


def test_a_word_without_end_is_looked_at_in_parts() -> None:
    """A hostile text of one word would take the square of its length."""
    words = TellingWords(["jane"])
    assert all(len(one) < 300 for one in words.around("jane-" * 2_000))
    assert list(words.around("jan ejane janes")) == []
