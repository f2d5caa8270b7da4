"""Digits of an article that are those of a well-known published figure for something else.

``data/article/public_figures.yaml`` is the table. A whole number may be chance: it is told only
where another claim of the article has a figure of the same study with its decimals.
"""

from collections.abc import Container, Iterable, Mapping
from functools import cache

import msgspec

from skillscan import resources
from skillscan.article.model import Quantity

FILE = "public_figures.yaml"
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


def cited(printed: Iterable[tuple[str, Quantity]]) -> frozenset[str]:
    """The addresses of studies of which an article prints a figure, with decimals, under its own
    skill; ``printed`` are skills and quantities.
    """
    return frozenset(
        study.url
        for skill, one in printed
        if _has_decimals(one)
        for study in public_figures()
        if _has(study, skill, one)
    )


def other_figure(
    quantity: Quantity,
    skill: str,
    population: str,
    studies: Container[str],
    labels: Mapping[str, str],
) -> str | None:
    """That a printed share of a skill is a published one of another skill or population.

    ``studies`` are those that the article has figures of; ``labels`` of skills.
    """
    tables = public_figures()
    if any(
        _has(one, skill, quantity) and _same_people(one.population, population) for one in tables
    ):
        return None
    for study in tables:
        found = [name for name in study.figures if _has(study, name, quantity)]
        if not found or not (_has_decimals(quantity) or study.url in studies):
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


def _same_people(study: str, population: str) -> bool:
    """``ml_engineer_us`` is a part of ``ml_engineer``."""
    return population == study or population.startswith(f"{study}_")
