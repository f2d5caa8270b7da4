"""What a crawl process tells its parent, a line each on standard output.

A line names the board whose fetch begins, or the fetch report that now stands in landing
(relative to the landing root): the report itself is read from there. Every message begins with a
line break and a mark of its own, so that whatever else prints, even half a line, is told apart.
"""

from typing import Literal, NamedTuple
from urllib.parse import quote, unquote

MARK = "skillscan-crawl"

Event = Literal["begun", "finished"]


class CrawlMessage(NamedTuple):
    """``begun`` with a board's token, or ``finished`` with the name of a fetch report."""

    event: Event
    value: str


def to_line(message: CrawlMessage) -> str:
    """The message as it is printed: ASCII, whatever the token holds."""
    return f"\n{MARK} {message.event} {quote(message.value, safe='')}\n"


def from_line(line: str) -> CrawlMessage | None:
    """The message of a line; ``None`` for what somebody else printed."""
    match line.split():
        case [mark, "begun" | "finished" as event, value] if mark == MARK:
            return CrawlMessage(event, unquote(value))
    return None
