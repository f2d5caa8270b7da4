"""A workplace read wrongly sends people to an office that is not there, or keeps them from one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from skillscan.domain import SourceFields
from skillscan.nlp.document import make_document
from skillscan.nlp.pipeline import build
from skillscan.nlp.workplace.evidence import _refusals, decide_workplace, find_evidence
from skillscan.resources import data, data_yaml

RULES = data_yaml("rules", "workplace.yaml")


@pytest.fixture(scope="module")
def nlp():
    return build(disable=["skillscan_skills", "skillscan_mention_class"])


def test_rules_fit_their_schema() -> None:
    """A misspelled field would silently switch a rule off."""
    schema = json.loads(data("rules", "schemas", "workplace.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(RULES)


@pytest.mark.parametrize(
    ("name", "sentence", "expected"),
    [(e["name"], s, True) for e in RULES["rules"] for s in e["examples"]]
    + [(e["name"], s, False) for e in RULES["rules"] for s in e["counterexamples"]],
)
def test_rule_on_its_own_sentences(name: str, sentence: str, *, expected: bool) -> None:
    """A rule that never fires loses a workplace; one that always does invents it."""
    assert (name in {piece.rule for piece in find_evidence(sentence)}) is expected


@pytest.mark.parametrize(
    "index", range(len(RULES["refuse"])), ids=lambda i: RULES["refuse"][i]["name"]
)
def test_refusals_on_their_own_sentences(index: int) -> None:
    """Remote sensing would become remote work."""
    entry = RULES["refuse"][index]
    _, pattern = _refusals()[index]
    assert all(pattern.search(sentence) for sentence in entry["examples"])
    assert not any(pattern.search(sentence) for sentence in entry["counterexamples"])


@pytest.mark.parametrize(
    "entry",
    [e for g in ("rules", "refuse") for e in RULES[g] if "needs" in e],
    ids=lambda e: e["name"],
)
def test_needed_words_spare_no_example(entry: dict) -> None:
    """The cheap test before a rule would switch the rule off."""
    for sentence in entry["examples"]:
        assert any(word in sentence.lower() for word in entry["needs"]), sentence


POSTINGS = [
    ("ML Engineer (Remote)", "We build looms.", "remote"),
    ("ML Engineer", "This is a remote role, open in the US only.", "remote"),
    ("ML Engineer", "Location: Oslo (Remote OK, but we like Oslo)", "remote"),
    ("ML Engineer", "This role can be in our Oslo hub or remote.", "remote"),
    ("ML Engineer", "We are a remote-first company.", "remote"),
    ("ML Engineer", "Workplace type:\nRemote Working", "remote"),
    ("ML Engineer", "Hybrid or remote, as you like: #LI-Remote #LI-Hybrid", "remote"),
    ("ML Engineer", "This is a hybrid position. You may work remotely some days.", "hybrid"),
    (
        "ML Engineer",
        "We are remote-first. Near our hub, come to the office 2 days a week.",
        "hybrid",
    ),
    ("ML Engineer", "Work from our Oslo office at least three days a week.", "hybrid"),
    ("ML Engineer", "This position is not open to fully remote arrangements.", "hybrid"),
    ("ML Engineer", "#LI-Hybrid", "hybrid"),
    ("ML Engineer", "This role is in-person in Oslo.", "onsite"),
    ("ML Engineer", "Five days a week in the office. No remote work.", "onsite"),
    ("ML Engineer", "Environmental Conditions\nOffice", "onsite"),
    ("ML Engineer", "Role: ML Engineer\nLocation: Oslo - onsite", "onsite"),
    ("ML Engineer", "Work from anywhere for up to 4 weeks a year.", None),
    ("ML Engineer", "We do remote sensing in a hybrid cloud.", None),
    (
        "ML Engineer",
        "Flexible hours. The style of each role, Hybrid or Remote, is stated there.",
        None,
    ),
    ("ML Engineer", "You visit customers on-site and obtain personal data.", None),
    ("ML Engineer", "A stipend for remote employees; virtual and in-person events.", None),
]


@pytest.mark.parametrize(("title", "body", "workplace"), POSTINGS)
def test_posting(nlp, title: str, body: str, workplace: str | None) -> None:
    """The share of remote postings would be wrong."""
    assert nlp(make_document(nlp, title, body))._.skillscan_fields["workplace"] == workplace


def test_trusted_fact_wins(nlp) -> None:
    """The source's own field would be overruled by a sentence."""
    doc = make_document(
        nlp, "ML Engineer", "This is a remote role.", SourceFields(workplace="onsite")
    )
    assert nlp(doc)._.skillscan_fields["workplace"] == "onsite"


def test_location_speaks_where_the_text_does_not(nlp) -> None:
    """ "Remote, USA" as the location would be ignored."""
    doc = make_document(
        nlp, "ML Engineer", "We build looms.", SourceFields(locations=("Remote, USA",))
    )
    assert nlp(doc)._.skillscan_fields["workplace"] == "remote"


@given(
    st.lists(
        st.sampled_from(
            [
                "remote",
                "hybrid",
                " or ",
                "3 days",
                " per week",
                " in the office",
                "\n",
                "(",
                ")",
                "not ",
                "Location:",
                " ",
            ]
        ),
        max_size=50,
    ).map("".join)
)
def test_any_text_is_read(text: str) -> None:
    """A posting of odd shape would stop the whole load."""
    for piece in find_evidence(text):
        assert 0 <= piece.start < piece.end <= len(text)


@pytest.mark.parametrize(
    "piece", ["remote or hybrid ", "(remote ", "in the office 3 ", "location: "]
)
def test_hostile_repetition_ends(piece: str) -> None:
    """One hostile posting would hold up all others."""
    assert len(find_evidence(piece * (20_000 // len(piece)))) < 20_000


def test_a_line_that_lost_its_breaks_is_read_to_its_end() -> None:
    """A posting without line breaks would never have a workplace."""
    line = "We make looms and sell them to weavers. " * 200 + "This is a hybrid role. Apply."
    evidence = find_evidence(line)
    assert decide_workplace(evidence) == "hybrid"
    assert "hybrid" in line[evidence[0].start : evidence[0].end]
