"""What DuckDB holds of the machine's memory without need."""

from duckdb import DuckDBPyConnection


def give_back_memory(connection: DuckDBPyConnection) -> None:
    """Let the machine have what DuckDB held and needs no more: some 0.2 ms for each MiB.

    By itself DuckDB waits until its threads had nothing to do for a second; until then, whatever
    comes next takes its memory beside what is held for nothing. It waits no longer when its bound
    is set, be it to what it was (which it tells rounded).
    """
    connection.execute("SET memory_limit = current_setting('memory_limit')")
