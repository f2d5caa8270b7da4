"""From any address of a supported system to the board it belongs to: source and token.

Goal: an operator pastes what the browser shows (a board, one posting, an API address, an embedded
board) and gets the row for the board list. Rule: only hosts of the systems themselves are
recognised, each by its own source (``Source.recognise``). An employer's own page is refused with
the hint to look behind it (``skillscan boards discover URL``), other systems by name.
"""

from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from skillscan.boards.registry import is_token
from skillscan.domain import Board
from skillscan.sources.base import WebAddress
from skillscan.sources.registry import require_source, sources

URL_CHARACTERS = 2_000

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

    def as_board(self, employer: str | None = None) -> Board:
        """The row of the board list; without a given name the employer gets one of the token."""
        name = employer or require_source(self.source).employer_name(self.token)
        return Board(self.source, self.token, name, self.url)


@dataclass(frozen=True, slots=True)
class NoBoard:
    """Why an address leads to no board; ``detail`` says what to do."""

    reason: str
    detail: str


def board_of(url: str) -> BoardAddress | NoBoard:
    """The board an address belongs to, or why it belongs to none. Never raises."""
    address = _address(url)
    if address is None:
        return NoBoard("no_address", "no web address; it looks like https://jobs.lever.co/example")
    for source in sources().values():
        token = source.recognise(address)
        if token is None:
            continue
        if not is_token(token):
            detail = (
                f"{address.host} is {source.name}, but the address names no employer: "
                "open the board itself"
            )
            return NoBoard("no_employer", detail)
        return BoardAddress(source.name, token, source.board_page(token))
    return _elsewhere(address.host)


def _address(url: str) -> WebAddress | None:
    parts = _split(url)
    if parts is None:
        return None
    segments = [unquote(part).strip() for part in parts.path.split("/") if part.strip()]
    host = (parts.hostname or "").rstrip(".").lower()
    return WebAddress(host, segments, parse_qs(parts.query))


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
