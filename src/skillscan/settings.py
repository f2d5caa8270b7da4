"""Settings, from the environment (``SKILLSCAN_…``) and nowhere else."""

from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from skillscan.errors import UsageError


class Settings(BaseSettings):
    """Where state lives and how the product introduces itself.

    ``landing_url`` and ``releases_url`` may be any fsspec URL; by default both lie below ``home``.
    """

    model_config = SettingsConfigDict(env_prefix="SKILLSCAN_", frozen=True)

    home: Path = Path("var")
    landing_url: str | None = None
    releases_url: str | None = None
    contact: str = Field(
        default="", description="E-mail address or URL for the user agent; operators should set it."
    )
    api_base: str | None = Field(
        default=None,
        pattern=r"^(https?://[^/]|$)",
        description="Replaces scheme and host of every source's API (the sample market, tests).",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="warning", description="Least level of the log records on standard error."
    )
    log_format: Literal["text", "json"] = Field(
        default="text", description="Log lines for people, or one JSON object a record."
    )
    workers: int = Field(default=0, ge=0, description="Reading processes; 0 means one per core.")

    def __init__(self, **values: Any) -> None:
        """Raises UsageError where a variable of the environment does not fit."""
        try:
            super().__init__(**values)
        except ValidationError as error:
            found = error.errors()[0]
            name = f"SKILLSCAN_{'_'.join(map(str, found['loc'])).upper()}"
            raise UsageError(
                f"{name} is {found['input']!r}: {found['msg']}. Set it right, or unset it"
            ) from error

    @property
    def landing(self) -> str:
        """Folder or fsspec URL of the landing files."""
        return self.landing_url or str(self.home / "landing")

    @property
    def releases(self) -> str:
        """Folder or fsspec URL of the releases."""
        return self.releases_url or str(self.home / "releases")

    @property
    def quarantine(self) -> Path:
        """Folder of payloads that no parser could use."""
        return self.home / "quarantine"

    @property
    def warehouse(self) -> Path:
        """The DuckDB file that one process at a time writes."""
        return self.home / "warehouse.duckdb"
