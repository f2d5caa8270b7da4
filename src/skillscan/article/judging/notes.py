"""What an editor is told of a claim, in sentences; every figure in them comes from a release."""

from collections.abc import Iterator

from skillscan.article.judging.our_number import NoNumber, OurNumber
from skillscan.article.model import Quantity
from skillscan.release.document import Publication
from skillscan.release.lookup import denominator_of
from skillscan.site.doubt_sentences import warnings_of
from skillscan.site.narrative import figure_sentence, none_sentence, sentence
from skillscan.site.number_words import amount, percent
from skillscan.statistics.estimates import Disagreement, Estimate
from skillscan.statistics.figures.figure import Figure

FAR_FROM_ALL = (
    "Implausible: far outside every population, level, view and measure that we publish it for."
)

EARLIER = (
    "The article gives it as a figure of an earlier time, so today's number must not replace it."
)
ONLY_MEDIANS = (
    "The article prints an average; we publish medians, which a few large values do not move, so "
    "neither number stands for the other."
)
WITH_ITS_SAMPLE = (
    "It holds, and is written anew because the sample printed for it is replaced: a number must "
    "stand with the sample that it was counted in."
)
NOT_ON_RECORD = "No release on record had it."


def sentence_of(publication: Publication, number: OurNumber) -> str:
    """A number of ours as the sentence of its definition."""
    row, subject = number.row, number.subject
    if isinstance(row, Estimate):
        return sentence(publication, row, subject.view)
    if isinstance(row, Figure):
        return figure_sentence(publication, row)
    held = denominator_of(publication, subject.statistic, subject.population)
    return none_sentence(publication, subject.statistic, subject.population, number.label, held)


def about(publication: Publication, number: OurNumber) -> Iterator[str]:
    """What must be said with a number: both denominators where they differ, and its warnings."""
    row, subject = number.row, number.subject
    yield sentence_of(publication, number)
    if not isinstance(row, Estimate):
        return
    stating = row.views.stating
    if stating is not None and stating != row.views.all:
        other = "stating" if subject.view != "stating" else "all"
        yield sentence(publication, row, other)
        yield _which(subject.view)
    yield from warnings_of(publication, row)


def _which(view: str | None) -> str:
    if view == "stating":
        return "The sentence speaks of those that state it, so it gets the share of those."
    if view == "employer":
        return "The sentence speaks of employers, so it gets the share with one vote for each."
    return "The sentence speaks of all of them, so it gets the share of all openings."


def only_interval(number: OurNumber, quantity: Quantity) -> str:
    """That a bound holds within sampling error, and not of the estimate itself."""
    return (
        f"Our number itself, {written(number.number, quantity.unit)}, is on the other side of that "
        f"bound; only its interval ({interval(number, quantity.unit)}) allows it."
    )


def held_in(before: tuple[str, OurNumber], unit: str | None) -> str:
    """That an older release said so."""
    release, number = before
    return (
        f"It held in release {release}: {written(number.number, unit)} ({interval(number, unit)})."
    )


def never_held(older: int) -> str:
    """That no release of ours on record said so."""
    if not older:
        return "It does not hold, and no older release is on record."
    many = "release" if older == 1 else f"{older} releases"
    return f"It does not hold, and held in none of the {many} before on record."


def holds_in_other_measure(found: OurNumber, meant: OurNumber) -> str:
    """In what the printed number holds, other than the sentence says."""
    what = "view" if found.subject.measure == meant.subject.measure else "measure"
    return f"It holds in another {what} than the sentence says."


def holds_elsewhere(publication: Publication, found: OurNumber) -> str:
    """For which other population of ours the printed number holds."""
    label = publication.populations[found.subject.population].definition.label
    return f"It holds for another population, {label}."


def other_sample(publication: Publication, number: OurNumber) -> str:
    """That a printed sample is not the one that our numbers rest on."""
    sample = publication.populations[number.subject.population].sample
    return (
        f"It is the sample of another collection; our numbers rest on {sample.openings:,} openings "
        f"in {sample.postings:,} advertisements of {sample.employers:,} employers."
    )


def other_period(publication: Publication, number: OurNumber, year: int) -> str:
    """That the article speaks of a year that our sample is not of."""
    sample = publication.populations[number.subject.population].sample
    return (
        f"The article speaks of {year}; our postings were seen {sample.first_day} to "
        f"{sample.last_day}."
    )


def judged_by(number: OurNumber, of: str) -> str:
    """By which part of the release a claim was judged."""
    return (
        f"Judged by our postings of {of}: {number.openings:,} openings of "
        f"{number.employers:,} employers."
    )


def no_country(own: str, other: str, number: OurNumber, unit: str | None) -> str:
    """That an article names no country, by whom it was judged, and the number of the others."""
    said = f"{written(number.number, unit)} ({interval(number, unit)})"
    return f"No country is named: judged for {own}. For {other} it is {said}."


def no_population(words: str) -> str:
    """That a claim's population is none of ours."""
    return f"No population of ours is {words!r}."


def not_our_population(publication: Publication, words: str, population: str) -> str:
    """That a claim's population is none of ours."""
    label = publication.populations[population].definition.label
    return f"No population of ours is {words!r}; the nearest is {label}."


def none_of_ours(publication: Publication, statistic: str, found: NoNumber | OurNumber) -> str:
    """Why there is no figure of ours beside one of theirs."""
    reason = found.reason if isinstance(found, NoNumber) else ""
    title = publication.statistics[statistic].title if statistic in publication.statistics else ""
    named = f" ({title})" if title else ""
    return f"Our {statistic}{named} has no number beside it: {reason}."


def _part(number: OurNumber, share: float) -> str:
    row = number.row
    return amount(share, row.unit) if isinstance(row, Figure) else percent(share)


def in_parts(found: Disagreement, number: OurNumber) -> str:
    """Why a number that pools what differs is not printed, and what is in its place."""
    is_one = found.kind == "employer"
    why = "One employer makes this number" if is_one else "The samples behind this number disagree"
    listed = "; ".join(
        f"{_part(number, one.share)} {'at' if one.employers == 1 else 'in'} {one.label} "
        f"({one.openings:,} openings)"
        for one in found.parts
    )
    subject = number.subject
    if subject.group:
        return f"{why}: {listed}. Print them."
    address = f"{subject.statistic}/{subject.value}/{subject.population}"
    return (
        f"{why}: {listed}. Print them, or have the pooled number "
        f"accepted (`skillscan publish --pooled {address} --reason TEXT`)."
    )


def interval(number: OurNumber, unit: str | None) -> str:
    """The 95 % interval in the claim's unit."""
    return f"95 % interval {written(number.low, unit)} to {written(number.high, unit)}"


def written(number: float, unit: str | None) -> str:
    """A number with its unit, for people."""
    if unit == "percent":
        return f"{number:.1f} %"
    if unit == "count":
        return f"{number:,.0f}"
    if unit and "/" in unit:
        currency, _, period = unit.partition("/")
        return f"{number:,.0f} {currency} a {period}"
    return f"{number:,.2f}" + (f" {unit}" if unit and unit != "ratio" else "")
