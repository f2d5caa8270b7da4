"""Invented advertisements of an employer, and the openings that are made of them."""

from datetime import UTC, datetime, timedelta
from random import Random as Dice
from typing import Any

from skillscan.dedup.comparable_text import comparable_text
from skillscan.dedup.models import Membership, OpeningInput

DAY = datetime(2026, 1, 1, tzinfo=UTC)
VERBS = ("build", "design", "ship", "test", "measure", "tune", "serve", "watch", "plan", "teach")
THINGS = (
    *("ranking models", "feature stores", "training jobs", "data pipelines", "label tools"),
    *("search indexes", "billing flows", "mobile screens", "robot arms", "fraud rules"),
)


def sentences(seed: str, count: int) -> list[str]:
    """Invented duties; the same seed gives the same sentences."""
    dice = Dice(seed)  # noqa: S311
    return [
        f"You {dice.choice(VERBS)} {dice.choice(THINGS)} of line {dice.randrange(10_000)} "
        f"with team {dice.randrange(10_000)} and report {dice.choice(THINGS)} "
        f"to desk {dice.randrange(10_000)}."
        for _ in range(count)
    ]


BLURB = "\n".join(sentences("the employer's own blurb", 12))


def advert(seed: str, duties: int = 12, *, blurb: str = BLURB) -> str:
    return "\n".join([blurb, *sentences(seed, duties)])


def posting(
    key: str, title: str, text: str, *, employer: str = "acme", day: int = 0, **more: Any
) -> OpeningInput:
    return OpeningInput(
        posting_id=key,
        employer_id=employer,
        title=title,
        text=comparable_text(text),
        first_seen=DAY + timedelta(days=day),
        **more,
    )


def openings_of(found: dict[str, Membership]) -> set[frozenset[str]]:
    """The partition of posting ids."""
    return {
        frozenset(key for key, other in found.items() if other.opening_id == member.opening_id)
        for member in found.values()
    }


ADS = advert("ads")
