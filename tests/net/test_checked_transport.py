"""Only public addresses are connected to, and only those that were checked."""

import socket
from typing import Any

import pytest

from skillscan.net.checked_transport import PrivateHostError, public_addresses
from skillscan.net.client import Fetcher
from skillscan.net.fetched_page import FetchError
from skillscan.net.manners import Manners
from skillscan.settings import Settings

PUBLIC, PRIVATE = "93.184.216.34", "10.1.2.3"
QUICK = Manners(
    user_agent="test", api_base="", is_loopback=False, pause_seconds=0.0, least_pause_seconds=0.0,
    timeout_seconds=5.0, backoff_seconds=(), probe_pauses_seconds=(),
)  # fmt: skip


class FakeNetwork:
    """Names lead to addresses in turn; connections are refused and remembered."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *lookups: list[str]) -> None:
        self.lookups, self.connected = list(lookups), list[str]()
        monkeypatch.setattr(socket, "getaddrinfo", self.getaddrinfo)
        monkeypatch.setattr(socket, "create_connection", self.create_connection)
        for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
            monkeypatch.delenv(name, raising=False)

    def getaddrinfo(self, *_: Any, **__: Any) -> list[Any]:
        found = self.lookups.pop(0) if len(self.lookups) > 1 else self.lookups[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 0)) for one in found]

    def create_connection(self, address: tuple[str, int], *_: Any, **__: Any) -> Any:
        self.connected.append(address[0])
        raise ConnectionRefusedError("no network in tests")


def get(url: str) -> str:
    """The message of a request that fails."""
    with Fetcher(Settings(api_base=None), QUICK) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.get(url)
    return str(caught.value)


@pytest.mark.parametrize("found", [[PRIVATE], [PUBLIC, PRIVATE], ["::ffff:127.0.0.1"]])
def test_names_that_lead_inside_are_refused(
    monkeypatch: pytest.MonkeyPatch, found: list[str]
) -> None:
    """A page could send the machine to its own network by a public name."""
    network = FakeNetwork(monkeypatch, found)
    assert "no address of the public internet" in get("https://a.example/")
    assert network.connected == []


def test_the_checked_address_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: public when it is checked, private when it is connected to."""
    network = FakeNetwork(monkeypatch, [PUBLIC], [PRIVATE])
    get("https://a.example/")
    assert network.connected == [PUBLIC]


def test_each_address_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A host whose first address is down could not be asked."""
    network = FakeNetwork(monkeypatch, ["2606:2800:220:1::1", PUBLIC])
    get("https://a.example/")
    assert network.connected == ["2606:2800:220:1::1", PUBLIC]


def test_a_host_of_the_operators_choice_may_be_private(monkeypatch: pytest.MonkeyPatch) -> None:
    """An API base in one's own network could not be used."""
    FakeNetwork(monkeypatch, [PRIVATE])
    assert public_addresses("base.internal", frozenset({"base.internal"})) == [PRIVATE]
    with pytest.raises(PrivateHostError):
        public_addresses("other.internal", frozenset({"base.internal"}))


def test_a_proxy_is_asked_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind a company's proxy, nothing could be asked, or the proxy would be passed by."""
    network = FakeNetwork(monkeypatch, [PUBLIC])
    monkeypatch.setenv("https_proxy", "http://proxy.internal:3128")
    get("https://a.example/")
    assert network.connected == ["proxy.internal"]
