"""What of a posting supports a listed skill: a table of words."""

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.domain import SourceFields
from skillscan.evaluation.audit.support import PostingAudit, Support, SupportJudge, written
from skillscan.nlp.document import document_text
from skillscan.nlp.pipeline import read_documents
from skillscan.taxonomy.loading import load_taxonomy

if TYPE_CHECKING:
    from spacy.language import Language

TEXT = (
    "You know Python and PyTorch.\nNo Kubernetes experience needed.\nYou help us to react to "
    "change.\nOur mascot is called Zorbotron; we love Power-BI."
)
MASCOT = "Our mascot is called Zorbotron; we love Power-BI."


@pytest.fixture(scope="module")
def judge() -> SupportJudge:
    """By the packaged taxonomy."""
    return SupportJudge(load_taxonomy())


def audited(nlp: "Language", judge: SupportJudge, *names: str) -> PostingAudit:
    title = "Machine Learning Engineer"
    (reading,) = read_documents(nlp, [(title, TEXT, SourceFields())])
    return judge.audit("1", title, names, document_text(title, TEXT), reading)


@pytest.mark.parametrize(
    ("name", "skill", "support", "words"),
    [
        ("Python", "python", Support.MENTION, "You know Python and PyTorch."),
        ("torch", "pytorch", Support.MENTION, "You know Python and PyTorch."),
        ("K8s", "kubernetes", Support.NEGATED, "No Kubernetes experience needed."),
        ("React", "react", Support.WORD, "You help us to react to change."),
        ("Docker", "docker", Support.UNSUPPORTED, ""),
        ("zorbotron", None, Support.WORD, MASCOT),
        ("Zorbo", None, Support.UNSUPPORTED, ""),
        ("power bi", "power-bi", Support.MENTION, MASCOT),
        ("Docker (Software)", "docker", Support.UNSUPPORTED, ""),
        ("Zorbotron (Robot)", None, Support.WORD, MASCOT),
        (
            "Facebook's library (PyTorch)",
            "pytorch",
            Support.MENTION,
            "You know Python and PyTorch.",
        ),
    ],
)
def test_support(
    nlp: "Language",
    judge: SupportJudge,
    name: str,
    skill: str | None,
    support: Support,
    words: str,
) -> None:
    """Somebody would be blamed for a skill that stands there, or praised for one that does not."""
    (listed,) = audited(nlp, judge, name).listed
    assert (listed.skill, listed.support, listed.words) == (skill, support, words)


def test_missed_are_named_once_and_with_their_sentence(
    nlp: "Language", judge: SupportJudge
) -> None:
    """What a list lacks would be a number without a reason."""
    audit = audited(nlp, judge, "Python", "PYTHON (language)", "python")
    assert [one.skill for one in audit.listed] == ["python"]
    missed = {one.skill: one.words for one in audit.missed}
    assert missed["pytorch"] == "You know Python and PyTorch."
    assert "kubernetes" not in missed


@pytest.mark.parametrize(
    ("name", "text", "is_there"),
    [
        ("C", "C++ and C#", False),
        ("C", "C, Go", True),
        ("C++", "Modern C++.", True),
        ("C#", "in C# or Java", True),
        ("Go", "nobody goes there", False),
        ("Power BI", "PowerBI", True),
        ("scikit-learn", "scikit learn", True),
        ("LLM", "LLMs", True),
        ("Rust", "trust", False),
        ("docker", "DOCKER", True),
        ("***", "***", False),
    ],
)
def test_words_stand_alone(name: str, text: str, is_there: bool) -> None:
    """ "Trust" would support Rust, and "PowerBI" not support Power BI."""
    pattern = written((name,))
    assert bool(pattern and pattern.search(text)) is is_there


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_name_can_be_looked_for(name: str, text: str) -> None:
    """A name full of signs would end the audit."""
    pattern = written((name,))
    assert pattern is None or pattern.search(text) is None or name.strip()
