"""What of a title tells about the work."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.dedup.titles import title_key

SAME = [
    (
        "Sr. ML Engineer II, Ads (Remote, Berlin) R-12345",
        "Senior Machine Learning Engineer 2 – Ads",
    ),
    ("Software Engineer, Front End", "Frontend Software Engineers"),
    ("Data Scientist (m/f/d)", "Data Scientist (w/m/d) - Hamburg"),
    ("Data Scientist -Seattle, WA", "Data Scientist"),
    ("Data Scientist (Remote, US only)", "Data Scientist | Hybrid | New York City"),
    ("Account Executive (EMEA)", "Account Executive - DACH"),
    ("Nurse $750 Sign On Bonus", "Nurse"),
    ("DevRel Manager(s)", "DevRel Manager"),
    ("Data Scientist â€“ NLP", "Data Scientist, NLP"),
    ("MLOps 工程師 (MLOps Engineer)", "MLOps Engineer"),
    ("Analyst (Mid-Level)", "Analyst"),
    ("Ruby on Rails Engineer", "Ruby Rails Engineer"),
    ("Engineer #48213", "Engineer (Req ID: 99120)"),
    ("Engineer R_1488728", "Engineer JR_0012345"),
    ("2024-7209_Engineer", "3199-Engineer"),
    ("Engineer (BHJOB22048_676)", "Engineer - 20-01512"),
    ("Engineer (Hybrid, 3 days)", "Engineer (2-3 days a week in the office)"),
    ("Engineer - 100% Remote", "Engineer (50/50 Hybrid)"),
    ("Data Scientist Position", "Data Scientist"),
    ("Sales Manager (Mid Atlantic)", "Sales Manager (SoCal)"),
    ("Engineer (Onsite – 4 days per week in London)", "Engineer"),
    ("Benefits Consultant (KS)", "Benefits Consultant (TX or MO)"),
    ("Benefits Consultant (MI, OH or IN)", "Benefits Consultant"),
    ("Strategist | Middle East", "Strategist - Minneapolis / St. Paul"),
    ("Executive (East or Central Preferred)", "Executive (Eastern or Central Time Zone Preferred)"),
    ("Architect (US time zones)", "Architect (Pacific hours)"),
    ("Engineer (All Levels)", "Engineer"),
    ("Copy of Nurse - Austin, Texas", "Nurse"),
    ("ML Ops Engineer", "MLOps Engineer (HK)"),
    ("Behavior Technician / Registered Behavior Technician (RBT)", "Behavior Technician (RBT)"),
    ("Automation Engineer / Growth Engineer / Other", "Automation Engineer / Growth Engineer"),
    ("Artificial Intelligence Engeneer", "AI Engineer"),
    ("Sales Advisor - Fairview Mall", "Sales Advisor - Mill Woods Town Centre"),
    ("SEO Manager", "Search Engine Optimization Manager"),
    ("Line Cook ($18-$22/hour)", "Line Cook"),
    ("Chef - up to £32k per annum", "Chef"),
    ("Closer (OTE 75K-100K+)", "Closer - $90k OTE"),
    ("Teamleiter Kreditorenbuchhaltung (m/w/d)", "Team Lead, Accounts Payable"),
    ("Techniker für Boote und Autos", "Techniker Boote & Autos"),
    ("Drive with us - Signing up is easy now", "Drive with us - Features made for women"),
    ("Cooks needed", "Cooks needed - No experience required"),
    ("Data Engineer (3 positions)", "Data Engineer - Multiple Openings"),
    ("(General Hire) Data Engineer", "Data Engineer (October 2026 Intake)"),
    ("2x Data Engineer", "Data Engineer x2"),
    ("Ingénieur(e) logiciel H/F", "Ingénieur logiciel"),
    ("Développeur·se Java", "Développeur Java"),
    ("Data Analyst - Work from Home", "Data Analyst (Remote eligible)"),
    ("Data Analyst (UTC-5 to UTC+1)", "Data Analyst (GMT+2)"),
    ("Healthcare Assistant", "Health Care Asst."),
    ("Sales Ops Manager", "Sales Operations Mgr"),
    ("Azure TechOps", "Azure Technical Operations"),
    ("Head of BizOps", "Head of Business Operations"),
    ("RevOps Coordinator", "Revenue Operations Coordinator"),
    ("SecOps Engineer", "Security Operations Engineer"),
    ("BI Analyst", "Business Intelligence (BI) Analyst"),
    ("MTS, Inference", "Member of Technical Staff, Inference"),
    ("HRBP, Operations", "HR Business Partner - Operations"),
    ("Nurse Practitioner (NP)", "NP"),
    ("DBA", "Database Administrator"),
    ("CTO", "Chief Technology Officer (CTO)"),
    ("CEO", "Chief Executive Officer"),
    ("CFO", "Chief Financial Officer"),
    ("COO", "Chief Operating Officer"),
    ("CMO", "Chief Marketing Officer"),
    ("Teamlead Accounting", "Team Lead, Accounting"),
    ("DevOps Engineer", "Development Operations Engineer"),
    ("Operations Coordinator - Spanish Market", "Operations Coordinator (DACH Markets)"),
    ("Store Opportunities", "Store Opportunity"),
    ("Engineer (AI/ML)-4to6yrs exp_Chennai", "Engineer (AI/ML)"),
    ("Analyst with Python (2 to 4 yrs exp)", "Analyst with Python"),
    ("Engineer (3 - 6 years' experience in Java)", "Engineer (in Java)"),
    ("Architect | 10–14 Years | Berlin", "Architect"),
    ("Scientist with over 10 years experience", "Scientist"),
    ("Developer (8+ Years of Experience)", "Developer"),
    ("Account Executive - Carolinas", "Account Executive (Ohio Valley)"),
    ("Engineer (REQ-2026-0042)", "Engineer / Ref. HE-112"),
    ("Engineer (No Sponsorship)", "Engineer (Visa sponsorship available)"),
    ("Engineer - Immediate Start", "Engineer (4 day week)"),
    ("Developer - W2 Only", "Developer (no C2C)"),
    ("Developer (W2)", "Developer - C2C"),
    ("Developer, 3.5 years", "Developer (3 yrs)"),
    ("We're hiring: Data Analyst", "Data Analyst"),
    ("Pastry Cook - 40hrs", "Pastry Cook"),
    ("Clerk (37.5 hours per week)", "Clerk - 16h"),
    ("Baker (20h/week)", "Baker, 36 Hours a Week"),
    ("Verkoper 32-40 uur", "Verkoper"),
    ("Koch 37,5 Std./Woche", "Koch (30 Stunden)"),
    ("Nurse, 0.8 FTE", "Nurse (1 FTE)"),
    ("Pflege 80-100%", "Pflege 60 - 80 % (m/w/d)"),
]
DIFFERENT = [
    ("ML Engineer", "Senior ML Engineer"),
    ("ML Engineer I", "ML Engineer II"),
    ("Engineer, Search", "Engineer, Ads"),
    ("C++ Engineer", "C# Engineer"),
    ("AI Red Team Engineer - German", "AI Red Team Engineer - Polish"),
    ("Intern (BS/MS)", "Intern (PhD)"),
    ("Data Scientist, Contract", "Data Scientist"),
    ("Engineer, Data Center", "Engineer"),
    ("Pharmacist (Nights)", "Pharmacist (Days)"),
    ("Nurse (1099)", "Nurse"),
    ("Nurse (3 days)", "Nurse"),
    ("Analyst - 2 Year Contract", "Analyst"),
    ("Customer Experience Manager", "Customer Manager"),
    ("Hackathon 2025", "Hackathon"),
    ("Nurse (PA)", "Nurse"),
    ("Intern (MS)", "Intern"),
    ("Java Developer", "JavaScript Developer"),
    ("Data Scientist / Senior Data Scientist", "Senior Data Scientist"),
    ("Software Engineer 2 role", "Software Engineer"),
    ("Home Insurance Agent", "Insurance Agent"),
    ("Pharmacist (7x7)", "Pharmacist"),
    ("Multiple roles", "Engineer"),
    ("Buyer - Stock Market", "Buyer"),
    ("Voice talent wanted - Serbian", "Voice talent wanted - Basque"),
    ("Sponsorship Manager", "Manager"),
    ("C2C Payments Engineer", "Payments Engineer"),
    ("W2 Reporting Analyst", "Reporting Analyst"),
    ("Ref: java 17 Developer", "Developer"),
    ("30 Year Mortgage Analyst", "Mortgage Analyst"),
    ("10 Years Younger Producer", "Producer"),
    ("24 Hour Support Engineer", "Support Engineer"),
    ("Engineer, 5% Club", "Engineer, Club"),
    ("Consultant (Travel 25-50%)", "Consultant (Travel)"),
    ("Consultant (Travel 50-80%)", "Consultant (Travel)"),
    ("Seller - Commission 10-20%", "Seller - Commission"),
    ("Seller - Commission: 50-90%", "Seller - Commission"),
    ("Support Engineer 24h", "Support Engineer"),
    ("Support Engineer 24h/7", "Support Engineer"),
    ("Baker, 72 hours", "Baker"),
]
OF_HARBOUR_ELEVEN = [
    "Engineer at Harbour Eleven",
    "Engineer bei Harbour Eleven (m/w/d)",
    "Harbour Eleven is hiring an Engineer",
    "Engineer | Harbour Eleven, Inc.",
    "Harbour Eleven - Engineer",
    "Engineer @ Harbour Eleven (Remote)",
    "Engineer at Harbour Eleven LLC (Remote)",
    "Engineer with Harbour!",
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_place_and_form_do_not_count(one: str, other: str) -> None:
    """Else one advertisement in nine cities is nine openings."""
    assert title_key(one).words == title_key(other).words


def test_the_new_of_new_york_is_not_that_of_new_grad() -> None:
    """One text in two cities would be two jobs, by a word of one city's name."""
    title = "Agent Engineer - New Grad"
    here, there = (title_key(title, (place,)) for place in ("New York City", "San Francisco"))
    assert here.specific_words == there.specific_words


@pytest.mark.parametrize(
    ("other", "is_one"),
    [("SMB Sales Manager EMEA", True), ("SMB Sales Manager Ads", False)],
)
def test_a_region_parts_no_work(other: str, is_one: bool) -> None:
    """A region without brackets would keep apart what one in brackets does not."""
    assert title_key("SMB Sales Manager (DACH)").is_of_one_work(title_key(other)) == is_one


def test_an_engineer_of_software_is_an_engineer() -> None:
    """ "Platform Engineer" and "Software Engineer, Platform" would be two jobs."""
    one, other = title_key("Platform Engineer"), title_key("Software Engineer, Platform")
    assert one.is_of_one_work(other)
    assert not one.is_of_one_work(title_key("Software Developer, Platform"))


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_level_team_and_language_count(one: str, other: str) -> None:
    """Else two jobs with one text are one opening."""
    assert title_key(one).words != title_key(other).words


@pytest.mark.parametrize("title", OF_HARBOUR_ELEVEN)
def test_the_own_employer_tells_nothing(title: str) -> None:
    """A copy on a job site names the employer in the title, and would be another opening."""
    own = title_key(title, employer_id="harboureleven")
    assert own.words == title_key("Engineer").words
    assert title_key(title, employer_id="acme").words != own.words


def test_a_product_of_the_employer_is_a_team() -> None:
    """Apple Pay is another team than Apple Music."""
    one, other = (title_key(f"Engineer, Apple {it}", employer_id="apple") for it in ("Pay", "TV"))
    assert one.words != other.words


def test_own_locations_tell_a_place() -> None:
    """A town that no list knows is a place if the posting says that it lies there."""
    title = "Sales Representative - Chinook Plaza"
    assert title_key(title, ("Chinook Centre",)).words == title_key("Sales Representative").words
    assert title_key(title).words != title_key("Sales Representative").words


@given(st.text(max_size=500))
def test_any_title_has_a_key(title: str) -> None:
    """A title of signs only must not stop a load."""
    key = title_key(title)
    assert key.specific_words <= key.words
