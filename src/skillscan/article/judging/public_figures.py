"""Digits of an article that are those of a well-known published figure for something else.

``data/article/public_figures.yaml`` is the table. A whole number may be chance: it is told only
where another claim of the article has a figure of the same study with its decimals.
"""

from collections.abc import Iterable, Mapping
from functools import cache

import msgspec

from skillscan import resources
from skillscan.article.model import Quantity

FILE = "public_figures.yaml"
SKILL_SHARE = "skill_share"
_CLOSE = 1e-6


class PublicFigures(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The shares of one publication: skill id to per cent."""

    source: str
    title: str
    url: str
    year: int
    population: str
    population_label: str
    figures: dict[str, float]


@cache
def public_figures() -> tuple[PublicFigures, ...]:
    """The table, as it was reviewed."""
    return tuple(msgspec.convert(resources.data_yaml("article", FILE), list[PublicFigures]))


def other_figure(
    quantity: Quantity,
    skill: str,
    population: str,
    printed: Iterable[tuple[str, Quantity]],
    labels: Mapping[str, str],
) -> str | None:
    """That a printed share of a skill is a published one of another skill or population.

    ``printed``: the skills and quantities of the article's other claims; ``labels`` of skills.
    """
    others = list(printed)
    for study in public_figures():
        is_own = _has(study, skill, quantity) and _same_people(study.population, population)
        if is_own:
            return None
    for study in public_figures():
        found = [name for name in study.figures if _has(study, name, quantity)]
        if not found or not (_has_decimals(quantity) or _cites(study, others)):
            continue
        name = skill if skill in found else found[0]
        return (
            f"{quantity.low:g} % is what {study.source} published in {study.year} for "
            f"{labels.get(name, name)} of {study.population_label} ({study.url})."
        )
    return None


def _has(study: PublicFigures, skill: str, quantity: Quantity) -> bool:
    found = study.figures.get(skill)
    return (
        found is not None
        and quantity.unit == "percent"
        and quantity.low == quantity.high
        and not quantity.is_in_words
        and abs(found - quantity.low) < _CLOSE
    )


def _has_decimals(quantity: Quantity) -> bool:
    return quantity.step < 1


def _cites(study: PublicFigures, others: Iterable[tuple[str, Quantity]]) -> bool:
    """Whether the article has a figure of the study, with decimals, under its own name."""
    return any(_has_decimals(one) and _has(study, skill, one) for skill, one in others)


def _same_people(study: str, population: str) -> bool:
    """``ml_engineer_us`` is a part of ``ml_engineer``."""
    return population == study or population.startswith(f"{study}_")
