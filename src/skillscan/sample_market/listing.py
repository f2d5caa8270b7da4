"""From openings to postings: cities, reposts, days, and what is listed but must not count.

Day 1 is the market as first met; on day 2 some openings are gone, some are new, and some stand
under a new native id. ``opening`` names the opening a posting belongs to; a prospect or unlisted
posting has ``is_collected`` false.
"""

import hashlib
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from skillscan.domain import Board
from skillscan.sample_market.config import (
    SampleCity,
    SampleEmployer,
    countries,
    extra_boards,
    setting,
)
from skillscan.sample_market.foreign import write_foreign_posting
from skillscan.sample_market.pay_and_workplace import PayAndWorkplace
from skillscan.sample_market.plan import Plan
from skillscan.sample_market.random_stream import SeededRandom
from skillscan.sample_market.template import PostingTemplate, TemplateLine, TemplateSection
from skillscan.sample_market.write import write_posting

NAMESPACE = uuid.UUID("6f1c2b1e-6a0f-5d43-9c55-0d0c0ffee001")
"""Own namespace of the native ids; any constant would do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketPosting:
    """One posting on one board. ``age_days``: how long before day 1 it was posted."""

    source: str
    board: str
    native_id: str
    opening: str
    employer: SampleEmployer
    plan: Plan
    template: PostingTemplate
    pay_and_workplace: PayAndWorkplace
    places: tuple[str, ...]
    cities: tuple[SampleCity, ...]
    days: frozenset[int]
    age_days: int
    is_collected: bool = True

    @property
    def posting_id(self) -> str:
        """source/board/native id."""
        return f"{self.source}/{self.board}/{self.native_id}"


@dataclass(frozen=True, slots=True)
class Market:
    """All postings, in board order."""

    postings: tuple[MarketPosting, ...]

    def board(self, source: str, token: str, day: int) -> list[MarketPosting]:
        """What a board lists on a day, unlisted ones included."""
        return [
            posting
            for posting in self.postings
            if (posting.source, posting.board) == (source, token) and day in posting.days
        ]

    def boards(self) -> list[tuple[str, str, str]]:
        """(source, token, employer name) of every board of the market."""
        rows = {(post.source, post.board, post.employer.name) for post in self.postings}
        return sorted(rows)


def sample_boards(market: Market, *, with_faulty: bool = False) -> list[Board]:
    """The board list of the market; ``with_faulty`` adds boards that break, are unknown or are
    closed to robots. None of those has a posting in the truth table.
    """
    rows = market.boards()
    if with_faulty:
        faulty = [
            *setting("broken_boards"),
            setting("unknown_board"),
            setting("disallowed_board"),
        ]
        rows += [(row["source"], row["token"], row["name"]) for row in faulty]
    return [Board(source, token, name) for source, token, name in rows]


def native_id(source: str, key: str) -> str:
    """An id in the shape of the source: seven digits, or a UUID."""
    if source == "greenhouse":
        return str(4_000_000 + int(hashlib.sha256(key.encode()).hexdigest()[:10], 16) % 5_000_000)
    return str(uuid.uuid5(NAMESPACE, key))


def _in_place(template: PostingTemplate, city: str, country: str) -> PostingTemplate:
    def line(row: TemplateLine) -> TemplateLine:
        return TemplateLine(
            row.text.replace("{city}", city).replace("{country}", country), row.mention_class
        )

    sections = tuple(
        TemplateSection(
            kind=part.kind,
            heading=part.heading,
            lines=tuple(line(row) for row in part.lines),
            is_list=part.is_list,
        )
        for part in template.sections
    )
    return replace(template, sections=sections)


@dataclass(frozen=True)
class _WrittenOpening:
    """An opening with its text, before it is listed anywhere."""

    plan: Plan

    @cached_property
    def written(self) -> tuple[PostingTemplate, PayAndWorkplace]:
        return (
            write_posting(self.plan)
            if self.plan.language == "en"
            else write_foreign_posting(self.plan)
        )

    @cached_property
    def rng(self) -> SeededRandom:
        return SeededRandom(setting("seed"), "listing", self.plan.key)


def _cities(opening: _WrittenOpening) -> list[tuple[SampleCity, ...]]:
    """Cities of each copy of the opening: one copy per city, or one copy for two cities."""
    cities = list(countries()[opening.plan.country].cities)
    if opening.rng.chance(setting("copies", "many_cities_share")):
        count = opening.rng.number(2, 4)
        return [(city,) for city in opening.rng.sample(cities, count)]
    return [tuple(opening.rng.sample(cities, 2 if opening.rng.chance(0.08) else 1))]


def _days(opening: _WrittenOpening) -> frozenset[int]:
    if opening.rng.chance(setting("second_day", "gone_share")):
        return frozenset({1})
    if opening.rng.chance(setting("second_day", "new_share")):
        return frozenset({2})
    return frozenset({1, 2})


def _posting(
    opening: _WrittenOpening, cities: tuple[SampleCity, ...], key: str, days: frozenset[int]
) -> MarketPosting:
    plan, (template, pay_and_workplace) = opening.plan, opening.written
    country = countries()[plan.country]
    is_remote = pay_and_workplace.workplace == "remote" and len(cities) == 1
    places = (country.remote[0],) if is_remote else tuple(city.place for city in cities)
    employer = plan.employer
    return MarketPosting(
        source=employer.source,
        board=employer.token,
        native_id=native_id(employer.source, key),
        opening=plan.key,
        employer=employer,
        plan=plan,
        template=_in_place(template, cities[0].city, country.name),
        pay_and_workplace=pay_and_workplace,
        places=places,
        cities=cities,
        days=days,
        age_days=0 if days == {2} else opening.rng.number(1, 80),
    )


def _listed(plan: Plan) -> Iterator[MarketPosting]:
    opening = _WrittenOpening(plan)
    days = _days(opening)
    copies = [
        _posting(opening, cities, f"{plan.key}/{number}", days)
        for number, cities in enumerate(_cities(opening))
    ]
    yield from copies[1:]
    if not opening.rng.chance(setting("copies", "repost_share")):
        yield copies[0]
        return
    again = replace(copies[0], native_id=native_id(plan.employer.source, f"{plan.key}/again"))
    if days == {1, 2} and opening.rng.chance(0.4):
        yield replace(copies[0], days=frozenset({1}))
        yield replace(again, days=frozenset({2}), age_days=0)
    else:
        yield from (copies[0], again)


def _unlisted(plans: Sequence[Plan]) -> Iterator[MarketPosting]:
    """Postings that the source marks as unlisted (ashby) or as prospect posts (greenhouse)."""
    for plan in plans:
        rng = SeededRandom(setting("seed"), "unlisted", plan.key)
        if plan.employer.source == "lever" or not rng.chance(setting("unlisted_share")):
            continue
        hidden = replace(plan, key=f"{plan.key}/hidden")
        posting = next(_listed(hidden))
        yield replace(posting, is_collected=False, days=frozenset({1, 2}))


def _also_on(postings: Sequence[MarketPosting]) -> Iterator[MarketPosting]:
    """The first openings of an employer once more, on another board of the same employer."""
    for row in extra_boards():
        own = [post for post in postings if post.board == row["employer"] and post.is_collected]
        keys = list(dict.fromkeys(post.opening for post in own))[: int(row["openings"])]
        for key in keys:
            first = next(post for post in own if post.opening == key)
            yield replace(
                first,
                source=row["source"],
                board=row["token"],
                native_id=native_id(row["source"], f"{row['token']}/{key}"),
            )


def list_postings(plans: Sequence[Plan]) -> Market:
    """Every posting of every opening, and the unlisted ones."""
    postings = [posting for plan in plans for posting in _listed(plan)]
    postings += _unlisted(plans)
    postings += _also_on(postings)
    return Market(tuple(sorted(postings, key=lambda post: (post.source, post.board))))
