"""Years read wrongly falsify the one statistic that editors quote most: years of experience."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.nlp.document import make_document
from skillscan.nlp.experience.quantity import YearsQuantity
from skillscan.nlp.experience.years import (
    RequiredYears,
    decide_years,
)
from skillscan.nlp.pipeline import build
from tests.nlp.requirement_lines import requirement_lines, requirements_of


@pytest.fixture(scope="module")
def nlp():
    return build(disable=["skillscan_skills", "skillscan_mention_class"])


REQUIREMENTS = [
    ("3+ years of experience in fraud models", "field", "fraud models"),
    ("3+ years of professional experience", "total", ""),
    ("4 years' relevant work experience", "total", ""),
    ("5+ years of backend engineering experience", "field", "of backend engineering"),
    ("2+ years building ranking systems", "field", "building ranking systems"),
]


@pytest.mark.parametrize(("text", "scope", "subject"), REQUIREMENTS)
def test_what_the_years_are_of(text: str, scope: str, subject: str) -> None:
    """Years of one skill could not be told from years of work."""
    (requirement,) = requirements_of(text)
    assert requirement.scope == scope
    assert requirement.subject.removeprefix("of ") == subject.removeprefix("of ")


def test_ceiling_of_sense() -> None:
    """A team's forty years would become a requirement."""
    assert requirements_of("We bring 40 years of experience in looms.") == ()


def years_of(text: str) -> RequiredYears:
    lines = requirement_lines(text)
    return decide_years(
        lines,
        [
            frozenset(n for n, s in enumerate(line.requirements) if not s.is_softened)
            for line in lines
        ],
    )


@pytest.mark.parametrize(
    ("text", "least", "best"),
    [
        ("5+ years of software experience\n2+ years of ML experience", 5, 5),
        ("BS with 8 years, MS with 6 years, or PhD with 3 years\n6+ years of experience", 8, 6),
        ("3 years of experience is required; 5 years is preferred", 3, 3),
        ("Mid-level: 3+ years of experience\nSenior: 5+ years of experience", 3, 3),
        ("Experience: 8+ yrs for Junior level / 12+ years for Senior level", 8, 8),
        (
            "PhD with 0+ years\nMasters with 2+ years\nBachelors with 4 years",
            4,
            0,
        ),
        ("Several years of experience", None, None),
    ],
)
def test_largest_lowest_and_binding(text: str, least: int | None, best: int | None) -> None:
    """Of several lines the wrong one would be quoted."""
    assert years_of(text) == RequiredYears(least, best)


POSTINGS = [
    ("You have been in a similar position for around five to seven years.", 5),
    (
        "Requirements\nWool\nPreferred Qualifications\nRelated Work Experience: At least 1 year of"
        " related work experience in a mill.",
        None,
    ),
    (
        "Requirements\nPreferred minimum of 2 years of weaving or relevant experience, including at"
        " least 2 years of silk dyeing",
        None,
    ),
    ("Requirements\n• Looms: 4+ years of agency or in-house experience with silk", 4),
    ("Requirements\n• 2+ years (5+ years for senior role) of weaving experience", 2),
    ("Requirements\n• 2+ years of weaving and 5+ years as a senior weaver", 5),
    ("Requirements\n• 3+ years of weaving (5+ years in all)", 5),
    ("Requirements\n• 5+ years in operations, logistics, or related fields", 5),
    ("Requirements\n• 5+ years of professional Customer Service/Sales/ Mill experience", 5),
    ("Requirements\n• Bachelor's degree in weaving preferred 7+ years of experience at mills", 7),
    ("Requirements\n• A full 5 year work/education history", None),
    ("Loom Co\nWe have:\n5. 4+ years cash runway", None),
    ("Events Weaver\n12 Month Maternity Cover", None),
    ("We teach weaving to students aged 10-18 years in nine towns.", None),
    ("Ideally, we are looking for someone with 5+ years of loom experience.", None),
    ("Requirements\n• 4+ years weaving with Loom (preferred), Spindle or Wheel.", 4),
    ("Requirements\n• 4+ years of weaving experience (preferred), patience.", None),
    ("Requirements\n• 4+ years of weaving, dyeing, or spinning wool preferred", None),
    ("Requirements\n• 4+ years of weaving, and loom experience preferred", 4),
    ("Requirements\n• 5+ years of program management experience", 5),
    (
        "Requirements\n• Minimum requirement of 4 years of work experience. Typically reflects"
        " 5 years or more of relevant experience.",
        4,
    ),
    ("Weavers are provided with three years of full support to reach their goal.", None),
    ("Requirements\n• Three years of financial support experience", 3),
    ("Requirements\n• 5+ years of data and loom product experience", 5),
    ("Requirements\n• 3-4 years of data science, dyeing and/or loom experience", 3),
    ("Requirements\n• Loom experience: 4+ years running looms at scale", 4),
    ("Requirements\n• 5+ years of pre-sales customer-facing work", 5),
    ("Requirements\n• At least 3 years post-doctoral research", 3),
    ("Requirements\n• Typically has 8+ years of weaving experience", 8),
    ("Requirements\n• Overall experience for 3-5 years in looms", 3),
    ("Requirements\n• A seasoned leader with 10+ years of experience", 10),
    ("About us\nWe seek an established weaver with 4+ years of experience.", 4),
    ("About us\nFernhill looks back on 20 years of data innovation.", None),
    ("About us\nFernhill won fairs 5 years running.", None),
    ("Requirements\n• You are looking for a 5 or 6 month full-time internship", None),
    ("Requirements\n• You seek a 6-month, full-time, internship in weaving", None),
    ("Requirements\n• You are free for a 4 to 8-month work term in weaving", None),
    ("Requirements\n• Shall have a minimum of five (5) years of weaving experience", 5),
    ("Requirements\n• You bring a calm hand to our team with 5+ years of experience", 5),
    ("Requirements\n• You have 10+ years of experience delivering looms", 10),
    ("Requirements\n• Six or more years of working on business-critical looms", 6),
    ("Requirements\n• 4 years of CRUD SQL operations", 4),
    ("Requirements\n• Experience with looms in a mill for at least one year.", 1),
    ("Requirements\n• Strong weavers (typically 4-6+ years).", 4),
    ("Requirements\n• Looms and heuristics (+5 years)", 5),
    ("Requirements\n• 3 – 5 years + Master's degree in weaving", 3),
    ("Requirements\n• You have worked as a data engineer for at least 3 years", 3),
    ("Requirements\n• You've been writing Python for 6+ years", 6),
    ("Requirements\n• Trained models for more than 2 years", 2),
    ("Requirements\n• For at least 3 years you have worked as an analyst", 3),
    ("Requirements\n• Over the last 4 years, you've built models", 4),
    ("Requirements\n• Coding in Rust for at least 2 years", 2),
    ("Requirements\n• Someone who has run services for 3+ years", 3),
    ("Requirements\n• Ideally 6+ years, at least 4 years of experience", 4),
    ("Requirements\n• Rust: 2 years (Required)\n• Go: 5 years (Preferred)", 2),
    ("Requirements\n• Python\nYou work with people who have built looms for 20 years.", None),
    ("Requirements\n• Python\nThirty days off after you have worked for 2 years.", None),
    (
        "For the senior level, 5+ years of experience; for the mid level, 2+ years of experience",
        2,
    ),
    ("We have worked with mills for over 20 years. You know Python.", None),
    ("Requirements\n• Python\nLook at a weaver who has been with us for over 4 years", None),
    ("Open to mid-level (2+ years of experience) and senior (5+ years of experience) people.", 2),
    ("Requirements\n• Mid-level: 2+ years of experience; Senior: 5+ years of experience", 2),
    ("Requirements\n• Mid-levels have 2+ years of experience; seniors have 5+ years of it", 2),
    ("Requirements\n• L3: 2 years of experience, L4: 4 years of it, L5: 8 years of it", 2),
    ("Requirements\n• Junior (1+ yrs), Regular (3+ yrs), Senior (5+ yrs) of experience", 1),
    (
        "Requirements\n• Those with 2+ years of experience will be considered for the mid level,"
        " those with 5+ years of experience for the senior level.",
        2,
    ),
    ("Requirements\n• Minimum years of experience: 5", 5),
    ("Requirements\n• Exp. 4-6 yrs", 4),
    ("Requirements\n• Must have worked with looms for 5+ years", 5),
    ("Requirements\n• Six (6) or more full years of experience", 6),
    ("Requirements\n• Nice if you have 3+ years of experience with Rust", None),
    ("Warranty of 3 years on all looms. Experience with C++ required.", None),
    ("Requirements\n• 4 years minimum, 7 years ideal, of weaving experience", 4),
    ("Requirements\n• 4 years minimum / 7 years preferred of weaving experience", 4),
    ("Requirements\n• You have 4 years behind you as a weaver", 4),
    ("Requirements\n• You worked as a weaver for a minimum of 4 years", 4),
    ("Requirements\n• You have spent the last five years in weaving", 5),
    ("Requirements\n• Junior engineers with 1+ years of experience, seniors with 5+ years", 1),
    ("Requirements\n• 5+ years of experience. Work with senior staff", 5),
    ("Requirements\n• 4+ years of experience in ML\n• Python", 4),
    ("What you bring\n• 3+ years of experience, preferably in banking", 3),
    ("Requirements\n• Python\nPreferred qualifications\n• 5+ years of experience in ML", None),
    ("Requirements\n• Python\nNice to have\n• You must have 2 years of experience in Go", 2),
    ("About us\nFor 30 years we have built looms.\nRequirements\n• Python", None),
    (
        "About us\nWith 12 years of experience in looms, we lead.\nRequirements\n• 2+ years of ML",
        2,
    ),
    ("Fernhill is looking for an engineer with 2-3+ years of industry experience.", 2),
    ("Experience: 0-1 Year\nRequirements\n• Python", 0),
    ("Requirements\n• 1+ year as a dyer or in dye research, or 3-5 years at looms", 1),
    (
        "Requirements\n• 6+ years of weaving experience OR at least 4 years of experience in mills",
        4,
    ),
    ("Requirements\n• 6+ years of weaving and 2+ years of dyeing or printing experience", 6),
    ("Requirements\n• 6+ years of weaving experience. 2+ years of experience or 1 loom", 6),
    ("The company have over 8+ years experience on the market.\nRequirements\n• Python", None),
    ("Requirements\n• Upto 4 years of weaving experience", None),
    ("Requirements\n• Less than 5 years of weaving experience", None),
    ("Requirements\n• Maximum 3 years of weaving experience", None),
    ("Requirements\n• Up to 2 years of weaving experience", 0),
    ("Requirements\n• Less than 2 years of weaving experience", 0),
    ("Requirements\n• 0-4 years of weaving experience", 0),
    (
        "Requirements\n• At least two years with looms, dyes, or other mill tools Required"
        "\n• At least four (4) years with ever larger looms, dyes, or mill tools Preferred",
        2,
    ),
    ("Requirements\n• 4 years of experience with looms, Silk Preferred", 4),
    ("Requirements\n• Bachelor's degree and 1 year of experience in ML", 1),
    (
        "For a new grad or someone with 1-3 years of work.\nRequirements\n• 0-3 years of work",
        0,
    ),
    (
        "Requirements\n• For Senior Weaving Engineer I: BS with 6 years of experience; MS with 4"
        " years of experience\n• For Senior Weaving Engineer II: BS with 8 years of experience; MS"
        " with 6 years of experience",
        6,
    ),
    (
        "Requirements\nLoom Scientist - 5+ years of experience\nPrincipal Loom Scientist - 9+ years"
        " of experience\nFor both: 2+ years of Python",
        5,
    ),
    (
        "Requirements\nLoom Engineer: 3+ years of experience\nDye Engineer: 5+ years of experience",
        5,
    ),
    (
        "Experience as a software engineer: 6+ years of experience\n"
        "Experience as a lead software engineer: 2+ years of experience",
        6,
    ),
    ("Loom Engineer: 5+ years of experience\nStaff Loom Engineer: 1+ years of experience", 5),
    ("Senior Loom Engineer: 5+ years of experience\nLead Loom Engineer: 2+ years", 5),
    ("Our founder is looking for a weaver (5+ years of experience) to join.", 5),
    ("Many candidates have at least 3 years of experience required for this job.", 3),
    ("Experience with the software development lifecycle of 3+ years", 3),
    ("You work on teams with product lifecycles of around 4 months, using looms.", None),
    ("I'm the technical cofounder (9+ years of experience as a weaver).", None),
    ("We seek a technical cofounder (9+ years of experience as a weaver).", 9),
    ("Requirements\n• Many strong candidates for our mill have 10+ years of experience.", None),
    ("Work Experience: 12-15 years\nEducation:\nA: 15years fulltime of Education", 12),
    ("Under 7 years of experience only.", None),
    ("Experience in years: [4]", 4),
    ("Relevant experience in years: 4 to 6", 4),
    ("Requirements\n• At least 5 but ideally 8 or more years of looms", 5),
    ("Requirements\n• At least 3 (5 preferred) years of looms", 3),
    ("Years of service: [4]", None),
    ("You plan on 2-3 months of travel during the first year, maybe at sea.", None),
    (
        "Requirements\n• 1 year of work in mills of wool or silk, dyeing, or cloth shops by the"
        " northern sea is highly preferred.",
        None,
    ),
]


@pytest.mark.parametrize(("body", "years"), POSTINGS)
def test_posting(nlp, body: str, years: int | None) -> None:
    """A posting's years would come from its blurb, its wishes or nowhere."""
    assert nlp(make_document(nlp, "ML Engineer", body))._.skillscan_fields["years_min"] == years


def test_findings_keep_their_place(nlp) -> None:
    """Nobody could trace a number back to its sentence."""
    doc = nlp(make_document(nlp, "ML Engineer", "Requirements\n• 3-5 years of experience in NLP"))
    (span,) = doc.spans["experience"]
    assert (span.text, span.label_, span._.skillscan_mention_class) == (
        "3-5 years",
        "3-5",
        "required",
    )
    assert span._.skillscan_detail["low"] == 3
    assert span._.skillscan_detail["subject"] == "NLP"


def test_document_made_elsewhere(nlp) -> None:
    """``nlp(text)`` by somebody else's hand would fail."""
    assert nlp("Requirements\n• 3+ years of experience")._.skillscan_fields["years_min"] == 3


@given(
    st.lists(
        st.sampled_from(
            [
                "5+ years",
                " of experience ",
                "BS",
                " or ",
                "PhD",
                "\n",
                ", ",
                "(",
                ")",
                "at least ",
                "3-",
                "10",
                " with ",
                "Master's",
                " preferred",
                ". ",
                "years",
                "experience: ",
                "two",
                "/",
                ";",
            ]
        ),
        max_size=60,
    ).map("".join)
)
def test_any_text_is_read(text: str) -> None:
    """A posting of odd shape would stop the whole load."""
    for line in requirement_lines(text):
        assert text[line.start : line.start + len(line.text)] == line.text
        for requirement in line.requirements:
            quantity = requirement.quantity
            assert isinstance(quantity, YearsQuantity)
            assert 0 <= quantity.start < quantity.end <= len(line.text)
            assert quantity.high is None or quantity.high >= 0


@pytest.mark.parametrize(
    "piece", ["5+ years of experience, ", "BS/MS or ", "5 or ", "or\n", "(5 years "]
)
def test_hostile_repetition_ends(piece: str) -> None:
    """One hostile posting would hold up all others (nested quantifiers never end here)."""
    assert len(requirement_lines(piece * (20_000 // len(piece)))) <= 200
