"""skillscan: public ML-engineer postings in, traceable statistics out."""

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

__version__ = version("skillscan")


def load(**config: Any) -> "Language":
    """The reading pipeline as a spaCy ``Language``; options go to ``nlp.pipeline.build``."""
    from skillscan.nlp.pipeline import build

    return build(**config)
