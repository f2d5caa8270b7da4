"""The sentences of a text that is no document of the pipeline: an example of a rule."""

from functools import cache, lru_cache

import spacy
from spacy.language import Language

from skillscan.nlp.judged_sentence import judged_sentences
from skillscan.nlp.structure.component import StructureReader


@lru_cache(maxsize=20_000)
def sentence_starts(text: str) -> tuple[int, ...]:
    """Where the sentences of a text begin, as a document with the packaged rules has them."""
    nlp, structure = _readers()
    return tuple(judged_sentences(structure(nlp.make_doc(text))).starts_in(0, len(text)))


@cache
def _readers() -> tuple[Language, StructureReader]:
    """Without the rest of the pipeline: a proof reads thousands of examples."""
    return spacy.blank("en"), StructureReader()
