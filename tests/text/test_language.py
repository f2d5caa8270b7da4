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


MIXED = {
    "German with English loan words": (
        "Wir suchen einen Machine Learning Engineer mit Know-how in Deep Learning, Data Science. "
        "Du arbeitest in einem agilen Team, deployst Modelle in der Cloud und hast Spaß am Coden. "
        "Homeoffice, flexible Arbeitszeiten und ein Budget für Trainings sind bei uns Standard. ",
        "de",
    ),
    "French with an English slogan": (
        "Nous recherchons un data scientist pour notre équipe. Vous avez une bonne maîtrise du "
        "machine learning et de Python. Make the most of your talent with us. Le poste est basé à "
        "Paris, avec deux jours de télétravail par semaine et des déplacements en Europe. ",
        "fr",
    ),
    "Japanese with English terms": (
        "機械学習エンジニアを募集しています。We work with Python and SQL and the team is global. "
        "データサイエンスの経験が必要です。東京のチームで一緒に働きましょう。ぜひご応募ください。",
        "ja",
    ),
}


@pytest.mark.parametrize("times", [1, 5])
@pytest.mark.parametrize(("text", "language"), MIXED.values(), ids=MIXED.keys())
def test_english_words_make_no_english_text(text: str, language: str, times: int) -> None:
    """What no rule of ours can read would be read, and count as asking for nothing."""
    assert language_of(text * times) == language


def test_plain_english_needs_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Telling the language would cost as much as all of the cleaning."""
    monkeypatch.setattr("skillscan.text.language._identifier", None)
    text = "You will work with our team on models that are used by many people and their friends. "
    assert language_of(text * 5) == "en"
