"""Who may write a warehouse that several processes have open: one transaction at a time.

A DuckLake knows no keys, and two transactions that add the same row do not conflict for it. So each
transaction that writes waits for the one before it, and sees all that it stored: what was loaded,
read or grouped meanwhile by another process is not stored twice. Texts are prepared and read
outside of transactions, side by side. The lock is one of PostgreSQL's own (advisory), held by the
session: whoever dies gives it back. In the same way a process claims the boards that it loads, so
that others load other boards meanwhile.
"""

import hashlib
import logging
import os
import re
import socket
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import duckdb
from duckdb import DuckDBPyConnection

from skillscan.errors import WarehouseLockedError
from skillscan.warehouse import queries

_LOG = logging.getLogger(__name__)
_PAUSE_SECONDS = 0.05
_TELL_SECONDS = 2.0
"""Most turns take less; a command tells of its waits once."""
LOCK_DATABASE = "write_lock"
"""The catalog's PostgreSQL database, attached once more for the lock alone."""


@dataclass(slots=True, eq=False)
class WriteLock:
    """The lock of one connection; ``seconds`` is how long it waits, ``place`` what is locked.

    ``check`` raises where what the process before did leaves nothing to be written.
    """

    session: DuckDBPyConnection
    seconds: float
    place: str
    check: Callable[[], None]
    _depth: int = 0
    _is_told: bool = False

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold it in this block; a block within it waits for nobody.

        Raises WarehouseLockedError where another process keeps it for longer than ``seconds``.
        """
        if self._depth:
            yield
            return
        self._take()
        self._depth += 1
        try:
            self.check()
            yield
        finally:
            self._depth -= 1
            with suppress(duckdb.Error):  # a session that is gone holds nothing any more
                self.session.rollback()

    def _take(self) -> None:
        begun = time.monotonic()
        while not self._is_taken():
            holder, waited = self._holder(), time.monotonic() - begun
            if waited >= self.seconds:
                raise WarehouseLockedError(
                    f"{self.place} is being written by {holder}: wait until it has finished; "
                    "nothing of this step was stored. Reading it waits for nobody",
                    holder=holder,
                )
            if waited >= _TELL_SECONDS and not self._is_told:
                _LOG.warning("waiting up to %.0f s: %s writes", self.seconds, holder)
                self._is_told = True

    def _is_taken(self) -> bool:
        """Take the lock, in the order of asking; who has no patience does not wait at all."""
        self.session.begin()
        try:
            introduction = queries.text("write_lock/introduce").replace("NAME", _own_name())
            self.session.execute(introduction).fetchall()
            is_taken = queries.rows(self.session, "write_lock/take") == [(True,)]
            is_taken = is_taken or (self.seconds > 0 and self._waits())
        except BaseException:
            with suppress(duckdb.Error):
                self.session.rollback()
            raise
        if not is_taken:
            self.session.rollback()
        return is_taken

    def _waits(self) -> bool:
        """Wait for a second at most; whether it was enough.

        (The server says in its own language that it was not. One that is gone says so when it is
        asked again.)
        """
        try:
            queries.rows(self.session, "write_lock/wait")
        except duckdb.Error:
            time.sleep(_PAUSE_SECONDS)
            return False
        return True

    def _holder(self) -> str:
        names = queries.rows(self.session, "write_lock/holder")
        return str(names[0][0]) if names else "another process"


def _own_name() -> str:
    """What others are told of this process, in at most 63 bytes (PostgreSQL cuts the rest)."""
    host = re.sub(r"[^-.\w]", "", socket.gethostname())[:30]
    return f"skillscan (process {os.getpid()} on {host})"


_LOCKS: WeakKeyDictionary[DuckDBPyConnection, WriteLock] = WeakKeyDictionary()


def share(
    connection: DuckDBPyConnection, place: str, seconds: float, check: Callable[[], None]
) -> None:
    """Have the transactions of this connection take turns with those of other processes.

    LOCK_DATABASE is attached to it.
    """
    _LOCKS[connection] = WriteLock(connection.cursor(), seconds, place, check)


def leave(connection: DuckDBPyConnection) -> None:
    """End what ``share`` began, before the connection is closed."""
    if lock := _LOCKS.pop(connection, None):
        lock.session.close()


def is_shared(connection: DuckDBPyConnection) -> bool:
    """Whether other processes may write the same warehouse while this connection is open."""
    return connection in _LOCKS


@contextmanager
def claimed(
    connection: DuckDBPyConnection, boards: Collection[tuple[str, str]]
) -> Iterator[frozenset[tuple[str, str]]]:
    """Those of these boards (source, board) that no other process has claimed, in this block.

    All of them where nobody else can write.
    """
    if not is_shared(connection):
        yield frozenset(boards)
        return
    keys = {board: _key(board) for board in boards}
    session = connection.cursor()
    session.begin()
    try:
        ours = _claim(session, set(keys.values())) if keys else set[int]()
        yield frozenset(board for board, key in keys.items() if key in ours)
    finally:
        with suppress(duckdb.Error):
            session.rollback()
        session.close()


def _claim(session: DuckDBPyConnection, keys: set[int]) -> set[int]:
    numbers = ", ".join(map(str, sorted(keys)))
    statement = queries.text("write_lock/claim").replace("KEYS", numbers)
    return {key for (key,) in session.execute(statement).fetchall()}


def _key(board: tuple[str, str]) -> int:
    """The number that stands for a board in PostgreSQL's locks (32 bits); two that share one are
    only claimed together.
    """
    digest = hashlib.sha256("\n".join(board).encode()).digest()
    return int.from_bytes(digest[:4], "big", signed=True)


def exclusive(connection: DuckDBPyConnection) -> AbstractContextManager[None]:
    """Nobody else writes in this block; at once where nobody else can."""
    lock = _LOCKS.get(connection)
    return lock.held() if lock else nullcontext()
