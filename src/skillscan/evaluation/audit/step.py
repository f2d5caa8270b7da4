"""The audit: every list against its posting's text, and what that does to each share.

Texts are those of the lists' own column, of a file, or of the warehouse. The rows of both go by
once; a row that cannot be used costs itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path

from skillscan.errors import SkillscanError
from skillscan.evaluation.audit.batch import ListedPosting, audit_batch
from skillscan.evaluation.audit.joined_lists import KeyedText, WaitingLists, texts_of_file
from skillscan.evaluation.audit.result import AuditResult
from skillscan.evaluation.audit.skill_lists import (
    BadRow,
    ListColumns,
    PostingSource,
    SkillList,
    choose_list_columns,
    read_lists,
)
from skillscan.evaluation.audit.tally import AuditTally
from skillscan.nlp.annotate import PipelineReader
from skillscan.process_pool import Workers
from skillscan.settings import Settings
from skillscan.taxonomy.loading import load_taxonomy
from skillscan.telemetry.progress import NO_PROGRESS, Progress
from skillscan.warehouse import queries
from skillscan.warehouse.connection import open_warehouse

_BATCH = 2_000
MOST_UNKNOWN_SHOWN = 200
WAREHOUSE = "the warehouse"
OWN_COLUMN = "the lists' own column"


@dataclass(slots=True)
class _Counted:
    """Rows that go by, and those that came to nothing."""

    tally: AuditTally
    rows: int = 0
    waiting: WaitingLists | None = None

    def close(self) -> None:
        """Forget the lists that wait."""
        if self.waiting:
            self.waiting.close()

    def lists(self, rows: Iterable[SkillList | BadRow]) -> Iterator[SkillList]:
        for one in rows:
            self.rows += 1
            if isinstance(one, BadRow):
                self.tally.add(one)
            else:
                yield one


@dataclass(frozen=True, slots=True, kw_only=True)
class _Audit:
    lists: Path
    texts: Path | None
    columns: ListColumns
    settings: Settings
    counted: _Counted = field(default_factory=lambda: _Counted(AuditTally()))

    @property
    def texts_name(self) -> str:
        if self.texts is not None:
            return str(self.texts)
        return OWN_COLUMN if self.columns.has_text else WAREHOUSE

    def postings(self) -> Iterator[ListedPosting]:
        """Every list that has a text."""
        lists = self.counted.lists(read_lists(self.lists, self.columns))
        if self.columns.has_text:
            for one in lists:
                if one.posting is not None:
                    yield ListedPosting(
                        row=one.row, key=one.key, names=one.names, posting=one.posting
                    )
            return
        self.counted.waiting = waiting = WaitingLists()
        for one in lists:
            waiting.add(one)
        if self.texts is not None:
            yield from waiting.joined(texts_of_file(self.texts))
        else:
            yield from waiting.joined(self._texts_of_warehouse())

    def _texts_of_warehouse(self) -> Iterator[KeyedText]:
        with open_warehouse(self.settings, read_only=True) as connection:
            found = queries.run(connection, "audit/texts")
            while rows := found.fetchmany(_BATCH):
                for posting_id, title, employer, text in rows:
                    posting = PostingSource(title=title, text=text, employer=employer)
                    yield KeyedText(keys=(posting_id,), posting=posting)


def audit(
    lists: Path,
    *,
    texts: Path | None = None,
    mapping: Mapping[str, str],
    settings: Settings,
    progress: Progress = NO_PROGRESS,
) -> AuditResult:
    """Hold the lists of a file against texts; ``mapping`` is field to column, where names are not
    the usual ones.

    Its one phase is ``audit``, counted in postings. Raises UsageError for files or columns that
    are not there, SkillscanError where no list has a text.
    """
    columns = choose_list_columns(lists, mapping, has_own_texts=texts is None)
    work = _Audit(lists=lists, texts=texts, columns=columns, settings=settings)
    reader = PipelineReader(settings.home, settings.text_seconds)
    tally = work.counted.tally
    progress.begin("audit")
    workers = Workers(settings.workers, preload=("skillscan.nlp.preloaded",))
    with closing(work.counted), closing(workers):
        postings = work.postings()
        while batch := list(islice(postings, _BATCH)):
            for one in workers.map(partial(audit_batch, reader=reader), batch):
                tally.add(one)
                progress.advance(tally.postings, 0)
        if not tally.postings:
            raise SkillscanError(_nothing(work))
        return _result(work, reader.version)


def _nothing(work: _Audit) -> str:
    reasons = [f"{bad.rows} rows: {bad.reason}" for bad in work.counted.tally.bad_rows()]
    if work.counted.waiting and (lost := work.counted.waiting.without_text):
        reasons.append(f"{lost} keys that are of no text in {work.texts_name}")
    return (
        f"{work.lists}: no list has a text that it could be held against "
        f"({'; '.join(reasons) or 'no rows'}). Say where the texts are: --texts FILE, or "
        "--map text=COLUMN; what keys may be stands in docs/auditing.md"
    )


def _result(work: _Audit, version: str) -> AuditResult:
    tally, waiting = work.counted.tally, work.counted.waiting
    skills = tally.skills(load_taxonomy(work.settings.home))
    unknown = list(tally.unknown_names())
    return AuditResult(
        lists=str(work.lists),
        texts=work.texts_name,
        pipeline_version=version,
        rows=work.counted.rows,
        postings=tally.postings,
        without_text=waiting.without_text if waiting else 0,
        unlisted=waiting.unlisted if waiting else 0,
        repeated=waiting.repeated if waiting else 0,
        bad_rows=tally.bad_rows(),
        findings=tally.findings(),
        missed=sum(one.missed for one in skills),
        skills=skills,
        unknown_names=unknown[:MOST_UNKNOWN_SHOWN],
        more_unknown_names=len(unknown[MOST_UNKNOWN_SHOWN:]) + tally.more_unknown_names,
        never_listed=tally.never_listed,
    )
