"""A text that takes too long, or breaks a component, is put aside and the others are read."""

import re

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from skillscan.domain import SourceFields
from skillscan.nlp.annotate import Document, Unreadable, read_in_time
from skillscan.nlp.document import register_extensions
from skillscan.nlp.filter import BadLine, read_lines

SLOW = re.compile(r"(?:a|a){1,60}b")


def document(text: str) -> Document:
    return Document(
        content_hash=text,
        title="Engineer",
        text=text,
        source_fields=SourceFields(),
        source="ats",
        board="acme",
        landing_file="f",
    )


def pipeline() -> Language:
    @Language.component("test_slow")
    def slow(doc: Doc) -> Doc:
        if "hostile" in doc.text:
            SLOW.search("a" * 60)
        if "broken" in doc.text:
            raise ValueError("no")
        return doc

    register_extensions()
    nlp = spacy.blank("en")
    nlp.add_pipe("test_slow")
    return nlp


def test_a_slow_component_is_stopped_and_named() -> None:
    """One hostile posting would take the whole night."""
    found = read_in_time(pipeline(), document("hostile"), 0.05)
    assert found == Unreadable("took more than 0.05 s of CPU time in test_slow", is_final=True)


def test_a_broken_component_may_do_better_next_time() -> None:
    """An error need not come again: it is no reason never to read the text."""
    assert read_in_time(pipeline(), document("broken"), 60) == Unreadable("ValueError: no")


def test_the_real_pipeline_reads_in_time(nlp: Language) -> None:
    """The budget would change readings."""
    found = read_in_time(nlp, document("Requirements\n• Python"), 60)
    assert not isinstance(found, Unreadable)
    assert found.skills == {"python": "required"}


def test_a_line_that_takes_too_long_says_so(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """``skillscan read`` would hang at one line of a million."""
    monkeypatch.setattr("skillscan.nlp.filter.TEXT_SECONDS", 0.05)
    monkeypatch.setattr("skillscan.nlp.filter.prepare", lambda text: SLOW.sub("", "a" * 60))
    (found,) = read_lines(nlp, [b'{"key": 1, "description": "x"}'])
    reason = "the text took more than 0.05 s of CPU time in preparing the text"
    assert found == BadLine(key=None, number=1, reason=reason)
