"""A sample market over fourteen months, whose trend, boards and taxonomy are planted.

Defined in ``data/sample/months.yaml``. Boards come and go; in every month each of them lists new
openings; how many of these name the one skill that is counted follows a line. From the beginning
some call it by a name that the taxonomy learns only in ``learned_in``. So what a ledger of monthly
releases must say is known: ``MonthlyMarket.count`` counts it by plain loops over the plan, which
know nothing of texts, readings or releases.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from skillscan.resources import data_yaml
from skillscan.sample_market.config import SampleEmployer, countries, employers, marker, occupations
from skillscan.sample_market.listing import MarketPosting, native_id
from skillscan.sample_market.pay_and_workplace import PayAndWorkplace
from skillscan.sample_market.payloads import greenhouse_job
from skillscan.sample_market.plan import Plan
from skillscan.sample_market.template import (
    PostingTemplate,
    TemplateLine,
    TemplateSection,
    skill_markup,
)

SOURCE = "greenhouse"
_READ_ON = (2, 26)
"""Days of a month on which every board is read: what is new in a month is there on both."""
_SILENT = PayAndWorkplace(
    pay=None,
    pay_text="",
    is_pay_structured=False,
    workplace=None,
    workplace_text="",
    is_workplace_structured=False,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyOpening:
    """One opening of one month; ``name`` is how it writes the skill (empty: not at all)."""

    month: int
    board: str
    number: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Openings that name the skill, of all of them."""

    naming: int
    openings: int


class MonthlyMarket:
    """The market; months are numbered from 1."""

    def __init__(self) -> None:
        self.months = int(_plan()["months"])
        self.learned_in = int(_plan()["learned_in"])
        self.skill = str(_plan()["skill"])
        self.openings = tuple(_openings())

    def boards(self, month: int) -> frozenset[str]:
        """The boards that are read in a month."""
        return frozenset(one.board for one in self.openings if one.month == month)

    def count(
        self, month: int, boards: Iterable[str], *, is_learned: bool, until: int | None = None
    ) -> Count:
        """The openings of a month (or of all from it ``until`` another) on some boards, and how
        many of them name the skill by a name that is known: the new one where it is learned.
        """
        wanted, last = set(boards), until or month
        those = [one for one in self.openings if month <= one.month <= last and one.board in wanted]
        known = {_plan()["written"], *([_plan()["new_name"]] if is_learned else [])}
        return Count(naming=sum(one.name in known for one in those), openings=len(those))

    def fetch_times(self, month: int) -> list[datetime]:
        """When every board is read in a month (UTC)."""
        first = _first_day(month)
        return [datetime(first.year, first.month, day, 6, tzinfo=UTC) for day in _READ_ON]

    def listed(self, month: int, board: str) -> list[dict[str, Any]]:
        """What a board lists in a month, as the items of the greenhouse API."""
        first_read = self.fetch_times(month)[0].date()
        return [
            greenhouse_job(_posting(one), first_read)
            for one in self.openings
            if (one.month, one.board) == (month, board)
        ]

    def learned(self) -> str:
        """The operator's taxonomy file from ``learned_in`` on."""
        import yaml

        return str(yaml.safe_dump(_plan()["learned"], sort_keys=False))


@cache
def _plan() -> dict[str, Any]:
    found: dict[str, Any] = data_yaml("sample", "months.yaml")
    return found


def _first_day(month: int) -> date:
    first: date = _plan()["first_month"]
    years, months = divmod(first.month - 1 + month - 1, 12)
    return date(first.year + years, months + 1, 1)


def _openings() -> Iterator[MonthlyOpening]:
    for group in _plan()["groups"]:
        for month in range(group["from"], group["until"] + 1):
            naming = group["named"] + group["more_a_month"] * (month - group["from"])
            for place in range(group["openings"] * len(group["boards"])):
                number, board = divmod(place, len(group["boards"]))
                yield MonthlyOpening(
                    month=month,
                    board=group["boards"][board],
                    number=number,
                    name=_name(place) if place < naming else "",
                )


def _name(place: int) -> str:
    every = _plan()["new_name_every"]
    return str(_plan()["new_name" if place % every == every - 1 else "written"])


@cache
def _employer(token: str) -> SampleEmployer:
    (found,) = (one for one in employers() if one.token == token)
    return replace(found, source=SOURCE)


def _posting(one: MonthlyOpening) -> MarketPosting:
    employer = _employer(one.board)
    key = f"months/{one.board}/{one.month}/{one.number}"
    team = f"{_plan()['teams'][one.number]} {_MONTH_WORDS[one.month - 1]}"
    title = f"Machine Learning Engineer, {team}"
    country = countries()["US"]
    city = country.cities[0]
    return MarketPosting(
        source=SOURCE,
        board=one.board,
        native_id=native_id(SOURCE, key),
        opening=key,
        employer=employer,
        plan=Plan(
            key=key,
            employer=employer,
            occupation=next(iter(occupations().values())),
            country="US",
            language="en",
            title=title,
            team=team,
            seniority=None,
        ),
        template=_template(title, one, team),
        pay_and_workplace=_SILENT,
        places=(city.place,),
        cities=(city,),
        days=frozenset({1}),
        age_days=0,
    )


_MONTH_WORDS = (
    *("Amber", "Birch", "Cedar", "Dahlia", "Elder", "Fir", "Gorse"),
    *("Hazel", "Iris", "Juniper", "Kelp", "Larch", "Myrtle", "Nettle"),
)
"""What teams of a month are called after: titles of two months are titles of two jobs."""


def _template(title: str, one: MonthlyOpening, team: str) -> PostingTemplate:
    wanted = [
        f"You have worked with {skill_markup('Python', 'python')} on the models of {team}.",
        *([f"You know {skill_markup(one.name, _plan()['skill'])} well."] if one.name else []),
    ]
    return PostingTemplate(
        title=title,
        sections=(
            _section("about", "", f"{team} is a team of ours, and it looks for an engineer."),
            _section("required", "Requirements", *wanted),
            _section("legal", "", marker()),
        ),
    )


def _section(kind: Any, heading: str, *lines: str) -> TemplateSection:
    return TemplateSection(
        kind=kind,
        heading=heading,
        lines=tuple(TemplateLine(line, "required") for line in lines),
        is_list=kind == "required",
    )
