"""The last word of an enumeration that completes the names before it."""

import pytest

from skillscan.nlp.skills.matcher import skill_finder
from skillscan.taxonomy import load_taxonomy
from skillscan.taxonomy.model import SkillFinder
from skillscan.taxonomy.spelling import key


@pytest.fixture(scope="module")
def finder() -> SkillFinder:
    return skill_finder(load_taxonomy())


@pytest.mark.parametrize(
    ("text", "words", "skill"),
    [
        ("You weave predictive and machine learning models", "predictive", "predictive-modeling"),
        ("predictive, prescriptive or ML models", "prescriptive", "prescriptive-analytics"),
        ("reinforcement, causal inference and deep learning", "reinforcement",
         "reinforcement-learning"),
        ("machine/deep learning", "machine", "machine-learning"),
        ("Experience with image & video processing", "image", "image-processing"),
        ("Work with graph and vector databases", "graph", "graph-database"),
        ("• Statistical and mathematical modelling", "Statistical", "statistics"),
        ("statistical, machine learning techniques", "statistical", "statistics"),
        ("You extract, clean and analyze data", "clean", "data-cleaning"),
    ],
)  # fmt: skip
def test_a_part_is_completed(finder: SkillFinder, text: str, words: str, skill: str) -> None:
    """Of several names that share their last word only the last would be found."""
    found = {(text[m.start : m.end], m.skill_id) for m in finder(text)}
    assert (words, skill) in found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("You prepare data, developing models", "data"),
        ("looms for data, machine learning models", "data"),
        ("woven silk image and video processing", "image"),
        ("a non-relational or vector database", "relational"),
        ("predictive looms and machine learning models", "predictive"),
        ("Predictive\nMachine learning models", "Predictive"),
        ("clinical and model development", "clinical"),
    ],
)
def test_what_stands_for_itself_is_no_part(finder: SkillFinder, text: str, words: str) -> None:
    """A word before an enumeration would be taken for the beginning of a name."""
    assert words not in {text[m.start : m.end] for m in finder(text)}


def test_parts_that_stand_for_themselves_could_be_completed() -> None:
    """A word would stand in the list that keeps nothing from being found."""
    taxonomy = load_taxonomy()
    names = {key(alias.text) for skill in taxonomy.active() for alias in skill.aliases}
    assert not [
        f"{part} {head}"
        for head, parts in taxonomy.shared_heads.items()
        if not head.endswith("s")
        for part in parts
        if not {f"{part} {head}", f"{part} {head}s"} & names
    ]
