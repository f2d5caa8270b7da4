"""Phrases are found in running text with exact offsets, however they are written."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from skillscan.nlp.language import PostingEnglish
from skillscan.nlp.skills.candidates import Candidates
from skillscan.nlp.skills.name_patterns import name_patterns
from skillscan.taxonomy.spelling import lower, written_forms

TOKENIZER = PostingEnglish().tokenizer
PHRASES = Candidates(
    [
        (phrase, phrase)
        for phrase in (
            "Python",
            "fine-tuning",
            "CI/CD",
            "R&D",
            "C++",
            "C#",
            ".NET",
            "ASP.NET",
            "Node.js",
            "machine learning",
            "deep learning",
            "MLOps",
            "AWS",
            "A/B",
            "Spark",
            "Spark SQL",
            "optimization",
            "ISO 27001",
            "GPT",
            "RAG",
            "Weights & Biases",
        )
    ],
)


def found(text: str) -> list[tuple[str, str]]:
    places = PHRASES(TOKENIZER(text), text)
    return [(text[start:end], entry) for start, end, entries in places for entry in entries]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("PYTHON", ["PYTHON"]),
        ("Python3.11", ["Python3"]),
        ("fine tuning", ["fine tuning"]),
        ("fine‑tuning", ["fine‑tuning"]),
        ("CI / CD", ["CI / CD"]),
        ("CI/ CD", ["CI/ CD"]),
        ("C++/C#", ["C++", "C#"]),
        ("modern C++17", ["C++"]),
        ("(.NET)", [".NET"]),
        ("ASP.NET", ["ASP.NET", ".NET"]),
        ("node.js's", ["node.js"]),
        ("R & D", ["R & D"]),
        ("Spark SQL", ["Spark", "Spark SQL"]),
        ("PythonStrong", ["Python"]),
        ("AWSMLOps", ["AWS", "MLOps"]),
        ("asPython, C++", ["Python", "C++"]),
        ("Deep LearningA track record", ["Deep Learning"]),
        ("cost optimisation", ["optimisation"]),
        ("ISO 27001:2022", ["ISO 27001"]),
        ("Fine–Tuning", ["Fine–Tuning"]),
        ("Node.JS and node.js", ["Node.JS", "node.js"]),
        ("gpt4o, GPT-4", ["gpt4o", "GPT"]),
        ("my_python_lib", ["python"]),
        ("methods -machine learning", ["machine learning"]),
        ("AWS、CI/CD", ["AWS", "CI/CD"]),
        ("1.machine learning", ["machine learning"]),
        ("e.g.machine learning", ["machine learning"]),
        ("data//machine learning", ["machine learning"]),
        ("with.NET and Type.NET/C#", [".NET", ".NET", "C#"]),
        ("weights&biases", ["weights&biases"]),
        ("C++/C#/.NET", ["C++", "C#", ".NET"]),
        ("(Python/C#)", ["Python", "C#"]),
        ("熟悉 Python、AWS", ["Python", "AWS"]),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_written_forms_are_found(text: str, written: list[str]) -> None:
    """A skill written with another hyphen, blank or case would be missed."""
    assert sorted(w for w, _ in found(text)) == sorted(written)


@pytest.mark.parametrize(
    "text",
    [
        "Pythonic",
        "machine\nlearning",
        "machine, learning",
        "deeplearning",
        "JAWS",
        "LAWS",
        "CI. CD",
        "machine - learning",
        "A,B",
        "AWSome",
        "Acme.machine learning",
    ],
)
def test_other_words_are_not_found(text: str) -> None:
    """A word that only contains a skill's letters would count as the skill."""
    assert not [entry for _, entry in found(text) if entry != "C#"]


WORD = st.from_regex(r"[A-Za-z]{1,12}", fullmatch=True)


@given(st.lists(WORD, min_size=1, max_size=4).map(" ".join))
@example("e g")
@example("modelling det x")
def test_plain_names_are_cut_as_documents_are(name: str) -> None:
    """A name whose tokens were guessed otherwise than a document's would never be found."""
    tokenised = {tuple(t.norm for t in TOKENIZER(form)) for form in written_forms(name)}
    assert set(map(tuple, name_patterns([name]))) == tokenised


@pytest.mark.parametrize("phrase", ["", "--", "C, D: E"])
def test_impossible_phrases_are_refused(phrase: str) -> None:
    """An alias that can never be found would sit in the taxonomy unnoticed."""
    with pytest.raises(ValueError, match="no "):
        Candidates([(phrase, phrase)])


@given(st.text())
def test_lower_keeps_offsets(text: str) -> None:
    """A Turkish dotted I would shift every span behind it."""
    assert len(lower(text)) == len(text)


@given(st.text(max_size=200))
def test_spans_lie_in_the_text(text: str) -> None:
    """A span outside the text would break highlighting."""
    for start, end, _ in PHRASES(TOKENIZER(text), text):
        assert 0 <= start < end <= len(text)
