"""The language a posting is written in."""

import re
from functools import cache
from typing import Any

from skillscan.rules.kept import kept_arrays
from skillscan.text.characters import rare_characters

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
_ENGLISH = frozenset({
    "the", "and", "to", "with", "our", "you", "your", "are", "that", "this", "will", "from",
    "have", "their", "which", "who", "they", "what", "not", "has", "about", "how", "into", "more",
    "other",
})  # fmt: skip
"""Words that English sentences are made of and no other language has."""
_OTHER = frozenset({
    "der", "die", "und", "mit", "für", "von", "wir", "bei", "den", "das", "ist", "eine", "zu",
    "auf", "sie", "les", "des", "et", "vous", "nous", "pour", "est", "une", "du", "en", "de", "la",
    "el", "los", "las", "y", "con", "una", "van", "het", "een", "voor", "met", "och", "att", "för",
    "som", "på", "til", "og", "av", "vi", "är", "ett", "com", "para", "um", "uma", "os", "não",
    "e", "que", "em", "di", "il", "che", "per", "un", "della", "na", "z", "w", "do", "się", "oraz",
    "jest", "yang", "dan", "untuk", "dengan",
})  # fmt: skip
"""The same of the other languages that are written in Latin letters."""
_MIN_ENGLISH_WORDS = 10
_MIN_ENGLISH_SHARE = 0.06
"""Of all words. English postings have 0.16 (one in a hundred less than 0.07)."""
_MAX_OTHER_SHARE = 0.02
"""Of words, and of letters that English lacks, to all words. English postings have 0.004 ("the Bay
Area de facto"); one with a German half has 0.1, one with a Finnish half 0.3 of the letters.
"""
_LETTER = re.compile(r"[^\W\d_]")
_NOT_PROSE = re.compile(r"https?://\S{1,500}|\[(?:email|phone|name|profile)\]|[\d•|]+")


@cache
def _identifier() -> Any:
    from py3langid import __version__
    from py3langid.langid import LanguageIdentifier

    parts = kept_arrays("languages", f"{__version__} {' '.join(LANGUAGES)}", _model)
    return LanguageIdentifier(
        parts["ptc"],
        parts["pc"],
        parts["classes"].tolist(),
        parts["nextmove"].data,
        parts["output"].tolist(),
        norm_probs=True,
        tk_row=parts["row"].tolist(),
    )


def _model() -> dict[str, Any]:
    """The parts of the packaged model, of these languages and not of a hundred others; to unpack it
    takes a third of a second.
    """
    import numpy as np
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    every = LanguageIdentifier.from_model_file(MODEL_FILE)
    every.set_languages(LANGUAGES)
    return {
        "ptc": every.nb_ptc,
        "pc": every.nb_pc,
        "classes": np.array(every.nb_classes),
        "nextmove": np.asarray(every.tk_nextmove),
        "output": np.asarray(every.tk_output, dtype=np.int32),
        "row": np.asarray(every.tk_row),
    }


def language_of(text: str) -> str | None:
    """ISO 639-1 code of a prepared text; ``None`` where it is too short or too unsure to tell.

    Method: py3langid (langid.py, Lui and Baldwin 2012) on the middle of the text, since openings
    are often names and closings are often English boilerplate. What is plainly English is told
    by its function words, with the same answer in a tenth of the time.
    """
    middle = _middle(text)
    if _is_plainly_english(middle):
        return "en"
    prose = _NOT_PROSE.sub(" ", middle)
    if sum(1 for _ in _LETTER.finditer(prose)) < MIN_LETTERS:
        return None
    code, probability = _identifier().classify(prose)
    return str(code) if probability >= _MIN_PROBABILITY else None


def _is_plainly_english(text: str) -> bool:
    """Many English function words, and next to nothing of any other language or alphabet."""
    words = text.split()
    english = sum(map(_ENGLISH.__contains__, words))
    if english < max(_MIN_ENGLISH_WORDS, _MIN_ENGLISH_SHARE * len(words)):
        return False
    most = _MAX_OTHER_SHARE * len(words)
    if sum(map(_OTHER.__contains__, words)) > most:
        return False
    return text.isascii() or len(_LETTER.findall(rare_characters(text))) <= most


def _middle(text: str) -> str:
    start = max(0, (len(text) - _MAX_CHARACTERS) // 2)
    return text[start : start + _MAX_CHARACTERS]
