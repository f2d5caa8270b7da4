"""Technical text is split where its parts end, and nowhere inside a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from skillscan.nlp.language import PostingEnglish


@pytest.fixture(scope="module")
def nlp() -> Language:
    return PostingEnglish()


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("7+yrs", "7 + yrs"),
        ("5+ years", "5 + years"),
        ("C++/C#", "C++ / C#"),
        ("C/C++", "C / C++"),
        ("(C++, C#)", "( C++ , C# )"),
        ("C++.", "C++ ."),
        ("modern C++17", "modern C++ 17"),
        ("CI/CD", "CI / CD"),
        ("Python/R", "Python / R"),
        ("PyTorch,TensorFlow", "PyTorch , TensorFlow"),
        ("scikit-learn", "scikit - learn"),
        ("A/B", "A / B"),
        ("R&D", "R&D"),
        ("node.js", "node.js"),
        ("Node.js/React", "Node.js / React"),
        (".NET, C#", ".NET , C#"),
        ("AWS/GCP/Azure", "AWS / GCP / Azure"),
        ("Spark-based", "Spark - based"),
        ("LLM\u2011powered", "LLM \u2011 powered"),
        ("non-SQL", "non - SQL"),
        ("SQL;Python|R", "SQL ; Python | R"),
        ("Python's", "Python 's"),
        ("LLMs'", "LLMs '"),
        ("•Python", "• Python"),
        ("Python(Pandas)", "Python ( Pandas )"),
        ("C.Deep expertise", "C.Deep expertise"),
        ("solutions.What", "solutions . What"),
        ("10,000 users", "10,000 users"),
        ("and/or", "and/or"),
    ],
)
def test_tokens(nlp: Language, text: str, tokens: str) -> None:
    """A span could not begin or end where its name does."""
    assert " ".join(token.text for token in nlp.tokenizer(text)) == tokens


@given(st.text(alphabet="C#+/.,&ab17 -–‑•(Rnet)'", max_size=60))
def test_nothing_is_lost(nlp: Language, text: str) -> None:
    """Offsets into the stored text would be wrong."""
    assert nlp.tokenizer(text).text == text
