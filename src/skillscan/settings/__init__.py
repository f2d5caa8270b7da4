"""Settings: each is defined once, below, with its name, type, default and meaning.

Of several sources that state one, the strongest holds: the environment (``SKILLSCAN_CONTACT``),
``.env`` of the working folder, ``skillscan.toml`` of the working folder, ``skillscan.toml`` of the
home, the default. A value that does not fit, and a name in a file that no setting has, stop every
command. ``skillscan config`` shows what holds, and all that is wrong.

msgspec checks the values, as this is imported at the start of every command.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from skillscan.errors import UsageError
from skillscan.settings.masking import masked
from skillscan.settings.statements import (
    DOTENV,
    PREFIX,
    TOML,
    Statement,
    in_dotenv,
    in_environment,
    in_toml,
)
from skillscan.time_budget import TEXT_SECONDS

LogLevel = Literal["debug", "info", "warning", "error"]
LogFormat = Literal["text", "json"]
WebAddress = Annotated[str, msgspec.Meta(pattern=r"^https?://[^/\s'\"][^\s'\"]*$")]
StoreUrl = Annotated[str, msgspec.Meta(pattern=r"^(?!\w[\w+.-]*://([^/]*@|.*[?#]))")]
"""No password: those come from where the storage's own programs look for them."""
_STATED = object()
"""Stands for a value that nobody has given: a source states it, or its default holds."""


def _setting(default: object, description: str, *, is_secret: bool = False) -> Any:
    about = {"default": default, "description": description, "is_secret": is_secret}
    return field(default=_STATED, metadata=about)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What holds for this process. Values that are given win over every source."""

    home: Path = _setting("var", "folder of all state")
    store: StoreUrl | None = _setting(
        None,
        "folder or fsspec URL below which landing/, releases/ and backups/ lie, for all machines; "
        "default: the home",
    )
    landing_url: str | None = _setting(
        None, "folder or fsspec URL of the landing files; default: landing/ of the store"
    )
    warehouse_url: str | None = _setting(
        None,
        "a DuckLake as warehouse: ducklake:postgres:dbname=… host=… user=… (password in "
        "PGPASSWORD), or ducklake:FILE; default: the file warehouse.duckdb of the home",
    )
    warehouse_data_path: str | None = _setting(
        None, "folder or s3:// URL of the DuckLake's Parquet files; default: FILE.files beside it"
    )
    releases_url: str | None = _setting(
        None, "folder or fsspec URL of the releases; default: releases/ of the store"
    )
    releases_base_url: WebAddress | None = _setting(
        None,
        "address at which others reach the releases; latest.duckdb, citations and what pages "
        "copy name it",
    )
    releases_kept: Annotated[int, msgspec.Meta(ge=0)] = _setting(
        0, "so many of the newest releases stay; 0: all, so that every number can be looked up"
    )
    release_schedule: Annotated[str, msgspec.Meta(pattern=r"^\S+( \S+){4}$")] = _setting(
        "17 4 * * *", "when releases are made (cron, UTC), as prefect.yaml has it: the next due day"
    )
    release_licence: Annotated[str, msgspec.Meta(pattern=r"^[-a-zA-Z0-9._]{1,60}$")] = _setting(
        "CC-BY-4.0", "licence of the published numbers (SPDX id); quotes belong to the employers"
    )
    backups_url: str | None = _setting(
        None, "folder or fsspec URL of the backups; default: backups/ of the store"
    )
    backups_kept: Annotated[int, msgspec.Meta(ge=1)] = _setting(
        7, "so many of the newest backups stay"
    )
    articles: str | None = _setting(
        None, "files and folders of articles (commas between them) checked after each release"
    )
    metrics_file: str | None = _setting(
        None, "OpenMetrics file, written after each step; default: metrics.prom of the home"
    )
    lock_seconds: Annotated[float, msgspec.Meta(ge=0)] = _setting(
        30.0,
        "so long a command waits for a warehouse or releases that another has (a flow: 3600)",
    )
    provider_failures: Annotated[int, msgspec.Meta(ge=1)] = _setting(
        5, "after so many boards in a row that failed by their provider's fault it is left alone"
    )
    """Two or three slow boards in a row are chance; five cost a night a few minutes."""
    provider_probes: Annotated[int, msgspec.Meta(ge=0, le=8)] = _setting(
        3, "so many of its other boards are asked all the same, a minute and more apart"
    )
    """Each pause is twice the one before it: eight of them would be four hours."""
    contact: str = _setting(
        "", "e-mail address or URL for the user agent: whom a board's operator can write to"
    )
    api_base: Annotated[str, msgspec.Meta(pattern=r"^(https?://[^/]|$)")] | None = _setting(
        None, "replaces scheme and host of every source (the sample market, tests)"
    )
    log_level: LogLevel = _setting("warning", "records below it are left out")
    log_format: LogFormat = _setting("text", "lines for people, or one JSON object a record")
    workers: Annotated[int, msgspec.Meta(ge=0)] = _setting(0, "reading processes; 0: one per core")
    dask_scheduler: Annotated[str, msgspec.Meta(pattern=r"^(tcp|tls)://[^/\s]+:\d+$")] | None = (
        _setting(
            None, "tcp://HOST:PORT of a Dask scheduler: texts are read on its workers, not here"
        )
    )
    text_seconds: Annotated[float, msgspec.Meta(gt=0)] = _setting(
        TEXT_SECONDS, "of CPU time may a text take to be prepared or read; else it is put aside"
    )
    notify_webhook: str | None = _setting(
        None, "Slack-compatible address that `make deploy` has alerts sent to", is_secret=True
    )
    notify_email: str | None = _setting(
        None, "Apprise address (mailtos://…) that `make deploy` has alerts sent to", is_secret=True
    )

    def __post_init__(self) -> None:
        unstated = [one.name for one in fields(self) if getattr(self, one.name) is _STATED]
        if unstated:
            given = None if "home" in unstated else Path(self.home)
            configuration = configure(given)
            if configuration.faults:
                raise UsageError(configuration.faults[0])
            for name in unstated:
                object.__setattr__(self, name, configuration.held[name].value)
        object.__setattr__(self, "home", Path(self.home))

    @property
    def landing(self) -> str:
        """Folder or fsspec URL of the landing files."""
        return self.landing_url or self._in_store("landing")

    @property
    def releases(self) -> str:
        """Folder or fsspec URL of the releases."""
        return self.releases_url or self._in_store("releases")

    @property
    def backups(self) -> str:
        """Folder or fsspec URL of the warehouse's backups."""
        return self.backups_url or self._in_store("backups")

    def _in_store(self, part: str) -> str:
        return f"{self.store.rstrip('/')}/{part}" if self.store else str(self.home / part)

    @property
    def metrics(self) -> Path:
        """The OpenMetrics file."""
        return Path(self.metrics_file or self.home / "metrics.prom")

    @property
    def quarantine(self) -> Path:
        """Folder of payloads that no parser could use."""
        return self.home / "quarantine"

    @property
    def warehouse(self) -> Path:
        """The DuckDB file that one process at a time writes; not used where there is a
        ``warehouse_url``.
        """
        return self.home / "warehouse.duckdb"


@dataclass(frozen=True, slots=True)
class Held:
    """What holds of one setting, and what states it (``None``: the default).

    ``fault`` says why that cannot be used; the default stands in its place.
    """

    name: str
    value: Any
    default: object
    description: str
    is_secret: bool
    stated: Statement | None
    fault: str | None


@dataclass(frozen=True, slots=True)
class Configuration:
    """Every setting, and everything that is wrong with what the sources say.

    ``unknown`` are variables of the environment that no setting has: they stop nothing, as another
    version may know them.
    """

    held: dict[str, Held]
    faults: list[str]
    unknown: list[str]


def configure(home: Path | None = None) -> Configuration:
    """Read every source; ``home`` is given where no source decides about it."""
    faults: list[str] = []
    environment = list(in_environment())
    working = _read(in_dotenv, Path(DOTENV), faults) + _in_toml(Path(TOML), faults)
    stated = _strongest([*environment, *working])
    held = {"home": _held("home", stated.get("home"))}
    own = _in_home(home or Path(held["home"].value), faults)
    stated = {**_strongest(own), **stated}
    others = [one.name for one in fields(Settings) if one.name != "home"]
    held |= {name: _held(name, stated.get(name)) for name in others}
    faults += [one.fault for one in held.values() if one.fault]
    faults += [_unknown(one) for one in (*working, *own) if one.name not in held]
    unknown = [_unknown(one) for one in environment if one.name not in held]
    return Configuration(held, faults, unknown)


def is_stated(name: str) -> bool:
    """Whether any source states the setting, rather than its default."""
    return configure().held[name].stated is not None


def _in_home(home: Path, faults: list[str]) -> list[Statement]:
    file, working = home / TOML, Path(TOML)
    if working.is_file() and file.exists() and file.samefile(working):
        return []
    own = _in_toml(file, faults)
    faults += [
        f"{one.subject} cannot be set in the home itself: put it into {PREFIX}HOME, "
        f"{DOTENV} or {TOML} of the working folder"
        for one in own
        if one.name == "home"
    ]
    return own


def _in_toml(file: Path, faults: list[str]) -> list[Statement]:
    """What the file says, without secrets: it is copied and committed as any configuration is."""
    usable: list[Statement] = []
    for one in _read(in_toml, file, faults):
        if one.name in _about() and _about()[one.name]["is_secret"]:
            faults.append(
                f"{one.subject} is a secret and is not taken from {TOML}: {one.undo}, and set "
                f"{variable(one.name)} in the environment or {DOTENV} for `make deploy`, which "
                "keeps it as a block of Prefect"
            )
        else:
            usable.append(one)
    return usable


def _read(
    reader: Callable[[Path], Iterable[Statement]], file: Path, faults: list[str]
) -> list[Statement]:
    try:
        return list(reader(file))
    except UsageError as error:
        faults.append(str(error))
    except OSError as error:
        faults.append(f"{file} cannot be looked at ({error}): check the rights of its folder")
    return []


def _strongest(statements: Iterable[Statement]) -> dict[str, Statement]:
    """By name; the first source wins, and the last line of a file."""
    found: dict[str, Statement] = {}
    for one in statements:
        if one.name not in found or found[one.name].file == one.file:
            found[one.name] = one
    return found


def _held(name: str, stated: Statement | None) -> Held:
    kind, about = _kinds()[name], _about()[name]
    value: Any = about["default"]
    fault = None
    if stated is not None:
        try:
            value = msgspec.convert(stated.value, kind, strict=False, dec_hook=_path)
        except msgspec.ValidationError as error:
            fault = _misfit(stated, kind, error, is_secret=about["is_secret"])
    return Held(name, value, stated=stated, fault=fault, **about)


def _path(_kind: type, value: object) -> Path:
    if not isinstance(value, str):
        raise msgspec.ValidationError(f"Expected `str`, got `{type(value).__name__}`")
    return Path(value)


def _misfit(
    stated: Statement, kind: Any, error: msgspec.ValidationError, *, is_secret: bool
) -> str:
    choices = f" (one of {', '.join(get_args(kind))})" if get_origin(kind) is Literal else ""
    value = "not usable" if is_secret else masked(repr(stated.value))
    return f"{stated.subject} is {value}: {error}{choices}. Set it right, or {stated.undo}"


def _unknown(stated: Statement) -> str:
    from difflib import get_close_matches

    near = get_close_matches(stated.name.lower(), _kinds(), n=1)
    prefix = PREFIX if stated.said_name.startswith(PREFIX) else ""
    name = near[0].upper() if near and prefix else "".join(near)
    advice = f"do you mean {prefix}{name}?" if near else "`skillscan config` lists all there are."
    return f"{stated.subject} is no setting: {advice} Mend it, or {stated.undo}"


@cache
def _kinds() -> dict[str, Any]:
    kinds = get_type_hints(Settings, include_extras=True)
    return {one.name: kinds[one.name] for one in fields(Settings)}


@cache
def _about() -> dict[str, Any]:
    return {one.name: one.metadata for one in fields(Settings)}


def variable(name: str) -> str:
    """The variable of the environment that states a setting."""
    return f"{PREFIX}{name.upper()}"
