"""How far a modifier ("is a plus", "preferred") reaches: its sentence, its bracket, its item."""

import pytest
from spacy.tokens import Span

from skillscan.nlp.document import make_document
from skillscan.text.prepare import prepare
from tests.nlp.mention_class_of import judged, pipeline

CASES = {
    "what is good to have and not essential is wished": (
        "<p>Great experiences to have, but that are not essential: (i) looms, (ii) Flux.</p>",
        "preferred",
    ),
    "German knowledge that is not needed": (
        "<p>Kenntnisse in Flux sind nicht erforderlich.</p>",
        "mentioned",
    ),
    "someone who": ("<p>We're looking for someone with Flux experience.</p>", "required"),
    "a label behind the full stop wishes": (
        "Requirements\n- Years of weaving with Y or Flux. (Preferred)\n- Dyes",
        "preferred",
    ),
    "a bracket at the end of an item speaks of a list that ends with and": (
        "Requirements\n- Weaving with Y, Z and Flux (Preferred).\n- Weaving with looms",
        "preferred",
    ),
    "a bracket at the end of an item speaks of the last of a mere list": (
        "Requirements\n- Weaving with Flux, Y, Z (Preferred)\n- Dyes",
        "required",
    ),
    "a bracket speaks of the word before it": (
        "Requirements\n- Weaving with Flux and looms such as Y (preferred) or Z\n- Dyes",
        "required",
    ),
    "a sentence behind the full stop does not": (
        "Requirements\n- Years of weaving with Y or Flux. Dyes are preferred by our mill.",
        "required",
    ),
    "what is preferred stands in the bracket": (
        "Requirements\n- Weaving in a language (preferred Flux, Y)",
        "preferred",
    ),
    "strong candidates would have": (
        "<p>This is a weaver's role, and strong candidates would have skills in Flux.</p>",
        "preferred",
    ),
    "the second of a bracket is valued too": (
        "Requirements\n- Weaving in a cloud (Y strongly preferred; Flux with Y also valued)",
        "preferred",
    ),
    "a wish behind a comma leaves the requirement before it": (
        "Requirements\n- Experience in weaving Flux, experience from either Y or Z is advantageous",
        "required",
    ),
    "softened in a list": ("<h2>Requirements</h2><ul><li>Y, Flux preferred</li></ul>", "preferred"),
    "a list with its years in brackets": (
        "Experience:\n- Flux, Y: 1 year (Preferred)\n- Z: 2 years (Required)",
        "preferred",
    ),
    "a bracket softens what is in it, over a lost line break": (
        "Requirements\n- Weaving with Flux in a cloud (bonus\npoints for using Y)",
        "required",
    ),
    "a bracket softens over a lost line break": (
        "Requirements\n- Weaving with Y in a cloud (bonus\npoints for using Flux)",
        "preferred",
    ),
    "a softened end of an item softens no later items": (
        "Requirements\n- Long experience with the cloud. Ideally Y\n- Flux\n- X",
        "required",
    ),
    "hardened under wishes": ("<h2>Preferred</h2><ul><li>Must have Flux</li></ul>", "required"),
    "wish in prose": ("<p>Experience with Flux is a plus.</p>", "preferred"),
    "not needed": ("<h2>Requirements</h2><p>Flux is not required.</p>", "negated"),
    "such as lists take the class of the sentence": (
        "<h2>Requirements</h2><p>Cloud platforms such as Y, Flux or Z are a plus.</p>",
        "preferred",
    ),
    "we need": ("<p>We need 5+ years of Flux.</p>", "required"),
    "you will need": ("<p>You will need strong Flux.</p>", "required"),
    "we expect": ("<p>We expect you to know Flux.</p>", "required"),
    "looking for somebody with": ("<p>We are looking for an engineer with Flux.</p>", "required"),
    "a demand late in the duties": (
        "<h2>Responsibilities</h2><p>Build looms that weave the cloth of the future, quickly and"
        " well, and for that we need deep Flux.</p>",
        "required",
    ),
    "beside what is not needed": (
        "<h2>Requirements</h2><p>Flux, no Java required</p>",
        "required",
    ),
    "beside what is not needed, without a verb": (
        "<h2>Requirements</h2><p>Flux, Java not required</p>",
        "required",
    ),
    "zero of it": ("<h2>Requirements</h2><p>Python (zero Flux)</p>", "negated"),
    "none of it": ("<h2>Requirements</h2><p>Python (no Flux or Java)</p>", "negated"),
    "not just it": ("<h2>Requirements</h2><p>Looms (not just a Flux wrapper)</p>", "required"),
    "a plus, and then the list": (
        "<h2>Requirements</h2><p>Our tools are a plus, but by no means required: Y, Flux.</p>",
        "preferred",
    ),
    "also considered": (
        "<h2>Requirements</h2><p>One language (preferably Y or Z; Q or Flux also considered)</p>",
        "preferred",
    ),
    "all in the bracket that ends with preferred": (
        "<h2>Requirements</h2><p>Cloud work (Flux, Y preferred).</p>",
        "preferred",
    ),
    "preferred with an exclamation mark": (
        "<h2>Requirements</h2><p>Knowledge of Flux preferred!</p>",
        "preferred",
    ),
    "a fit if": (
        "<h2>The mill</h2><p>Old.</p><h2>We think you'll be a great fit if…</h2>"
        "<ul><li>Looms and Flux</li></ul>",
        "required",
    ),
    "beneficial experience": ("<p>Beneficial experience includes Y and Flux.</p>", "preferred"),
    "a remark on what we use": (
        "<p>You must have experience with Flux and looms (we use old ones).</p>",
        "required",
    ),
    "desirable with a dash": (
        "<h2>Requirements</h2><p>Strong Y skills,Desirable – knowledge of Flux.</p>",
        "preferred",
    ),
    "before desirable with a dash": (
        "<h2>Requirements</h2><p>Strong Flux skills,Desirable – knowledge of Y.</p>",
        "required",
    ),
    "a head start": (
        "<h2>Requirements</h2><p>Knowledge of Flux gives you a strong head start.</p>",
        "preferred",
    ),
    "the next sentence wishes for it": (
        "<p>Our stack is Flux and looms. Experience with these is a plus, but not required.</p>",
        "preferred",
    ),
    "the next sentence demands it": (
        "<p>We weave with Flux. Experience in some of these tools is required.</p>",
        "required",
    ),
    "the next sentence does not need it": (
        "<p>We weave with Flux. Experience with these is not required.</p>",
        "mentioned",
    ),
    "the next line speaks of something else": (
        "<p>Our stack is Flux.</p><p>Experience with these is a plus.</p>",
        "mentioned",
    ),
    "key assets": ("<p>Key assets: Y, Flux.</p>", "preferred"),
    "it helps to know these": (
        "<p>We weave with Flux. It's helpful if you know some of these tools.</p>",
        "preferred",
    ),
    "preferred behind a line speaks of it alone": (
        "Requirements<br>A degree in weaving or a related field of study. Master Preferred<br>Flux",
        "required",
    ),
    "appreciated, in a list of demands": (
        "<h2>Requirements</h2><p>Knowledge of Flux would be strongly appreciated</p>",
        "preferred",
    ),
    "bonus points in a bracket": (
        "<h2>Requirements</h2><p>Interest in looms or Flux (bonus points).</p>",
        "preferred",
    ),
    "not required, but it would help": (
        "<h2>Requirements</h2><p>Knowledge of Flux is not required, but will be helpful.</p>",
        "preferred",
    ),
    "a bonus in front": (
        "<h2>Requirements</h2><p>As a bonus, basic knowledge in Flux</p>",
        "preferred",
    ),
    "an advantage behind a dash": (
        "<h2>Requirements</h2><p>Experience with Flux - advantage</p>",
        "preferred",
    ),
    "names in the bracket behind a plus": (
        "<h2>Requirements</h2><p>Experience with tools is a plus (Warp, Flux, Y).</p>",
        "preferred",
    ),
    "a remark in the bracket behind a plus": (
        "<h2>Requirements</h2><p>Warp is a plus (you should know Flux).</p>",
        "required",
    ),
    "sought before the words of the team": (
        "<h2>The role</h2><p>Acme is seeking a weaver with a focus in cloth (Flux) to join our"
        " infrastructure team.</p>",
        "required",
    ),
    "a wish under both": (
        "<h2>Qualifications &amp; Desired Skills</h2><ul><li>Flux is preferred</li></ul>",
        "preferred",
    ),
    "what the team uses inside of a demand": (
        "<h2>Requirements</h2><p>Expertise in Y (even if the main language is Flux here)</p>",
        "mentioned",
    ),
    "a stack nobody must know": (
        "<h2>Requirements</h2><ul><li>Several languages (we mostly use Flux - knowledge of it is"
        " not required)</li></ul>",
        "mentioned",
    ),
    "lost breaks": (
        "Acme makes tools for people who care." * 12
        + "RequirementsExperience with YWorked with FluxPreferred QualificationsZ",
        "required",
    ),
    "a demand in a clause of its own": (
        "About us\nWe use looms, looking for someone with strong Flux.",
        "required",
    ),
    "a wish in brackets before a list": (
        "What you bring\n4+ years of weaving (a mill is a plus), including:\n• Flux",
        "required",
    ),
}


@pytest.mark.parametrize(("body", "expected"), CASES.values(), ids=CASES.keys())
def test_class(body: str, expected: str) -> None:
    assert judged("Engineer", body)._.skillscan_mention_class == expected


@pytest.mark.parametrize(
    ("line", "classes"),
    [
        ("Flux, Y or Z (Flux preferred)", ["preferred", "preferred"]),
        ("Flux, Y or Z (preference for Flux)", ["preferred", "preferred"]),
        ("Flux and Y; Z preferred. Flux at scale", ["required", "required"]),
    ],
)
def test_a_name_said_again_as_a_wish_is_one(line: str, classes: list[str]) -> None:
    """The list would demand the one that its bracket only prefers."""
    nlp = pipeline()
    text = prepare(f"Requirements\n- {line}")
    doc = nlp.get_pipe("skillscan_structure")(make_document(nlp, "", text))
    places = [token.i for token in doc if token.text == "Flux"]
    doc.spans["skills"] = [Span(doc, at, at + 1, label="flux") for at in places]
    doc = nlp.get_pipe("skillscan_mention_class")(doc)
    assert [span._.skillscan_mention_class for span in doc.spans["skills"]] == classes


@pytest.mark.parametrize(
    ("line", "wished", "classes"),
    [
        ("Flux at scale (PyFlux preferred)", "PyFlux", ["required", "preferred"]),
        ("Flux at scale (T-Flux preferred)", "T-Flux", ["required", "preferred"]),
        ("Flux rules of Oslo (US-Flux preferred)", "US-Flux", ["preferred", "preferred"]),
    ],
)
def test_a_wish_for_a_part_leaves_the_whole_asked(
    line: str, wished: str, classes: list[str]
) -> None:
    """It is Spark that "Spark (PySpark preferred)" demands."""
    nlp = pipeline()
    text = prepare(f"Requirements\n- {line}")
    doc = nlp.get_pipe("skillscan_structure")(make_document(nlp, "", text))
    at = [text.index("Flux"), text.index(wished)]
    spans = [(at[0], at[0] + len("Flux")), (at[1], at[1] + len(wished))]
    shift = doc.text.index(text)
    doc.spans["skills"] = [
        doc.char_span(shift + a, shift + b, label="flux", alignment_mode="expand") for a, b in spans
    ]
    doc = nlp.get_pipe("skillscan_mention_class")(doc)
    assert [span._.skillscan_mention_class for span in doc.spans["skills"]] == classes
