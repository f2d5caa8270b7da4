"""The skills we look for, and how they are written: ``data/taxonomy`` read and checked."""

from skillscan.taxonomy.loading import load_taxonomy
from skillscan.taxonomy.model import Mention, Skill, Taxonomy, TaxonomyError

__all__ = ["Mention", "Skill", "Taxonomy", "TaxonomyError", "load_taxonomy"]
