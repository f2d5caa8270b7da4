"""Which openings the market has: one plan for each, with a title of its own at its employer.

A title is never used twice by one employer, but for the employers of ``same_title_twice``: there
two different jobs share their title, and only the text tells them apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from skillscan.sample_market.config import (
    SampleEmployer,
    SampleOccupation,
    employers,
    language,
    occupations,
    setting,
)
from skillscan.sample_market.random_stream import SeededRandom
from skillscan.sample_market.template import plain_text

LEVELS: tuple[tuple[str, str | None, int], ...] = (
    ("{}", None, 38),
    ("Senior {}", "senior", 22),
    ("Sr. {}", "senior", 7),
    ("Staff {}", "staff", 8),
    ("Principal {}", "staff", 5),
    ("Lead {}", "staff", 4),
    ("{} II", "mid", 6),
    ("{} III", "senior", 4),
    ("Junior {}", "junior", 3),
    ("{} Intern", "intern", 3),
)
"""Title pattern, the seniority it says, and its weight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One opening to be written. ``title`` is in markup; ``key`` is unique in the market."""

    key: str
    employer: SampleEmployer
    occupation: SampleOccupation
    country: str
    language: str
    title: str
    team: str
    seniority: str | None
    is_twin: bool = False


def _level(rng: SeededRandom) -> tuple[str, str | None]:
    ladder = [(text, level) for text, level, weight in LEVELS for _ in range(weight)]
    return rng.pick(ladder)


def _with_level(pattern: str, base: str) -> str:
    head, comma, tail = base.partition(",")
    return f"{pattern.format(head)}{comma}{tail}"


def _english_title(rng: SeededRandom, occupation: SampleOccupation) -> tuple[str, str, str | None]:
    pattern, seniority = _level(rng) if occupation.has_levels else ("{}", None)
    team = rng.pick(occupation.teams) if occupation.teams and rng.chance(0.6) else ""
    title = _with_level(pattern, rng.pick(occupation.titles))
    return (f"{title}, {team}" if team else title), team, seniority


def _foreign_title(
    rng: SeededRandom, code: str, occupation: SampleOccupation
) -> tuple[str, str, str | None]:
    row = language(code)
    is_software = occupation.label == "software_engineer"
    title = rng.pick(row["software_title"] if is_software else row["title"])
    return title, "", "senior" if "Senior" in title else None


def _plans_of(employer: SampleEmployer) -> Iterator[Plan]:
    used: set[str] = set()
    for place, counts in employer.openings.items():
        country, _, code = place.partition("-")
        for name, count in counts.items():
            for index in range(count):
                yield _unused(employer, occupations()[name], country, code or "en", index, used)


def _unused(
    employer: SampleEmployer,
    occupation: SampleOccupation,
    country: str,
    code: str,
    index: int,
    used: set[str],
) -> Plan:
    key = f"{employer.token}/{country}-{code}/{occupation.name}/{index}"
    for attempt in range(200):
        rng = SeededRandom(setting("seed"), "title", key, attempt)
        title, team, seniority = (
            _english_title(rng, occupation)
            if code == "en"
            else _foreign_title(rng, code, occupation)
        )
        if plain_text(title).lower() not in used:
            used.add(plain_text(title).lower())
            return Plan(
                key=key,
                employer=employer,
                occupation=occupation,
                country=country,
                language=code,
                title=title,
                team=team,
                seniority=seniority,
            )
    raise ValueError(f"no unused title for {key}: add titles or teams in data/sample")


def _twin(plan: Plan) -> Plan:
    """A different job under the same title: other skills, other duties, other years."""
    return Plan(
        key=f"{plan.key}/twin",
        employer=plan.employer,
        occupation=plan.occupation,
        country=plan.country,
        language=plan.language,
        title=plan.title,
        team=plan.team,
        seniority=plan.seniority,
        is_twin=True,
    )


def make_plans() -> list[Plan]:
    """All openings of the market, in the order of the definition."""
    plans: list[Plan] = []
    for employer in employers():
        own = list(_plans_of(employer))
        if employer.token in setting("same_title_twice"):
            own.append(_twin(own[0]))
        plans.extend(own)
    return plans
