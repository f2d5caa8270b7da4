"""One answer of a source."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from chaos.jobs import Job

from skillscan.domain import Board

JSON = "application/json; charset=utf-8"
XML = "application/xml; charset=utf-8"
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The answer to a GET of ``url``, or to a POST of the JSON value ``ask``.

    ``empty`` is the same kind of answer with nothing in it.
    """

    url: str
    body: bytes
    empty: bytes
    ask: Any = None
    content_type: str = JSON
    has_etag: bool = True
    is_detail: bool = False
    encoding: str = ""
    """Content-Encoding of ``body``."""

    @property
    def key(self) -> str:
        """What a request is recognised by: method, path below the API base, body."""
        path = "/" + self.url.split("//", 1)[1]
        return request_key("POST" if self.ask else "GET", path, self.ask)


Dialect = Callable[[Board, Sequence[Job]], Iterator[Page]]
"""All answers of a board with these jobs."""


def request_key(method: str, path: str, ask: Any) -> str:
    """The key of a request; the order of a JSON body's members does not matter."""
    return f"{method} {path}" + (f" {json.dumps(ask, sort_keys=True)}" if ask else "")


def dumped(value: Any) -> bytes:
    """As the sources write it: UTF-8, nothing escaped."""
    return json.dumps(value, ensure_ascii=False).encode()


def parts(entries: Sequence[Any], size: int) -> Iterator[tuple[int, list[Any]]]:
    """Offset and entries of each page; an empty one after a full one."""
    for offset in range(0, len(entries) + 1, size):
        yield offset, list(entries[offset : offset + size])
