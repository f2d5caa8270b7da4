"""Blocks, sections and sentences of a posting."""

import re

from spacy.language import Language
from spacy.tokens import Doc, Span


@Language.factory("skillscan_structure", assigns=["doc.sents", "doc.spans"])
def create_structure(nlp: Language, name: str) -> "Structure":
    """The component under its registered name."""
    return Structure()


class Structure:
    """Sets ``doc.spans["blocks"]``, ``doc.spans["sections"]`` and sentence starts."""

    def __call__(self, doc: Doc) -> Doc:
        starts = [t.i for t in doc if t.i == 0 or "\n" in doc[t.i - 1].text_with_ws]
        bounds = list(zip(starts, [*starts[1:], len(doc)], strict=True))
        doc.spans["blocks"] = [
            Span(doc, a, b, label="item" if doc[a].text == "•" else "paragraph") for a, b in bounds
        ]
        doc.spans["sections"] = [Span(doc, 0, len(doc), label="other")] if len(doc) else []
        for token in doc:
            token.is_sent_start = token.i in set(starts)
        return doc
