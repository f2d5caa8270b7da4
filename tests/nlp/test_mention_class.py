"""The class of a mention: shares of "required" rest on it."""

from functools import cache

import pytest
from spacy.language import Language
from spacy.tokens import Span

from skillscan.nlp.document import make_document
from skillscan.nlp.pipeline import COMPONENTS, build
from skillscan.text.prepare import prepare

KEPT = {"skillscan_structure", "skillscan_mention_class"}


@cache
def pipeline() -> Language:
    return build(disable=[name for name in COMPONENTS if name not in KEPT])


CASES = {
    "a requirements list asks": ("<h2>Requirements</h2><ul><li>Flux</li></ul>", "required"),
    "a list of wishes wishes": ("<h2>Nice to have</h2><ul><li>Flux</li></ul>", "preferred"),
    "duties only mention": (
        "<h2>What you'll do</h2><ul><li>Build with Flux</li></ul>",
        "mentioned",
    ),
    "the stack only mentions": ("<h2>Tech stack</h2><p>Flux, Y and Z</p>", "mentioned"),
    "the employer only mentions": ("<p>Our team has deep experience with Flux.</p>", "mentioned"),
    "benefits only mention": ("<h2>Benefits</h2><p>Courses on Flux</p>", "mentioned"),
    "prose that asks": ("<p>You have worked with Flux and love it.</p>", "required"),
    "prose that asks without a heading": ("<p>Strong Flux skills are expected.</p>", "required"),
    "someone who": ("<p>We're looking for someone with Flux experience.</p>", "required"),
    "hiring sentence": (
        "<p>We are hiring an engineer who will build Flux products.</p>",
        "mentioned",
    ),
    "ideal candidate alone": ("<p>The ideal candidate has experience with Flux.</p>", "required"),
    "ideal candidate beside a list": (
        "<p>The ideal candidate has experience with Flux.</p><h2>Requirements</h2><p>Y</p>",
        "preferred",
    ),
    "softened in a list": ("<h2>Requirements</h2><ul><li>Y, Flux preferred</li></ul>", "preferred"),
    "hardened under wishes": ("<h2>Preferred</h2><ul><li>Must have Flux</li></ul>", "required"),
    "wish in prose": ("<p>Experience with Flux is a plus.</p>", "preferred"),
    "prose about the role below wishes": (
        "<h2>Job Description/Preferred</h2><p>You will be working on Flux.</p>",
        "mentioned",
    ),
    "not needed": ("<h2>Requirements</h2><p>Flux is not required.</p>", "negated"),
    "such as lists take the class of the sentence": (
        "<h2>Requirements</h2><p>Cloud platforms such as Y, Flux or Z are a plus.</p>",
        "preferred",
    ),
    "one of several": ("<h2>Requirements</h2><p>One or more of Y, Flux or Z</p>", "required"),
    "interest is asked": ("<h2>Requirements</h2><p>Eager to learn Flux</p>", "required"),
    "user experience is no experience": (
        "<p>Improve the user experience with Flux.</p>",
        "mentioned",
    ),
    "lost breaks": (
        "Acme makes tools for people who care." * 12
        + "RequirementsExperience with YWorked with FluxPreferred QualificationsZ",
        "required",
    ),
}


def judged(title: str, body: str, name: str = "Flux") -> Span:
    nlp = pipeline()
    doc = nlp.get_pipe("skillscan_structure")(make_document(nlp, title, prepare(body)))
    at = next(token.i for token in doc if token.text == name)
    doc.spans["skills"] = [Span(doc, at, at + 1, label="flux")]
    return nlp.get_pipe("skillscan_mention_class")(doc).spans["skills"][0]


@pytest.mark.parametrize(("body", "expected"), CASES.values(), ids=CASES.keys())
def test_class(body: str, expected: str) -> None:
    assert judged("Engineer", body)._.skillscan_mention_class == expected


def test_the_title_only_mentions() -> None:
    span = judged("Flux Engineer", "Requirements\n• Y")
    assert span._.skillscan_mention_class == "mentioned"


REASONS = {
    "a modifier": ("Requirements\n- Y\n- Flux is a plus", "modifiers.preferred_verb", "is a plus"),
    "a cue": ("You have worked with Flux.", "addresses_candidate.asks", "You have"),
    "the employer": ("Requirements\n- We use Flux", "describes_employer.tells_employer", "We"),
    "the ideal": (
        "The ideal candidate has experience with Flux.\nRequirements\n- Y",
        "ideal_candidate.ideal_candidate",
        "ideal candidate",
    ),
}


@pytest.mark.parametrize(("body", "rule", "words"), REASONS.values(), ids=REASONS.keys())
def test_the_words_that_decided_are_kept(body: str, rule: str, words: str) -> None:
    """Nobody could tell why a skill is preferred."""
    span = judged("Engineer", body)
    reason = span._.skillscan_reason
    found = span.doc.text[reason["modifier_start"] : reason["modifier_end"]]
    assert (reason["modifier_rule"], words in found) == (rule, True), found


def test_the_section_alone_needs_no_words() -> None:
    reason = judged("Engineer", "Requirements\n- Y, Flux")._.skillscan_reason
    assert "modifier_rule" not in (reason or {})
