"""Whether a board lives: one small request to its source, and what the answer says."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from skillscan.boards.recognise import EUROPE, PERSONIO_COM
from skillscan.domain import Board
from skillscan.net.decoding import UnusableResponse, decode_json, decode_xml, status_reason


@dataclass(frozen=True, slots=True)
class Probe:
    """What to ask for, and how to count the postings in the answer."""

    url: str
    count: Callable[[bytes], int]
    json_body: Any = None


@dataclass(frozen=True, slots=True)
class Life:
    """``state``: living, empty, dead (the source knows no such board) or unclear."""

    state: str
    detail: str
    postings: int = 0


SIMPLE: dict[str, tuple[str, tuple[str, ...]]] = {
    "greenhouse": ("https://boards-api.greenhouse.io/v1/boards/{token}/jobs", ("jobs",)),
    "ashby": ("https://api.ashbyhq.com/posting-api/job-board/{token}", ("jobs",)),
    "workable": ("https://apply.workable.com/api/v1/widget/accounts/{token}", ("jobs",)),
    "recruitee": ("https://{token}.recruitee.com/api/offers/", ("offers",)),
    "smartrecruiters": (
        "https://api.smartrecruiters.com/v1/companies/{token}/postings?limit=1",
        ("totalFound",),
    ),
}
"""Address and where the list or the number of postings stands."""


def probe_of(board: Board) -> Probe | None:
    """How to find out whether a board lives; ``None`` for sources without single boards."""
    token = board.token
    if board.source in SIMPLE:
        url, path = SIMPLE[board.source]
        return Probe(url.format(token=quote(token, safe="")), lambda body: _number(body, *path))
    if board.source == "lever":
        host = "api.eu.lever.co" if token.startswith(EUROPE) else "api.lever.co"
        name = quote(token.removeprefix(EUROPE), safe="")
        return Probe(f"https://{host}/v0/postings/{name}?mode=json&limit=1", _number)
    if board.source == "personio":
        top = "com" if token.startswith(PERSONIO_COM) else "de"
        name = quote(token.removeprefix(PERSONIO_COM), safe="")
        return Probe(f"https://{name}.jobs.personio.{top}/xml?language=en", _positions)
    if board.source == "workday":
        return _workday(token)
    return None


def life_of(status: int, body: bytes, probe: Probe) -> Life:
    """What an answer says about the board."""
    reason = status_reason(status)
    if reason in ("not_found", "redirect_refused"):
        return Life("dead", f"the source answered {status}")
    if reason:
        return Life("unclear", f"the source answered {status} ({reason})")
    try:
        postings = probe.count(body)
    except UnusableResponse as error:
        return Life("unclear", f"{error.reason}: {error.detail}")
    if postings:
        return Life("living", f"at least {postings} posting(s)", postings)
    return Life("empty", "the board is there, or answers so for any name, and lists nothing")


def _number(body: bytes, *path: str) -> int:
    """The length of the list at the path, or the number there."""
    found = decode_json(body)
    for key in path:
        found = found.get(key) if isinstance(found, dict) else None
    if isinstance(found, list):
        return len(found)
    if isinstance(found, int):
        return found
    raise UnusableResponse("unexpected_shape", json.dumps(found)[:100])


def _positions(body: bytes) -> int:
    root = decode_xml(body)
    if root.tag != "workzag-jobs":
        raise UnusableResponse("unexpected_shape", f"the root element is {root.tag[:60]}")
    return len(root.findall("position"))


def _workday(token: str) -> Probe:
    host, _, site = token.partition("/")
    tenant, host = host.partition(".")[0], f"{host}.myworkdayjobs.com"
    if "/" in site:
        tenant, _, site = site.partition("/")
        host = host.replace("myworkdayjobs", "myworkdaysite")
    url = f"https://{host}/wday/cxs/{quote(tenant)}/{quote(site, safe='')}/jobs"
    body = {"appliedFacets": {}, "limit": 1, "offset": 0, "searchText": ""}
    return Probe(url, lambda answer: _number(answer, "total"), body)
