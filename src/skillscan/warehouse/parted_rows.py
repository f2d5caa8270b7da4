"""Rows of a query, put aside on disk by the batch that they belong to.

What takes the rows of a warehouse batch by batch would look for each batch in the whole of a table:
its cost would grow with batches times rows. So the query runs once, and each of its rows is put
where its batch finds it. (A table in the order of the batches would do the same; but DuckDB 1.5.5
could not sort the shingles of 100,000 texts within 600 MB.)
"""

import os
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import IO, Any

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection

from skillscan.errors import SkillscanError
from skillscan.warehouse import queries

BATCH = "batch"
"""The column that says which batch a row belongs to."""
_ROWS = 2_048
"""Rows that are taken from the query at once, where they are large."""


class PartedRows:
    """The rows by batch, in a file that has no name: it is gone with its process."""

    def __init__(self, schema: pa.Schema, file: IO[bytes]) -> None:
        """Holds nothing yet; ``file`` is empty, and flushed before anything is read."""
        self._schema, self._file, self._size = schema, file, 0
        self._pieces = defaultdict[int, list[tuple[int, int]]](list)

    @property
    def batches(self) -> list[int]:
        """Those that have rows, in their order."""
        return sorted(self._pieces)

    def add(self, rows: pa.RecordBatch) -> None:
        """Put rows aside."""
        batch = rows.column(BATCH).to_numpy()
        order = np.argsort(batch, kind="stable")
        ordered, batch = rows.take(pa.array(order)), batch[order]
        starts = [0, *(np.flatnonzero(np.diff(batch)) + 1).tolist(), len(batch)]
        for start, end in pairwise(starts):
            piece = ordered.slice(start, end - start).serialize()
            self._file.write(piece)
            self._pieces[int(batch[start])].append((self._size, piece.size))
            self._size += piece.size

    def read(self, batch: int) -> pa.Table:
        """The rows of a batch."""
        pieces = [os.pread(self._file.fileno(), n, at) for at, n in self._pieces.get(batch, ())]
        read = [pa.ipc.read_record_batch(piece, self._schema) for piece in pieces]
        return pa.Table.from_batches(read, self._schema)


@contextmanager
def parted(
    connection: DuckDBPyConnection, query: str, *, rows_at_once: int = _ROWS, **parameters: Any
) -> Iterator[PartedRows]:
    """The rows of a query by their column ``batch``, until the block ends. Of small rows, more
    should be taken ``rows_at_once``: each time all batches that have some get a piece.

    They lie where the warehouse's other files lie. Raises SkillscanError where there is no room.
    """
    ((beside,),) = queries.rows(connection, "warehouse/temp_directory")
    folder = Path(beside).absolute().parent
    reader = queries.run(connection, query, **parameters).to_arrow_reader(rows_at_once)
    with tempfile.TemporaryFile(dir=folder) as file:
        rows = PartedRows(reader.schema, file)
        try:
            for one in reader:
                if one.num_rows:
                    rows.add(one)
            file.flush()
        except OSError as error:
            raise SkillscanError(
                f"{folder} has no room for what is put aside there ({error}): free some space, "
                "then run it again. What was stored before stays"
            ) from error
        yield rows
