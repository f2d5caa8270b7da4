"""The reading pipeline: ``spacy.blank("en")``, our tokenizer rules, our components in order.

Order, and what each component needs from those before it:

1. ``skillscan_structure``: sentences, blocks, sections (needs only tokens);
2. ``skillscan_skills``: skill mentions (needs sentences, sections);
3. ``skillscan_mention_class``: class of each skill mention (needs all of the above);
4. ``skillscan_experience``, 5. ``skillscan_degree``: requirements with their class;
6. ``skillscan_pay``, 7. ``skillscan_workplace``: sections and trusted facts;
8. ``skillscan_occupation``, 9. ``skillscan_seniority``: title first, then skills and duties.
"""

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import spacy
from spacy.language import Language

from skillscan.nlp.collect_reading import reading_of
from skillscan.nlp.document import Facts, make_document
from skillscan.nlp.reading import Reading

COMPONENTS: dict[str, str] = {
    "skillscan_structure": "structure",
    "skillscan_skills": "skills",
    "skillscan_mention_class": "mention_class",
    "skillscan_experience": "experience",
    "skillscan_degree": "degree",
    "skillscan_pay": "pay",
    "skillscan_workplace": "workplace",
    "skillscan_occupation": "occupation",
    "skillscan_seniority": "seniority",
}
"""Factory name to the module of ``skillscan.nlp`` that registers it, in pipeline order."""


def build(
    *,
    disable: Iterable[str] = (),
    config: Mapping[str, Mapping[str, Any]] | None = None,
    taxonomy: str | None = None,
) -> Language:
    """The pipeline as a spaCy ``Language``.

    ``disable`` leaves components out by name; ``config`` maps component names to factory
    settings; ``taxonomy`` is the path of another taxonomy folder for the skill matcher.
    """
    nlp = spacy.blank("en")
    _customise_tokenizer(nlp)
    settings = {name: dict(values) for name, values in (config or {}).items()}
    if taxonomy is not None:
        settings.setdefault("skillscan_skills", {})["taxonomy"] = taxonomy
    left_out = frozenset(disable)
    for name, module in COMPONENTS.items():
        if name not in left_out and _is_available(name, module):
            nlp.add_pipe(name, config=settings.get(name, {}))
    return nlp


def _customise_tokenizer(nlp: Language) -> None:
    if find_spec("skillscan.nlp.tokenizer"):
        import_module("skillscan.nlp.tokenizer").customise(nlp)


def _is_available(name: str, module: str) -> bool:
    if not find_spec(f"skillscan.nlp.{module}"):
        return False
    import_module(f"skillscan.nlp.{module}")
    return bool(Language.has_factory(name))


def read_documents(nlp: Language, documents: Iterable[tuple[str, str, Facts]]) -> Iterator[Reading]:
    """One reading a document, in order; documents are (title, prepared body, facts)."""
    docs = (make_document(nlp, title, body, facts) for title, body, facts in documents)
    for doc in nlp.pipe(docs, batch_size=32):
        yield reading_of(doc)
