"""What changed since the release before, in words, from the ledger that a release holds."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from skillscan.ledger.change_text import UNSPLIT, change_text, number_text, parts_of
from skillscan.ledger.changes import HeadlineChange, Ledger
from skillscan.site.content import SiteContent
from skillscan.site.headline_numbers import HeadlineNumber
from skillscan.site.number_words import capitalised
from skillscan.statistics.estimates import ALL

_BECAME = {
    "new": "new",
    "published": "published that were withheld",
    "withheld": "withheld that were published",
    "gone": "gone",
}


@dataclass(frozen=True, kw_only=True)
class WhatChanged:
    """``earlier`` names the release before; ``None``: there is none to compare with. A sentence for
    each of the numbers asked for that changed, then what is said of all.
    """

    earlier: str | None
    numbers: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()


def what_changed(content: SiteContent, numbers: Iterable[HeadlineNumber]) -> WhatChanged:
    """What became of these numbers of the population that leads, and of all others in short.

    Of one that is told by its parts nothing is said: the change of a number that nobody should
    print is none to print either.
    """
    ledger = content.ledger
    if ledger is None:
        return WhatChanged(earlier=None)
    known = content.publication.statistics
    found = {
        (one.statistic, one.measure, one.value): one
        for one in ledger.changes
        if one.population_id == content.population and one.split == ALL
    }
    asked = [
        (one.statistic, one.figure or known[one.statistic].headline.measure, one.value)
        for one in numbers
        if not one.is_parted
    ]
    kept = [found[number] for number in asked if number in found]
    return WhatChanged(
        earlier=ledger.earlier,
        numbers=tuple(_sentence(one, known[one.statistic].title) for one in kept),
        summary=tuple(_summary(ledger)),
    )


def _sentence(one: HeadlineChange, title: str) -> str:
    change, market, coverage, method = (change_text(part, one.unit) for part in parts_of(one))
    unit = " points" if one.unit == "share" else ""
    openings = ""
    if one.of_openings_before is not None and one.of_openings_after is not None:
        openings = f", of {one.of_openings_after:,} openings and {one.of_openings_before:,} before"
    unsplit = UNSPLIT.get(one.unsplit_because or "")
    return (
        f"{title}, {one.label or one.value}: {number_text(one.number_after, one.unit)} after "
        f"{number_text(one.number_before, one.unit)}{openings}: {change}{unit}, of which market "
        f"{market}, coverage {coverage}, method {method}."
        + (f" {capitalised(unsplit)}." if unsplit else "")
        + (" Restated: by today's rules the number before would be another." * one.is_restated)
    )


def _summary(ledger: Ledger) -> Iterator[str]:
    became = Counter(one.became for one in ledger.boards)
    yield (
        f"{became['both']:,} boards were read in both releases, {became['came']:,} are new, "
        f"{became['gone']:,} were not read any more."
    )
    restated = sum(one.is_restated for one in ledger.changes)
    yield (
        f"Of all populations and groups, {len(ledger.changes):,} numbers changed, {restated:,} of "
        "them restated."
    )
    statistics = Counter(one.became for one in ledger.availability)
    said = [f"{statistics[key]:,} {words}" for key, words in _BECAME.items() if statistics[key]]
    if said:
        yield f"Statistics of populations and groups: {', '.join(said)}."
