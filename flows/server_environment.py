"""What the Prefect server's own environment must say, and whether a server has it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from httpx import HTTPError
from prefect.client.orchestration import SyncPrefectClient
from pydantic import TypeAdapter, ValidationError


@dataclass(frozen=True, slots=True)
class ServerSetting:
    """A variable of the server's environment, and where the server shows what it has."""

    variable: str
    value: str
    shown_at: tuple[str, str]
    why: str


SERVER_SETTINGS = (
    ServerSetting(
        "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE",
        "prefect.server.concurrency.lease_storage.filesystem",
        ("concurrency", "lease_storage"),
        "else a slot stays taken when the server and the run that holds it die",
    ),
    ServerSetting(
        "PREFECT_SERVER_EVENTS_EXPIRED_BUCKET_BUFFER",
        "P30D",
        ("events", "expired_bucket_buffer"),
        "else a run that dies while the server is away for minutes is found a day later",
    ),
)


def lacking(client: SyncPrefectClient) -> Iterator[str]:
    """A line for each setting that the server lacks, or one that says that it cannot be asked."""
    try:
        shown = client.request("GET", "/admin/settings").json()["server"]
        found = {one: shown[one.shown_at[0]][one.shown_at[1]] for one in SERVER_SETTINGS}
    except (HTTPError, ValueError, KeyError, TypeError):
        wanted = ", ".join(f"{one.variable}={one.value}" for one in SERVER_SETTINGS)
        yield f"server: it does not tell its settings; it needs {wanted}"
        return
    for setting, value in found.items():
        if not _is_enough(value, setting.value):
            yield (
                f"server: it has {value!r} for {setting.variable}; start it with "
                f"{setting.variable}={setting.value}, {setting.why} (docs/operating.md, Start)"
            )


def _is_enough(value: Any, wanted: str) -> bool:
    """Whether it is the same, or of times as long."""
    length = TypeAdapter(timedelta)
    try:
        return length.validate_python(value) >= length.validate_python(wanted)
    except ValidationError:
        return bool(value == wanted)
