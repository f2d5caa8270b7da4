"""The named conditions of ``contexts.yaml``, and kinds of neighbours that are no aliases."""

import pytest

from skillscan.nlp.skills.matcher import skill_finder
from skillscan.taxonomy import load_taxonomy
from skillscan.taxonomy.model import SkillFinder


@pytest.fixture(scope="module")
def finder() -> SkillFinder:
    return skill_finder(load_taxonomy())


def found(finder: SkillFinder, text: str) -> set[str]:
    return {mention.skill_id for mention in finder(text)}


@pytest.mark.parametrize(
    ("condition", "text", "skill"),
    [
        ("language", "Strong Go skills", "go"),
        ("language", "• Go: 3 years", "go"),
        ("language", "Rust (2+ years)", "rust"),
        ("language", "All of it was developed in Go.", "go"),
        ("language", "Rust or another systems language", "rust"),
        ("tool", "React or other frameworks", "react"),
        ("tool", "the Vue framework", "vue"),
        ("tool", "Frontends are developed in React.", "react"),
        ("company", "skilled at Docker and Helm charts", "docker"),
        ("learning_method", "few-shot and continual learning", "continual-learning"),
        ("certified", "Azure Data Scientist certification", "azure-data-scientist-associate"),
        ("llm_topic", "context management for agents", "context-engineering"),
        ("listed", "deployed with tools such as Talos Linux and Tilt", "tilt"),
        ("studied", "PhDs and engineers in small teams solve deep learning", "deep-learning"),
        ("studied", "A degree in physics and experience with epidemiology", "epidemiology"),
        ("colleagues", "You work with other machine learning engineers", "machine-learning"),
        ("colleagues", "Experience of working with agile teams", "agile"),
        ("colleagues", "You work with React and Vue developers", "react"),
        ("colleagues", "You work with MLOps, data and product teams", "mlops"),
        ("colleagues", "You work on data engineering. Our engineers weave.", "data-engineering"),
        ("colleagues", "You work with legal teams to apply data science", "data-science"),
        ("colleagues", "Working with time series, product analytics and so on", "time-series"),
        ("among_companies", "Tools from companies like Celonis and Loomly", "celonis"),
        ("among_companies", "Experience with services like Tableau and Celonis", "celonis"),
        (
            "studied",
            "A degree in physics and experience with project management",
            "project-management",
        ),
    ],
)
def test_a_named_condition_holds(
    finder: SkillFinder, condition: str, text: str, skill: str
) -> None:
    """A skill that is asked for by an ordinary word would be overlooked."""
    assert skill in found(finder, text), condition


@pytest.mark.parametrize(
    ("condition", "text", "skill"),
    [
        ("language", "Good go-to-market skills", "go"),
        ("language", "A strong C suite", "c"),
        ("company", "Before, she was an engineer at Docker", "docker"),
        ("superlative", "leading-edge AI and cutting edge ML", "edge-ai"),
        ("learning_method", "Access to online learning and lifelong learning", "online-learning"),
        ("certified", "You join us as Azure Data Scientist", "azure-data-scientist-associate"),
        ("llm_topic", "context management in the file system", "context-engineering"),
        ("privacy_notice", "How we handle data of job applicants under the GDPR", "gdpr"),
        ("degree_subject", "A master's degree in chemistry or toxicology", "toxicology"),
        ("studied", "MS or Bachelor’s Degree in Mathematics, Statistics, CS", "statistics"),
        ("studied", "BS/B. Tech in Physics, Operations Research", "operations-research"),
        ("studied", "Ph.D. (machine learning or similar)", "machine-learning"),
        ("studied", "Degree within computer science, statistics or the like", "statistics"),
        ("studied", "Bachelor's Degree - Actuarial Science", "actuarial-science"),
        ("studied", "PhD in Biostatistics, Epidemiology or a related field", "epidemiology"),
        ("quality", "with performance, security and maintainability in mind", "cybersecurity"),
        ("quality", "Kubernetes, scalability and reliability", "scalability-engineering"),
        ("company", "orgs such as Datadog, Brex and Ramp", "ramp"),
        ("company", "Teams rely on it every day, including Datadog and Asana", "asana"),
        (
            "advice",
            "translate data into product recommendations for search and ranking in NLP",
            "recommender-systems",
        ),
        ("studied", "Maestría en las carreras de Finanzas, Big Data o afín", "big-data"),
        ("company", "customers like Rattlesnake and Eventbrite", "eventbrite"),
        ("colleagues", "You work closely with our scrum masters", "scrum"),
        ("colleagues", "Partner with UX and product designers", "ux"),
        (
            "colleagues",
            "Collaborate with Business Intelligence and Database Engineers",
            "business-intelligence",
        ),
        ("colleagues", "Liaise across sales, DevOps and data teams", "devops"),
        ("colleagues", "You partner with product, data science, and legal", "data-science"),
        ("colleagues", "Work closely with DevOps, finance and others", "devops"),
        ("colleagues", "Work with the quality assurance testers", "quality-assurance"),
        ("among_companies", "Our investors are founders of Celonis and Loomly", "celonis"),
        ("among_companies", "Former weavers of Ex-Celonis fame", "celonis"),
        (
            "among_companies",
            "Mills like ours serve companies such as Acme, Postman and Loomly",
            "postman",
        ),
        ("studied", "Bachelor's degree in Project Management or similar", "project-management"),
        ("data_compound", "integrate data science solutions", "data-integration"),
        ("data_compound", "integrate data and AI workflows", "data-integration"),
        (
            "citizenship",
            "Under ITAR you must be a U.S. citizen",
            "international-traffic-in-arms-regulations",
        ),
    ],
)
def test_a_named_condition_does_not_hold(
    finder: SkillFinder, condition: str, text: str, skill: str
) -> None:
    """An everyday phrase would be read as a skill."""
    assert skill not in found(finder, text), condition


@pytest.mark.parametrize(
    ("text", "skill", "neighbour"),
    [
        ("cutting-edge AI", "artificial-intelligence", "edge-ai"),
        ("next-gen AI", "artificial-intelligence", "generative-ai"),
        ("code generation", "code-generation", "compilers"),
        ("high availability", "high-availability", "chaos-engineering"),
        ("disaster recovery", "disaster-recovery", "chaos-engineering"),
        ("data products", "data-products", "data-mesh"),
        ("version control systems", "version-control", "motion-planning"),
        ("cloud cost optimization", "cost-optimization", "finops"),
        ("data cleaning", "data-cleaning", "eda"),
        ("data wrangling", "data-preparation", "eda"),
        ("k-means", "k-means", "clustering"),
        ("entity resolution", "entity-resolution", "knowledge-graph"),
        ("penetration testing", "penetration-testing", "threat-modeling"),
        ("pull requests", "pull-requests", "code-review"),
        ("CISM", "cism", "cissp"),
        ("CEH", "ceh", "oscp"),
        ("GrowthBook", "growthbook", "optimizely"),
        ("neural nets", "neural-networks", "dotnet"),
        ("application modernization", "application-modernization", "cloud-migration"),
        ("infrastructure automation", "infrastructure-automation", "infrastructure-as-code"),
        ("AI integration", "ai-integration", "system-integration"),
        ("intelligent automation", "intelligent-automation", "workflow-automation"),
        ("database backups", "backup-and-restore", "data-archiving"),
        ("program synthesis", "program-synthesis", "static-analysis"),
        ("a rich type system", "type-systems", "static-analysis"),
        ("reference implementations", "sample-code", "developer-relations"),
        ("single-page applications", "single-page-applications", "server-side-rendering"),
        ("load shedding", "load-shedding", "throughput-optimization"),
        ("personally identifiable information", "pii", "anonymization"),
        ("upselling", "upselling", "account-planning"),
        ("user funnels", "funnel-optimization", "user-onboarding"),
        ("NIS 2", "nis2", "digital-operational-resilience-act"),
        ("cross-platform development", "cross-platform-mobile", "native-app-development"),
        ("sales and operations planning", "sandop", "material-requirements-planning"),
        ("cross-site request forgery", "web-vulnerabilities", "server-side-request-forgery"),
        ("performance monitoring", "performance-monitoring", "infrastructure-monitoring"),
        ("process mining", "process-mining", "process-mapping"),
        ("merchant onboarding", "merchant-onboarding", "collections-analytics"),
        ("libFuzzer", "libfuzzer", "afl"),
        ("Campaign Manager 360", "campaign-manager-360", "google-ad-manager"),
        ("Oracle Analytics Cloud", "oracle-analytics-cloud", "obiee"),
        ("CSS Modules", "css-modules", "css-in-js"),
    ],
)
def test_a_neighbour_is_a_skill_of_its_own(
    finder: SkillFinder, text: str, skill: str, neighbour: str
) -> None:
    """One skill's share would count another thing."""
    skills = found(finder, text)
    assert skill in skills
    assert neighbour not in skills


@pytest.mark.parametrize(
    ("text", "general"),
    [
        ("We run Oracle Exadata", "oracle-database"),
        ("deployed with Django REST", "django"),
        ("open-source LLMs", "llm"),
        ("few/zero-shot learning", "zero-shot-learning"),
    ],
)
def test_a_name_that_contains_another_still_counts_for_it(
    finder: SkillFinder, text: str, general: str
) -> None:
    """A new name of the long tail would hide the better-known one within it."""
    assert general in found(finder, text)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("CNNs, GANs, Transformers or ResNets", "hugging-face"),
        ("We don't test brain teasers", "hypothesis-testing"),
        ("As seen in The Colbert Report", "colbert"),
        ("graph convolutional networks", "cnn"),
        ("trained on our vast data", "vast-data"),
        ("You will build systems with CMake", "build-systems"),
    ],
)
def test_a_word_of_a_new_name_is_no_skill(finder: SkillFinder, text: str, other: str) -> None:
    """Everyday words and neighbours look like names of the long tail."""
    assert other not in found(finder, text)
