"""Letters that a legend gives a meaning ("R = required") class the skills beside them."""

import pytest
from spacy.tokens import Span

from skillscan.nlp.document import make_document
from skillscan.text.prepare import prepare
from tests.nlp.mention_class_of import judged, pipeline

CASES = {
    "a row that a legend calls optional": (
        "<p>R = required, O = optional</p>"
        "<table><tr><td>Y</td><td>R</td></tr><tr><td>Flux</td><td>O</td></tr></table>",
        "preferred",
    ),
    "a row that a legend calls required": (
        "<h2>Nice to have</h2><p>Flux – R</p><p>Y – O</p><p>O: optional; R: required</p>",
        "required",
    ),
    "a legend of words in front": (
        "<p>Mandatory (M), desirable (D)</p><ul><li>Y (M)</li><li>Flux (D)</li></ul>",
        "preferred",
    ),
    "a cell below a head that requires": (
        "<table><tr><th>Must have</th><th>Nice to have</th></tr>"
        "<tr><td>Y</td><td>Z</td></tr><tr><td>Flux</td><td>X</td></tr></table>",
        "required",
    ),
    "a cell below a head that wishes": (
        "Skill | Must | Nice\n| --- | --- | --- |\nLooms | Y | Flux",
        "preferred",
    ),
    "a row of more cells is of another table": ("Must | Nice\nLooms | Y | Flux", "mentioned"),
}


@pytest.mark.parametrize(("body", "expected"), CASES.values(), ids=CASES.keys())
def test_class(body: str, expected: str) -> None:
    assert judged("Engineer", body)._.skillscan_mention_class == expected


def test_the_letters_of_a_legend_are_no_skills() -> None:
    nlp = pipeline()
    text = prepare("R = required, O = optional\nPython | O\nSQL | R")
    doc = nlp.get_pipe("skillscan_structure")(make_document(nlp, "", text))
    marks = [token.i for token in doc if token.text in ("R", "O")]
    doc.spans["skills"] = [Span(doc, at, at + 1, label="r") for at in marks]
    assert len(marks) == 4
    assert not nlp.get_pipe("skillscan_mention_class")(doc).spans["skills"]


def test_labels_of_skills_are_no_legend() -> None:
    """A letter before a colon is a mark only where it begins the word it stands for."""
    span = judged("Engineer", "Requirements\n- C: required\n- Q: optional\n- Flux – C")
    assert span._.skillscan_mention_class == "required"
    assert "modifier_rule" not in (span._.skillscan_reason or {})
