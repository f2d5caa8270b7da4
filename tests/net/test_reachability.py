"""When nobody answers it is this machine, and one source's host that is down is not nobody."""

import pytest

from skillscan.net.reachability import CRAWL_TRIES, Reachability, unreached_sentence


@pytest.mark.parametrize(
    ("told", "is_offline"),
    [
        ("a.example b.example c.example", True),
        ("a.example b.example", False),
        ("a.example " * 50, False),
        ("a.one.example b.one.example c.one.example", False),  # one site
        ("a.co.uk b.co.uk c.co.uk", True),
        ("a.example b.example c.example +c.example", True),  # what was found stands
        ("+d.example a.example b.example c.example", False),
        ("a.example b.example +a.example c.example d.example", False),
        ("10.0.0.1 10.0.0.2 10.0.0.3", True),
        ("", False),
    ],
)
@pytest.mark.parametrize("tries", [1, CRAWL_TRIES])
def test_offline(told: str, tries: int, *, is_offline: bool) -> None:
    """A source that is down would end the crawl of all others; or 96 boards be waited for."""
    known = Reachability(tries)
    for host in told.split():
        if host.startswith("+"):
            known.answered(host[1:])
        else:
            known.failed(host, tries)
        _ = known.is_offline
    assert known.is_offline is is_offline


def test_a_crawl_asks_twice_before_it_believes() -> None:
    """A name server that is away for a second would cost a whole night."""
    known = Reachability(CRAWL_TRIES)
    for host in ("a.example", "b.example", "c.example"):
        known.failed(host)
    assert not known.is_offline
    for host in ("a.example", "b.example", "c.example"):
        known.failed(host)
    assert known.is_offline
    assert known.unreached == ("a.example", "b.example", "c.example")


def test_a_host_that_answered_once_is_reached() -> None:
    """A board whose host breaks off in the middle would look like a dead network."""
    known = Reachability()
    known.answered("a.example")
    known.failed("a.example")
    assert (known.failures("a.example"), known.unreached) == (0, ())


@pytest.mark.parametrize(
    ("hosts", "said"),
    [
        (["a.example"], "(asked only: a.example)"),
        (["b.example", "c.example", "a.example"], "(asked: a.example, b.example, c.example)"),
        ([f"{n}.example" for n in range(9)], "3.example and 5 more)"),
    ],
)
def test_sentence(hosts: list[str], said: str) -> None:
    """A person would not know what was tried, or read a hundred names."""
    sentence = unreached_sentence(hosts)
    assert sentence.startswith("no host could be reached: is this machine online? ")
    assert sentence.endswith(said)
