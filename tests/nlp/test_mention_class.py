"""The class of a mention: shares of "required" rest on it."""

from functools import cache

import pytest
from spacy.language import Language

from skillscan.domain import SourceFields
from skillscan.nlp.document import make_document
from skillscan.nlp.pipeline import COMPONENTS, build
from skillscan.nlp.skills.mention_class import class_of
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


@pytest.mark.parametrize(("body", "expected"), CASES.values(), ids=CASES.keys())
def test_class(body: str, expected: str) -> None:
    doc = make_document(pipeline(), "Engineer", prepare(body), SourceFields())
    pipeline()(doc)
    at = next(token.i for token in doc if token.text == "Flux")
    assert class_of(doc, doc[at : at + 1]) == expected


def test_the_title_only_mentions() -> None:
    doc = pipeline()(make_document(pipeline(), "Flux Engineer", "Requirements\n• Y"))
    assert class_of(doc, doc[0:1]) == "mentioned"
