"""The class of a mention whose place is told."""

from functools import cache

from spacy.language import Language
from spacy.tokens import Span

from skillscan.nlp.document import make_document
from skillscan.nlp.pipeline import COMPONENTS, build
from skillscan.text.prepare import prepare

KEPT = {"skillscan_structure", "skillscan_mention_class"}


@cache
def pipeline() -> Language:
    return build(disable=[name for name in COMPONENTS if name not in KEPT])


def judged(title: str, body: str, name: str = "Flux") -> Span:
    nlp = pipeline()
    doc = nlp.get_pipe("skillscan_structure")(make_document(nlp, title, prepare(body)))
    at = next(token.i for token in doc if token.text == name)
    doc.spans["skills"] = [Span(doc, at, at + 1, label="flux")]
    return nlp.get_pipe("skillscan_mention_class")(doc).spans["skills"][0]
