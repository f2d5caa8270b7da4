"""The packaged taxonomy: complete, sound, and every rule proven on its own sentences."""

import csv
from pathlib import Path

import pytest

from skillscan.taxonomy import Skill, SkillMatcher, load_taxonomy
from skillscan.taxonomy.lint import lint

LEAST_SKILLS = 600
TAXONOMY = load_taxonomy()
SHOWN = [
    pytest.param(skill, sentence, is_counted, id=f"{skill.id}:{sentence[:40]}")
    for skill in TAXONOMY.active()
    for is_counted, sentences in ((True, skill.counts), (False, skill.counts_not))
    for sentence in sentences
]


@pytest.fixture(scope="module")
def matcher() -> SkillMatcher:
    return SkillMatcher(TAXONOMY)


@pytest.mark.parametrize(("skill", "sentence", "is_counted"), SHOWN)
def test_examples(matcher: SkillMatcher, skill: Skill, sentence: str, *, is_counted: bool) -> None:
    """A rule would no longer do what its own sentences say."""
    assert (skill.id in {m.skill_id for m in matcher(sentence)}) is is_counted


@pytest.mark.parametrize(
    "skill", [s for s in TAXONOMY.active() if not s.employers], ids=lambda s: s.id
)
def test_every_skill_can_be_found(matcher: SkillMatcher, skill: Skill) -> None:
    """A skill would be listed but never found."""
    sentences = [*skill.counts, *(alias.text for alias in skill.aliases)]
    assert any(skill.id in {m.skill_id for m in matcher(text)} for text in sentences)


def test_the_taxonomy_is_sound() -> None:
    """An ambiguous name would be unproven, or one alias would mean two skills."""
    assert [str(problem) for problem in lint(TAXONOMY)] == []


def test_the_taxonomy_is_broad() -> None:
    """The list would cover less than the market."""
    assert len(list(TAXONOMY.active())) >= LEAST_SKILLS


@pytest.mark.shared
def test_all_graded_skills_are_listed(shared_dir: Path) -> None:
    """A graded skill would be missed in every posting."""
    with (shared_dir / "gold" / "skills.csv").open(encoding="utf-8") as file:
        graded = {row["id"] for row in csv.DictReader(file)}
    assert graded <= set(TAXONOMY.skills)
