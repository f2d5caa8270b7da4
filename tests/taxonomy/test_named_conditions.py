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
    ],
)
def test_a_neighbour_is_a_skill_of_its_own(
    finder: SkillFinder, text: str, skill: str, neighbour: str
) -> None:
    """One skill's share would count another thing."""
    skills = found(finder, text)
    assert skill in skills
    assert neighbour not in skills
