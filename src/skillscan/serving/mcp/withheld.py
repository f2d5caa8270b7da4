"""Why a number is not there, and what was counted in its place."""

from collections.abc import Sequence

from skillscan.release import lookup
from skillscan.release.document import Publication
from skillscan.release.number_lookup import Number
from skillscan.release.provenance import NumberAddress
from skillscan.serving.mcp.number_models import CountedValue
from skillscan.serving.mcp.refusals import CannotSayError, cannot_say
from skillscan.site.narrative import none_sentence, withheld_sentence
from skillscan.statistics.estimates import ALL, WithheldCount

MOST_COUNTS = 15
_COUNTS_ONLY = (
    "Tell the counts below, as counts: “N of M openings”. Give no share of them, and no interval."
)
_COUNT_OF_NONE = "Tell it as a count, “0 of N openings”: no share of it, and no interval."
_NOTHING = "Ask for another population (list_populations), or for the population as a whole."
_NO_TREND = "Ask for the group panel_month of skill_trend, or for a population of one source."


def withheld(
    publication: Publication, address: NumberAddress, found: Number | None, label: str
) -> CannotSayError:
    """The refusal of a number that the release does not have; ``found`` is what was counted in its
    place, if anything.
    """
    where = (address.statistic, address.population)
    if found is None and address.split == ALL and lookup.counts_of(publication, *where):
        return cannot_say(none_sentence(publication, *where, label, None), _COUNT_OF_NONE)
    counts = [found] if isinstance(found, WithheldCount) else []
    return statistic_withheld(publication, address, counts, label)


def statistic_withheld(
    publication: Publication, address: NumberAddress, counts: Sequence[WithheldCount], label: str
) -> CannotSayError:
    """The same of all values of a statistic and population."""
    where = (address.statistic, address.population)
    reason = _reason(publication, address)
    if reason is None:
        return _lacking(publication, address, label)
    if address.split == ALL and counts:
        said = withheld_sentence(publication, *where)
        told = [counted(publication, one) for one in counts[:MOST_COUNTS]]
        return cannot_say(said, _COUNTS_ONLY, counts=told)
    return _withheld(reason)


def counted(publication: Publication, one: WithheldCount) -> CountedValue:
    """A count in the denominator of the headline."""
    is_all = publication.statistics[one.statistic].headline.view == "all"
    return CountedValue(
        value=one.value,
        label=one.label,
        openings=one.openings,
        employers=one.employers,
        of_openings=one.of_openings if is_all else one.stating_openings,
        of_employers=one.of_employers if is_all else one.stating_employers,
    )


def _withheld(reason: str) -> CannotSayError:
    instead = _NO_TREND if "no trend is drawn" in reason else _NOTHING
    return cannot_say(f"Withheld: {reason}.", instead)


def _reason(publication: Publication, address: NumberAddress) -> str | None:
    """Why the whole statistic, or this figure of it, is not published."""
    where = (address.statistic, address.population)
    whole = lookup.reason_withheld(publication, *where, address.split, address.group)
    if whole is not None:
        return whole
    for held in publication.withheld:
        if (held.statistic, held.population) == where and held.figure == address.measure:
            return held.reason
    return None


def _lacking(publication: Publication, address: NumberAddress, label: str) -> CannotSayError:
    """The refusal of a number that is not withheld either: it stands in groups, or nowhere."""
    groups = groups_of(publication, address.statistic, address.population)
    if address.split == ALL and groups:
        return cannot_say(
            f"{address.statistic} is published by groups only.",
            "Ask again with a split and a group, or without a value for all groups.",
            names=groups,
        )
    held = next(
        (
            one.reason
            for one in publication.withheld
            if (one.statistic, one.population) == (address.statistic, address.population)
        ),
        None,
    )
    if held:
        return _withheld(held)
    return cannot_say(
        f"The release has no {address.statistic} of {label} ({address.measure}) for "
        f"{address.population}: no opening holds it, or too few to be published.",
        "Ask without a value for what there is.",
    )


def groups_of(publication: Publication, statistic: str, population: str) -> list[str]:
    """The groups that a statistic is published for, as ``split/group``."""
    found = {
        f"{one.split}/{one.group}": None
        for one in lookup.shares_and_figures(publication)
        if (one.statistic, one.population) == (statistic, population) and one.split != ALL
    }
    return list(found)
