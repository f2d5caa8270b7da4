"""skillscan: public ML-engineer postings in, traceable statistics out."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

    __version__: str


def __getattr__(name: str) -> str:
    """``__version__``, looked up where it is asked for: that costs as much as a small command."""
    if name == "__version__":
        from importlib.metadata import version

        return version("skillscan")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def load(**config: Any) -> "Language":
    """The reading pipeline as a spaCy ``Language``; options go to ``nlp.pipeline.build``."""
    from skillscan.nlp.pipeline import build

    return build(**config)
