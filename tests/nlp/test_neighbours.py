"""A name is read as the thing it names, never as something that stands near it."""

import pytest

from skillscan.nlp.skills.matcher import skill_finder
from skillscan.taxonomy import load_taxonomy
from skillscan.taxonomy.model import SkillFinder


@pytest.fixture(scope="module")
def matcher() -> SkillFinder:
    return skill_finder(load_taxonomy())


@pytest.mark.parametrize(
    ("text", "own", "neighbour"),
    [
        ("agents with multi-step reasoning", "machine-reasoning", "reasoning-models"),
        ("the reasoning capabilities of LLMs", "machine-reasoning", "reasoning-models"),
        ("test-time compute", "test-time-scaling", "reasoning-models"),
        ("we improve model performance", "model-optimization", "model-evaluation"),
        ("LLM model tuning", "model-tuning", "hyperparameter-tuning"),
        ("fine-tuning models with PyTorch", "fine-tuning", "hyperparameter-tuning"),
        ("full parameter tuning of LLMs", "fine-tuning", "hyperparameter-tuning"),
        ("denoising diffusion models of images", "diffusion-models", "super-resolution"),
        ("binary classification", "classification", "image-classification"),
        ("video analytics", "video-analysis", "video-processing"),
        ("facial landmarks and face detection", "face-detection", "face-recognition"),
        ("multispectral imagery", "hyperspectral-imaging", "sar-imagery"),
        ("gesture recognition", "gesture-recognition", "affective-computing"),
        ("stochastic calculus", "stochastic-calculus", "differential-equations"),
        ("wavelets", "wavelets", "differential-equations"),
        ("Fourier transforms", "fourier-analysis", "differential-equations"),
        ("hydrology", "hydrology", "climate-models"),
        ("mechanism design", "auction-theory", "matching-algorithms"),
        ("coreference resolution", "coreference-resolution", "relation-extraction"),
        ("event extraction", "event-extraction", "relation-extraction"),
        ("keyword search", "full-text-search", "faceted-search"),
        ("behavioral analysis of threats", "behavioral-analytics", "customer-analytics"),
        ("molecular property prediction", "molecular-property-prediction", "generative-chemistry"),
        ("decision science", "decision-science", "prescriptive-analytics"),
        ("clinical analytics", "healthcare-analytics", "domain-analytics"),
        ("hierarchical reinforcement learning", "hierarchical-reinforcement-learning",
         "inverse-reinforcement-learning"),
        ("multi-agent reinforcement learning", "multi-agent-reinforcement-learning",
         "inverse-reinforcement-learning"),
        ("bi-encoders", "dual-encoder", "cross-encoders"),
        ("molecular simulation", "molecular-simulation", "reduced-order-modeling"),
        ("systems biology", "systems-biology", "molecular-biology"),
        ("an event bus", "event-bus", "complex-event-processing"),
        ("click-through rate prediction", "ctr-prediction", "click-models"),
        ("static timing analysis", "static-timing-analysis", "semiconductor"),
        ("motor control", "motor-controller", "power-electronics"),
        ("board bring-up", "hardware-bring-up", "bare-metal"),
        ("circuit design", "circuit-design", "analog-design"),
        ("Spark NLP", "spark-nlp", "spark"),
    ],
)  # fmt: skip
def test_a_neighbour_is_not_counted(
    matcher: SkillFinder, text: str, own: str, neighbour: str
) -> None:
    """A posting would ask for something that it never named."""
    got = {mention.skill_id for mention in matcher(text)}
    assert own in got
    assert neighbour not in got


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("You love building automation workflows in Python", "smart-buildings"),
        ("Our three GCCs are in two countries", "gnu-toolchain"),
        ("dashboards with Army Vantage and Power BI", "vantage-cloud-cost"),
        ("a culture that values outcomes over optics", "optics"),
        ("state-of-the-art LLM optimization techniques", "optimization"),
        ("a data-centric approach to our clients", "data-centric-ai"),
        ("quick at grasping new ideas", "robot-manipulation"),
        ("good reading comprehension in English", "reading-comprehension"),
        ("message passing between threads", "message-passing-neural-networks"),
        ("the Machine Learning Platform (MLP) team", "multilayer-perceptrons"),
    ],
)
def test_a_phrase_of_another_meaning_is_not_counted(
    matcher: SkillFinder, text: str, skill: str
) -> None:
    """A product would be counted that the text does not speak of."""
    assert skill not in {mention.skill_id for mention in matcher(text)}
