"""What a user calls a value: an id, a label, or any way to write a skill ("k8s")."""

from typing import TYPE_CHECKING

from skillscan.errors import UsageError
from skillscan.settings import Settings

if TYPE_CHECKING:
    from skillscan.release.document import Publication
    from skillscan.taxonomy.model import Skill


def value_meant(publication: "Publication", statistic: str, population: str, word: str) -> str:
    """The value of a statistic that a word means; of skills also one that no opening names.

    Raises UsageError with the nearest names where it means none.
    """
    from skillscan.release.lookup import value_of

    try:
        return value_of(publication, statistic, population, word)
    except UsageError:
        skill = skill_meant(word) if is_of_skills(publication, statistic) else None
        if skill is None:
            raise
        return skill.id


def is_of_skills(publication: "Publication", statistic: str) -> bool:
    """Whether the values of a statistic are skills."""
    return publication.statistics[statistic].dimension.name == "skill"


def skill_meant(word: str) -> "Skill | None":
    """The skill of the taxonomy (one's own included) that is called so."""
    from skillscan.taxonomy.loading import load_taxonomy
    from skillscan.taxonomy.search import skill_named

    return skill_named(load_taxonomy(Settings().home), word)
