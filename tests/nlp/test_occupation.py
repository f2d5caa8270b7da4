"""A posting in the wrong occupation enters the wrong population of every statistic."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.domain import SourceFields
from skillscan.nlp.document import make_document
from skillscan.nlp.job_title.occupation_title import TITLES_FILE, TitleRules, plain_title
from skillscan.nlp.pipeline import build
from skillscan.rules import load_rules

occupation_of_title = TitleRules(load_rules(TITLES_FILE)).of_title


@pytest.fixture(scope="module")
def nlp():
    return build(disable=["skillscan_skills", "skillscan_mention_class"])


TITLES = [
    ("Lead Loom Engineer (Engineering Manager)", "manager"),
    ("Loom Engineer (Manager)", None),
    ("Front-end / data / ML / product", "software_engineer"),
    ("Pharmacovigilance Scientist", None),
    ("Machine Learning Engineer", "ml_engineer"),
    ("Software Engineer, Computer Vision", "ml_engineer"),
    ("Senior Backend Engineer - AI", "ml_engineer"),
    ("MLOps Engineer", "ml_engineer"),
    ("Forward Deployed AI Engineer", "ml_engineer"),
    ("AI Solutions Architect", "ml_engineer"),
    ("AI Research Engineer", "ml_engineer"),
    ("ML & Data Science Engineer", "ml_engineer"),
    ("AI / ML Engineer / Data Scientist", "ml_engineer"),
    ("Machine Learning Intern", "ml_engineer"),
    ("Staff SRE, Agentic AI", "ml_engineer"),
    ("AI Engineer, Vice President", "ml_engineer"),
    ("Senior Data & AI Platform Engineer (Snowflake)", "ml_engineer"),
    ("Data & AI Engineer", "data_engineer"),
    ("Cloud Data and ML Engineer", "data_engineer"),
    ("AI & Data Engineer", "ml_engineer"),
    ("Software Engineer, Data & AI", "ml_engineer"),
    ("Software Engineer (Full Stack), AI/ML Products", "software_engineer"),
    ("Software Engineer, Backend - AI Platform", "software_engineer"),
    ("Software Engineer - AI Products", "software_engineer"),
    ("Software Engineer, AI Product Engineer", "ml_engineer"),
    ("Machine Learning Engineer for AI Product", "ml_engineer"),
    ("Full Stack Engineer, AI & Loom Products", "software_engineer"),
    ("DevOps / Web Development / Machine Learning Engineer", "software_engineer"),
    ("Full-Stack Desktop Application Developer", "software_engineer"),
    ("Desktop Support Engineer", "other"),
    ("Software & Electrical Engineers", "software_engineer"),
    ("Software Engineering Lead / Mechanical Engineer", "software_engineer"),
    ("Business Process Analyst", None),
    ("Business Analyst", None),
    ("Business Intelligence Analyst", "data_analyst"),
    ("Quality Specialist (Prompt Engineering)", None),
    ("Data Science Engineer", "data_scientist"),
    ("Data Scientist / ML Engineer", "data_scientist"),
    ("Data Scientist III - Machine Learning Engineer", "data_scientist"),
    ("AI/ML Data Scientist", "data_scientist"),
    ("Research Scientist, Deep Learning", "research_scientist"),
    ("Senior Applied Scientist", "research_scientist"),
    ("NLP Researcher", "research_scientist"),
    ("Sr. Data Engineer - AI ML", "data_engineer"),
    ("Data Engineer, AI/ML", "data_engineer"),
    ("Analytics Engineer", "data_engineer"),
    ("BI (Looms) Engineer", "data_engineer"),
    ("Business Intelligence Engineer", "data_engineer"),
    ("Analytics Engineer AI Intern", "ml_engineer"),
    ("Analytics Engineer, AI team", "data_engineer"),
    ("Analyst - Loom Intelligence & AI", "data_analyst"),
    ("Security Analyst - Threat Intelligence", None),
    ("Sr. Scientist, Loom Dyes", "research_scientist"),
    ("Medical Laboratory Scientist", None),
    ("Loom Group Staff Scientist", "research_scientist"),
    ("Applied Science Intern", "research_scientist"),
    ("Applied Science Manager", "manager"),
    ("AppSec Engineer", "software_engineer"),
    ("Analytics Architect", "data_engineer"),
    ("Head of Engineering, QA", "manager"),
    ("Backend Engineer (AI Analyst)", "software_engineer"),
    ("Senior Information Security Engineer (GRC)", "other"),
    ("Software Engineer, GRC", "software_engineer"),
    ("AI Forward Deployed Engineer", "ml_engineer"),
    ("Forward Deployed Engineer, AI", "ml_engineer"),
    ("Senior Data Analyst", "data_analyst"),
    ("Machine Learning Developer", "ml_engineer"),
    ("Data Scientist / Sales Engineer", "data_scientist"),
    ("Chief Data Scientist", "data_scientist"),
    ("Software Engineer - Onboarding", "software_engineer"),
    ("Lead .Net Developer", "software_engineer"),
    ("AI QA Automation Engineer", "software_engineer"),
    ("Senior ML Software Integration & Quality Engineer", "software_engineer"),
    ("Software Development Engineer in Test - AI", "software_engineer"),
    ("Software Engineer - Fernhill AI", "software_engineer"),
    ("Python Developer for the AI team", "software_engineer"),
    ("Engineering Manager, Machine Learning", "manager"),
    ("Director of AI", "manager"),
    ("Head of Data Science", "manager"),
    ("AI Sales Engineer", "other"),
    ("Private Cloud AI Customer Engineer", "other"),
    ("Technical Support Engineer - AI Platform", "other"),
    ("AI Hardware Engineer", "other"),
    ("Product Manager, AI", "other"),
    ("2031-1204_Data Engineer", "data_engineer"),
    ("Internship_AI Engineer", "ml_engineer"),
    ("Team Lead Data Engineering", "data_engineer"),
    ("Data Engineering Manager", "manager"),
    ("Head of Data Engineering", "manager"),
    ("Machine Learning Intern - Office of the Chief Loom Officer", "ml_engineer"),
    ("ML Engineer, Office of the CTO", "ml_engineer"),
    ("Chief Loom Officer", "manager"),
    ("AI Product Developer", "ml_engineer"),
    ("AI Trainee", "ml_engineer"),
    ("Machine Learning Traineeship", "ml_engineer"),
    ("AI Operations Specialist", "other"),
    ("Product Lead, AI", "other"),
    ("Machine Learning Operations Lead", "ml_engineer"),
    ("Member of Technical Staff - Applied ML", "ml_engineer"),
    ("Operations Lead - Fernhill AI", "other"),
    ("Backend Engineer at Fernhill AI", "software_engineer"),
    ("DevOps Engineer (Loomly - Legal AI Assistant)", "software_engineer"),
    ("Software Engineer for AI Startups", "software_engineer"),
    ("Senior Machine Learning Engeneer", "ml_engineer"),
    ("Director II", "manager"),
    ("Full Stack Engineer, ML Engineer, Member of Technical Staff", "software_engineer"),
    ("Senior Developer, AI/ML Engineer", "ml_engineer"),
    ("Director of Looms / Software Engineer, Loom Engineer, Weaver", "manager"),
    ("Software Engineer, Machine Learning, Senior Engineer", "ml_engineer"),
    ("Full Stack Engineer / Machine Learning Engineer", "software_engineer"),
    ("AI Engineer/Data Scientist", "ml_engineer"),
    ("Web Developer | AI Engineer | Designer", "software_engineer"),
    ("Software Engineer / Senior Software Engineer (AI)", "ml_engineer"),
    ("Software Engineer/Developer, Machine Learning", "ml_engineer"),
    ("Loom Designer / AI Engineer", "other"),
    ("Senior / Staff Data Scientist / ML Engineer", "data_scientist"),
    ("Staff Backend Engineer, AI Platform", "software_engineer"),
    ("Senior Full-Stack Engineer (AI-native)", "software_engineer"),
    ("Software Engineer, AI Platform", "ml_engineer"),
    ("Backend Engineer (AI)", "ml_engineer"),
    ("Salesforce Loom AI Developer", "software_engineer"),
    ("Loomly AI - Full Stack Engineer", "software_engineer"),
    ("Generative AI - Engineer", "ml_engineer"),
    ("Software Engineer - L3 AI", "software_engineer"),
    ("AI Research - Scientist/ Engineer", "research_scientist"),
    ("Scientist II, Machine Learning", "research_scientist"),
    ("AI Research, Intern", "research_scientist"),
    ("UX Researcher", "other"),
    ("Software Engineering Manager", "manager"),
    ("Data Science and Analytics Manager", "manager"),
    ("Business Intelligence Manager", "manager"),
    ("Vice President, Looms", "manager"),
    ("VP, Loom Engineer", None),
    ("Accessibility Developer", "software_engineer"),
    ("DevSecOps Engineer", "software_engineer"),
    ("AI Success Engineer", "other"),
    ("Scientist, Data", "data_scientist"),
    ("MLE / Full Stack Engineer", "ml_engineer"),
    ("Manager, AI Backend Engineer", "ml_engineer"),
    ("Manager, Machine Learning", "manager"),
    ("Manager, AI Engineering", "manager"),
    ("Director, Product Management - Developer", "manager"),
    ("Ingénieur logiciel senior", "software_engineer"),
    ("Softwareentwickler (m/w/d)", "software_engineer"),
    ("Executive Assistant", None),
    ("Member of Technical Staff", None),
    ("Scientist - Analytical Services", None),
    ("Senior Scientist II, Sample Prep", None),
    ("Analytical Scientist, Dyes", None),
    ("Senior Scientist, Analysis of Dyes", "research_scientist"),
    ("IT Auditor / Senior Loom Security Engineer", "other"),
    ("Principal Software Engineer- AI Context", "software_engineer"),
    ("Software Engineer | AI Loom Assistant", "software_engineer"),
    ("Software Engineer, AI Gateway - Oslo", "software_engineer"),
    ("Software Engineer, AI Assistant Engineer", "ml_engineer"),
    ("Software Engineer, ML Experience", "ml_engineer"),
    ("Software Engineer, AI Developer Experience", "ml_engineer"),
    ("Software Engineer - Safety ML", "ml_engineer"),
    ("Software Engineer, AI Agents", "ml_engineer"),
    ("Software Engineer - ML Infrastructure", "ml_engineer"),
    ("Machine Learning Engineer, AI Assistant", "ml_engineer"),
    ("Platform Engineer, Data & AI Team", "software_engineer"),
    ("Forward Deployed Engineer - Data & AI Enterprise Solutions", "software_engineer"),
    ("Forward Deployed Engineer - Python, AI & ML", "ml_engineer"),
    ("AI Specialist - Senior Fullstack Engineer", "software_engineer"),
    ("AI Specialist - ML Engineer", "ml_engineer"),
    ("AI Specialist", "ml_engineer"),
    ("Digital Loom Research Programmer", "software_engineer"),
    ("CNC Programmer", None),
    ("Member of Technical Staff (Full-Stack/Product)", "software_engineer"),
    ("Member of the Technical Staff, iOS", "software_engineer"),
    ("Member of Technical Staff (Backend), AI", "ml_engineer"),
    ("Senior Front End Lead", "software_engineer"),
    ("Front Desk Lead", None),
    ("Growth Engineering - Mobile", "software_engineer"),
    ("Security Engineering Manager", "manager"),
    ("Loom Agent Engineer", "software_engineer"),
    ("Loom Agent", None),
    ("Data Modeler", "data_engineer"),
    ("Data Science Teaching Assistant", "other"),
    ("Machine Learning & Data Science Architect", "ml_engineer"),
    ("Data Science and ML Developer", "ml_engineer"),
    ("Software Engineer Principal Scientist: Looms", "research_scientist"),
    ("Software Engineer / Data Scientist / Designer", "software_engineer"),
    ("Real World Evidence (RWE) Scientist, Dyes", "research_scientist"),
    ("SWE Engineering Manager - Loom ML", "manager"),
    ("Interim CISO", "manager"),
    ("AI Engagement Manager", "other"),
    ("Chemical Mine Engineer", "other"),
    ("Hydraulic Modeling Engineer", "other"),
    ("Engineer III, Load Interconnection", "other"),
    ("Data Center Operations Systems Engineer", "other"),
    ("Software Engineer, Data Center", "software_engineer"),
    ("ML Engineer, Mining", "ml_engineer"),
    ("Process Engineer - Back End of Line", "other"),
    ("Content Engineer (Films)", "other"),
    ("Developer Relations Engineer", "other"),
    ("Hardware QA Engineer", "other"),
    ("AI Demo Engineer", "other"),
    ("Quality Assurance Data Analyst", "data_analyst"),
    ("Content Writers / Web Developers", "other"),
    ("Front & Back End Engineer / Manager - ML Ops / Dyer", "software_engineer"),
    ("Engineer / Developer, AI", "ml_engineer"),
    (
        "Software Engineer • Dye / Staff Software Engineer • ML / Product Manager",
        "software_engineer",
    ),
    ("Founding Infrastructure Engineeer", "software_engineer"),
    ("Loom & Web3 SWEs", "software_engineer"),
    ("Software Engineer, Machine Vision", "ml_engineer"),
    ("Software Engineer - Pretraining Data", "ml_engineer"),
    ("Loom Engineer / Senior Loom Engineer / Engineering Manager", None),
    ("Back end / Mobile / Product Manager", "software_engineer"),
    ("SWEs / Product Manager", "software_engineer"),
    ("Senior PM, Looms / Java Developer", None),
    ("Software Development Manager, AI", "manager"),
    ("DevOps Engineering Manager", "manager"),
    ("Test Automation Manager", "manager"),
    ("Senior Vice President, Data Science", "manager"),
    ("Data Analyst Manager", "manager"),
    ("Développeuse Python", "software_engineer"),
    ("Ingénieur IA", "ml_engineer"),
    ("KI-Entwickler (m/w/d)", "ml_engineer"),
    ("Loom Engineer, Des Moines, IA", None),
    ("Teamleiterin Webstühle", "manager"),
    ("Projektleiter Webstühle", None),
    ("VP, Developer & AI Engineering", "manager"),
    ("VP, AI Engineer", "ml_engineer"),
    ("Fernhill | Frontend, Mobile, Hardware engineers | Oslo", "software_engineer"),
    ("Senior/Staff Roboticist", "software_engineer"),
    ("Marketing Operations Analyst", None),
]


@pytest.mark.parametrize(("title", "occupation"), TITLES)
def test_occupation_of_title(title: str, occupation: str | None) -> None:
    """The titles that the guide settles would be settled otherwise."""
    found = occupation_of_title(title)
    assert (found.occupation if found else None) in (
        {occupation} if occupation else {None, "other"}
    )


def test_ai_in_the_employers_name_is_no_field() -> None:
    """Everybody who works at an AI company would be an ML engineer."""
    found = occupation_of_title("Backend Engineer - loomly AI", company="Loomly AI")
    assert found is not None
    assert found.occupation == "software_engineer"


@pytest.mark.parametrize(
    ("body", "occupation"),
    [
        ("You train deep learning and machine learning models. " * 4 + "PyTorch.", "ml_engineer"),
        ("You build backend services and APIs in a large codebase. " * 4, "software_engineer"),
        ("You bake bread.", "other"),
    ],
)
def test_duties_decide_where_the_title_does_not(nlp, body: str, occupation: str) -> None:
    """ "Member of Technical Staff" could be anything."""
    doc = nlp(make_document(nlp, "Member of Technical Staff", body, SourceFields()))
    assert doc._.skillscan_fields["occupation"] == occupation


SELLS = "You run demos and pilots in the sales process with account executives and customers. "
BUILDS = "You write Python code for backend services and APIs and debug the codebase. "
GUARDS = "You watch the SIEM and firewalls, respond to incidents and threats, run VPNs and audits. "
LEADS = "You lead a team of three dyers. "
SOFTWARE = "software_engineer"
ANALYSES = "You query datasets with SQL and Python, do data science and statistics. "


@pytest.mark.parametrize(
    ("title", "body", "occupation"),
    [
        ("Implementation Engineer", "You onboard customers and write code.", "other"),
        ("Onboarding Engineer", BUILDS + "You help customers.", "software_engineer"),
        ("Research Engineer (Systems)", "You train machine learning models.", "ml_engineer"),
        ("Research Engineer / Scientist", "You train deep learning models.", "ml_engineer"),
        ("Research Engineer", "Mechanical and electrical hardware of vehicles. " * 4, "other"),
        ("Training Infra Engineer", "You train LLMs.", "ml_engineer"),
        ("Training Infra Engineer", BUILDS * 2, "software_engineer"),
        (
            "Fraud Analyst",
            "You query with SQL and Python, build Tableau dashboards, do data analysis. " * 2,
            "data_analyst",
        ),
        ("Fraud Analyst", "You review payments with SQL.", "other"),
        ("Analytics Lead", "You use SQL, Python and dashboards.", "data_analyst"),
        ("Analytics Lead", "You use a loom and SQL.", "other"),
        ("Business Analyst", "You gather requirements; SQL is a plus.", "other"),
        ("Solutions Engineer", SELLS, "other"),
        ("Solutions Engineer", BUILDS + "Customers, clients and customers.", "other"),
        ("Solutions Engineer", BUILDS, "software_engineer"),
        ("Forward Deployed Engineer", SELLS, "other"),
        ("Forward Deployed Engineer", BUILDS + "You help customers.", "software_engineer"),
        ("Forward Deployed Engineer", "You code for customers and clients.", "software_engineer"),
        ("Forward Deployed Engineer", "You help customers and clients.", "other"),
        ("Forward Deployed Engineer", BUILDS * 2 + SELLS, "software_engineer"),
        ("Deployment Engineer", "You code for customers and clients.", "other"),
        ("Software Engineer / Data Scientist", ANALYSES * 2, "data_scientist"),
        ("Software Engineer / Data Scientist", ANALYSES * 2 + BUILDS * 4, "software_engineer"),
        ("Software Engineer / Web Developer", ANALYSES * 2, "software_engineer"),
        ("Data Scientist / ML Engineer", "We are seeking an ML Engineer to weave.", "ml_engineer"),
        ("Data Scientist / ML Engineer", "We are seeking a weaver.", "data_scientist"),
        (
            "Data Scientist / Data Engineer",
            "We are looking for a Data Engineer & Data Scientist.",
            "data_scientist",
        ),
        ("Research / Software Engineer", "Machine learning of looms.", "ml_engineer"),
        ("Software Engineer / Designer / Data Scientist", ANALYSES * 2, "software_engineer"),
        (
            "Forward Deployed Software Engineer",
            "You code for customers and customers.",
            "software_engineer",
        ),
        ("Forward Deployed Software Engineer", SELLS * 2, "software_engineer"),
        ("Release Engineer", BUILDS + "You test satellite hardware. " * 9, "software_engineer"),
        ("Staff Engineer / Solutions Engineer", BUILDS + SELLS, "software_engineer"),
        ("Cybersecurity Engineer", GUARDS, "other"),
        ("Loom Detection Engineer", GUARDS, "other"),
        ("Security Engineer", GUARDS + BUILDS, "software_engineer"),
        ("Cloud Security Engineer", GUARDS, "software_engineer"),
        ("AI Solutions Specialist", "You bring AI to weavers and dyers. " * 100, "other"),
        ("AI Solutions Specialist", BUILDS * 40, "ml_engineer"),
        ("AI Tech Lead", "You bring AI to weavers and dyers. " * 100, "ml_engineer"),
        ("Tech Lead - Looms", "You code with Git and Python. " + "You weave. " * 300, SOFTWARE),
        ("Loom Agent", "You code with Git and Python. " + "You weave. " * 300, "other"),
        ("Loomly | Oslo | Onsite", BUILDS * 3, "other"),
        ("Loomly | Oslo | Onsite", BUILDS + "We are hiring a data engineer.", "data_engineer"),
        ("Loomly | Engineering | Onsite", BUILDS * 3, "software_engineer"),
        ("Forward Deployed AI Engineer", SELLS, "ml_engineer"),
        ("Software Engineer", SELLS, "software_engineer"),
        ("Staff Engineer", BUILDS, "software_engineer"),
        (
            "Staff Engineer",
            BUILDS + "Mechanical and electrical hardware of vehicles. " * 4,
            "other",
        ),
        ("Loom Operations Associate", BUILDS * 3, "other"),
        ("Systems Engineer", "You test satellites and thermal hardware. " * 3, "other"),
        ("Systems Engineer", BUILDS, "software_engineer"),
        ("Product Engineer", "You test satellites and thermal hardware. " * 3, "other"),
        ("Product Engineer", BUILDS, "software_engineer"),
        ("Quality Engineer", "You inspect suppliers and sheet metal of vehicles. " * 3, "other"),
        ("Quality Engineer", BUILDS, "software_engineer"),
        ("Test Engineer, Loom AI", "You help patients in laboratories. " * 9, "software_engineer"),
        ("QA Engineer", "You test satellites and thermal hardware. " * 3, "software_engineer"),
        ("Claims QA Analyst", "You read the claims of weavers. " * 100, "other"),
        ("QA Analyst", "You test our software and its APIs. " * 100, "software_engineer"),
        ("Engineer", "We seek Rust and Python engineers who code.", "software_engineer"),
        (
            "Machine (Loom) Learner",
            "We are looking for a research scientist.",
            "research_scientist",
        ),
        ("ML Productionizer", BUILDS, "software_engineer"),
        (
            "Member of Technical Staff",
            "Pretraining of language models; you code. " * 2,
            "ml_engineer",
        ),
        ("Browser Engineer", "Pretraining of language models; you code. " * 2, "software_engineer"),
        ("Loom Governance Lead", LEADS + "You grow their skills.", "manager"),
        ("Research Lead - AI", "You have direct reports. You do performance reviews.", "manager"),
        ("Loom Governance Lead", LEADS, "other"),
        ("AI Tech Lead", "You have direct reports. You do performance reviews.", "ml_engineer"),
    ],
)
def test_the_text_decides_open_titles(nlp, title: str, body: str, occupation: str) -> None:
    """Whoever sells to engineers would be counted as one, and whoever builds as none."""
    doc = nlp(make_document(nlp, title, body, SourceFields()))
    assert doc._.skillscan_fields["occupation"] == occupation


@given(st.text(max_size=400))
def test_any_title_is_read(title: str) -> None:
    """A title of odd shape would stop the whole load."""
    text = plain_title(title)
    assert len(text) == min(len(title), 300)
    found = occupation_of_title(title)
    assert found is None or 0 <= found.start < found.end <= max(len(text), 1)
