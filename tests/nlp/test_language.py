"""Technical text is split where its parts end, and nowhere inside a name."""

import time
from importlib.metadata import entry_points

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from skillscan.nlp.language import PostingEnglish, PostingTokenizer


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
        ("SQL、Python，Spark", "SQL 、 Python ， Spark"),
        ("scikit-learn", "scikit - learn"),
        ("A/B", "A / B"),
        ("R&D", "R&D"),
        ("node.js", "node.js"),
        ("Node.js/React", "Node.js / React"),
        ("using.NET and ASP.NET", "using .NET and ASP.NET"),
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
        ("$150k-190k", "$ 150k - 190k"),
        ("$150,000-$190,000", "$ 150,000 - $ 190,000"),
        ("(Python/C#)", "( Python / C# )"),
        ("#1", "# 1"),
        ("Jr. Engineer, e.g.", "Jr. Engineer , e.g."),
        ("pre-2024", "pre-2024"),
    ],
)
def test_tokens(nlp: Language, text: str, tokens: str) -> None:
    """A span could not begin or end where its name does."""
    assert " ".join(token.text for token in nlp.tokenizer(text)) == tokens


@given(st.text(alphabet="C#+/.,&ab17 -–‑•(Rnet)'", max_size=60))
def test_nothing_is_lost(nlp: Language, text: str) -> None:
    """Offsets into the stored text would be wrong."""
    assert nlp.tokenizer(text).text == text


@given(st.lists(st.sampled_from((" ", "\n", "\t", "\u2028", "x", "x" * 49, "x" * 99)), max_size=9))
def test_what_no_word_is_so_long_as_is_cut(nlp: Language, parts: list[str]) -> None:
    """Behind a blank of another kind, or none, a long run of signs would stop a night."""
    text = "".join(parts)
    words = [
        chunk[at : at + 60] if len(chunk) > 100 else chunk
        for chunk in text.split()
        for at in range(0, len(chunk) if len(chunk) > 100 else 1, 60)
    ]
    assert [token.text for token in nlp.tokenizer(text) if not token.is_space] == words


@pytest.mark.parametrize(
    "text",
    [
        ")" * 10_000,
        "x" * 60_000,
        "Python" * 1_700,
        "使用Python和机器学习" * 700,
        "a@" * 5_000,
        "C++/C#," * 1_400,
        " ".join(")" * n for n in range(40, 101)),
    ],
    ids=lambda text: text[:12],
)
def test_hostile_texts_take_linear_time(nlp: Language, text: str) -> None:
    """One text of 10,000 brackets took eleven seconds, and a word of 60,000 letters a night."""
    begun = time.process_time()
    doc = nlp.tokenizer(f"Python {text}, SQL\n{text} end")
    assert time.process_time() - begun < 2
    assert doc.text == f"Python {text}, SQL\n{text} end"


def test_lexemes_have_the_attributes_of_english(nlp: Language) -> None:
    """Patterns of others that ask for numbers, stop words or shapes would find nothing."""
    english = spacy.blank("en")
    names = "is_alpha is_digit is_punct is_stop is_title is_currency like_num like_url like_email"
    for word in ("seven", "7", "7,000", "the", "Python", "iOS", "GPT", "C++", "$", "(", "x@y.org",
                 "www.x.org", "Éa", "使用", "10th"):  # fmt: skip
        ours, theirs = nlp.vocab[word], english.vocab[word]
        assert [getattr(ours, n) for n in names.split()] == [
            getattr(theirs, n) for n in names.split()
        ]
        assert (ours.shape_, ours.prefix_, ours.suffix_, ours.lower_) == (
            theirs.shape_, theirs.prefix_, theirs.suffix_, theirs.lower_,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("word", "folded"),
    [("Optimisation", "optimization"), ("modelling", "modeling"), ("–", "-"), ("’s", "'s"),
     ("Enterprise", "enterprise"), ("exercise", "exercise")],
)  # fmt: skip
def test_words_are_folded(nlp: Language, word: str, folded: str) -> None:
    """A skill in British spelling would be another one."""
    assert nlp.vocab[word].norm_ == folded


def test_the_language_is_registered() -> None:
    """``spacy.blank`` and saved pipelines name it by its code."""
    assert type(spacy.blank("posting_en")) is PostingEnglish
    declared = {point.name: point.value for point in entry_points(group="spacy_languages")}
    assert declared["posting_en"] == "skillscan.nlp.language:PostingEnglish"


def test_rules_are_joined_as_spacy_joins_them(nlp: Language) -> None:
    """They are compiled by us, and kept: joined in another way they would cut texts elsewhere."""
    tokenizer, rules = PostingTokenizer(nlp.vocab), PostingEnglish.Defaults
    assert tokenizer.prefix_search.__self__ == compile_prefix_regex(rules.prefixes)
    assert tokenizer.suffix_search.__self__ == compile_suffix_regex(rules.suffixes)
    assert tokenizer.infix_finditer.__self__ == compile_infix_regex(rules.infixes)
