"""All or nothing: a block of statements that is committed as one."""

from collections.abc import Iterator
from contextlib import contextmanager

from duckdb import DuckDBPyConnection

from skillscan.warehouse.write_lock import exclusive


@contextmanager
def transaction(connection: DuckDBPyConnection) -> Iterator[None]:
    """Commit when the block ends, roll back when it raises (an interrupt included).

    Where other processes may write the same warehouse, they take turns, and the block sees all that
    those before it stored: raises WarehouseLockedError where another one takes too long.
    """
    with exclusive(connection):
        connection.begin()
        try:
            yield
        except BaseException:
            connection.rollback()
            raise
        connection.commit()
