"""Whether this machine reaches anybody: told by the hosts that were asked and gave no answer.

An answer is any HTTP response, whatever it says. The machine counts as offline when hosts of
LEAST_SITES sites were asked in vain, each as often as ``tries`` says, and no host at all has
answered. One source's host that is down is therefore never taken for it, however many boards it
has; and whoever has answered once proves the contrary for the whole crawl. What was found stands:
a network that comes back a moment later serves the next crawl.
"""

from collections import Counter
from collections.abc import Collection
from threading import Lock

from skillscan.net.registrable_domain import registrable_domain

LEAST_SITES = 3
CRAWL_TRIES = 2
"""A crawl has time: a name server that was away for a moment is asked again."""
NAMED_HOSTS = 4
UNREACHED = frozenset(
    {
        "cannot_resolve",
        "connection_refused",
        "connection_failed",
        "connection_lost",
        "proxy_refused",
        "timeout",
    }
)
"""What a request fails with, in the words of fetch reports, when its host gave no answer."""


class Reachability:
    """What is known of the hosts asked so far; may be told from several threads."""

    def __init__(self, tries: int = 1) -> None:
        self.tries = tries
        self._failures: Counter[str] = Counter()
        self._answered: set[str] = set()
        self._is_offline = False
        self._lock = Lock()

    def failed(self, host: str, times: int = 1) -> None:
        """A host was asked and gave no answer."""
        with self._lock:
            self._failures[host] += times

    def answered(self, host: str) -> None:
        """A host gave an answer."""
        with self._lock:
            self._answered.add(host)

    @property
    def has_answer(self) -> bool:
        """Anybody has answered."""
        return bool(self._answered)

    def has_answered(self, host: str) -> bool:
        """Whether this host has answered."""
        return host in self._answered

    def failures(self, host: str) -> int:
        """How often a host gave no answer; 0 for one that has answered once."""
        return 0 if host in self._answered else self._failures[host]

    @property
    def unreached(self) -> tuple[str, ...]:
        """The hosts that were asked and never answered."""
        with self._lock:
            return tuple(sorted(set(self._failures) - self._answered))

    @property
    def is_offline(self) -> bool:
        """Nobody answers: it is this machine, not they."""
        with self._lock:
            if not self._is_offline and not self._answered:
                hosts = [host for host, times in self._failures.items() if times >= self.tries]
                self._is_offline = len(_sites(hosts)) >= LEAST_SITES
            return self._is_offline


def unreached_sentence(hosts: Collection[str]) -> str:
    """What a person is told when no host that was asked could be reached."""
    asked = "asked" if len(_sites(hosts)) >= LEAST_SITES else "asked only"
    return f"no host could be reached: is this machine online? ({asked}: {_named(hosts)})"


def _sites(hosts: Collection[str]) -> Collection[str]:
    """The sites of hosts; where these are too few to tell, they stand for their sites."""
    return {registrable_domain(host) for host in hosts} if len(hosts) >= LEAST_SITES else hosts


def _named(hosts: Collection[str]) -> str:
    named = sorted(hosts)
    more = f" and {len(named) - NAMED_HOSTS} more" if len(named) > NAMED_HOSTS else ""
    return ", ".join(host[:100] for host in named[:NAMED_HOSTS]) + more
