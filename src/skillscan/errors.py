"""What can go wrong, and the exit code it ends with.

Every message says what happened, where, and what to do about it. Exit codes
(docs/promises.md):
1 the work failed, 2 wrong usage, 3 done but something needs attention.
"""

EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_ATTENTION = 3


class SkillscanError(Exception):
    """The work failed; nothing already stored is lost."""

    exit_code = EXIT_FAILED


class UsageError(SkillscanError):
    """The caller named something that does not exist or does not fit."""

    exit_code = EXIT_USAGE


class UnknownNameError(UsageError):
    """The caller named something that is not there; ``nearest`` are the names most like it."""

    def __init__(self, message: str, *, nearest: tuple[str, ...]) -> None:
        super().__init__(message)
        self.nearest = nearest


class WarehouseLockedError(SkillscanError):
    """Somebody else holds the warehouse (DuckDB allows one writing process).

    ``holder`` is the other process, in words; ``None`` where it is this one.
    """

    def __init__(self, message: str, *, holder: str | None = None) -> None:
        super().__init__(message)
        self.holder = holder


class StorageError(SkillscanError):
    """Shared storage refuses, does not answer, or has no such bucket."""


class FolderLockedError(SkillscanError):
    """Somebody else is writing the releases."""


class WarehouseDamagedError(SkillscanError):
    """The warehouse's file is not what DuckDB wrote (a flipped bit, a cut file)."""


class LandingDamagedError(SkillscanError):
    """A landing file is cut or altered: it no longer matches its fetch report."""


class LandingUnwritableError(SkillscanError):
    """A landing file cannot be written: the disk is full, or the folder is not ours."""


class GateError(SkillscanError):
    """A release did not pass its gates and was held back."""

    exit_code = EXIT_ATTENTION
