"""The language decides whether a posting may be read at all."""

import pytest

from skillscan.text.language import language_of

CASES = {
    "en": "We are looking for an engineer who builds models with Python and ships them to users.",
    "de": "Wir suchen eine Entwicklerin mit Erfahrung in Python und maschinellem Lernen in Berlin.",
    "fr": "Nous recherchons un ingénieur en apprentissage automatique qui connaît bien Python.",
    "es": "Buscamos a alguien con experiencia en aprendizaje automático y conocimientos de Python.",
    "nl": "Wij zoeken een ontwikkelaar met ervaring in Python en machinaal leren voor ons team.",
    "ja": "機械学習エンジニアを募集しています。Pythonの経験が必要です。"
    "東京のチームで一緒に働きましょう。ぜひご応募ください。",
}


@pytest.mark.parametrize(("language", "text"), CASES.items(), ids=CASES.keys())
def test_language(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text", ["", "Python, SQL", "12345 67890 | • •", "https://example.com/a/b/c/d/e"]
)
def test_too_little_text_has_no_language(text: str) -> None:
    """A guess here would drop or keep postings by chance."""
    assert language_of(text) is None
