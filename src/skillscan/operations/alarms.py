"""The alarms of ``doctor``: each has its runbook in docs/operating.md, under its name."""

from enum import StrEnum


class Alarm(StrEnum):
    """Why somebody should act. What ``sql/doctor`` finds bears the name of its file."""

    HOME_NOT_WRITABLE = "home_not_writable"
    LITTLE_SPACE = "little_space"
    OWN_RULES_WRONG = "own_rules_wrong"
    OWN_TAXONOMY_WRONG = "own_taxonomy_wrong"
    NOBODY_REACHED = "nobody_reached"
    NO_BOARD_READ = "no_board_read"
    PROVIDER_DOWN = "provider_down"
    BOARDS_UNREAD = "boards_unread"
    FETCHES_STALE = "fetches_stale"
    FETCHES_NOT_LOADED = "fetches_not_loaded"
    FETCHES_GONE = "fetches_gone"
    TEXTS_UNREAD = "texts_unread"
    DAMAGED_LANDING_FILES = "damaged_landing_files"
    FAILING_BOARDS = "failing_boards"
    QUARANTINE = "quarantine"
    RESERVED_BOARDS = "reserved_boards"
    SUDDENLY_EMPTY_BOARDS = "suddenly_empty_boards"
    RELEASE_STALE = "release_stale"
    NO_BACKUP = "no_backup"
    BACKUP_STALE = "backup_stale"
    DAMAGED = "damaged"
    UNUSABLE = "unusable"
