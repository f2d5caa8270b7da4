"""Numbers in words: the sentence templates of a definition, filled from a release."""

from collections.abc import Mapping
from typing import Any

from skillscan.release.document import Freshness, Publication
from skillscan.release.lookup import counts_of, denominator, reason_withheld
from skillscan.release.pooled_headlines import figure_parts
from skillscan.site.doubt_sentences import (
    disagreement_sentence,
    in_its_place,
    uncompared_sentence,
    within_sentence,
)
from skillscan.site.number_words import amount, count_of, days, percent
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import (
    Denominator,
    Disagreement,
    Estimate,
    View,
    WithheldCount,
)
from skillscan.statistics.figures.figure import Figure


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
    return _one_day(_template(definition, name), words).format(
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
        f"{days(words['first_day'], words['last_day'])}; {why}."
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


def _template(definition: Definition, view: str) -> str:
    templates: Mapping[Any, str] = definition.sentences
    return templates.get(view, definition.sentence)


def _does(definition: Definition, estimate: Estimate) -> str:
    """What openings that hold the value do; older releases have no phrases."""
    phrase = definition.phrases.get(estimate.measure, "hold {label}")
    return phrase.format(label=estimate.label)


def figure_sentence(publication: Publication, figure: Figure) -> str:
    """A figure as a sentence, and within what it was compared, where that is not all; of one that
    pools samples which disagree what it is in these.
    """
    if parts := figure_parts(publication, figure):
        rule = publication.statistics[figure.statistic].figures[figure.figure]
        entry = publication.populations[figure.population]
        return (
            f"{rule.says.rstrip('.')}, {figure.label}, {entry.definition.label}: "
            f"{in_its_place(parts, figure.unit)}. {disagreement_sentence(parts, figure.unit)}"
        )
    rule = publication.statistics[figure.statistic].figures[figure.figure]
    against = publication.populations.get(figure.against or "")
    words = _words(publication, figure.population, figure.group_label)
    said = _one_day(rule.sentence, words).format(
        number=amount(figure.number, figure.unit),
        low="–" if figure.low is None else amount(figure.low, figure.unit),
        high="–" if figure.high is None else amount(figure.high, figure.unit),
        label=figure.label,
        openings=f"{figure.openings:,}",
        employers=f"{figure.employers:,}",
        against=against.definition.label if against else "",
        **{f"of_{name}": percent(one, 1) for name, one in figure.components.items()},
        **words,
    )
    beside = (within_sentence(figure), uncompared_sentence(figure))
    return " ".join(filter(None, (said, *beside)))


def _one_day(template: str, words: Mapping[str, object]) -> str:
    """A template that names the day once, where first and last day are the same."""
    if words["first_day"] != words["last_day"]:
        return template
    return template.replace("{first_day} to {last_day}", "{last_day}")


def _words(publication: Publication, population: str, group: str) -> dict[str, Any]:
    entry = publication.populations[population]
    label = entry.definition.label
    return {
        "population": f"{label} ({group})" if group else label,
        "first_day": entry.sample.first_day,
        "last_day": entry.sample.last_day,
    }


def unread_sentence(freshness: Freshness | None) -> str:
    """How many openings stand only on boards that nobody read of late; empty where none does."""
    if not freshness or not freshness.unread_openings:
        return ""
    return (
        f"{freshness.unread_openings:,} of {freshness.open_openings:,} open openings of the "
        f"release stand on boards that were not read for {freshness.unread_days} days."
    )
