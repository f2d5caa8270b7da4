"""Hacker News "Who is hiring?": one comment → a posting for each role.

The first line is by custom ``Employer | Role | Place | REMOTE | pay`` (``headline.py``). A
headline that only says "multiple roles" takes them from the text. All roles of a comment share its
whole text, in which pay and workplace are read like in any other. Comments of job seekers, deleted
ones and answers without a headline are refused. The author's name is not kept.
"""

import hashlib
import html
import re
from collections.abc import Sequence
from functools import cache

from skillscan.domain import Parsed, ParseRejection, Posting, RawItem
from skillscan.rules import load_rules
from skillscan.sources import payload
from skillscan.sources.base import SourceTerms, feed, missing
from skillscan.sources.hn_headline import HiringHeadline, read_headline

SEEKER_CHARACTERS = 600
SLUG_CHARACTERS = 80
_BREAK = re.compile(r"</?p>|<br\s?/?>|</?pre>|\n")
_TAG = re.compile(r"<[^<>]{0,2000}>")


def parse(item: RawItem) -> Parsed:
    """One top-level comment of ``GET https://hn.algolia.com/api/v1/items/{story}``."""
    comment = item.payload
    native_id, text = payload.identifier(comment, "id"), payload.body(comment, "text")
    if not text and native_id:
        return [ParseRejection(reason="deleted", is_expected=True)]
    if refusal := missing(id=native_id, text=text):
        return [refusal]
    lines = _lines(text)
    if _is_seeker(lines):
        return [ParseRejection(reason="job_seeker", is_expected=True)]
    headline = read_headline(lines[0], lines[1:]) if lines else None
    if headline is None:
        return [
            ParseRejection(
                reason="no_headline", detail=(lines or [""])[0][: payload.MAX_LINE_CHARACTERS]
            )
        ]
    if not headline.roles:
        return [ParseRejection(reason="no_role", detail=lines[0][: payload.MAX_LINE_CHARACTERS])]
    ids = _ids(native_id, headline.roles)
    return [
        _posting(item, headline, one, role) for one, role in zip(ids, headline.roles, strict=True)
    ]


def _posting(item: RawItem, headline: HiringHeadline, native_id: str, role: str) -> Posting:
    comment_id = payload.identifier(item.payload, "id")
    return Posting(
        source=item.source,
        board=item.board,
        native_id=native_id,
        title=role,
        body=payload.body(item.payload, "text"),
        employer=headline.employer[: payload.MAX_LINE_CHARACTERS],
        url=f"https://news.ycombinator.com/item?id={comment_id}" if comment_id.isdigit() else None,
        locations=payload.places(*headline.locations),
        posted_at=payload.instant(item.payload, "created_at"),
    )


def _lines(text: str) -> list[str]:
    """The comment's lines as plain text, empty ones left out."""
    plain = (html.unescape(_TAG.sub("", part)).strip() for part in _BREAK.split(text))
    return [" ".join(line.split()) for line in plain if line]


def _is_seeker(lines: list[str]) -> bool:
    top = " ".join(lines)[:SEEKER_CHARACTERS].casefold()
    return any(phrase in top for phrase in _seeker_phrases())


def _ids(comment: str, roles: Sequence[str]) -> list[str]:
    """The comment's id for its first role, with the role behind it for each other one.

    A role whose short form is cut, or is that of another one ("C", "C++"), has its hash there.
    """
    found = [comment]
    for role in roles[1:]:
        short = re.sub(r"[^a-z0-9]+", "-", role.casefold()).strip("-") or "role"
        one = f"{comment}-{short}"
        if len(short) > SLUG_CHARACTERS or one in found:
            digest = hashlib.sha256(role.casefold().encode("utf-8", "surrogatepass")).hexdigest()
            one = f"{comment}-{short[:SLUG_CHARACTERS]}-{digest[:12]}"
        found.append(one)
    return found


@cache
def _seeker_phrases() -> tuple[str, ...]:
    return tuple(load_rules("hackernews.yaml").words["seeker_phrases"])


SOURCE = feed(
    "news.ycombinator.com",
    "hn.algolia.com",
    name="hackernews",
    parse=parse,
    board="whoishiring",
    label="Hacker News, Who is hiring",
    page="https://news.ycombinator.com/submitted?id=whoishiring",
    terms=SourceTerms("Algolia's public API of the monthly thread", "two requests a month"),
)
