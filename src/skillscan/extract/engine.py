"""What an extraction works with: the processes, the reader, the grouping, the taxonomy's skills."""

from dataclasses import dataclass

from skillscan.dedup.cluster import group as group_postings
from skillscan.dedup.employer_rules import own_entries
from skillscan.dedup.employers import EmployerIds, employer_id_of, employer_ids
from skillscan.nlp.annotate import PipelineReader, Reader
from skillscan.process_pool import Workers
from skillscan.settings import Settings
from skillscan.taxonomy.loading import load_taxonomy
from skillscan.warehouse.tables import posting_openings
from skillscan.warehouse.tables.findings import SkillRow
from skillscan.warehouse.tables.posting_openings import Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """What reads and groups, and the processes for it; tests bring their own."""

    workers: Workers
    reader: Reader
    group: Group
    skills: tuple[SkillRow, ...]
    grouping_version: str
    employer_id_of: EmployerIds = employer_id_of


def real_engine(settings: Settings) -> Engine:
    """The real pipeline, grouping and taxonomy, with one's own employers, skills and rules.

    Raises UsageError where an own file does not fit.
    """
    skills = load_taxonomy(settings.home).skills.values()
    return Engine(
        workers=Workers(settings.workers),
        reader=PipelineReader(settings.home),
        group=group_postings,
        skills=tuple(
            SkillRow(skill_id=skill.id, label=skill.label, category=skill.category)
            for skill in skills
        ),
        grouping_version=posting_openings.grouping_version(own_entries(settings.home)),
        employer_id_of=employer_ids(settings.home),
    )
