"""One employer behind several spellings, and never one id for two employers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.dedup.employers import NAME_CHARS, UNKNOWN_EMPLOYER, employer_id_of
from skillscan.resources import data_yaml

ONE_EMPLOYER = [
    (
        "acme",
        ["Acme, Inc.", "ACME", "acme.com", "Acme GmbH", "Acme (YC W23)", "https://www.acme.com/"],
    ),
    (
        "acme",
        ["Acme S.p.A.", "Acme Sp. z o.o.", "Acme Pte. Ltd.", "Acme GmbH & Co. KG", "ＡＣＭＥ"],
    ),
    (
        "acme",
        [
            "The Acme Company",
            "Acme™, LLC",
            "Acme Inc. (NASDAQ: ACME)",
            "Acme (acme.io)",
            "acme.co.uk",
        ],
    ),
    ("geckorobotics", ["Gecko Robotics", "gecko-robotics", "GeckoRobotics, Inc."]),
    ("forwardfinancing", ["Forward%20Financing", "Forward Financing LLC"]),
    ("lowes", ["Lowe's", "Lowe’s Inc"]),
    ("nestle", ["Nestlé", "Nestle S.A."]),
    ("abercrombieandfitch", ["Abercrombie & Fitch Co.", "Abercrombie and Fitch"]),
    ("amazonwebservices", ["Amazon Web Services (AWS)", "Amazon Web Services, Inc.", "AWS"]),
    ("meta", ["Meta", "Facebook", "Meta Platforms, Inc."]),
    ("reverielabs", ["Reverie Labs (YC W18)", "Reverie Labs (formerly Dream Labs)"]),
    ("株式会社", ["株式会社"]),
    ("メルカリ", ["株式会社 メルカリ", "メルカリ"]),
    (UNKNOWN_EMPLOYER, ["", "  ", "???", "Unknown"]),
]

TWO_EMPLOYERS = [
    ("Acme", "Acme Labs", "a word that is no legal form names another firm"),
    ("Acme", "Acme Germany", "a country may name a firm of its own"),
    ("Acme", "acme.ai", "the ending is part of many names"),
    ("The Orchard", "Orchard", "a music distributor and a farm robot maker"),
    ("Day Spa", "Day", "'spa' is a word here, not S.p.A."),
    ("Amazon", "Amazon Web Services", "two employers with boards of their own"),
    ("Capital One", "Capital Two", "digits and words count"),
    ("HP Inc.", "HPE", "split into two firms"),
    ("TikTok", "ByteDance", "parent and brand hire apart"),
    ("Meta (Menlo)", "Meta", "a note in brackets that is no known kind of note"),
    ("Inc.", "LLC", "nothing but a legal form is still a name"),
]


@pytest.mark.parametrize(("employer_id", "names"), ONE_EMPLOYER)
def test_spellings_of_one_employer(employer_id: str, names: list[str]) -> None:
    """Else one employer votes several times, and its reposts count as several openings."""
    assert {name: employer_id_of(name) for name in names} == dict.fromkeys(names, employer_id)


@pytest.mark.parametrize(("one", "other", "why"), TWO_EMPLOYERS)
def test_two_employers_stay_two(one: str, other: str, why: str) -> None:
    """Else openings of two firms are counted as one."""
    assert employer_id_of(one) != employer_id_of(other), why


@given(st.text(max_size=NAME_CHARS + 50))
def test_any_name_has_an_id(name: str) -> None:
    """A strange name in a feed must not stop a load, and a stored id must keep its meaning."""
    found = employer_id_of(name)
    assert found
    assert not any(char.isspace() for char in found)
    assert employer_id_of(name) == found


def test_aliases_are_consistent() -> None:
    """An alias under two employers, or that leads to another alias, would depend on order."""
    aliases = data_yaml("rules", "employers.yaml")["aliases"]
    for held, names in aliases.items():
        assert employer_id_of(held) == held
        assert {employer_id_of(name) for name in names} == {held}
