"""The class of a mention: shares of "required" rest on it."""

import pytest
from spacy.tokens import Span

from skillscan.nlp.document import make_document
from skillscan.text.prepare import prepare
from tests.nlp.mention_class_of import judged, pipeline

CASES = {
    "a wish for more years is none for what they are of": (
        "<h2>Requirements</h2><ul><li>Minimum 5, ideally 8+ years of Flux</li></ul>",
        "required",
    ),
    "a wish for years told first is none for what they are of": (
        "<h2>Requirements</h2><ul><li>Preferably 8, minimum 5 years of Flux</li></ul>",
        "required",
    ),
    "years that are only wished for": (
        "<h2>Requirements</h2><ul><li>5 years of Y</li><li>Ideally 8 years of Flux</li></ul>",
        "preferred",
    ),
    "more years of what is wished for": (
        "<h2>Requirements</h2><ul><li>Y</li></ul><h2>Nice to have</h2>"
        "<ul><li>5, ideally 8+ years of Flux</li></ul>",
        "preferred",
    ),
    "the employer only mentions": ("<p>Our team has deep experience with Flux.</p>", "mentioned"),
    "prose that asks": ("<p>You have worked with Flux and love it.</p>", "required"),
    "prose that asks without a heading": ("<p>Strong Flux skills are expected.</p>", "required"),
    "a demand before what the employer uses": (
        "<p>Experience with Flux pipelines - we use Y.</p>",
        "required",
    ),
    "what the employer uses behind a demand": (
        "<p>Experience with Y pipelines - we use Flux.</p>",
        "mentioned",
    ),
    "German prose that asks": (
        "<p>Außerdem haben Sie gute Kenntnisse in Flux.</p>",
        "required",
    ),
    "German prose on the employer": (
        "<p>Wir vereinen viel Erfahrung mit Flux.</p>",
        "mentioned",
    ),
    "what the employer uses behind a German demand": (
        "<p>Kenntnisse in Y – wir nutzen Flux.</p>",
        "mentioned",
    ),
    "German knowledge about the employer": (
        "<h2>Über uns</h2><p>Mit Erfahrung in Flux weben.</p>",
        "mentioned",
    ),
    "German interest that is trained": (
        "<h2>Was wir bieten</h2><p>Interesse an Flux? Wir schulen dich.</p>",
        "mentioned",
    ),
    "a German wish and what it goes on to": (
        "<p>Idealerweise bringst du Folgendes mit:</p><ul><li>Erfahrung mit Flux</li></ul>",
        "preferred",
    ),
    "an abbreviation ends no German sentence": (
        "<p>Gute Kenntnisse in Sprachen, z. B. Flux.</p>",
        "required",
    ),
    "hiring sentence": (
        "<p>We are hiring an engineer who will build Flux products.</p>",
        "mentioned",
    ),
    "ideal candidate alone": ("<p>The ideal candidate has experience with Flux.</p>", "required"),
    "ideal candidate beside a list": (
        "<p>The ideal candidate has experience with Flux.</p><h2>Requirements</h2><p>Y</p>",
        "preferred",
    ),
    "a team with a background": ("<p>Work in a team with a background in Flux.</p>", "mentioned"),
    "your focus, among what we look for": (
        "<h2>What we're looking for</h2><p>Your focus will be on looms, from Flux to Y.</p>",
        "mentioned",
    ),
    "the role helps, among what we look for": (
        "<h2>What we're looking for</h2><p>In this role, you will help to weave with Flux.</p>",
        "mentioned",
    ),
    "duties that use skills": (
        "<h2>What you'll do</h2><ul><li>Occasionally leverage Flux skills</li></ul>",
        "mentioned",
    ),
    "prose about the role below wishes": (
        "<h2>Job Description/Preferred</h2><p>You will be working on Flux.</p>",
        "mentioned",
    ),
    "user experience is no experience": (
        "<p>Improve the user experience with Flux.</p>",
        "mentioned",
    ),
    "a demand tells its purpose": ("<p>We need strong Y to build Flux looms.</p>", "mentioned"),
    "a job that is named after it": ("<p>Looking for a Flux engineer with Y.</p>", "mentioned"),
    "a need to do": ("<p>We need to rewrite Flux.</p>", "mentioned"),
    "research experience": ("<p>Research experience in Flux.</p>", "required"),
    "your experience with": ("<p>Tell us of your experience with Flux.</p>", "required"),
    "requirements of others": ("<p>Gather requirements for Flux looms.</p>", "mentioned"),
    "another's experience": ("<p>We lean on Ada's experience with Flux.</p>", "mentioned"),
    "you are obsessed": ("<p>You're obsessed with looms and weave in Flux.</p>", "required"),
    "the company in a list of requirements": (
        "<h2>Requirements</h2><ul><li>Y</li></ul><p>Acme is a company that lives by Flux.</p>",
        "mentioned",
    ),
    "familiar things": ("<p>A familiar Flux interface.</p>", "mentioned"),
    "the experience of the team": (
        "<p>A founding team with deep experience in Flux.</p>",
        "mentioned",
    ),
    "what a question requires": (
        "<p>Answering it requires an army of weavers and some Flux.</p>",
        "mentioned",
    ),
    "who looks for someone": ("<p>Flux is looking for someone to weave.</p>", "mentioned"),
    "demands that run on": (
        "What you do:<br>You weave cloth with the whole team of the mill every day of the week"
        " You have written programs in Flux",
        "required",
    ),
    "a wish in the sentence behind a demand": (
        "<h2>Requirements</h2><ul><li>Flux. Bonus: Y</li><li>Z</li></ul>",
        "required",
    ),
    "a label of wishes says nothing of the sentence before": (
        "<h2>Requirements</h2><ul><li>Skills in Flux, shown before. Nice to have: Y</li></ul>",
        "required",
    ),
    "a wish in brackets behind a demand": (
        "<h2>Requirements</h2><ul><li>Skills in Flux (bonus: Y)</li><li>Z</li></ul>",
        "required",
    ),
    "a demand below an item that ends with a wish": (
        "<h2>Requirements</h2><ul><li>Skills in Y, shown in past projects. Nice to have: Z</li>"
        "<li>Flux</li></ul>",
        "required",
    ),
    "a later sentence behind a label of wishes": (
        "<h2>Requirements</h2><p>A habit of weaving every day. Good to have skills: Work with Y"
        " at a mill. Knowledge of Flux at a mill. Work with weavers.</p>",
        "preferred",
    ),
    "a later sentence behind one word that wishes": (
        "<h2>Requirements</h2><p>A habit of weaving cloth every day. Preferred: Work with Y"
        " at a mill. Knowledge of Flux at a mill. Work with weavers.</p>",
        "required",
    ),
    "what we teach": (
        "Tools: Y, Flux, Z [we will teach you everything you need to know]",
        "mentioned",
    ),
    "a duty that asks": (
        "<h2>What you'll do</h2><ul><li>Have good loom knowledge (Flux, Y)</li></ul>",
        "required",
    ),
    "expertise that is brought to a duty": (
        "<p>Leveraging your expertise in looms, you will contribute to Flux.</p>",
        "mentioned",
    ),
    "expertise of the employer": (
        "<p>Powered by Flux and deep weaving expertise, we deliver cloth.</p>",
        "mentioned",
    ),
    "help wanted": (
        "<p>We are looking for someone to help with the development of the Flux loom.</p>",
        "mentioned",
    ),
}


@pytest.mark.parametrize(("body", "expected"), CASES.values(), ids=CASES.keys())
def test_class(body: str, expected: str) -> None:
    assert judged("Engineer", body)._.skillscan_mention_class == expected


def test_the_title_only_mentions() -> None:
    span = judged("Flux Engineer", "Requirements\n• Y")
    assert span._.skillscan_mention_class == "mentioned"


@pytest.mark.parametrize(
    ("title", "line", "expected"),
    [
        ("Senior Engineer | Flux | Oslo", "Senior Engineer | Flux | Oslo", "mentioned"),
        ("Senior Engineer | Flux | Oslo", "Senior Engineer with Flux", "required"),
        ("Flux Engineer", "Flux Engineer", "required"),
    ],
    ids=["the title again", "another line", "so short that it may be an item"],
)
def test_the_title_told_again_below_a_list(title: str, line: str, expected: str) -> None:
    nlp = pipeline()
    body = f"Requirements\n• Y is known\n• Z is known\n\n{line}"
    doc = nlp.get_pipe("skillscan_structure")(make_document(nlp, title, prepare(body)))
    at = max(token.i for token in doc if token.text == "Flux")
    doc.spans["skills"] = [Span(doc, at, at + 1, label="flux")]
    span = nlp.get_pipe("skillscan_mention_class")(doc).spans["skills"][0]
    assert span._.skillscan_mention_class == expected


@pytest.mark.parametrize(
    "title",
    ["Engineer (Mandatory Skills - Y, Flux)", "Engineer (Flux required)"],
)
def test_the_title_demands_what_it_calls_mandatory(title: str) -> None:
    span = judged(title, "Requirements\n• Y")
    assert span._.skillscan_mention_class == "required"


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
