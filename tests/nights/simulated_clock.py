"""The clock of the simulated nights, which the processes of an installation read from a file."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

FOLDER = Path(__file__).parent / "clock"
NIGHTLY = time(4, 17, tzinfo=UTC)
FIRST_NIGHT = date(2027, 3, 1)
"""After the real day, so that no file is older than the night that wrote it."""


class SimulatedClock:
    """Moves skillscan's clock in all processes with ``environment``."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.ahead = timedelta()
        self.environment = {"NIGHTS_CLOCK": str(file), "PYTHONPATH": str(FOLDER)}
        self._write()

    @property
    def now(self) -> datetime:
        """What skillscan takes for the present."""
        return datetime.now(UTC) + self.ahead

    def begin(self, night: int, *homes: Path) -> None:
        """It is the night's 04:17; files in the homes have aged since the last one."""
        begin = datetime.combine(FIRST_NIGHT + timedelta(days=night - 1), NIGHTLY)
        before, self.ahead = self.ahead, begin - datetime.now(UTC)
        self._write()
        if before:
            for home in homes:
                _age(home, (self.ahead - before).total_seconds())

    @contextmanager
    def wrong(self, by: timedelta) -> Iterator[None]:
        """In this block the clock is ahead (or, by less than nothing, behind)."""
        right, self.ahead = self.ahead, self.ahead + by
        self._write()
        try:
            yield
        finally:
            self.ahead = right
            self._write()

    def _write(self) -> None:
        aside = self._file.with_name(f"{self._file.name}.aside")
        aside.write_text(str(self.ahead.total_seconds()), encoding="ascii")
        aside.replace(self._file)


def _age(home: Path, seconds: float) -> None:
    for path in home.rglob("*"):
        if path.is_file():
            found = path.stat()
            os.utime(path, (found.st_atime - seconds, found.st_mtime - seconds))
