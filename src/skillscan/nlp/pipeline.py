"""The reading pipeline: our language ``posting_en``, and our components in order.

Order, and what each component needs from those before it:

1. ``skillscan_structure``: sentences, blocks, sections (needs only tokens);
2. ``skillscan_skills``: skill mentions (needs sentences, sections);
3. ``skillscan_mention_class``: class of each skill mention (needs all of the above);
4. ``skillscan_experience``, 5. ``skillscan_degree``: requirements with their class;
6. ``skillscan_pay``, 7. ``skillscan_workplace``: sections and the source's fields;
8. ``skillscan_occupation``, 9. ``skillscan_seniority``: title first, then skills and duties.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from spacy.language import Language

from skillscan.domain import SourceFields
from skillscan.errors import UsageError
from skillscan.nlp.collect_reading import reading_of
from skillscan.nlp.document import make_document
from skillscan.nlp.language import PostingEnglish
from skillscan.nlp.reading import Reading
from skillscan.nlp.version import packaged_version
from skillscan.rules import kept
from skillscan.rules.loading import check_own_rules
from skillscan.rules.own import own_folder
from skillscan.taxonomy.loading import read_files
from skillscan.taxonomy.own import read_own

COMPONENTS: dict[str, str] = {
    "skillscan_structure": "structure.component",
    "skillscan_skills": "skills.component",
    "skillscan_mention_class": "skills.mention_class",
    "skillscan_experience": "experience.component",
    "skillscan_degree": "degree.component",
    "skillscan_pay": "pay.component",
    "skillscan_workplace": "workplace.component",
    "skillscan_occupation": "job_title.occupation",
    "skillscan_seniority": "job_title.seniority",
}
"""Factory name to the module of ``skillscan.nlp`` that registers it, in pipeline order."""
_OWN_RULES = "own_rules"


def build(
    *,
    disable: Iterable[str] = (),
    config: Mapping[str, Mapping[str, Any]] | None = None,
    taxonomy: str | None = None,
    home: Path | str | None = None,
) -> Language:
    """The pipeline as a spaCy ``Language``.

    ``disable`` leaves components out by name; ``config`` maps component names to factory
    settings; ``taxonomy`` is the path of another taxonomy folder for the skill matcher; ``home``
    that of a state folder whose own skills (``taxonomy/``) and rules (``rules/``) are read too.
    Raises RuleError where these do not fit.
    """
    kept.begin(packaged_version())
    nlp = PostingEnglish()
    settings = {name: dict(values) for name, values in (config or {}).items()}
    if taxonomy is not None:
        settings.setdefault("skillscan_skills", {})["taxonomy"] = taxonomy
    if home is not None and (own := read_own(Path(home), read_files(taxonomy))):
        settings.setdefault("skillscan_skills", {})["own"] = json.dumps(own)
    left_out = frozenset(disable)
    _refuse_unknown({*left_out, *settings})
    own_rules = own_folder(Path(home)) if home is not None else None
    if own_rules is not None:
        check_own_rules(own_rules)
    for name, module in COMPONENTS.items():
        if name not in left_out:
            import_module(f"skillscan.nlp.{module}")
            nlp.add_pipe(name, config=_own_config(nlp, name, own_rules) | settings.get(name, {}))
    return nlp


def _own_config(nlp: Language, name: str, own_rules: Path | None) -> dict[str, Any]:
    """The setting that names the own rules, of a component that reads by rule files."""
    if own_rules is None or _OWN_RULES not in (nlp.get_factory_meta(name).default_config or {}):
        return {}
    return {_OWN_RULES: str(own_rules)}


def _refuse_unknown(names: set[str]) -> None:
    unknown = sorted(names - COMPONENTS.keys())
    if unknown:
        known = ", ".join(COMPONENTS)
        raise UsageError(f"no component {', '.join(unknown)}; the pipeline has {known}")


def read_documents(
    nlp: Language, documents: Iterable[tuple[str, str, SourceFields]]
) -> Iterator[Reading]:
    """One reading a document, in order; documents are (title, prepared body, fields
    of the source).
    """
    docs = (
        make_document(nlp, title, body, source_fields) for title, body, source_fields in documents
    )
    for doc in nlp.pipe(docs, batch_size=32):
        yield reading_of(doc)
