"""Numbers in words: the sentence templates of a definition, filled from a release."""

from collections.abc import Mapping, Sequence
from typing import Any

from skillscan.release.document import Freshness, Publication
from skillscan.release.lookup import (
    counts_of,
    denominator,
    disagreements_about,
    reason_withheld,
)
from skillscan.statistics.confounding import reason
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import (
    Denominator,
    Disagreement,
    Estimate,
    PartShare,
    View,
    WithheldCount,
)
from skillscan.statistics.figures.figure import Figure
from skillscan.statistics.reading_error import ReadingError

VIEW_LABELS = {
    "all": "Of all openings",
    "stating": "Of those that state any",
    "employer": "One employer, one vote",
    "silent": "State none",
}
"""The four views in the words of the page and of ``skillscan stats``."""


def percent(share: float, decimals: int = 0) -> str:
    """A share in percent; what is not none or all is never printed as 0 % or 100 %."""
    shown = f"{share:.{decimals}%}"
    if 0 < share < 1 and float(shown[:-1]) in (0.0, 100.0):
        return f"under {10.0**-decimals:g}%" if share < 0.5 else f"over {100 - 10.0**-decimals:g}%"
    return shown


def amount(number: float, unit: str) -> str:
    """The number of a figure in its unit, as it stands in tables and sentences."""
    if unit == "share":
        return percent(number, 1)
    if unit == "change":
        return f"{number:+.1%}".replace("-", "\N{MINUS SIGN}")
    if unit == "points":
        return f"{number * 100:+.1f} points".replace("-", "\N{MINUS SIGN}")
    if unit == "times":
        return f"{number:.2g} times" if number < 10 else f"{number:.0f} times"
    return f"{number:,.0f}" if float(number).is_integer() or number >= 100 else f"{number:,.1f}"


def sentence(publication: Publication, estimate: Estimate, view: str | None = None) -> str:
    """One view of an estimate as a sentence about that view's denominator; without a name the
    headline's. Empty where the view has no denominator.
    """
    definition = publication.statistics[estimate.statistic]
    name = view or definition.headline.view
    found: View | None = getattr(estimate.views, name)
    if found is None:
        return ""
    openings, employers = denominator(publication, estimate, name)
    words = _words(publication, estimate.population, estimate.group_label)
    return _template(definition, name).format(
        share=percent(found.share),
        low=f"{found.low:.0%}",
        high=f"{found.high:.0%}",
        silent=percent(estimate.views.silent.share),
        does=_does(definition, estimate),
        label=estimate.label,
        openings=f"{openings:,}",
        employers=f"{employers:,}",
        **words,
    )


def number_sentence(publication: Publication, found: Estimate | Figure | WithheldCount) -> str:
    """Any number of a release as a sentence: a share in its headline view, a figure, or a count
    with the reason why it is no share.
    """
    if isinstance(found, Estimate):
        return sentence(publication, found)
    if isinstance(found, Figure):
        return figure_sentence(publication, found)
    definition = publication.statistics[found.statistic]
    phrase = definition.phrases.get(found.measure, "hold {label}").format(label=found.label)
    said = withheld_sentence(publication, found.statistic, found.population)
    return f"{count_of(found, definition)} openings {phrase}. {said}"


def disagreement_sentence(one: Disagreement) -> str:
    """Why a number misleads, in a sentence."""
    lowest, highest = one.parts[0], one.parts[-1]
    if one.kind == "employer":
        return _made_by(one.parts)
    many = "two" if len(one.parts) == 2 else str(len(one.parts))
    return (
        f"The {many} samples behind this number disagree: {percent(lowest.share)} "
        f"({lowest.label}; {lowest.openings:,} openings) and {percent(highest.share)} "
        f"({highest.label}; {highest.openings:,} openings)."
    )


def _made_by(parts: Sequence[PartShare]) -> str:
    """That one employer makes a number; in older releases the only part is what it is without."""
    if len(parts) == 1:
        return (
            f"One employer makes this number: without {parts[0].label} it is "
            f"{percent(parts[0].share)}."
        )
    employer, others = _one_and_others(parts)
    return (
        f"One employer makes this number: it is {percent(employer.share)} at {employer.label} "
        f"({employer.openings:,} openings) and {percent(others.share)} without it."
    )


def _one_and_others(parts: Sequence[PartShare]) -> tuple[PartShare, PartShare]:
    employer = next(part for part in parts if part.employers == 1)
    return employer, next(part for part in parts if part is not employer)


def parts_sentence(publication: Publication, estimate: Estimate, found: Disagreement) -> str:
    """The shares of the parts of a headline that pools what differs, as a sentence to print in the
    place of the pooled one.
    """
    definition = publication.statistics[estimate.statistic]
    words = _words(publication, estimate.population, estimate.group_label)
    among = " (of those that state any)" if definition.headline.view == "stating" else ""
    does = _does(definition, estimate)
    shares = ", ".join(
        f"{percent(part.share)} ({part.label}; {part.openings:,} openings of {part.employers:,} "
        f"{'employer' if part.employers == 1 else 'employers'})"
        for part in found.parts
    )
    why = (
        "one employer makes the number of all"
        if found.kind == "employer"
        else "the samples disagree, so no one number stands for all"
    )
    return (
        f"Of openings for {words['population']}{among}, the shares that {does} are {shares}; "
        f"{words['first_day']} to {words['last_day']}; {why}."
    )


def withheld_sentence(publication: Publication, statistic: str, population: str) -> str:
    """Why a statistic has no share for a population, in a sentence; empty where it has one."""
    reason = reason_withheld(publication, statistic, population)
    if reason is None:
        return ""
    if not counts_of(publication, statistic, population):
        return f"Withheld: {reason}."
    return (
        f"Counts only, no share and no interval: {reason}. A share of so few would say more of "
        "which postings happened to be collected than of the market."
    )


def none_sentence(
    publication: Publication,
    statistic: str,
    population: str,
    label: str,
    denominator: Denominator | None,
) -> str:
    """That no opening holds a value (or too few to be counted), and what is known of its share."""
    definition = publication.statistics[statistic]
    entry = publication.populations[population]
    of = f"openings for {entry.definition.label}"
    if denominator is None:
        counts = counts_of(publication, statistic, population)
        size = counts[0].of_openings if counts else entry.sample.openings
        said = withheld_sentence(publication, statistic, population)
        return f"{label}: 0 of {size:,} {of}. {said}".rstrip()
    is_all = definition.headline.view == "all"
    whole = denominator.openings if is_all else denominator.stating_openings
    least = definition.minimum.value_openings
    held = "0" if least == 1 else f"fewer than {least}"
    return (
        f"{label}: {held} of {whole:,} {of}. The share may be as high as "
        f"{percent(denominator.none_high, 1)} all the same (upper end of the 95 % interval of a "
        "value that no opening holds)."
    )


def count_of(one: WithheldCount, definition: Definition) -> str:
    """A count with what it is of, in the denominator of the headline: "7 of 20"."""
    is_all = definition.headline.view == "all"
    whole = one.of_openings if is_all else one.stating_openings
    return f"{one.openings:,} of {whole:,}"


def in_its_place(found: Disagreement) -> str:
    """What stands in the place of a headline that pools samples which disagree, or that one
    employer makes.
    """
    if found.kind == "employer":
        employer, others = _one_and_others(found.parts)
        return f"{percent(others.share)} without {employer.label}"
    lowest, highest = (percent(part.share) for part in (found.parts[0], found.parts[-1]))
    return f"{lowest} to {highest} {parted(found)}"


def parted(found: Disagreement) -> str:
    """By what the number is parted: that stands in the other views, whose parts nobody counted."""
    return "by employer" if found.kind == "employer" else "by sample"


def confounding_sentence(publication: Publication, population: str) -> str:
    """Which kinds of data cannot be told apart in a population; empty where all can."""
    for one in publication.confounded:
        if one.population == population:
            said = reason(one)
            return f"{said[:1].upper()}{said[1:]}."
    return ""


def warnings_of(publication: Publication, estimate: Estimate) -> list[str]:
    """What must be said beside an estimate of a whole population."""
    return [disagreement_sentence(one) for one in disagreements_about(publication, estimate)]


def _template(definition: Definition, view: str) -> str:
    templates: Mapping[Any, str] = definition.sentences
    return templates.get(view, definition.sentence)


def _does(definition: Definition, estimate: Estimate) -> str:
    """What openings that hold the value do; older releases have no phrases."""
    phrase = definition.phrases.get(estimate.measure, "hold {label}")
    return phrase.format(label=estimate.label)


def figure_sentence(publication: Publication, figure: Figure) -> str:
    """A figure as a sentence."""
    rule = publication.statistics[figure.statistic].figures[figure.figure]
    against = publication.populations.get(figure.against or "")
    return rule.sentence.format(
        number=amount(figure.number, figure.unit),
        low="–" if figure.low is None else amount(figure.low, figure.unit),
        high="–" if figure.high is None else amount(figure.high, figure.unit),
        label=figure.label,
        openings=f"{figure.openings:,}",
        employers=f"{figure.employers:,}",
        against=against.definition.label if against else "",
        **{f"of_{name}": percent(one, 1) for name, one in figure.components.items()},
        **_words(publication, figure.population, figure.group_label),
    )


def _words(publication: Publication, population: str, group: str) -> dict[str, object]:
    entry = publication.populations[population]
    label = entry.definition.label
    return {
        "population": f"{label} ({group})" if group else label,
        "first_day": entry.sample.first_day,
        "last_day": entry.sample.last_day,
    }


def error_words(error: ReadingError | None) -> str:
    """How well postings are read for a value, in words."""
    if error is None:
        return "not measured"
    if error.exact is not None:
        return f"read right in {error.exact:.0%} of {error.labelled} postings labelled by hand"
    precision, recall = (
        "–" if part is None else f"{part:.0%}" for part in (error.precision, error.recall)
    )
    return f"precision {precision}, recall {recall} on {error.labelled} labels made by hand"


def unread_sentence(freshness: Freshness | None) -> str:
    """How many openings stand only on boards that nobody read of late; empty where none does."""
    if not freshness or not freshness.unread_openings:
        return ""
    return (
        f"{freshness.unread_openings:,} of {freshness.open_openings:,} open openings of the "
        f"release stand on boards that were not read for {freshness.unread_days} days."
    )
