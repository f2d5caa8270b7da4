"""A workplace read wrongly sends people to an office that is not there, or keeps them from one."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.domain import SourceFields
from skillscan.nlp.document import make_document
from skillscan.nlp.pipeline import build
from skillscan.nlp.workplace.evidence import WORKPLACE_FILE, WorkplaceRules, decide_workplace
from skillscan.rules import load_rules

RULES = WorkplaceRules(load_rules(WORKPLACE_FILE))


@pytest.fixture(scope="module")
def nlp():
    return build(disable=["skillscan_skills", "skillscan_mention_class"])


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


@pytest.mark.parametrize(
    ("location", "workplace"),
    [
        ("Remote, Tromsø, Norway", "remote"),
        ("Remote Norway", "remote"),
        ("Remote-Utah", "remote"),
        ("Norway - Remote", "remote"),
        ("Oslo Office (or Remote)", "remote"),
        ("Norway (Remote)", "remote"),
        ("OSL | Remote", "remote"),
        ("Remote (Nor)", "remote"),
        ("Fernhill (NO Remote)", None),
        ("Fernhill Looms (Norway Remote)", "remote"),
        ("Oslo; Bergen; REMOTE", "remote"),
        ("Remote UTC-3 to +2", "remote"),
        ("Anywhere in Norway", "remote"),
        ("Worldwide", "remote"),
        ("Norway, home-based", "remote"),
        ("Oslo-Hybrid", "hybrid"),
        ("Semi-remote, Oslo", "hybrid"),
        ("Oslo (2 days remote)", None),
        ("Onsite Oslo", "onsite"),
        ("Oslo Office", None),
        ("Remoteville", None),
    ],
)
def test_location_field(nlp, location: str, workplace: str | None) -> None:
    """Every seventh remote job would count as one that says nothing."""
    doc = make_document(nlp, "ML Engineer", "We build looms.", SourceFields(locations=(location,)))
    assert nlp(doc)._.skillscan_fields["workplace"] == workplace


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
    for piece in RULES.evidence(text):
        assert 0 <= piece.start < piece.end <= len(text)


@pytest.mark.parametrize(
    "piece",
    [
        "remote, ",
        "office ",
        "-remote",
        "remote or hybrid ",
        "(remote ",
        "in the office 3 ",
        "on-site or remote is listed ",
        "mostly remote home office ",
        "location: ",
    ],
)
def test_hostile_repetition_takes_no_time(piece: str) -> None:
    """One hostile posting would hold up all others."""
    started = process_time()
    WorkplaceRules(load_rules(WORKPLACE_FILE)).evidence(piece * (10_000 // len(piece)))
    assert process_time() - started < 1


def test_a_line_that_comes_again_is_evidence_where_it_stands() -> None:
    """The quote of the second posting would be cut from another place."""
    line = "This is a remote role."
    for text in (line, f"Looms.\n{line}"):
        (found,) = RULES.evidence(text)
        assert text[found.start : found.end] in line
        assert found.judged[1] <= len(text)
        assert found.start >= text.index(line)


def test_own_phrases_are_read(tmp_path) -> None:
    """An operator could not teach the reader how one country says it."""
    own = """rules:
  - {id: teletrabajo, workplace: remote, tier: job, phrases: [teletrabajo], examples: [Teletrabajo],
     counterexamples: [Oficina]}"""
    (tmp_path / WORKPLACE_FILE).write_text(own, encoding="utf-8")
    (found,) = WorkplaceRules(load_rules(WORKPLACE_FILE, tmp_path)).evidence("100 % Teletrabajo")
    assert (found.rule, found.workplace, found.start) == ("teletrabajo", "remote", 6)


def test_a_line_that_lost_its_breaks_is_read_to_its_end() -> None:
    """A posting without line breaks would never have a workplace."""
    line = "We make looms and sell them to weavers. " * 200 + "This is a hybrid role. Apply."
    evidence = RULES.evidence(line)
    assert decide_workplace(evidence) == "hybrid"
    assert "hybrid" in line[evidence[0].start : evidence[0].end]
