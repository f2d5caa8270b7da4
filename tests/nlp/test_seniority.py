"""Seniority read wrongly mixes interns with principals in every statistic by level."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.domain import SourceFields
from skillscan.nlp.document import make_document
from skillscan.nlp.job_title.occupation_title import TITLES_FILE, plain_title
from skillscan.nlp.job_title.seniority_level import SENIORITY_FILE, SeniorityRules
from skillscan.nlp.pipeline import build
from skillscan.rules import load_rules

TITLES = load_rules(TITLES_FILE)
LEVELS = SeniorityRules(load_rules(SENIORITY_FILE), TITLES)


@pytest.fixture(scope="module")
def nlp():
    return build(disable=["skillscan_skills", "skillscan_mention_class"])


def level(title: str) -> str | None:
    found = LEVELS.of_title(plain_title(title))
    return found.level if found else None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Sr Software Engineer II", "senior"),
        ("Senior Engineer Intern", "intern"),
        ("AI & Software Engineer III - London", "senior"),
        ("Principal Engineer, VP", "staff"),
        ("Software Engineer (Early Career)", "junior"),
        ("Machine Learning Engineer (L5 - Senior)", "senior"),
        ("Machine Learning Engineer", None),
        ("JR-0012_ML Engineer", None),
        ("JR 12345 - Loom Engineer", None),
        ("Loom Engineer JR-25919", None),
        ("SR-2211 Loom Scientist", None),
        ("Jr. Loom Engineer", "junior"),
        ("Staff / Sr. Staff Engineer", "staff"),
        ("Loom Engineer II - Senior Living Platform", "mid"),
        ("Loom Engineer I, Staff Scheduling", "junior"),
        ("Loom Engineer - Junior Savings App", None),
        ("Senior Loom Engineer, Intern Onboarding Tools", "senior"),
        ("Loom Analyst, Principal Investment Team", None),
        ("Mill - Senior Loom Engineer, Wool Team", "senior"),
        ("Teamlead Loom Science", "staff"),
        ("Loom Engineer, Internship Programs", None),
        ("Loom Engineer, Early Careers Recruiting", None),
        ("Loom Internship Program", "intern"),
        ("Senior Loom Engineer, Intern Experience", "senior"),
        ("Senior Loom Engineer, Senior Living", "senior"),
        ("Loom Engineer, Associate Experience", None),
        ("Loom Engineer, Lead Scoring", None),
        ("Loom Engineer (Middle East)", None),
        ("Chief of Staff", None),
        ("Senior Health Data Analyst", "senior"),
        ("Loom Engineer at Lead Bank", None),
        ("Loom Engineer, Lead Bank", None),
        ("Lead Bank - Loom Engineer", None),
        ("Loom Engineer - Junior Achievement", None),
        ("Principal Financial Group: Loom Analyst", None),
        ("Loom Engineer @ Staff.com", None),
        ("Loom Engineer, Intern Engine", None),
        ("Senior Living Loom Engineer", None),
        ("Loom Analyst, Seniors Care", None),
        ("Senior Loom Engineer, Lead Bank", "senior"),
        ("Loom Engineer at Senior Level", "senior"),
        ("Lead Bank Analyst", "staff"),
        ("Lead Loom Engineer, Capital", "staff"),
        ("Sr.Net Loom Developer", "senior"),
        ("Loom Intern - Office of the Chief Loom Officer", "intern"),
        ("2031-1204_Senior Loom Engineer", "senior"),
        ("Technical Loom Manager III", "senior"),
        ("Loom Executive I (Oslo)", "junior"),
        ("Loom Engineer, I/O", None),
        ("Loom Engineer - 2", "mid"),
        ("Bar & Waiting Staff", None),
        ("Staff Accountant", None),
        ("Account Executive, Mid-Enterprise", None),
        ("Early Careers: Loom Engineering", "junior"),
        ("Senior Loom Engineer / Loom Engineer III / Dye Manager", "senior"),
        ("Team Lead Loom Engineering", "staff"),
        ("Experienced Loom Engineer", None),
        ("Director II", None),
        ("Loom Engineer / Sr. Web Developer / Analyst", None),
        ("IT Auditor / Sr. Loom Engineer / Sr. Accountant", None),
        ("Data Scientist/Statistician IV", "staff"),
        ("Senior Web Developer / Senior Loom Engineer", "senior"),
        ("Senior Loom Engineer / Web Developer", "senior"),
        ("Senior Loom Engineer / Web Developer / Data Analyst", "senior"),
        ("Principal Engineer - Looms / Senior Web Developer / Data Analyst", "staff"),
        ("Senior Loom Engineer / Staff Loom Engineer", "senior"),
        ("Senior Loom Engineer / Staff Loom Engineer / Loom Engineer - Silk", None),
        ("Loom Analyst / Loom Engineer / Others (all sorts, with interns)", None),
        ("Senior Loom Engineer / Loom Engineer II", None),
        ("Junior Loom Engineer / Senior Loom Engineer", None),
        ("Loom Engineer / Senior Loom Engineer", None),
        ("[Senior / Staff] Loom Engineer", "senior"),
        ("Loom Engineer (Senior/Staff)", "senior"),
        ("Loom Engineer (Senior, Staff)", "senior"),
        ("Staff or Senior Loom Engineer", "senior"),
        ("Lead/Senior Loom Engineer", "senior"),
        ("Senior/Staff/Principal Loom Engineer", "senior"),
        ("Mid / Senior Loom Engineer", None),
        ("Junior/Mid Loom Engineer", None),
        ("Junior/Senior Loom Engineer", None),
        ("Junior, Mid or Senior Loom Engineer", None),
        ("Mid to Staff Loom Engineer", None),
        ("Senior Staff Loom Engineer", "staff"),
        ("Senior Associate Loom Engineer", "senior"),
        ("Loom Engineer II/III", None),
        ("Loom Engineer I or II", None),
        ("Loom Engineer III/IV", "senior"),
        ("Loom Engineer I - III", None),
        ("Loom Engineer L4/L5", None),
        ("Junior Loom Engineer / Loom Engineer", "junior"),
        ("Sr or Mid Loom Engineer / Sr Data Analyst", None),
        ("Senior or Staff Loom Engineer / Senior or Staff Weaver", "senior"),
        ("Mid-Senior Loom Engineer", "mid"),
        ("Mid–Senior Loom Engineer", "mid"),
        ("Mid Senior Loom Engineer", "mid"),
        ("Loom Research Fellow", None),
        ("Technical Fellow, Looms", "staff"),
        ("Fellow Loom Engineer", "staff"),
        ("Senior Loom Engineer/Developer/Architect", "senior"),
        ("Web Developer / Loom Analyst / Internships", None),
        ("Data Engineer II / Data Analyst II", "mid"),
        ("Web Developer / Loom Analyst [ Entry Level]", "junior"),
        ("Web Developer / Loom Analyst (Senior) / Weaver", None),
        ("Associate Account Executive", "junior"),
        ("AI Associate", None),
        ("Loom Operations Associate", None),
        ("Associate AI or ML Engineer", "junior"),
        ("Data Scientist, Associate", "junior"),
        ("Junior-Mid Loom Engineer", None),
        ("Loom Engineer (Mid-to-Senior level)", None),
        ("Medior Loom Engineer", "mid"),
        ("Loom Analyst I - 2031 Campus", "junior"),
        ("Loom Analyst I - II", None),
        ("Senior Weaving Engineer / Product Lead / Growth Lead", "senior"),
        ("Weaving Engineer / Business Lead", None),
        ("Senior Loom Engineer / Security Engineering Intern", "senior"),
        ("Manager of Looms / Weaving Intern", None),
        ("Loom Analyst Internship / Co-op", "intern"),
        ("Lead / Senior Loom Engineer", "senior"),
        ("Semi Senior Loom Engineer", "mid"),
        ("Loom Sales Manager (Mid Atlantic)", None),
        ("Associate General Counsel", None),
        ("Legal Staff", None),
        ("College Hire - Loom Analyst", "junior"),
        ("Level 2 Support Engineer", None),
        ("Tirocinio Data Science", "intern"),
        ("Member of Accounting Staff", None),
        ("Placement Software Engineer", "intern"),
        ("Industrial Placement Software Engineer", "intern"),
        ("Job Placement Analyst", None),
        ("Product Placement Engineer", None),
        ("Senior - Staff Loom Engineer", "senior"),
        ("Loom Engineer (Mid - Senior)", "mid"),
        ("Loom Engineer Senior - Tech Lead", "staff"),
        ("Tech Lead - Senior Loom Engineer", "staff"),
        ("Loom Analyst II or Senior", None),
        ("Loom Scientist - Dye Engineer - Sr. Loom Scientist - Silk", None),
        ("Senior Loom Scientist - Dye Engineer - Loom Scientist - Silk", "senior"),
        ("Loom Scientist - Senior Dye Engineer", "senior"),
        ("Loom Scientist - Loom Analyst - Senior Associate", "senior"),
        ("Loom Analyst III/Senior", "senior"),
        ("Loom Analyst I or Senior", None),
        ("Senior Loom Analyst II", "senior"),
        ("Senior Loom Engineer / Dye Security Lead", "senior"),
        ("(Senior) Loom Engineer (m/f/d)", None),
        ("(Senior) Loom Engineer / Senior Dyer", None),
        ("Loom Engineer (Lead)", "staff"),
        ("Head of Looms", None),
        ("Senior Director of Looms", "senior"),
    ],
)
def test_title(title: str, expected: str | None) -> None:
    """Words and numerals of one title would contradict each other."""
    assert level(title) == expected


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("AI Developer", "We are looking for a Senior AI Developer to join us.", "senior"),
        ("Junior AI Developer", "You work with a Senior AI Developer.", "junior"),
        ("AI Engineer (Junior to Senior)", "We seek a senior engineer.", None),
        ("AI Developer", "We seek Senior/Staff developers.", "senior"),
        ("AI Developer", "Seeking an attentive and resourceful Senior AI Developer.", "senior"),
        ("AI Developer", "They need a senior level AI Developer.", "senior"),
        ("AI Developer", "There is an open position for a senior developer.", "senior"),
        ("AI Developer", "You will be working with senior developers.", None),
        ("AI Developer", "About us\nSenior AI Developer - Looms\nWe weave.", "senior"),
        ("AI Developer", "AI Developer II\nWe weave.", "mid"),
        ("AI Developer", "Lead the work of our AI developer\nWe weave.", None),
        ("AI Developer", "We weave.\nWe dye.\nWe sell.\nSenior AI Developer\nHe helps.", None),
        ("AI Developer", "We seek mid- to senior-level developers.", "mid"),
        ("AI Developer", "We seek junior, mid or senior developers.", None),
        ("AI Developer", "You weave.\nSeniority level\nEntry level\nIndustries", "junior"),
        ("AI Developer", "You weave. " * 900 + "\nCareer level: Senior", "senior"),
        ("AI Developer", "You weave.\nSeniority level\nNot Applicable", None),
        ("AI Developer", "We seek a lead developer.\nSeniority level\nEntry level", "staff"),
        ("Weavers", "Fernhill | Senior Loom Engineers, Dyers | Oslo\nWe weave.", "senior"),
        ("AI Developer", "We are seeking an AI Developer II to help.", "mid"),
        ("AI Developer", "We are seeking an AI Developer I/II to help.", "junior"),
        ("AI Developer", "We are seeking an AI Developer I/III to help.", None),
        ("AI Developer", "We are looking for an Associate Developer to help.", "junior"),
        ("AI Developer", "Seniority: Mid–Senior", "mid"),
        ("AI Developer", "Seniority: Junior to Senior", None),
        ("AI Developer", "We are looking for an able Loom Search Lead to build looms.", "staff"),
        ("AI Developer", "We are looking for a weaver to lead in Oslo.", None),
        ("AI Developer", "You join us as a Lead AI Developer.", "staff"),
        ("AI Developer", "You weave as well as lead code reviews.", None),
        ("AI Developer", "You spent years as a senior developer elsewhere.", None),
        ("AI Developer", "Job Description:\nPrincipal Duties:\nYou weave.", None),
        ("AI Developer", "You will mentor others as a Developer II would.", None),
        ("Head of Looms", "We are looking for a seasoned team lead for our weavers.", None),
        ("AI Developer, Vice President", "We seek a senior developer.", "senior"),
        ("(Senior) AI Developer", "We seek a Senior AI Developer.", None),
        ("AI Developer", "· Senior Level: 5+ years with looms", "senior"),
        ("AI Developer", "· Junior Level: 1+ years\n· Senior Level: 5+ years", None),
        ("AI Developer", "Type: Full-time Experience: Mid Level You weave.", "mid"),
        ("AI Developer", "Experience: senior weavers like it here.", None),
        ("AI Developer", "You need 10 years of experience and work under supervision.", None),
        ("AI Developer", "We weave. The Loom Engineer II weaves silk.", "mid"),
        ("AI Developer", "Role: Loom Engineer (Mid to Senior Level)", "mid"),
        ("AI Developer", "You join us as a senior technical leader.", None),
        ("AI Developer", "You are a mid-level developer with three years of looms.", "mid"),
        ("AI Developer", "If you are a senior developer, you know looms.", None),
        ("AI Developer", "This role is designed for early-career weavers.", "junior"),
        ("AI Developer", "Whether you’re seeking entry-level work or more, come.", None),
        ("AI Developer", "You train weavers from entry level – mid level.", None),
        ("AI Developer", "Our staff developers also play a role in the mill.", None),
        ("AI Developer", "Experience with projects of whole looms as lead developer.", None),
        ("AI Developer", "You join the mill for a 6-month internship.", "intern"),
        ("AI Developer", "You did a 6-month internship before.", None),
        ("AI Developer", "It’s a highly technical, senior position in our mill.", "senior"),
        ("AI Developer", "Advanced Weaving – Lead AI Developer\nOverview\nWe weave.", "staff"),
        ("AI Developer", "The AI Weaver (night shift) is an entry level position.", "junior"),
        ("Weavers", "Fernhill | Senior/Staff level Loom Engineer | Oslo\nWe weave.", "senior"),
    ],
)
def test_title_outranks_text(nlp, title: str, body: str, expected: str | None) -> None:
    """The blurb would overrule the title."""
    assert nlp(make_document(nlp, title, body))._.skillscan_fields["seniority"] == expected


@pytest.mark.parametrize(
    ("title", "company", "expected"),
    [
        ("Lead Mills Loom Engineer", "Lead Mills", None),
        ("Loom Engineer (Principal Wool)", "Principal Wool", None),
        ("Senior Loom Engineer, Lead Mills", "lead mills", "senior"),
        ("Staff Loom Engineer", "Staff", "staff"),
        ("Lead Mills Loom Engineer", "Acme Looms", "staff"),
    ],
)
def test_the_employers_name_ranks_nobody(
    nlp, title: str, company: str, expected: str | None
) -> None:
    """All jobs of "Lead Mills" would be those of leads."""
    doc = nlp(make_document(nlp, title, "We weave.", SourceFields(company=company)))
    assert doc._.skillscan_fields["seniority"] == expected


def test_own_words_of_levels_are_read(tmp_path) -> None:
    """An operator could not teach the reader a level word of another country."""
    own = "fragments: {junior: [azubi]}"
    (tmp_path / SENIORITY_FILE).write_text(own, encoding="utf-8")
    levels = SeniorityRules(load_rules(SENIORITY_FILE, tmp_path), TITLES)
    assert level("Azubi Data Engineering") is None
    assert levels.of_title("Azubi Data Engineering").level == "junior"
    assert levels.of_text("Level: Azubi").level == "junior"


@given(
    st.lists(
        st.sampled_from(["Senior", "/", " ", "II", "Engineer", "or", "Staff", "I", "-", "("]),
        max_size=30,
    ).map(" ".join)
)
def test_any_title_is_read(title: str) -> None:
    """A title of odd shape would stop the whole load."""
    found = LEVELS.of_title(title)
    assert found is None or 0 <= found.start < found.end <= len(title)
