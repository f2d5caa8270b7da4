"""The class of a mention: required, preferred, mentioned or negated.

Decision (docs/annotation-guide.md#skills): the section gives the class a mention starts from; the
cues of its sentence change it where they reach it. Outside of requirement lists a mention is
required only where its sentence asks something of the candidate and does not speak of the employer
or the work.
"""

from typing import cast

from spacy.language import Language
from spacy.tokens import Doc, Span

from skillscan.nlp.document import section_at
from skillscan.nlp.reading import MentionClass
from skillscan.nlp.skills.modifiers import Cues, analyse

_EARLY = {"duties": 60, "benefits": 25, "process": 25, "equal_opportunity": 25}
"""In these sections a word that asks counts only this near the start of the sentence."""


def class_of(doc: Doc, span: Span) -> MentionClass:
    """The class of one span by its section and the cues of its sentence."""
    sentence = span.sent
    cues = analyse(sentence.text)
    start = span.start_char - sentence.start_char
    section = section_at(doc, span.start)
    if cues.is_ideal and section not in ("required", "preferred") and _has_list(doc):
        section = "preferred" if _asks(section, cues) else section
    return decide(section, cues, start, start + len(span.text))


def decide(section: str, cues: Cues, start: int, end: int) -> MentionClass:
    """The class of the mention at ``start:end`` of a sentence with these cues in a section."""
    if section == "title":
        return "mentioned"
    reaching = cues.reaching(start, end)
    if any(stretch.effect == "negated" for stretch in reaching):
        return "negated"
    is_list = section in ("required", "preferred")
    asks = is_list or _asks(section, cues)
    nearest = next((stretch for stretch in reaching if asks or not stretch.is_weak), None)
    tells = cues.tells_at is not None
    if nearest is not None and (is_list or not tells):
        return nearest.effect
    if section in ("required", "preferred"):
        only_tells = cues.tells_at == 0 and cues.asks_at is None
        return "mentioned" if only_tells else cast("MentionClass", section)
    return "required" if asks and not tells else "mentioned"


def _asks(section: str, cues: Cues) -> bool:
    return cues.asks_at is not None and cues.asks_at <= _EARLY.get(section, cues.asks_at)


def _has_list(doc: Doc) -> bool:
    return any(section.label_ == "required" for section in doc.spans.get("sections", []))


@Language.factory("skillscan_mention_class", requires=["doc.spans"])
def create_mention_class(nlp: Language, name: str) -> "MentionClassifier":  # noqa: ARG001
    """The component under its registered name."""
    return MentionClassifier()


class MentionClassifier:
    """Sets ``span._.mention_class`` on each span of ``doc.spans["skills"]``."""

    def __call__(self, doc: Doc) -> Doc:
        """Class every skill mention of one document."""
        for span in doc.spans.get("skills", []):
            span._.mention_class = class_of(doc, span)
        return doc

    def to_disk(self, path: object, *, exclude: object = ()) -> None:
        """Nothing to save: the rules travel with the package."""

    def from_disk(self, path: object, *, exclude: object = ()) -> "MentionClassifier":  # noqa: ARG002
        """Nothing to load."""
        return self
