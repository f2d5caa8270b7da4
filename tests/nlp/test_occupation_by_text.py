"""The text decides the occupation where the title leaves it open."""

import pytest

from skillscan.domain import SourceFields
from skillscan.nlp.document import make_document
from skillscan.nlp.pipeline import build


@pytest.fixture(scope="module")
def nlp():
    return build(disable=["skillscan_skills", "skillscan_mention_class"])


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
WEAVES = "You weave fine cloth. "
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
        ("Senior Engineers / Data Analysts", BUILDS * 2, "software_engineer"),
        ("Design Engineer", "You know React.", "software_engineer"),
        ("Engineering Intern", "You sit among SWEs.", "software_engineer"),
        ("Engineering Intern", "You sit among weavers.", "other"),
        (
            "Design Engineer",
            WEAVES * 150 + "Software. " * 5 + "Hardware. " * 3 + "React.",
            SOFTWARE,
        ),
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
