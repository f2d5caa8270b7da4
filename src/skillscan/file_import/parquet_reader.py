"""Parquet: a row a record; nested columns stay structures."""

from collections.abc import Iterator
from pathlib import Path

from skillscan.errors import SkillscanError
from skillscan.file_import.json_reader import row_of
from skillscan.file_import.records import Record
from skillscan.file_import.text_lines import Note, no_note

BATCH_ROWS = 500


def read_parquet(path: Path, note: Note = no_note) -> Iterator[tuple[int, Record]]:  # noqa: ARG001
    """Number and row; raises SkillscanError for a file that is cut or damaged."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    number = 0
    try:
        with ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=BATCH_ROWS):
                for row in batch.to_pylist():
                    number += 1
                    yield number, row_of(row)
    except (pa.ArrowException, ValueError, OverflowError) as error:
        raise SkillscanError(
            f"{path} is damaged after row {number} ({error}): get the file again; "
            "nothing was imported"
        ) from error
