"""What a user calls a value: an id, a label, or any way to write a skill ("k8s")."""

from pathlib import Path
from typing import TYPE_CHECKING

from skillscan.errors import UsageError
from skillscan.release.document import Publication
from skillscan.release.lookup import value_of

if TYPE_CHECKING:
    from skillscan.taxonomy.model import Skill


def value_meant(
    publication: Publication, statistic: str, population: str, word: str, home: Path
) -> str:
    """The value of a statistic that a word means; of skills also one that no opening names.

    ``home`` may hold skills of one's own. Raises UsageError with the nearest names where it means
    none.
    """
    try:
        return value_of(publication, statistic, population, word)
    except UsageError:
        skill = skill_meant(word, home) if is_of_skills(publication, statistic) else None
        if skill is None:
            raise
        return skill.id


def is_of_skills(publication: Publication, statistic: str) -> bool:
    """Whether the values of a statistic are skills."""
    return publication.statistics[statistic].dimension.name == "skill"


def skill_meant(word: str, home: Path) -> "Skill | None":
    """The skill of the taxonomy (one's own included) that is called so."""
    from skillscan.taxonomy.loading import load_taxonomy
    from skillscan.taxonomy.search import skill_named

    return skill_named(load_taxonomy(home), word)
