"""From any address of a supported system to the board it belongs to: source and token.

Goal: an operator pastes what the browser shows (a board, one posting, an API address, an embedded
board) and gets the row for the board list. Rule: only hosts of the systems themselves are
recognised; the token is what the system's API calls the employer. An employer's own page is refused
with the hint to look behind it (``skillscan boards discover URL``), other systems by name.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, quote, unquote, urlsplit

from skillscan.boards.registry import is_token
from skillscan.domain import Board

URL_CHARACTERS = 2_000
EUROPE = "eu/"
"""Lever's European accounts: ``eu/acme`` (see the spider)."""
PERSONIO_COM = "com/"
"""Personio boards of jobs.personio.com: ``com/acme`` (see the spider)."""

_LOCALE = re.compile(r"^[a-z]{2}(?:[-_][A-Za-z]{2,4})?$")
_GREENHOUSE = re.compile(r"^(?:job-boards|boards|boards-api|api)(?:\.eu)?\.greenhouse\.io$")
_LEVER = re.compile(r"^(?:jobs|api)(\.eu)?\.lever\.co$")
_RECRUITEE = re.compile(r"^([a-z0-9][a-z0-9-]{0,62})\.recruitee\.com$")
_PERSONIO = re.compile(r"^([a-z0-9][a-z0-9-]{0,62})\.jobs\.personio\.(de|com)$")
_WORKABLE = re.compile(r"^([a-z0-9][a-z0-9-]{0,62})\.workable\.com$")
_WORKDAY = re.compile(r"^([a-z0-9_-]{1,63})\.(wd\d{1,4})\.myworkdayjobs(?:-impl)?\.com$")
_WORKDAY_SITE = re.compile(r"^(wd\d{1,4})\.myworkdaysite\.com$")
_NO_EMPLOYER = frozenset(
    {"www", "api", "app", "apply", "jobs", "help", "support", "careers", "cdn", "static", "blog"}
    | {"resources", "get", "id", "login", "status", "developers", "careers-analytics", "embed", "j"}
)
"""Names that stand where an employer's would, and belong to the system itself."""

FEEDS: dict[str, tuple[str, str]] = {
    "remotive.com": ("remotive", "all"),
    "remoteok.com": ("remoteok", "all"),
    "remoteok.io": ("remoteok", "all"),
    "arbeitnow.com": ("arbeitnow", "all"),
    "himalayas.app": ("himalayas", "all"),
    "jobicy.com": ("jobicy", "all"),
    "weworkremotely.com": ("weworkremotely", "all"),
    "news.ycombinator.com": ("hackernews", "whoishiring"),
    "hn.algolia.com": ("hackernews", "whoishiring"),
}
"""Hosts that are one board for all employers."""

OTHER_SYSTEMS: dict[str, str] = {
    "bamboohr.com": "BambooHR",
    "breezy.hr": "Breezy",
    "teamtailor.com": "Teamtailor",
    "icims.com": "iCIMS",
    "taleo.net": "Oracle Taleo",
    "oraclecloud.com": "Oracle Recruiting",
    "successfactors.com": "SAP SuccessFactors",
    "successfactors.eu": "SAP SuccessFactors",
    "jobvite.com": "Jobvite",
    "rippling.com": "Rippling",
    "paylocity.com": "Paylocity",
    "dayforcehcm.com": "Dayforce",
    "ultipro.com": "UKG",
    "eightfold.ai": "Eightfold",
    "join.com": "JOIN",
    "welcometothejungle.com": "Welcome to the Jungle",
    "linkedin.com": "LinkedIn",
    "indeed.com": "Indeed",
    "glassdoor.com": "Glassdoor",
    "notion.site": "Notion",
}
SHORT_LINKS = frozenset({"grnh.se", "bit.ly", "t.co", "lnkd.in", "tinyurl.com"})


@dataclass(frozen=True, slots=True)
class BoardAddress:
    """A board that an address belongs to; ``url`` is the page people see."""

    source: str
    token: str
    url: str

    def as_board(self, employer: str) -> Board:
        """The row of the board list."""
        return Board(self.source, self.token, employer, self.url)


@dataclass(frozen=True, slots=True)
class NoBoard:
    """Why an address leads to no board; ``detail`` says what to do."""

    reason: str
    detail: str


def board_of(url: str) -> BoardAddress | NoBoard:
    """The board an address belongs to, or why it belongs to none. Never raises."""
    parts = _split(url)
    if parts is None:
        return NoBoard("no_address", "no web address; it looks like https://jobs.lever.co/example")
    host = (parts.hostname or "").rstrip(".").lower()
    segments = [unquote(part).strip() for part in parts.path.split("/") if part.strip()]
    for source, take in _SYSTEMS.items():
        token = take(host, segments, parse_qs(parts.query))
        if token is None:
            continue
        if not token or not is_token(token):
            detail = f"{host} is {source}, but the address names no employer: open the board itself"
            return NoBoard("no_employer", detail)
        return BoardAddress(source, token, board_page(source, token))
    return _feed(host) or _elsewhere(host)


def board_page(source: str, token: str) -> str:
    """The page of a board that people see."""
    if source == "lever" and token.startswith(EUROPE):
        return f"https://jobs.eu.lever.co/{quote(token.removeprefix(EUROPE))}"
    if source == "personio":
        top = "com" if token.startswith(PERSONIO_COM) else "de"
        return f"https://{token.removeprefix(PERSONIO_COM)}.jobs.personio.{top}/"
    if source == "workday":
        return _workday_page(token)
    return _PAGES[source].format(token=quote(token))


def name_from_token(token: str) -> str:
    """A readable stand-in for an employer's name: ``eu/acme-labs`` → ``Acme Labs``."""
    last = token.removeprefix(EUROPE).removeprefix(PERSONIO_COM)
    last = re.split(r"[./]", last)[0] if "/" in last else last
    words = re.split(r"[\s_-]+", unquote(last))
    return " ".join(word[:1].upper() + word[1:] for word in words if word) or token


def _split(url: str) -> SplitResult | None:
    text = url.strip().strip("<>\"'")
    if not text or len(text) > URL_CHARACTERS or any(c.isspace() or ord(c) < 32 for c in text):
        return None
    if "://" not in text:
        text = "https://" + text.removeprefix("//")
    try:
        parts = urlsplit(text)
        has_name = "." in (parts.hostname or "") and parts.username is None
        return parts if parts.scheme in ("http", "https") and has_name else None
    except ValueError:
        return None


Query = dict[str, list[str]]
Take = Callable[[str, list[str], Query], str | None]
"""From host, path segments and query to the token; ``None``: another system's host, "": none."""


def _first(segments: list[str], at: int = 0) -> str:
    return segments[at] if len(segments) > at else ""


def _after(segments: list[str], *words: str) -> str | None:
    """The segment behind one of these words, ``None`` when none is there."""
    for place, segment in enumerate(segments):
        if segment.lower() in words:
            return _first(segments, place + 1)
    return None


def _greenhouse(host: str, segments: list[str], query: Query) -> str | None:
    if not _GREENHOUSE.match(host):
        return None
    behind = _after(segments, "boards") if "api" in host.partition(".")[0] else None
    if behind is not None:
        return behind
    if _first(segments).lower() in ("embed", "v1"):
        return (query.get("for") or query.get("b") or [""])[0]
    return _first(segments)


def _lever(host: str, segments: list[str], query: Query) -> str | None:  # noqa: ARG001
    found = _LEVER.match(host)
    if not found:
        return None
    token = _after(segments, "postings") if host.startswith("api.") else _first(segments)
    return f"{EUROPE}{token}" if token and found.group(1) else token or ""


def _ashby(host: str, segments: list[str], query: Query) -> str | None:  # noqa: ARG001
    if host not in ("jobs.ashbyhq.com", "api.ashbyhq.com"):
        return None
    behind = _after(segments, "job-board") if host.startswith("api.") else _first(segments)
    return "" if behind is None or behind.lower() in ("api", "embed") else behind


def _smartrecruiters(host: str, segments: list[str], query: Query) -> str | None:  # noqa: ARG001
    if host not in ("careers.smartrecruiters.com", "jobs.smartrecruiters.com"):
        if host == "api.smartrecruiters.com":
            return _after(segments, "companies") or ""
        return None
    token = _first(segments)
    return "" if token.lower() in ("oneclick-ui", "sr-jobs", "external-referrals", "") else token


def _workable(host: str, segments: list[str], query: Query) -> str | None:  # noqa: ARG001
    found = _WORKABLE.match(host)
    if not found:
        return None
    behind = _after(segments, "accounts")
    if behind is not None:
        return behind
    if host == "apply.workable.com":
        token = _first(segments)
        return "" if token.lower() in _NO_EMPLOYER else token
    return "" if found.group(1) in _NO_EMPLOYER else found.group(1)


def _recruitee(host: str, segments: list[str], query: Query) -> str | None:  # noqa: ARG001
    found = _RECRUITEE.match(host)
    if not found:
        return None
    return "" if found.group(1) in _NO_EMPLOYER else found.group(1)


def _personio(host: str, segments: list[str], query: Query) -> str | None:  # noqa: ARG001
    found = _PERSONIO.match(host)
    if not found:
        return None
    return (PERSONIO_COM if found.group(2) == "com" else "") + found.group(1)


def _workday(host: str, segments: list[str], query: Query) -> str | None:  # noqa: ARG001
    is_locale = bool(_LOCALE.match(_first(segments)))
    named = segments[1:] if is_locale and (len(segments) > 1 or "-" in segments[0]) else segments
    shared = _WORKDAY_SITE.match(host)
    if shared:
        behind = named[1:] if _first(named).lower() == "recruiting" else named[2:]
        return f"{shared.group(1)}/{behind[0]}/{behind[1]}" if len(behind) > 1 else ""
    found = _WORKDAY.match(host)
    if not found:
        return None
    site = _first(named, 3) if [part.lower() for part in named[:2]] == ["wday", "cxs"] else ""
    site = site or _first(named)
    is_site = site.lower() not in ("", "wday", "job", "login", "userhome")
    return f"{found.group(1)}.{found.group(2)}/{site}" if is_site else ""


def _workday_page(token: str) -> str:
    host, _, rest = token.partition("/")
    if "." not in host:
        return f"https://{host}.myworkdaysite.com/recruiting/{quote(rest)}"
    return f"https://{host}.myworkdayjobs.com/{quote(rest)}"


def _feed(host: str) -> BoardAddress | None:
    found = FEEDS.get(host.removeprefix("www."))
    return BoardAddress(*found, _PAGES[found[0]]) if found else None


def _elsewhere(host: str) -> NoBoard:
    for ending, name in OTHER_SYSTEMS.items():
        if host == ending or host.endswith("." + ending):
            return NoBoard("other_system", f"{host} is {name}, which is not supported")
    if host in SHORT_LINKS:
        return NoBoard("short_link", f"{host} only forwards: open it and paste where it leads")
    return NoBoard(
        "own_page",
        f"{host} is an employer's own page: `skillscan boards discover URL` looks for the board "
        "behind it",
    )


_SYSTEMS: dict[str, Take] = {
    "greenhouse": _greenhouse,
    "lever": _lever,
    "ashby": _ashby,
    "smartrecruiters": _smartrecruiters,
    "workable": _workable,
    "recruitee": _recruitee,
    "personio": _personio,
    "workday": _workday,
}

_PAGES: dict[str, str] = {
    "greenhouse": "https://job-boards.greenhouse.io/{token}",
    "lever": "https://jobs.lever.co/{token}",
    "ashby": "https://jobs.ashbyhq.com/{token}",
    "smartrecruiters": "https://careers.smartrecruiters.com/{token}",
    "workable": "https://apply.workable.com/{token}/",
    "recruitee": "https://{token}.recruitee.com/",
    "remotive": "https://remotive.com/",
    "remoteok": "https://remoteok.com/",
    "arbeitnow": "https://www.arbeitnow.com/",
    "himalayas": "https://himalayas.app/jobs",
    "jobicy": "https://jobicy.com/",
    "weworkremotely": "https://weworkremotely.com/",
    "hackernews": "https://news.ycombinator.com/submitted?id=whoishiring",
}
