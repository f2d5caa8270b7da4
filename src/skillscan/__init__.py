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
    """The reading pipeline as a spaCy ``Language``; options go to ``nlp.pipeline.build``.

    No garbage is collected meanwhile: what is made stays, and to look through it takes a quarter of
    the time.
    """
    import gc

    is_collecting = gc.isenabled()
    gc.disable()
    try:
        from skillscan.nlp.spacy_start import import_spacy

        import_spacy()
        from skillscan.nlp.pipeline import build

        return build(**config)
    finally:
        if is_collecting:
            gc.enable()
