"""The workplace that is read of a posting."""

from functools import cache
from typing import Any

from spacy.language import Language

from skillscan.domain import SourceFields
from skillscan.nlp.document import make_document
from skillscan.nlp.pipeline import build


@cache
def _pipeline() -> Language:
    return build(disable=["skillscan_skills", "skillscan_mention_class"])


def workplace_of(title: str, body: str, **fields: Any) -> str | None:
    """``fields``: what the source says of the posting in fields of its own."""
    nlp = _pipeline()
    doc = nlp(make_document(nlp, title, body, SourceFields(**fields)))
    found: str | None = doc._.skillscan_fields["workplace"]
    return found
