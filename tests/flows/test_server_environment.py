"""The server's environment: one list for the page, for `make deploy`, and for these tests."""

import re
from pathlib import Path
from typing import Any

import pytest
from prefect.client.orchestration import get_client
from skillscan.flows.server_environment import SERVER_SETTINGS, lacking

PAGE = Path(__file__).parent.parent.parent / "docs" / "operating.md"
LEASES, BUCKETS = SERVER_SETTINGS


class Answers:
    """A client of a server that shows these settings."""

    def __init__(self, shown: Any) -> None:
        self._shown = shown

    def request(self, *_: str) -> "Answers":
        return self

    def json(self) -> Any:
        return self._shown


def server(leases: str = LEASES.value, buckets: str | float = BUCKETS.value) -> Any:
    return {
        "server": {
            "concurrency": {"lease_storage": leases},
            "events": {"expired_bucket_buffer": buckets},
        }
    }


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        pytest.param(server(), [], id="as the page says"),
        pytest.param(server(buckets="P60D"), [], id="longer"),
        pytest.param(server(buckets=60.0), [BUCKETS.variable], id="a server's own"),
        pytest.param(server(leases="memory"), [LEASES.variable], id="leases in memory"),
        pytest.param(server("memory", "PT1M"), [LEASES.variable, BUCKETS.variable], id="neither"),
        pytest.param({"detail": "no"}, [""], id="it does not tell"),
    ],
)
def test_deploying_tells_what_the_server_lacks(shown: Any, told: list[str]) -> None:
    """Runs that died would be found a day late, or a slot stay taken, and nobody knew why."""
    lines = list(lacking(Answers(shown)))  # type: ignore[arg-type]
    assert len(lines) == len(told)
    assert all(
        f"for {name}" in line if name else True for line, name in zip(lines, told, strict=True)
    )


def test_a_real_server_tells_its_settings() -> None:
    """Another version of Prefect might show them elsewhere, and nothing would be checked."""
    with get_client(sync_client=True) as client:
        lines = list(lacking(client))
    assert [line for line in lines if "does not tell" in line] == []
    assert len(lines) == len(SERVER_SETTINGS), "the server of these tests has neither"


def test_the_page_says_the_same() -> None:
    """Who follows it would have another server than the one that was tried."""
    block = PAGE.read_text(encoding="utf-8").partition("Terminal 1, the server")[2]
    exports = dict(
        re.findall(r"^export (\w+)=(\S+)", block.partition("prefect server start")[0], re.M)
    )
    assert exports == {one.variable: one.value for one in SERVER_SETTINGS}
