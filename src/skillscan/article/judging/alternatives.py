"""What else of ours a printed number may be: another view or measure, population, or nothing."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from skillscan import resources
from skillscan.article.judging.agreement import agrees, is_close
from skillscan.article.judging.numbers import VIEWS, ReleaseNumbers
from skillscan.article.judging.our_number import OurNumber, WantedNumber
from skillscan.article.model import NO_SIDE, Quantity


def other_measure(
    numbers: ReleaseNumbers, quantity: Quantity, subject: WantedNumber
) -> OurNumber | None:
    """The first other view or measure of the same thing in which the printed number holds."""
    definition = numbers.publication.statistics[subject.statistic]
    if subject.measure not in definition.measures:
        return None
    pairs: list[tuple[str | None, str | None]] = [
        (subject.measure, view) for view in VIEWS if view not in (subject.view, "silent")
    ]
    pairs += [(one, subject.view) for one in definition.measures if one != subject.measure]
    for measure, view in pairs:
        found = numbers.find(replace(subject, measure=measure, view=view), quantity.unit)
        if isinstance(found, OurNumber) and _explains(quantity, found):
            return found
    return None


def other_population(
    numbers: ReleaseNumbers, quantity: Quantity, subject: WantedNumber
) -> OurNumber | None:
    """The first other population of ours for which the printed number holds, nearest kin first."""
    for key in _by_kinship(numbers, subject.population):
        found = numbers.find(replace(subject, population=key), quantity.unit)
        if isinstance(found, OurNumber) and is_close(quantity, found.number, found.low, found.high):
            return found
    return None


def is_implausible(
    numbers: ReleaseNumbers, quantity: Quantity, subject: WantedNumber, ours: OurNumber
) -> bool:
    """Whether the printed number is far outside every population, group, view and measure of ours.

    ``data/article/judging.yaml`` says how far, and why.
    """
    rule = resources.data_yaml("article", "judging.yaml")["implausible"]
    if quantity.unit not in {"percent", "ratio"} and "/" not in (quantity.unit or ""):
        return False
    meant = replace(subject, value=ours.subject.value, measure=ours.subject.measure)
    found = [ours, *numbers.everywhere(meant, quantity.unit)]
    return all(_is_far(quantity, one, rule) for one in found)


def _explains(quantity: Quantity, found: OurNumber) -> bool:
    if quantity.bound in NO_SIDE and quantity.low == quantity.high:
        return is_close(quantity, found.number, found.low, found.high)
    return agrees(quantity, found.low, found.high)


def _is_far(quantity: Quantity, one: OurNumber, rule: dict[str, Any]) -> bool:
    if agrees(quantity, one.low, one.high):
        return False
    if one.number > quantity.high:
        printed, end = quantity.high, one.low
    else:
        printed, end = quantity.low, one.high
    if quantity.unit == "percent" and 0 <= printed <= 100 and _is_share(one):
        times = float(rule["odds_times"])
        return abs(_log_odds(printed) - _log_odds(end)) > math.log(times)
    low, high = sorted((abs(printed), abs(end)))
    return low * float(rule["amount_times"]) < high


def _is_share(one: OurNumber) -> bool:
    return one.subject.view is not None


def _log_odds(percent: float) -> float:
    """Of a percentage; none and all count as half a per mille beside them."""
    share = min(max(percent / 100, 0.0005), 0.9995)
    return math.log(share / (1 - share))


def _by_kinship(numbers: ReleaseNumbers, population: str) -> Iterator[str]:
    """The other populations: those of the same occupation first."""
    entries = numbers.publication.populations
    occupation = entries[population].definition.occupation
    others: Iterable[str] = [key for key in entries if key != population]
    yield from sorted(others, key=lambda key: entries[key].definition.occupation != occupation)
