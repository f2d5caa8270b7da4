"""Settings, from the environment (``SKILLSCAN_…``) and nowhere else.

msgspec checks them: to import pydantic-settings alone takes 0.3 s of CPU, at every command.
"""

import os
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec

from skillscan.errors import UsageError
from skillscan.time_budget import TEXT_SECONDS

LogLevel = Literal["debug", "info", "warning", "error"]
LogFormat = Literal["text", "json"]


def _stated(name: str, kind: Any, default: object) -> Any:
    """What a variable of the environment says. Raises UsageError where it does not fit."""
    variable = f"SKILLSCAN_{name.upper()}"
    value = os.environ.get(variable)
    if value is None:
        return default
    try:
        return msgspec.convert(value, kind, strict=False)
    except msgspec.ValidationError as error:
        choices = f" (one of {', '.join(get_args(kind))})" if get_origin(kind) is Literal else ""
        raise UsageError(
            f"{variable} is {value!r}: {error}{choices}. Set it right, or unset it"
        ) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where state lives and how the product introduces itself.

    ``landing_url``, ``releases_url`` and ``backups_url`` may be any fsspec URL; by default all lie
    below ``home``. Of the backups the newest ``backups_kept`` stay. So many ``lock_seconds`` a
    command waits for a warehouse that another process has.
    After ``provider_failures`` boards in a row that failed by their provider's fault, its other
    boards are not asked, but for ``provider_probes`` of them, a minute and more apart.
    ``contact`` is an e-mail address or URL for the user agent; operators should set it.
    ``api_base`` replaces scheme and host of every source's API (the sample market, tests).
    Log records below ``log_level`` are left out; ``log_format`` is lines for people, or one JSON
    object a record. ``workers`` are the reading processes, 0 one per core. ``text_seconds`` of CPU
    time may preparing or reading a text take before it is put aside.
    """

    home: Path = field(default_factory=partial(_stated, "home", str, "var"))
    landing_url: str | None = field(default_factory=partial(_stated, "landing_url", str, None))
    releases_url: str | None = field(default_factory=partial(_stated, "releases_url", str, None))
    backups_url: str | None = field(default_factory=partial(_stated, "backups_url", str, None))
    backups_kept: int = field(
        default_factory=partial(_stated, "backups_kept", Annotated[int, msgspec.Meta(ge=1)], 7)
    )
    lock_seconds: float = field(
        default_factory=partial(_stated, "lock_seconds", Annotated[float, msgspec.Meta(ge=0)], 30.0)
    )
    provider_failures: int = field(
        default_factory=partial(_stated, "provider_failures", Annotated[int, msgspec.Meta(ge=1)], 5)
    )
    """Two or three slow boards in a row are chance; five cost a night a few minutes."""
    provider_probes: int = field(
        default_factory=partial(
            _stated, "provider_probes", Annotated[int, msgspec.Meta(ge=0, le=8)], 3
        )
    )
    """Each pause is twice the one before it: eight of them would be four hours."""
    contact: str = field(default_factory=partial(_stated, "contact", str, ""))
    api_base: str | None = field(
        default_factory=partial(
            _stated, "api_base", Annotated[str, msgspec.Meta(pattern=r"^(https?://[^/]|$)")], None
        )
    )
    log_level: LogLevel = field(default_factory=partial(_stated, "log_level", LogLevel, "warning"))
    log_format: LogFormat = field(default_factory=partial(_stated, "log_format", LogFormat, "text"))
    workers: int = field(
        default_factory=partial(_stated, "workers", Annotated[int, msgspec.Meta(ge=0)], 0)
    )
    text_seconds: float = field(
        default_factory=partial(
            _stated, "text_seconds", Annotated[float, msgspec.Meta(gt=0)], TEXT_SECONDS
        )
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "home", Path(self.home))

    @property
    def landing(self) -> str:
        """Folder or fsspec URL of the landing files."""
        return self.landing_url or str(self.home / "landing")

    @property
    def releases(self) -> str:
        """Folder or fsspec URL of the releases."""
        return self.releases_url or str(self.home / "releases")

    @property
    def backups(self) -> str:
        """Folder or fsspec URL of the warehouse's backups."""
        return self.backups_url or str(self.home / "backups")

    @property
    def quarantine(self) -> Path:
        """Folder of payloads that no parser could use."""
        return self.home / "quarantine"

    @property
    def warehouse(self) -> Path:
        """The DuckDB file that one process at a time writes."""
        return self.home / "warehouse.duckdb"
