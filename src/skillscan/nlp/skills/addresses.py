"""Web and mail addresses and user names in a text: no name in them is a skill."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter

_WEB_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,500}")
_MAILBOX = re.compile(r"[\w.+-]{1,64}\Z")
_MAIL_HOST = re.compile(r"@[\w-]{1,64}(?:\.[\w-]{1,63}){1,4}")
_USER_NAME = re.compile(r"(?<![\w@])@[A-Za-z][\w-]{1,60}")


def addresses(text: str) -> list[tuple[int, int]]:
    """Web and mail addresses and user names, in order of their place."""
    found: list[tuple[int, int]] = []
    if "://" in text or "www." in text:
        found += [address.span() for address in _WEB_ADDRESS.finditer(text)]
    if "@" in text:
        found += _with_at_sign(text)
    return sorted(found)


def _with_at_sign(text: str) -> Iterator[tuple[int, int]]:
    for at in re.finditer("@", text):
        place = at.start()
        mailbox = _MAILBOX.search(text, max(place - 64, 0), place)
        host = _MAIL_HOST.match(text, place) if mailbox else _USER_NAME.match(text, place)
        if host:
            yield mailbox.start() if mailbox else place, host.end()


def lies_in(places: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether a character lies in one of the places, which are sorted."""
    index = bisect_right(places, at, key=itemgetter(0)) - 1
    return index >= 0 and at < places[index][1]
