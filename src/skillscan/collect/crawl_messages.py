"""What a crawl process tells its parent, a line each on standard output.

A line names the board whose fetch begins, or the fetch report that now stands in landing
(relative to the landing root): the report itself is read from there. As long as no host has
answered, lines name the hosts that were asked in vain; then the first one that did. Every message
begins with a line break and a mark of its own, so that whatever else prints, even half a line, is
told apart.
"""

from collections.abc import Collection
from typing import Literal, NamedTuple
from urllib.parse import quote, unquote

from skillscan.domain import OFFLINE

MARK = "skillscan-crawl"

Event = Literal["begun", "finished", "unreached", "answered"]


class CrawlMessage(NamedTuple):
    """``begun`` with a board's token, ``finished`` with the name of a fetch report, or a host."""

    event: Event
    value: str


def to_line(message: CrawlMessage) -> str:
    """The message as it is printed: ASCII, whatever the token holds."""
    return f"\n{MARK} {message.event} {quote(message.value, safe='')}\n"


def from_line(line: str) -> CrawlMessage | None:
    """The message of a line; ``None`` for what somebody else printed."""
    match line.split():
        case [mark, "begun" | "finished" | "unreached" | "answered" as event, value] if (
            mark == MARK
        ):
            return CrawlMessage(event, unquote(value))
    return None


def offline_line(hosts: Collection[str]) -> str:
    """What a parent writes to a crawl's standard input when nobody can be reached."""
    return f"{OFFLINE} {' '.join(quote(host, safe='') for host in hosts)}\n"


def hosts_of(line: str) -> tuple[str, ...] | None:
    """The hosts of such a line; ``None`` for another one."""
    word, *hosts = line.split() or [""]
    return tuple(unquote(host) for host in hosts) if word == OFFLINE else None
