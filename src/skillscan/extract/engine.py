"""What an extraction works with: the processes, the reader, the grouping, the taxonomy's skills."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from skillscan.dedup.cluster import group as group_postings
from skillscan.dedup.employer_rules import own_entries, own_entry_names
from skillscan.dedup.employers import EmployerIds, employer_id_of, employer_ids
from skillscan.extract.worker_version import cluster_workers
from skillscan.nlp.annotate import PipelineReader, Reader
from skillscan.nlp.carried_reader import carried_reader
from skillscan.process_pool import WorkerPool, Workers
from skillscan.rules.loading import check_own_rules
from skillscan.rules.own import EMPLOYERS_FILE, own_folder, own_rule_ids
from skillscan.settings import Settings
from skillscan.taxonomy.loading import load_taxonomy, read_files
from skillscan.taxonomy.own import named_entries, own_files, read_own
from skillscan.time_budget import TEXT_SECONDS
from skillscan.warehouse.tables import posting_openings
from skillscan.warehouse.tables.findings import SkillRow
from skillscan.warehouse.tables.posting_openings import Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """What reads and groups, and the processes for it; tests bring their own.

    ``text_seconds`` of CPU time are what preparing one text may take.
    """

    workers: WorkerPool
    reader: Reader
    group: Group
    skills: Callable[[], Sequence[SkillRow]]
    """Asked only where this version of the reader has not begun yet: loading them takes long."""
    grouping_version: str
    text_seconds: float = TEXT_SECONDS
    employer_id_of: EmployerIds = employer_id_of
    own_entries: Mapping[str, Any] = field(default_factory=dict)
    """What the operator added to the rules, as a release names it."""


def worker_pool(settings: Settings) -> WorkerPool:
    """What the real pipeline reads with: processes of this machine, or the cluster's workers."""
    if settings.dask_scheduler:
        return cluster_workers(settings.dask_scheduler)
    return Workers(settings.workers, preload=("skillscan.nlp.preloaded",))


def real_engine(settings: Settings, workers: WorkerPool | None = None) -> Engine:
    """The real pipeline, grouping and taxonomy, with one's own employers, skills and rules.

    ``workers`` where they exist already. Raises UsageError where an own file does not fit.
    """
    if own := own_folder(settings.home):
        check_own_rules(own)
    reader = _reader(settings)
    return Engine(
        workers=workers or worker_pool(settings),
        reader=reader,
        text_seconds=settings.text_seconds,
        group=group_postings,
        skills=partial(_skills, settings.home),
        grouping_version=posting_openings.grouping_version(
            own_entries(settings.home), reader.version
        ),
        employer_id_of=employer_ids(settings.home),
        own_entries=_own_entries(settings),
    )


def _reader(settings: Settings) -> Reader:
    """Other machines do not have the home: its rules go with what reads there."""
    if settings.dask_scheduler:
        return carried_reader(settings.home, settings.text_seconds)
    return PipelineReader(settings.home, settings.text_seconds)


def _skills(home: Path) -> tuple[SkillRow, ...]:
    return tuple(
        SkillRow(skill_id=skill.id, label=skill.label, category=skill.category, kind=skill.kind)
        for skill in load_taxonomy(home).skills.values()
    )


def _own_entries(settings: Settings) -> dict[str, Any]:
    """The operator's own rules and skills; kinds without any are left out."""
    rules = own_rule_ids(own_folder(settings.home))
    if employers := own_entry_names(settings.home):
        rules[EMPLOYERS_FILE] = employers
    found: dict[str, Any] = {"own_rules": rules}
    if own_files(settings.home):
        files = read_files()
        found["own_taxonomy"] = named_entries(files, read_own(settings.home, files))
    return {kind: entries for kind, entries in found.items() if entries}
