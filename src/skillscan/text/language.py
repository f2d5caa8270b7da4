"""The language a posting is written in."""

import re
from functools import cache
from typing import Any

LANGUAGES = (
    "ar", "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "he", "hi", "hr", "hu",
    "id", "it", "ja", "ko", "lt", "lv", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr",
    "sv", "th", "tr", "uk", "vi", "zh",
)  # fmt: skip
"""Languages postings are written in; the fewer candidates, the surer the answer."""
MIN_LETTERS = 40
"""Shorter texts have no sure language: a list of product names reads as any."""
_MAX_CHARACTERS = 4_000
_MIN_PROBABILITY = 0.8
_LETTER = re.compile(r"[^\W\d_]")
_NOT_PROSE = re.compile(r"https?://\S{1,500}|\[(?:email|phone|name|profile)\]|[\d•|]+")


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier


def language_of(text: str) -> str | None:
    """ISO 639-1 code of a prepared text; ``None`` where it is too short or too unsure to tell.

    Method: py3langid (langid.py, Lui and Baldwin 2012) on the middle of the text, since openings
    are often names and closings are often English boilerplate.
    """
    prose = _NOT_PROSE.sub(" ", _middle(text))
    if sum(1 for _ in _LETTER.finditer(prose)) < MIN_LETTERS:
        return None
    code, probability = _identifier().classify(prose)
    return str(code) if probability >= _MIN_PROBABILITY else None


def _middle(text: str) -> str:
    start = max(0, (len(text) - _MAX_CHARACTERS) // 2)
    return text[start : start + _MAX_CHARACTERS]
