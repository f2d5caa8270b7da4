"""The class of a mention: required, preferred, mentioned or negated.

Decision (docs/annotation-guide.md#skills): the section gives the class a mention starts from; the
modifiers of its sentence change it where it lies in their scope. Outside of requirement lists a
mention is required only where its sentence addresses the candidate and does not describe the
employer or the work.
"""

from typing import cast

from spacy.language import Language
from spacy.tokens import Doc, Span

from skillscan.nlp.document import section_at
from skillscan.nlp.finding_span import STRUCTURE
from skillscan.nlp.reading import MentionClass
from skillscan.nlp.skills.modifiers import SentenceModifiers, read_modifiers

_MAX_OFFSETS = {"duties": 60, "benefits": 25, "process": 25, "equal_opportunity": 25}
"""In these sections a word that addresses the candidate counts only so many characters into the
sentence."""
_LISTS = ("required", "preferred")


def class_of(doc: Doc, span: Span) -> MentionClass:
    """The class of one span by its section and the modifiers of its sentence."""
    sentence = span.sent
    modifiers = read_modifiers(sentence.text)
    start = span.start_char - sentence.start_char
    section = section_at(doc, span.start)
    is_ideal = modifiers.describes_ideal_candidate and section not in _LISTS
    if is_ideal and _has_requirements(doc) and _addresses_candidate(section, modifiers):
        section = "preferred"
    return class_in_section(section, modifiers, start, start + len(span.text))


def class_in_section(
    section: str, modifiers: SentenceModifiers, start: int, end: int
) -> MentionClass:
    """The class of the mention at ``start:end`` of a sentence that stands in this section."""
    if section == "title":
        return "mentioned"
    scopes = modifiers.scopes_over(start, end)
    if any(scope.effect == "negated" for scope in scopes):
        return "negated"
    is_list = section in _LISTS
    is_requirement = is_list or _addresses_candidate(section, modifiers)
    describes_employer = modifiers.describes_employer_at is not None
    nearest = next((s for s in scopes if is_requirement or not s.needs_requirement_context), None)
    if nearest is not None and (is_list or not describes_employer):
        return nearest.effect
    if is_list:
        opens_with_employer = modifiers.describes_employer_at == 0
        is_story = opens_with_employer and modifiers.addresses_candidate_at is None
        return "mentioned" if is_story else cast("MentionClass", section)
    return "required" if is_requirement and not describes_employer else "mentioned"


def _addresses_candidate(section: str, modifiers: SentenceModifiers) -> bool:
    """Whether the sentence does so early enough for its section."""
    at = modifiers.addresses_candidate_at
    return at is not None and at <= _MAX_OFFSETS.get(section, at)


def _has_requirements(doc: Doc) -> bool:
    return any(section.label_ == "required" for section in doc.spans.get("sections", []))


@Language.factory(
    "skillscan_mention_class",
    assigns=["span._.skillscan_mention_class"],
    requires=[*STRUCTURE, "span._.skillscan_rule"],
)
def create_mention_class(nlp: Language, name: str) -> "MentionClassifier":  # noqa: ARG001
    """The component under its registered name."""
    return MentionClassifier()


class MentionClassifier:
    """Sets ``span._.skillscan_mention_class`` on each span of ``doc.spans["skills"]``."""

    def __call__(self, doc: Doc) -> Doc:
        """Class every skill mention of one document."""
        for span in doc.spans.get("skills", []):
            span._.skillscan_mention_class = class_of(doc, span)
        return doc

    def to_disk(self, path: object, *, exclude: object = ()) -> None:
        """Nothing to save: the rules travel with the package."""

    def from_disk(self, path: object, *, exclude: object = ()) -> "MentionClassifier":  # noqa: ARG002
        """Nothing to load."""
        return self
