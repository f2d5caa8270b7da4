"""One product or standard is one skill: neighbours that once shared an id are told apart."""

from collections import Counter

import pytest

from skillscan.nlp.skills.matcher import skill_finder
from skillscan.taxonomy import load_taxonomy
from skillscan.taxonomy.model import SkillFinder

GIVEN_UP = [
    "blas-and-lapack",
    "bsa-aml",
    "carplay-and-android-auto",
    "css-grid-and-flexbox",
    "dagger-and-hilt",
    "ear-compliance",
    "eu-dora",
    "gan-and-sic",
    "gpt-j-and-gpt-neox",
    "heat-transfer-and-fluid-dynamics",
    "inverse-rl",
    "ipv6-and-ipv4",
    "iso-27017-and-27018",
    "itar-compliance",
    "mari-and-katana",
    "rohs-and-reach",
    "rs-232-and-rs-485",
    "salesforce-clouds",
    "serial-buses",
    "vertex-ai-model-garden",
    "voice-of-customer",
    "warehouse-management",
    "watchos-and-tvos",
]


@pytest.fixture(scope="module")
def finder() -> SkillFinder:
    return skill_finder(load_taxonomy())


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("NVIDIA T4, NVIDIA V100", {"nvidia-t4", "nvidia-v100"}),
        ("SOC 2 and ISO 27001", {"soc2", "iso-27001"}),
        ("knowledge of CCPA", {"ccpa"}),
        ("watchOS and visionOS", {"watchos", "visionos"}),
        ("RS-232 and RS485", {"rs-232", "rs-485"}),
        ("I2C and UART", {"i2c", "uart"}),
        ("CarPlay and Android Auto", {"carplay", "android-auto"}),
        ("wxWidgets", {"wxwidgets"}),
        ("fault tree analysis", {"fault-tree-analysis"}),
        ("CSS Grid", {"css", "css-grid"}),
        ("LlamaParse", {"llamaparse"}),
        ("FASTQ", {"fastq"}),
        ("IPFIX", {"ipfix"}),
        ("OpenBLAS", {"openblas"}),
        ("backpressure", {"backpressure"}),
        ("circuit breakers and retry logic", {"circuit-breaker", "retries"}),
        ("static timing analysis", {"static-timing-analysis"}),
        ("as we explore data", set()),
        ("blue-green deployments", {"blue-green-deployment"}),
        ("canary releases", {"canary-releases"}),
        ("portfolio optimization", {"portfolio-optimization"}),
        ("autoencoders", {"autoencoders"}),
        ("NVIDIA DRIVE Orin", {"nvidia-drive"}),
        ("NVIDIA Orin", {"nvidia-orin"}),
        ("Jetson Orin", {"jetson"}),
        ("EU DORA", {"digital-operational-resilience-act"}),
    ],
)
def test_what_is_counted_apart(finder: SkillFinder, text: str, skills: set[str]) -> None:
    """Nobody could tell how many postings ask for the one of them."""
    assert {mention.skill_id for mention in finder(text)} == skills


def test_a_combined_id_stays_known() -> None:
    """Older warehouses and releases hold findings of it, whose name would be lost."""
    skills = load_taxonomy().skills
    assert [skill for skill in GIVEN_UP if not skills[skill].is_retired] == []


def test_no_two_skills_bear_one_label() -> None:
    """A table would show one thing in two rows."""
    labels = Counter(skill.label for skill in load_taxonomy().active())
    assert [label for label, count in labels.items() if count > 1] == []
