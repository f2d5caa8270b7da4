"""Years read wrongly falsify the one statistic that editors quote most: years of experience."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from skillscan.nlp.document import make_document
from skillscan.nlp.experience.education_paths import EducationPaths
from skillscan.nlp.experience.quantity import YearsQuantity
from skillscan.nlp.experience.requirement import ExperienceRequirement
from skillscan.nlp.experience.years import (
    RULE_FILES,
    RequiredYears,
    RequirementLine,
    RequirementLineReader,
    decide_years,
)
from skillscan.nlp.pipeline import build
from skillscan.nlp.structure.component import StructureReader
from skillscan.rules import load_rules

WORDS = spacy.blank("en")
STRUCTURE = StructureReader()
READER = RequirementLineReader(WORDS.vocab, {name: load_rules(name) for name in RULE_FILES})


def quantities_of(text: str) -> list[YearsQuantity]:
    return READER.quantities(WORDS.make_doc(text))


def requirement_lines(text: str) -> list[RequirementLine]:
    return READER.read(STRUCTURE(WORDS.make_doc(text)))


def requirements_of(text: str) -> tuple[ExperienceRequirement, ...]:
    return tuple(r for line in requirement_lines(text) for r in line.requirements)


def paths_of(text: str) -> EducationPaths | None:
    (line,) = requirement_lines(text)
    return line.education_paths


@pytest.fixture(scope="module")
def nlp():
    return build(disable=["skillscan_skills", "skillscan_mention_class"])


QUANTITIES = [
    ("3 à 5 ans d'expérience", 3, 5, "range"),
    ("3 bis 5 Jahre Berufserfahrung", 3, 5, "range"),
    ("de 3 a 5 años de experiencia", 3, 5, "range"),
    ("3 até 5 anos de experiência", 3, 5, "range"),
    ("3 tot 5 jaar ervaring", 3, 5, "range"),
    ("at least four (4-6) years", 4, None, "at_least"),
    ("two (2 to 3) years", 2, None, "exact"),
    ("six [6] years", 6, None, "exact"),
    ("(3-5) years", 3, 5, "range"),
    ("five (5) to seven (7)+ years", 5, 7, "range"),
    ("5 (five or more) years", 5, None, "exact"),
    ("4 (or 5) years", 4, None, "exact"),
    ("5 (minimum) years", 5, None, "exact"),
    ("6 (full-time) years", 6, None, "exact"),
    ("3 y. of work", 3, None, "exact"),
    ("5+ y.o.e.", 5, None, "at_least"),
    ("18 mths", 1, None, "exact"),
    ("Experience (in years): 3-5", 3, 5, "range"),
    ("Yrs of exp.: 5", 5, None, "exact"),
    ("Years of experience: min. 5, ideally 8", 5, None, "exact"),
    ("2½ years", 2, None, "exact"),
    ("a year and a half", 1, None, "at_least"),
    ("two and a half years", 2, None, "exact"),
    ("3,5 years", 3, None, "exact"),
    ("4 (or more) years", 4, None, "at_least"),
    ("4 (+) years", 4, None, "at_least"),
    ("4-6 (four to six) years", 4, 6, "range"),
    ("4, ideally 7+ years", 4, 7, "range"),
    ("at least 4 and preferably 6 years", 4, 6, "range"),
    ("4 (ideally 6) years", 4, None, "exact"),
    ("4y", 4, None, "exact"),
    ("2-4y", 2, 4, "range"),
    ("5+ years", 5, None, "at_least"),
    ("7+yrs", 7, None, "at_least"),
    ("3 - 5 years", 3, 5, "range"),
    ("3 5 years", 3, 5, "range"),
    ("2 continuous years", 2, None, "exact"),
    ("1-3 years? experience", 1, 3, "range"),
    ("at least 4 (but ideally more) years", 4, None, "at_least"),
    ("three to five years", 3, 5, "range"),
    ("five (5) years", 5, None, "exact"),
    ("a minimum of two years", 2, None, "at_least"),
    ("at least 5 or more years", 5, None, "at_least"),
    ("over 5 years", 5, None, "at_least"),
    ("18 months", 1, None, "exact"),
    ("6 months to 2 years", 0, 2, "range"),
    ("4to6yrs", 4, 6, "range"),
    ("3 + years", 3, None, "at_least"),
    ("2-3+ years", 2, 3, "range"),
    ("0-2 years", 0, 2, "range"),
    ("2.5 years", 2, None, "exact"),
    ("less than 2 years", 0, 2, "at_most"),
    ("up to 3 years", 0, 3, "at_most"),
    ("5 years or more", 5, None, "at_least"),
    ("Years of experience: 5-7", 5, 7, "range"),
    ("4 - 8+ YOE", 4, 8, "range"),
    ("10+ overall years", 10, None, "at_least"),
    ("no less than 3 years", 3, None, "at_least"),
    (">1 years", 1, None, "at_least"),
    ("A minimum of 2 (two) years", 2, None, "at_least"),
    ("Year of experience – 3 -5 Years", 3, 5, "range"),
    ("For4+years", 4, None, "at_least"),
    ("experience:2-3years", 2, 3, "range"),
    ("6 months to 2 years", 0, 2, "range"),
]


@pytest.mark.parametrize(("text", "low", "high", "bound"), QUANTITIES)
def test_quantity(text: str, low: int, high: int | None, bound: str) -> None:
    """An amount written in an unusual way would be lost, or read as another number."""
    (quantity,) = quantities_of(text)
    assert (quantity.low, quantity.high, quantity.bound) == (low, high, bound)


@pytest.mark.parametrize(
    "text",
    ["401(k) for years", "1,500 years", "$5 years", "2020-23 years", "several years", "250 years"],
)
def test_no_quantity(text: str) -> None:
    """A pension plan or a year of the calendar must not become experience."""
    assert quantities_of(text) == []


def test_leading_words_belong_to_the_quote() -> None:
    """The quoted evidence would lose the words that set the bound."""
    text = "You bring at least five (5) years of it."
    (quantity,) = quantities_of(text)
    assert text[quantity.start : quantity.end] == "at least five (5) years"


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


EDUCATION_PATHS = [
    ("Bachelor's degree and 8 years; or no degree and 12 years combined experience", 12, 8),
    (
        "5+ years at a mill as a weaver, dyer, spinner, carder, fuller or seller of all kinds of"
        " cloth and a Bachelors degree; or 3+ years of the same and a PhD",
        5,
        3,
    ),
    (
        "3 years of experience using looms to solve the problems of mills, weaving (e.g., wool,"
        " silk, linen), asking the shepherds or counting of sheep, or a PhD degree.",
        3,
        0,
    ),
    ("PhD (or Master's degree + 7 years of experience) in weaving", 7, 0),
    ("0 to 2 years with BS/BA or 6 to 8 years no degree", 6, 0),
    ("• BS and two years of experience; or,\n• MS and zero to two years of experience", 2, 0),
    (
        "4 or more years of weaving. OR If a Master's Degree, 2 or more years of weaving OR If a"
        " Ph.D., 1 or more years of weaving",
        4,
        1,
    ),
    ("A Bachelor's and 7+ years of work, or 4+ years of work and a PhD", 7, 4),
    ("7+ years, or 4+ years and a PhD", 7, 4),
    ("7 years of relevant experience (BSc) or 4 years (PhD)", 7, 4),
    ("7 years' experience (Bachelor's), 4 years' experience (Master's)", 7, 4),
    ("4 years of experience after a PhD, 7 years after a Master's", 7, 4),
    ("4+ years of experience post-PhD or 7+ years post-MS", 7, 4),
    ("8+ years (or 6 years + PhD) of experience in weaving", 8, 6),
    ("PhD degree OR Master's degree and 3 years of work OR Bachelor's and 5 years of work", 5, 0),
    ("PhD or Master's degree and 3 years of work, or Bachelor's and 5 years of work", 5, 3),
    ("Doctorate\nOR\nMaster's degree and 3+ years of work\nOR\nBS and 5+ years of work", 5, 0),
    ("5 years of work plus a Master's degree, or 3 years plus a PhD", 5, 3),
    ("BS with 6 years of experience, or 2 years and an MS", 6, 2),
    ("9 years and a Bachelor's, 6 years and a Master's, or 3 years and a PhD", 9, 3),
    ("BS and 5 years, or MS and 3, or PhD", 5, 0),
    ("BS with 8 years, MS with 6 years, or PhD with 3 years of experience", 8, 3),
    ("M.S., or 3+ years of experience", 3, 0),
    ("3+ years in vision research or Ph.D./M.S. in physics", 3, 0),
    ("Bachelor's degree plus 8+ years of experience, or advanced degree plus 6+ years", 8, 6),
    ("5+ years of professional experience or 3+ years with an advanced degree.", 5, 3),
    ("6+ years of work in the field. 3+ years of experience if you have a PhD", 6, 3),
    ("5+ years of industry experience (or 3+ years with a PhD in the field)", 5, 3),
    ("9+ years of relevant experience (6+ with a PhD).", 9, 6),
    ("2 years of weaving OR no experience, if possess a Master's degree", 2, 0),
    ("4 years of experience post-PhD or 6 years post-Masters", 6, 4),
    ("5+ years of experience in related roles with a PhD. 7+ years of experience otherwise", 7, 5),
    ("Master's degree plus 3-4 years of experience or Ph. D. in biology", 3, 0),
    (
        "Bachelors with 5+ years (or) Masters with 3+ years (or) PhD with 1+ year of experience",
        5,
        1,
    ),
    ("2+ years of work experience and a Bachelor's degree, OR 5+ years of work experience", 5, 2),
    (
        "At least 8 years (Master's candidate) or 10 years (Bachelor's candidate) of experience",
        10,
        8,
    ),
    ("BS and 6+ years of chip work experience.\nOR\nMS and 4+ years of chip experience", 6, 4),
    ("Option 1: Bachelor's degree and 2 years' experience.\nOption 2: 4 years' experience.", 4, 2),
    ("8+ years (or Ph.D. with 6+ years) of experience in lenses", 8, 6),
    ("PhD in optics, or MS with 3+ years of experience", 3, 0),
    ("PhD, or MS with 3+ years of experience", 3, 0),
    ("Doctorate and 2 years of experience; Master's degree and work experience of 5 years", 5, 2),
    ("Three (3) years of experience (or one (1) if possess a Master's) in law", 3, 1),
    (
        "Bachelor's degree and 3 years of experience. Alternatively, a Master's degree and 1 year"
        " of experience. Three (3) years of experience (or one (1) with a Master's) in law",
        3,
        1,
    ),
    ("2-3 years of work in similar role (MS)\n0-2 years of work in similar role (PhD)", 2, 0),
    ("BS in law and 2 years of experience.\nIn lieu of a degree, 5 years of experience", 5, 2),
    ("BS and 2 years of experience. In lieu of a Bachelor's degree, 5 years of work", 5, 2),
    ("BS and 2 years of law OR,\nMaster's and no experience OR,\nAt least 4 years of law", 4, 0),
]


@pytest.mark.parametrize(("text", "least", "best"), EDUCATION_PATHS)
def test_alternatives_by_degree(text: str, least: int, best: int) -> None:
    """The years of a doctor would be asked of a bachelor, or the other way round."""
    found = paths_of(text)
    assert found is not None
    assert (found.years_min, found.years_best) == (least, best)


@pytest.mark.parametrize(
    "text",
    [
        "Bachelor's or Master's with 8+ years of experience",
        "Bachelor's degree in law. 5+ years of experience. Master's preferred. 3+ years of Go.",
        "BS in a related field and 3+ years of experience, MS or PhD preferred",
        "Bachelor's degree or equivalent experience with 5+ years of Python",
        "BS or MS degree (in physics, say)\n4+ years of hands-on experience",
        "BS and 2 years of experience.\nIn lieu of a degree, a loom licence.",
        "3 years of experience in industry and Master's (or PhD) in weaving",
        "3 years of experience in industry and Master’s (or PhD ) in weaving",
    ],
)
def test_no_alternatives(text: str) -> None:
    """Years that bind everybody would be waived for the highest degree."""
    assert all(line.education_paths is None for line in requirement_lines(text))


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
    ("Requirements\n• Upto 4 years of weaving experience", 0),
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
