"""The texts of a file's postings, for those who want no more of them than that."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from skillscan.errors import SkillscanError
from skillscan.file_import.columns import choose_columns
from skillscan.file_import.readers import read_records
from skillscan.file_import.records import Malformed, Skipped
from skillscan.file_import.survey import survey
from skillscan.sources.imported_file import read_row


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePosting:
    """One row of a file, as far as its text goes."""

    title: str
    text: str
    employer: str | None
    locations: tuple[str, ...]


def read_texts(path: Path) -> Iterator[tuple[str, str, str | None]]:
    """Title, text and employer of every row; raises SkillscanError for one that is none."""
    for posting in read_postings(path):
        yield posting.title, posting.text, posting.employer


def read_postings(path: Path) -> Iterator[FilePosting]:
    """Every row of a file; raises SkillscanError for one that is no posting."""
    columns = choose_columns(survey(path), {}, {}, str(path))
    for number, record in read_records(path):
        if isinstance(record, Malformed):
            raise SkillscanError(
                f"{path}, line {number}: not a posting: {record.problem}; mend or delete the line"
            )
        if not isinstance(record, Skipped):
            row = columns.row(columns.cells(record))
            reading = read_row(row)
            yield FilePosting(
                title=reading.lines.get("title", ""),
                text=row.get("text", ""),
                employer=reading.lines.get("employer"),
                locations=reading.locations,
            )
