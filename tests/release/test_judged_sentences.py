"""From text to release: the quote that is published is the sentence that was judged."""

import gzip
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from skillscan.domain import SourceFields
from skillscan.nlp.collect_reading import reading_of
from skillscan.nlp.document import make_document
from skillscan.nlp.reading import Reading
from skillscan.nlp.reason import reason_of
from skillscan.release.catalog import open_release
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.pages import render
from skillscan.text.prepare import prepare
from skillscan.warehouse import checks
from skillscan.warehouse.connection import open_warehouse
from skillscan.warehouse.tables import findings

NOW = datetime(2026, 2, 11, tzinfo=UTC)
TITLE = "Senior Machine Learning Engineer"
MOST = 300
TEXTS = (
    "About us\nWe use Spark. Our team is remote-first, e.g. in Austin.\n\nWhat you bring:\n"
    "• 5+ years of experience with Python, SQL etc. and a B.S. in Computer Science\n"
    "• You must know Kafka; Flink is a plus. Kubernetes is not required\n"
    "Nice to have\n• Rust, Go\n\nPay: $150,000 - $190,000 per year. Equity, too.",
    "We want you. Requirements: PyTorch and C++. Ideally, you know JAX!\n"
    "Experience: 3-5 years of machine learning. Degree: Master's preferred\n"
    "Location: hybrid, three days a week in the office\nThe base salary is\n$80 per hour.",
    "Ümläute 👩‍👩‍👧 vor Python! Ende. "
    + "Endless text without an end, " * 60
    + "with Docker at last",
)


def judged(nlp: Language, title: str, body: str) -> tuple[Reading, list[str]]:
    """A reading, and of each of its findings the sentence as the components told it or had it."""
    doc = nlp(make_document(nlp, title, body, SourceFields()))
    reading = reading_of(doc)
    for finding in reading.findings:
        span = doc.char_span(finding.start, finding.end, alignment_mode="expand")
        sentence = doc.text[finding.sentence_start : finding.sentence_end]
        assert span.sent.text.strip() in sentence, finding
        if finding.kind == "skill":
            assert sentence.startswith(span.sent.text.strip()), finding
        if finding.modifier_rule:
            words = doc.text[finding.modifier_start : finding.modifier_end]
            assert words in sentence, finding
    return reading, [doc.text[f.sentence_start : f.sentence_end] for f in reading.findings]


def published(
    make: Callable[..., Settings], advert: Any, nlp: Language, texts: Sequence[tuple[str, str]]
) -> None:
    """Read, store, publish, and compare every quote with its judged sentence."""
    adverts = [advert(employer=f"E{n % 12}", title=t, text=b) for n, (t, b) in enumerate(texts)]
    settings = make(adverts)
    expected: list[tuple[str, str, str]] = []
    with open_warehouse(settings) as connection:
        connection.execute("DELETE FROM findings")
        connection.execute("DELETE FROM readings")
        for number, (title, body) in enumerate(texts):
            reading, sentences = judged(nlp, title, body)
            findings.save(connection, [(f"hash{number:05}", reading)], "test", NOW)
            document = f"{title}\n\n{body}"
            for found, sentence in zip(reading.findings, sentences, strict=True):
                before = document[found.sentence_start : found.start][-MOST:]
                after = document[found.end : found.sentence_end][:MOST]
                words = document[found.start : found.end]
                assert before + words + after in sentence
                expected.append((f"hash{number:05}", found.value, before + words + after))
        connection.execute("UPDATE readings SET occupation = 'ml_engineer'")
        connection.execute(
            "INSERT INTO skills SELECT DISTINCT value, value, 'x', 'technology' FROM findings "
            "WHERE kind = 'skill' AND value NOT IN (SELECT s.skill_id FROM skills AS s)"
        )
        checks.run(connection, "read")
    summary = publish(settings, render=render, now=NOW)
    with open_release(settings, summary.name).connect() as connection:
        quotes = connection.execute("SELECT content_hash, value, quote FROM opening_findings")
        assert sorted(quotes.fetchall()) == sorted(expected)
    assert len(expected) >= 3 * len(texts)


def test_quotes_are_judged_sentences(
    hand_made_warehouse: Callable[..., Settings], advert: Any, nlp: Language
) -> None:
    """The trail would end in other words than those that decided."""
    published(hand_made_warehouse, advert, nlp, [(TITLE, text) for text in TEXTS])


@pytest.mark.parametrize(
    ("body", "kind", "words", "sentence"),
    [
        (
            "We like Go. 3 years of experience with Rust is a plus. Ask us.",
            "experience",
            "preferred: *plus*",
            "3 years of experience with Rust is a plus.",
        ),
        (
            "Requirements\n• BS in law. Or equivalent experience. Call.",
            "degree",
            "required: experience may stand for it (*Or equivalent experience*)",
            "• BS in law. Or equivalent experience",
        ),
        (
            "We sew. No degree required. Come!",
            "degree",
            "required: no degree is needed (*No degree required*)",
            "No degree required.",
        ),
        (
            "Requirements\n• PhD in law preferred. Call us.",
            "degree",
            "preferred: *preferred*",
            "• PhD in law preferred.",
        ),
        (
            "About us\nWe sew. You have 3 years of experience in law. Call!",
            "experience",
            "required: asks the candidate (*You*)",
            "You have 3 years of experience in law.",
        ),
        (
            "Nice to have\n• You must have 2 years of experience in Go",
            "experience",
            "required: asks the candidate (*must have*)",
            "• You must have 2 years of experience in Go",
        ),
        (
            "We sew. Base salary\n$80 per hour. Call!",
            "pay",
            "pay: a sum that is called pay, with its period",
            "We sew. Base salary\n$80 per hour.",
        ),
        (
            "We sew. The base salary is $150,000 per year. Call!",
            "pay",
            "pay: a sum that is called pay, with its period",
            "The base salary is $150,000 per year.",
        ),
        (
            "We sew. This is a hybrid role. Call!",
            "workplace",
            "workplace: said of the job",
            "This is a hybrid role.",
        ),
    ],
)
def test_what_was_judged_is_told(
    nlp: Language, body: str, kind: str, words: str, sentence: str
) -> None:
    """An editor would be shown a class without the words that gave it, or other words."""
    reading, sentences = judged(nlp, "", body)
    (found,) = [n for n, finding in enumerate(reading.findings) if finding.kind == kind]
    assert (str(reason_of(reading.findings[found], body)), sentences[found]) == (words, sentence)


@pytest.mark.shared
@pytest.mark.slow
def test_quotes_of_real_postings_are_judged_sentences(
    hand_made_warehouse: Callable[..., Settings], advert: Any, nlp: Language, shared_dir: Path
) -> None:
    """Real postings have line breaks, abbreviations and characters that nobody thinks of."""
    published(hand_made_warehouse, advert, nlp, list(_gold(shared_dir))[:60])


def _gold(shared: Path) -> list[tuple[str, str]]:
    lines = (shared / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    keys = {json.loads(line)["key"] for line in lines}
    rows = []
    for name in ("ml_us_2025", "builtin_2026"):
        with gzip.open(shared / "corpus" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as corpus:
            rows += [row for row in map(json.loads, corpus) if row["key"] in keys]
    return [(" ".join(row["title"].split()), prepare(row["description"])) for row in rows]
