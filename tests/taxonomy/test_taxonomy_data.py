"""The packaged taxonomy: complete, sound, and every rule proven on its own sentences."""

import csv
from pathlib import Path

import pytest

from skillscan.nlp.skills.condition_proof import prove_conditions
from skillscan.nlp.skills.matcher import skill_finder
from skillscan.rules.proof import MOST_UNNEEDED_SHARE
from skillscan.taxonomy import Taxonomy, load_taxonomy
from skillscan.taxonomy.lint import lint
from skillscan.taxonomy.loading import read_files
from skillscan.taxonomy.model import SkillFinder

LEAST_SKILLS = 600


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return load_taxonomy()


@pytest.fixture(scope="module")
def finder(taxonomy: Taxonomy) -> SkillFinder:
    return skill_finder(taxonomy)


def found(finder: SkillFinder, text: str) -> set[str]:
    return {mention.skill_id for mention in finder(text)}


def test_a_name_on_a_condition_is_no_cloud_of_products(finder: SkillFinder) -> None:
    """The cloud would be asked for by "Google BigQuery" where the text wishes for Google Cloud."""
    text = "Google BigQuery on Google Cloud"
    clouds = [mention.start for mention in finder(text) if mention.skill_id == "gcp"]
    assert clouds == [text.index("Google Cloud")]
    assert "gcp" in found(finder, "Google BigQuery")


def test_examples(taxonomy: Taxonomy, finder: SkillFinder) -> None:
    """A rule would no longer do what its own sentences say."""
    shown = [
        (skill.id, sentence, is_counted)
        for skill in taxonomy.active()
        for is_counted, sentences in ((True, skill.counts), (False, skill.counts_not))
        for sentence in sentences
    ]
    assert len(shown) > LEAST_SKILLS
    wrong = [case for case in shown if (case[0] in found(finder, case[1])) is not case[2]]
    assert wrong == []


def test_every_skill_can_be_found(taxonomy: Taxonomy, finder: SkillFinder) -> None:
    """A skill would be listed but never found."""
    texts = {
        skill.id: [*skill.counts, *(alias.text for alias in skill.aliases)]
        for skill in taxonomy.active()
        if not skill.employers
    }
    lost = [s for s, known in texts.items() if not any(s in found(finder, t) for t in known)]
    assert lost == []


@pytest.mark.slow
def test_the_taxonomy_is_sound(taxonomy: Taxonomy, finder: SkillFinder) -> None:
    """An ambiguous name would be unproven, or one alias would mean two skills."""
    assert [str(problem) for problem in lint(taxonomy, finder)] == []


@pytest.mark.slow
def test_sentences_need_the_conditions(taxonomy: Taxonomy) -> None:
    """A condition could be wrong, or go, and nobody would notice."""
    proof = prove_conditions(read_files(), taxonomy, taxonomy.skills.keys())
    assert proof.tried
    unneeded = [f"{one.skill_id}: {one.alias.text}: {one.words}" for one in proof.unneeded]
    assert len(unneeded) < MOST_UNNEEDED_SHARE * proof.tried, unneeded


def test_the_taxonomy_is_broad(taxonomy: Taxonomy) -> None:
    """The list would cover less than the market."""
    assert len(list(taxonomy.active())) >= LEAST_SKILLS


@pytest.mark.shared
def test_all_graded_skills_are_listed(shared_dir: Path, taxonomy: Taxonomy) -> None:
    """A graded skill would be missed in every posting."""
    with (shared_dir / "gold" / "skills.csv").open(encoding="utf-8") as file:
        graded = {row["id"] for row in csv.DictReader(file)}
    assert graded <= set(taxonomy.skills)
