"""What the product knows of one source: its ``Source``, which the source's own module defines.

``registry`` finds the modules. A source without a module of its own was imported from a file
(``imported_file``). Nothing here touches the network: a source only says what to ask for, and what
an answer means.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote

from skillscan.domain import Parsed, ParseRejection, RawItem
from skillscan.net.decoding import UnusableResponse, decode_json

Parser = Callable[[RawItem], Parsed]
"""Raw item → postings or refusals; pure, and raises on no JSON-shaped payload."""
NO_EMPLOYER = ""
"""What ``Source.recognise`` answers to an address of its own that names no employer."""


SYSTEM_NAMES = frozenset(
    {"www", "api", "app", "apply", "jobs", "help", "support", "careers", "cdn", "static", "blog"}
    | {"resources", "get", "id", "login", "status", "developers", "careers-analytics", "embed", "j"}
)
"""What may stand where an employer's name would, and belongs to the system itself."""


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address taken apart: host in lower case, path segments and query unquoted."""

    host: str
    segments: Sequence[str] = ()
    query: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def segment(self, place: int = 0) -> str:
        """The path segment at a place, empty where the path is shorter."""
        return self.segments[place] if len(self.segments) > place else ""

    def after(self, word: str) -> str | None:
        """The segment behind this word; empty where the path ends there, ``None`` without it."""
        for place, segment in enumerate(self.segments):
            if segment.lower() == word:
                return self.segment(place + 1)
        return None

    def asked_for(self, *names: str) -> str:
        """The value of the first of these query fields that is there, else empty."""
        return next((self.query[name][0] for name in names if self.query.get(name)), "")


@dataclass(frozen=True, slots=True)
class Attribution:
    """How every page names where postings come from; ``url`` is the link back."""

    label: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class SourceTerms:
    """``kind``: what it is; ``conduct``: what it asks for, and what we do (docs/data-policy.md)."""

    kind: str
    conduct: str


AGGREGATOR = SourceTerms(
    "public feed",
    "the original URL is kept, so that the employer's own board counts, not the copy",
)


@dataclass(frozen=True, slots=True)
class Probe:
    """One small request that tells whether a board lives, and how its answer counts postings."""

    url: str
    count: Callable[[bytes], int]
    json_body: Any = None


def readable_name(token: str) -> str:
    """A readable stand-in for an employer's name: ``acme-labs`` → ``Acme Labs``."""
    words = re.split(r"[\s_-]+", unquote(token))
    return " ".join(word[:1].upper() + word[1:] for word in words if word) or token


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source: module, spider, test folder and ``name`` agree. All its functions are pure."""

    name: str
    parse: Parser
    board_page: Callable[[str], str]
    """From a token to the page that people see."""
    attribution: Attribution
    terms: SourceTerms
    recognise: Callable[[WebAddress], str | None] = lambda _: None
    """From an address to the token, ``NO_EMPLOYER``, or ``None`` for one that is not its own."""
    probe: Callable[[str], Probe] | None = None
    """From a token to the request; without it only a crawl tells whether a board lives."""
    has_many_employers: bool = False
    """A posting that names no employer has none, for its board is nobody's own."""
    default_boards: tuple[str, ...] = ()
    """What is visited when no board is named."""
    employer_name: Callable[[str], str] = readable_name
    """From a token to a readable name, where nobody has given one."""
    total: str | None = None
    """Where an answer says how many postings the board has; ``None``: it does not."""
    provider: Callable[[str], str] | None = None
    """From a token to what is down for all boards that share it; ``None``: the whole source."""


def feed(
    *hosts: str,
    name: str,
    parse: Parser,
    label: str,
    page: str,
    link: str | None = None,
    board: str = "all",
    terms: SourceTerms = AGGREGATOR,
) -> Source:
    """A source that is one board for many employers; every address of these hosts is of it."""
    return Source(
        name=name,
        parse=parse,
        recognise=lambda address: board if address.host.removeprefix("www.") in hosts else None,
        board_page=lambda _: page,
        attribution=Attribution(label, link or page),
        terms=terms,
        has_many_employers=True,
        default_boards=(board,),
        employer_name=lambda _: label,
    )


def page_at(template: str) -> Callable[[str], str]:
    """Board pages whose address holds ``{board}`` for the quoted token."""
    return lambda token: template.format(board=quote(token, safe=""))


def probe_at(template: str, *path: str) -> Callable[[str], Probe]:
    """Probes by GET; the list of postings, or their number, stands at the path of the JSON."""
    return lambda token: Probe(
        template.format(board=quote(token, safe="")), lambda body: count_at(body, *path)
    )


def count_at(body: bytes, *path: str) -> int:
    """The length of the list at the path, or the number there. Raises ``UnusableResponse``."""
    found = decode_json(body)
    for key in path:
        found = found.get(key) if isinstance(found, dict) else None
    if isinstance(found, list):
        return len(found)
    if isinstance(found, int):
        return found
    raise UnusableResponse("unexpected_shape", json.dumps(found)[:100])


def missing(**needed: str) -> ParseRejection | None:
    """A refusal that names the first empty field (``no_title``), ``None`` when all are there."""
    absent = [name for name, value in needed.items() if not value.strip()]
    if not absent:
        return None
    return ParseRejection(reason=f"no_{absent[0]}", detail=f"missing or empty: {', '.join(absent)}")
