"""The API-base rule, and which addresses are public."""

import pytest

from skillscan.net.url_policy import from_base, host_of, is_address, is_loopback, is_public, to_base

BASE = "http://127.0.0.1:8123"


@pytest.mark.parametrize(
    ("url", "below"),
    [
        (
            "https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true",
            f"{BASE}/boards-api.greenhouse.io/v1/boards/acme/jobs?content=true",
        ),
        ("https://api.ashbyhq.com/b/Rose%20Rocket", f"{BASE}/api.ashbyhq.com/b/Rose%20Rocket"),
        ("https://a.example", f"{BASE}/a.example/"),
        ("https://a.example:8443/x", f"{BASE}/a.example:8443/x"),
    ],
)
def test_the_api_base_rule(url: str, below: str) -> None:
    """The sample market and the spiders would not find each other."""
    assert to_base(url, BASE) == below
    assert to_base(url, f"{BASE}/") == below
    assert to_base(below, BASE) == below
    assert from_base(below, BASE) in (url, f"{url}/")
    assert to_base(url, None) == url == from_base(url, None)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("10.1.2.3", False),
        ("127.0.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104
        ("224.0.0.1", False),
        ("::1", False),
        ("::ffff:10.0.0.1", False),
        ("fe80::1%eth0", False),
        ("a.example", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    """A hostile redirect could reach the operator's own network."""
    assert is_public(address) is public


def test_hosts() -> None:
    """Odd spellings of an address would slip through."""
    assert [is_address(h) for h in ("127.1", "0x7f000001", "2130706433", "[::1]")] == [True] * 4
    assert not is_address("a.example")
    assert host_of("https://API.Lever.co:443/x") == "api.lever.co"
    assert host_of("http://[broken") == ""
    assert [is_loopback(h) for h in ("localhost", "127.0.0.5", "::1", "a.example")] == [
        True,
        True,
        True,
        False,
    ]
