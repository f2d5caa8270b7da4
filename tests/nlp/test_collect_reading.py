"""What a reading keeps of a document that went through the pipeline."""

import pytest
from spacy.language import Language

from skillscan.domain import SourceFields
from skillscan.nlp.collect_reading import reading_of
from skillscan.nlp.document import make_document
from skillscan.nlp.pipeline import build, read_documents
from skillscan.nlp.reading import Finding, Reason

TITLE = "Engineer"


def python_of(nlp: Language, body: str) -> tuple[str, Finding]:
    (reading,) = read_documents(nlp, [(TITLE, body, SourceFields())])
    (found,) = [finding for finding in reading.findings if finding.value == "python"]
    return f"{TITLE}\n\n{body}", found


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("We pay well. You know Python well. More.", "You know Python well."),
        ("Tools\n• Python, Java\n• Go", "• Python, Java"),
        ("Use a tool, e.g. Python or Java. Or none.", "Use a tool, e.g. Python or Java."),
        ("Requirements: Python. And more", "Python."),
        ("Ümläute 👩‍👩‍👧 vor Python!\nEnde", "Ümläute 👩‍👩‍👧 vor Python!"),
        ("Node.js and Python 3.11 here. Next one.", "Node.js and Python 3.11 here."),
    ],
)
def test_a_finding_keeps_its_sentence(nlp: Language, body: str, sentence: str) -> None:
    """A quote would be cut by other rules than those the mention was judged by."""
    text, found = python_of(nlp, body)
    assert text[found.sentence_start : found.sentence_end] == sentence
    assert text[found.start : found.end].startswith("Python")


@pytest.mark.parametrize(
    ("body", "kind", "sentence"),
    [
        ("Hello.\nPay: $75.00 - $85.00 per hour. More.", "pay", "Pay: $75.00 - $85.00 per hour."),
        (
            "• Experience: 6+ years of experience. Bonus.",
            "experience",
            "• Experience: 6+ years of experience.",
        ),
        ("Requirements:\n5+ years of experience", "experience", "5+ years of experience"),
        ("Pay: Good. That is $75 - $85 per hour", "pay", "That is $75 - $85 per hour"),
        ("Location: Remote", "workplace", "Location: Remote"),
    ],
)
def test_the_label_of_a_line_was_judged_too(
    nlp: Language, body: str, kind: str, sentence: str
) -> None:
    """A quote would be a sum of money without the word that says what it is."""
    (reading,) = read_documents(nlp, [(TITLE, body, SourceFields())])
    found = next(finding for finding in reading.findings if finding.kind == kind)
    assert f"{TITLE}\n\n{body}"[found.sentence_start : found.sentence_end] == sentence


def test_a_finding_in_the_title_keeps_the_title(nlp: Language) -> None:
    """A quote of the occupation would run into the body."""
    (reading,) = read_documents(nlp, [("Data Scientist", "We pay well.", SourceFields())])
    (found,) = [finding for finding in reading.findings if finding.kind == "occupation"]
    assert (found.sentence_start, found.sentence_end) == (0, len("Data Scientist"))


@pytest.mark.slow
def test_without_sentences_nothing_is_kept() -> None:
    """A pipeline that somebody took the structure out of would stop at the first finding."""
    nlp = build(disable=["skillscan_structure", "skillscan_mention_class"])
    _, found = python_of(nlp, "You know Python.")
    assert (found.sentence_start, found.sentence_end) == (None, None)


REASONS: list[tuple[Reason | None, Reason | None, Reason]] = [
    (None, None, {"section": "required", "sentence_start": 24, "sentence_end": 42}),
    (
        {"section_rule": "rules.bring", "heading_start": 10, "heading_end": 23},
        None,
        {
            "section": "required",
            "section_rule": "rules.bring",
            "heading_start": 10,
            "heading_end": 23,
        },
    ),
    (
        {"section_rule": "rules.bring", "heading_start": 10, "heading_end": 23},
        {
            "section": "preferred",
            "modifier_rule": "ideal_candidate.ideal",
            "modifier_start": 3,
            "modifier_end": 9,
        },
        {
            "section": "preferred",
            "section_rule": "rules.bring",
            "modifier_rule": "ideal_candidate.ideal",
        },
    ),
    (
        None,
        {"sentence_start": 24, "sentence_end": 58},
        {"sentence_start": 24, "sentence_end": 58, "section": "required"},
    ),
]


@pytest.mark.parametrize(("of_block", "own", "kept"), REASONS)
def test_a_finding_keeps_why(
    nlp: Language, of_block: Reason | None, own: Reason | None, kept: Reason
) -> None:
    """Nobody could tell why a skill is required, or a component could not say it better."""
    doc = nlp(make_document(nlp, TITLE, "Requirements:\n• You know Python. You are kind."))
    for block in doc.spans["blocks"]:
        block._.skillscan_reason = of_block
    for span in doc.spans["skills"]:
        span._.skillscan_reason = own
    (found,) = [finding for finding in reading_of(doc).findings if finding.value == "python"]
    assert {name: getattr(found, name) for name in kept} == kept
