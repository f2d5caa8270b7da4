"""The skills we look for, and how they are written: ``data/taxonomy`` read, checked and applied."""

from skillscan.taxonomy.loading import load_taxonomy
from skillscan.taxonomy.matcher import Mention, SkillMatcher
from skillscan.taxonomy.model import Skill, Taxonomy, TaxonomyError

__all__ = ["Mention", "Skill", "SkillMatcher", "Taxonomy", "TaxonomyError", "load_taxonomy"]
