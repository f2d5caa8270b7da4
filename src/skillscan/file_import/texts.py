"""The texts of a file's postings, for those who want no more of them than that."""

from collections.abc import Iterator
from pathlib import Path

from skillscan.errors import SkillscanError
from skillscan.file_import.columns import choose_columns
from skillscan.file_import.readers import read_records
from skillscan.file_import.records import Malformed, Skipped
from skillscan.file_import.survey import survey
from skillscan.sources.imported_file import read_row


def read_texts(path: Path) -> Iterator[tuple[str, str, str | None]]:
    """Title, text and employer of every row; raises SkillscanError for one that is none."""
    columns = choose_columns(survey(path), {}, {}, str(path))
    for number, record in read_records(path):
        if isinstance(record, Malformed):
            raise SkillscanError(
                f"{path}, line {number}: not a posting: {record.problem}; mend or delete the line"
            )
        if not isinstance(record, Skipped):
            row = columns.row(columns.cells(record))
            lines = read_row(row).lines
            yield lines.get("title", ""), row.get("text", ""), lines.get("employer")
