"""One employer behind several spellings, and never one id for two employers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.dedup.employer_rules import FILE, NAME_CHARS, fold
from skillscan.dedup.employers import UNKNOWN_EMPLOYER, employer_id_of
from skillscan.rules import load_rules

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
    (
        "acme",
        [
            "Acme A/S",
            "Acme ApS",
            "Acme AB",
            "Acme Oy",
            "Acme S.A.S.",
            "Acme Pty Ltd",
            "Acme K.K.",
            "Acme B.V.",
            "Acme UG (haftungsbeschränkt)",
            "Acme S. L.",
            "Acme Ltda.",
            "Acme S/A",
            "Acme (Pty) Ltd",
            "Acme S. de R.L. de C.V.",
            "Acme Sdn. Bhd.",
            "Acme spol. s r.o.",
            "Acme A.Ş.",
            "UAB Acme",
            "ООО «Acme»",
            "PT Acme Tbk",
            "㈱Acme",
            "Acme (株)",
            "Acme P.C.",
            "Acme SE & Co. KGaA",
            "Acme I/S",
            "Acme GmbH und Co. KG",
            "Acme, a Public Benefit Corporation",
            "Acme sp. z o. o.",
            "Acme OÜ",
            "Acme Ltée",
            "Acme & Co.",
        ],
    ),
    (
        "acme",
        [
            "Acme Inc (Website)",
            "Acme (Careers page)",
            "Acme (Remote)",
            "Acme [We're hiring!]",
            "Acme (HQ)",
            "Acme (Series A)",
            "Acme (Germany)",
            "Acme (EMEA)",
            "Acme (Engineering)",
            "Acme (formerly Beta)",
            "Acme (part of Beta (UK))",
            "Acme Inc. (d/b/a Beta)",
            "Acme (via Greenhouse)",
            "Acme (Website",
            "Acme (stealth startup)",
            "Acme (YCW15 Nonprofit)",
        ],
    ),
    (
        "acme",
        [
            "Acme - Careers",
            "Acme, Inc. – Jobs",
            "Acme | We're hiring!",
            "Acme | acme.io",
            "Acme - US",
            "Acme eG",
        ],
    ),
    ("jpmorganchase", ["JPMorgan Chase & Co.", "JPMorgan Chase", "J. P. Morgan"]),
    ("emiratestech", ["Emirates Tech L.L.C.", "Emirates Tech LLC"]),
    ("dollartree", ["Dollar Tree", "dollartree"]),
    (
        "nationalallianceonmentalillness",
        ["National Alliance on Mental Illness (NAMI)", "National Alliance on Mental Illness"],
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
    ("Intel", "Intel 471", "digits are part of a name"),
    ("Product (RED)", "Product", "brackets that are part of the name"),
    ("Acme (Robotics)", "Acme", "a word that may name another firm, in brackets too"),
    ("Acme (AI)", "Acme", "AI is no country here"),
    ("Gaming PC", "Gaming", "'PC' is a word here, not P.C."),
    ("AB InBev", "InBev", "no legal form in front"),
    ("PT Solutions", "Solutions", "PT without Tbk is physical therapy"),
    ("acme as", "acme", "'as' is a word in lower case"),
    ("acme eg", "acme", "'eg' is a word in lower case"),
    ("Acme - Robotics", "Acme", "a word that may name another firm, behind a dash too"),
    ("Acme Careers", "Acme", "a firm that finds careers"),
    ("Acme-US", "Acme", "a dash within a name"),
    ("A.P. Acme - Beta", "A.P. Acme", "two names are one"),
    ("- Careers", "-", "nothing is left before the dash"),
    ("The CIA", "The", "nothing but an article would be left"),
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


def test_lists_are_in_the_form_they_are_compared_in() -> None:
    """An entry in another form never matches, and nobody would see it."""
    listed = load_rules(FILE).words
    for name, entries in listed.items():
        if name.startswith(("legal_forms", "leading", "conj")) and "without_space" not in name:
            assert [one for one in entries if one != fold(one) or "." in one] == [], name
            assert len(entries) == len(set(entries)), name


def test_aliases_are_consistent() -> None:
    """An alias under two employers, or that leads to another alias, would depend on order."""
    aliases = load_rules(FILE).words["aliases"]
    for held, names in aliases.items():
        assert employer_id_of(held) == held
        assert {employer_id_of(name) for name in names} == {held}
