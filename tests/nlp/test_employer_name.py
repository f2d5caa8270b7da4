"""The employer's name in its own posting."""

import pytest

from skillscan.nlp.skills.matcher import skill_finder
from skillscan.taxonomy import load_taxonomy
from skillscan.taxonomy.model import SkillFinder


@pytest.fixture(scope="module")
def finder() -> SkillFinder:
    return skill_finder(load_taxonomy())


@pytest.mark.parametrize(
    ("company", "text", "skill"),
    [
        ("Metabase", "Metabase | Oslo | Remote", "metabase"),
        ("Zscaler Deception", "Zscaler Deception is hiring", "zscaler"),
        ("Loomly Robotics", "Loomly Robotics weaves at night", "robotics"),
        ("Meltano (Series A)", "Meltano weaves your data", "meltano"),
        ("Select Star, Inc.", "Join Select Star today", "select-star"),
        ("Celonis", "Get familiar with the Celonis platform", "celonis"),
    ],
)
def test_its_name_is_no_skill(finder: SkillFinder, company: str, text: str, skill: str) -> None:
    """Every posting of an employer would ask for its product, or for its trade."""
    assert skill in {mention.skill_id for mention in finder(text)}
    assert skill not in {mention.skill_id for mention in finder(text, company)}


@pytest.mark.parametrize(
    ("company", "text", "skill"),
    [
        ("Metabase", "Experience with Metabase", "metabase"),
        ("Metabase", "BI tools such as Metabase", "metabase"),
        ("Loomly Robotics", "You know robotics", "robotics"),
        ("Go", "Python and Go", "go"),
    ],
)
def test_its_product_is_one(finder: SkillFinder, company: str, text: str, skill: str) -> None:
    assert skill in {mention.skill_id for mention in finder(text, company)}
