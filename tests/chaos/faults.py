"""The ways an answer can fail, and the schedule that decides which answers do."""

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import cycle

from chaos.page import HTML, Page

KINDS: Mapping[str, frozenset[str]] = {
    "time_out": frozenset({"timeout"}),
    "reset": frozenset({"connection_lost"}),
    "reset_midway": frozenset({"connection_lost", "cut_body"}),
    "busy": frozenset({"rate_limited"}),
    "busy_for_a_second": frozenset({"rate_limited"}),
    "busy_for_a_day": frozenset({"rate_limited"}),
    "server_error": frozenset({"server_error"}),
    "html": frozenset({"html_instead_of_json", "not_xml", "unexpected_shape", "without_posting"}),
    "cut_body": frozenset({"cut_body"}),
    "empty_list": frozenset({"empty_proves_nothing", "unexpected_shape", "without_posting"}),
    "huge": frozenset({"too_large"}),
    "huge_unannounced": frozenset({"too_large"}),
    "gzip_bomb": frozenset({"too_large"}),
    "wrong_charset": frozenset({"wrong_charset", "not_xml"}),
}
"""Kind to the words that may name it in a fetch report."""
TRANSPORT = frozenset(
    {"time_out", "reset", "reset_midway", "busy", "busy_for_a_second", "server_error", "cut_body"}
)
"""Kinds that another try may cure."""
HUGE_BYTES = 8 * 1024 * 1024
"""Four times what the crawls of these tests take (``crawls.FAULTY``)."""
EVERY = 20
"""One answer in twenty: 5 %."""


@dataclass(frozen=True, slots=True)
class Fault:
    """``is_lasting``: every try fails; otherwise only the first one does."""

    kind: str
    is_lasting: bool


def is_seen(fault: Fault, page: Page) -> bool:
    """Whether a single fetch can see it: an empty list may be all there is.

    A connection that is reset before its second answer is tried again by Twisted itself.
    """
    if fault == Fault("reset", is_lasting=False):
        return False
    is_list = not page.is_detail and "smartrecruiters" not in page.url
    return not (fault.kind == "empty_list" and is_list and "search_by_date" not in page.url)


def spoils(fault: Fault, page: Page) -> bool:
    """Whether a board with this fault is not read whole.

    A page without a posting may be right; one in another charset can be read nevertheless.
    """
    is_cured = fault.kind in TRANSPORT and not fault.is_lasting
    is_odd_page = page.content_type == HTML and fault.kind in {
        "html",
        "empty_list",
        "wrong_charset",
    }
    return is_seen(fault, page) and not is_cured and not is_odd_page


def schedule(keys: Iterable[str], turn: int) -> dict[str, Fault]:
    """Every twentieth answer fails, each kind in its turn; which ones, moves with ``turn``.

    Every other round through the kinds lasts.
    """
    kinds = cycle(
        [Fault(kind, is_lasting) for is_lasting in (turn % 2 == 0, turn % 2 != 0) for kind in KINDS]
    )
    chosen = sorted(keys)[(turn * 7) % EVERY :: EVERY]
    return dict(zip(chosen, kinds, strict=False))


@cache
def gzip_bomb() -> bytes:
    """Some 100 kB that swell to 100 MB, more than the limit of a body."""
    packer = zlib.compressobj(level=9, wbits=31)
    million = b" " * 1_000_000
    packed = [packer.compress(b"["), *(packer.compress(million) for _ in range(100))]
    return b"".join([*packed, packer.flush()])
