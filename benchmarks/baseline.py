"""The baseline: what spaCy alone takes to find all our spellings in the same prepared text.

``blank`` is ``spacy.blank("en")`` with a ``PhraseMatcher`` over every spelling of the taxonomy, in
lower case. ``tuned`` is the same with the tokenizer of our pipeline, so that nobody is flattered.
"""

from collections.abc import Callable

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher

from skillscan.taxonomy import load_taxonomy
from skillscan.taxonomy.spelling import spellings

Work = Callable[[str], object]
NAME = 'spacy.blank("en") + PhraseMatcher with all our spellings'
TUNED = "the same with our tokenizer"


def names() -> dict[str, set[str]]:
    """Every way to write each skill, plurals included: what the reader looks for, too."""
    return {
        skill.id: {text for alias in skill.aliases for text in spellings(alias)}
        for skill in load_taxonomy().active()
    }


def blank() -> Work:
    """The plain baseline."""
    return _matcher(spacy.blank("en"))


def tuned(nlp: Language) -> Work:
    """The baseline on another tokenizer."""
    return _matcher(nlp)


def _matcher(nlp: Language) -> Work:
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for skill, texts in names().items():
        matcher.add(skill, [nlp.make_doc(text) for text in sorted(texts)])
    return lambda text: matcher(nlp.make_doc(text))
