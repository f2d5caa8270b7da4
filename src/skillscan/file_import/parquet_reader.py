"""Parquet: a row a record; nested columns stay structures."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

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
                for row in _in_microseconds(batch).to_pylist():
                    number += 1
                    yield number, row_of(row)
    except (pa.ArrowException, ValueError, OverflowError) as error:
        raise SkillscanError(
            f"{path} is damaged after row {number} ({error}): get the file again; "
            "nothing was imported"
        ) from error


def _in_microseconds(batch: Any) -> Any:
    """The batch with times as Python has them, wherever they stand: nothing is finer there."""
    import pyarrow as pa

    fields = [field.with_type(_coarser(field.type)) for field in batch.schema]
    if all(field.type == own.type for field, own in zip(fields, batch.schema, strict=True)):
        return batch
    return pa.Table.from_batches([batch]).cast(pa.schema(fields), safe=False)


def _coarser(kind: Any) -> Any:
    import pyarrow as pa

    if pa.types.is_timestamp(kind) and kind.unit == "ns":
        return pa.timestamp("us", kind.tz)
    if pa.types.is_struct(kind):
        return pa.struct([part.with_type(_coarser(part.type)) for part in kind])
    if pa.types.is_list(kind):
        return pa.list_(kind.value_field.with_type(_coarser(kind.value_type)))
    return kind
