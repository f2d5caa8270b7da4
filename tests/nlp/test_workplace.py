"""A workplace read wrongly sends people to an office that is not there, or keeps them from one."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nlp.workplace_of import workplace_of

from skillscan.nlp.workplace.evidence import WORKPLACE_FILE, WorkplaceRules, decide_workplace
from skillscan.rules import load_rules

RULES = WorkplaceRules(load_rules(WORKPLACE_FILE))

POSTINGS = [
    (
        "Weaver",
        "This role is in-office, five days a week.\nPerks: fully remote working environment",
        "onsite",
    ),
    ("Weaver", "We have no Work-from-Anywhere roles.", None),
    ("Weaver", "We do not have work from anywhere roles.", None),
    ("Weaver", "We are not a work-from-anywhere company.", None),
    ("Weaver", "We have work-from-anywhere roles.", "remote"),
    ("Weaver", "Remote work is not possible unless formally approved.", "hybrid"),
    ("Weaver", "Remote work is not possible except with written approval.", "hybrid"),
    ("Weaver", "Remote work is not allowed without prior approval.", "hybrid"),
    ("Weaver", "You may not work remotely without your manager's consent.", "hybrid"),
    ("Weaver", "Remote work requires written approval.", "hybrid"),
    ("Weaver", "Home office is possible by arrangement.", "hybrid"),
    ("Weaver", "This role is on-site. Remote work is possible with prior approval.", "onsite"),
    ("Weaver", "Fully remote work is not possible unless formally approved.", "hybrid"),
    ("Weaver", "This role is remote. No work abroad without prior approval.", "remote"),
    ("Weaver", "Remote work is possible in exceptional cases.", None),
    ("Weaver", "In exceptional cases, remote work is possible.", None),
    ("Weaver", "Remote work is granted by exception only.", None),
    ("Weaver", "Remote work is not available, except in exceptional cases.", "onsite"),
    ("Weaver", "As a remote team we weave.\nA 12 week hybrid internship", "hybrid"),
    ("Weaver", "Five days a week in-person at our mill. There is remote flexibility.", "onsite"),
    ("Weaver", "A hybrid role with both crafts. The role is based in our Oslo office.", "onsite"),
    ("ML Engineer (Remote)", "We build looms.", "remote"),
    ("Weaver", "This role involves on-site attendance.", "onsite"),
    ("Weaver", "You move to Oslo later, and the job could be started remotely.", None),
    ("Weaver", "You weave for long, working predominantly remotely.", "remote"),
    ("Weaver", "Working remotely is also permissible for this role.", "remote"),
    ("ML Engineer", "This is a telework-eligible position.", "remote"),
    ("ML Engineer", "Work arrangement: Telework", "remote"),
    ("ML Engineer", "We offer the option to work fully from your home office.", "remote"),
    ("ML Engineer", "The post is homeworking.", "remote"),
    ("ML Engineer", "Mobiles Arbeiten möglich", "remote"),
    ("ML Engineer", "This job is done from your home in Oslo.", "remote"),
    ("ML Engineer", "Home office: fully possible", "remote"),
    (
        "ML Engineer",
        "If you live within commuting distance of Oslo you come in on Wednesdays.",
        "hybrid",
    ),
    ("ML Engineer", "A role based full time in our Oslo office.", "onsite"),
    ("ML Engineer", "Work anywhere in the codebase.", None),
    ("ML Engineer", "You can work remotely some of the time.", "hybrid"),
    ("ML Engineer", "Tues-Thurs in the office", "hybrid"),
    ("ML Engineer", "We meet in the office every other week.", "hybrid"),
    ("ML Engineer", "You work on the premises of our mill.", "onsite"),
    ("ML Engineer", "We cannot offer home working for this post.", "onsite"),
    ("ML Engineer", "Looms for remote teams and hybrid offices.", None),
    ("ML Engineer", "Our looms help hybrid offices plan desks.", None),
    ("ML Engineer (Hybrid - Remote, Norway)", "We build looms.", "hybrid"),
    ("ML Engineer", "This is a remote role, open in the US only.", "remote"),
    ("ML Engineer", "Location: Oslo (Remote OK, but we like Oslo)", "remote"),
    ("ML Engineer", "This role can be in our Oslo hub or remote.", "remote"),
    ("ML Engineer", "We are a remote-first company.", "remote"),
    ("ML Engineer", "Workplace type:\nRemote Working", "remote"),
    ("ML Engineer", "Hybrid or remote, as you like: #LI-Remote #LI-Hybrid", "remote"),
    ("ML Engineer", "This is a hybrid position. You may work remotely some days.", "hybrid"),
    ("ML Engineer", "You weave experiments that push forward our hybrid model systems", None),
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
def test_posting(title: str, body: str, workplace: str | None) -> None:
    """The share of remote postings would be wrong."""
    assert workplace_of(title, body) == workplace


def test_trusted_fact_wins() -> None:
    """The source's own field would be overruled by a sentence."""
    found = workplace_of("ML Engineer", "This is a remote role.", workplace="onsite")
    assert found == "onsite"


@pytest.mark.parametrize(
    ("stated", "text", "workplace"),
    [
        ("onsite", "The work arrangement for this position is hybrid.", "hybrid"),
        ("onsite", "You come to the Oslo office three days a week.", "hybrid"),
        ("remote", "One day of remote work per week.", "hybrid"),
        ("remote", "We have a hybrid work model.", "remote"),
        ("hybrid", "This is a remote role.", "hybrid"),
        ("onsite", "We weave in a hybrid cloud.", "onsite"),
        ("onsite", "We work in a hybrid setup with weavers of other mills.", "onsite"),
    ],
)
def test_coarse_fact_yields_to_office_days(stated: str, text: str, workplace: str) -> None:
    """A field that knows no hybrid jobs would hide that this one is."""
    assert workplace_of("ML Engineer", text, workplace=stated) == workplace


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
  - {id: finnish, workplace: remote, tier: job, phrases: [etätyö], examples: [Etätyö],
     counterexamples: [Toimisto]}"""
    (tmp_path / WORKPLACE_FILE).write_text(own, encoding="utf-8")
    (found,) = WorkplaceRules(load_rules(WORKPLACE_FILE, tmp_path)).evidence("100 % Etätyö")
    assert (found.rule, found.workplace, found.start) == ("finnish", "remote", 6)


def test_a_line_that_lost_its_breaks_is_read_to_its_end() -> None:
    """A posting without line breaks would never have a workplace."""
    line = "We make looms and sell them to weavers. " * 200 + "This is a hybrid role. Apply."
    evidence = RULES.evidence(line)
    assert decide_workplace(evidence) == "hybrid"
    assert "hybrid" in line[evidence[0].start : evidence[0].end]
