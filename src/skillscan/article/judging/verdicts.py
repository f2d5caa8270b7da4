"""The verdict on one claim, before what to print instead is worked out.

In this order: what we cannot say, what holds, what held in an older release, what holds of another
year, view, measure or population, what is far from everything of ours, what never held.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from skillscan.article.judging import notes
from skillscan.article.judging.agreement import agrees, keeps_bound
from skillscan.article.judging.alternatives import (
    is_implausible,
    other_measure,
    other_population,
)
from skillscan.article.judging.bound_claim import BoundClaim
from skillscan.article.judging.evidence import JudgingEvidence
from skillscan.article.judging.numbers import ReleaseNumbers
from skillscan.article.judging.our_number import NoNumber, OurNumber, WantedNumber
from skillscan.article.judging.unnamed_country import unnamed_country
from skillscan.article.model import MEAN, ClaimVerdict
from skillscan.release.document import Publication
from skillscan.release.pooled_headlines import figure_parts, parts_instead
from skillscan.statistics.estimates import Disagreement
from skillscan.statistics.figures.figure import Figure

SAMPLE_SIZE = "sample_size"
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundVerdict:
    """A verdict with the number it rests on and what must be said about it.

    ``number`` is ours for what the claim says, of ``publication`` (``None``: of the release as it
    is); ``is_replaceable``: whether it may be printed in the claim's place.
    """

    verdict: ClaimVerdict
    number: OurNumber | None = None
    publication: Publication | None = None
    notes: tuple[str, ...] = ()
    related: str | None = None
    is_replaceable: bool = field(default=False)


def find_verdict(claim: BoundClaim, evidence: JudgingEvidence) -> FoundVerdict:
    """The verdict on a claim, alone."""
    if claim.binding.kind == "theirs":
        return _theirs(claim, evidence)
    numbers, binding = evidence.numbers, claim.binding
    subject = numbers.subject(binding, evidence.default_population)
    if binding.population is None and (binding.occupation or binding.country):
        return _of_others(claim, evidence, subject)
    if subject.measure == MEAN:
        return _mean(claim, evidence, subject)
    number = numbers.find(subject, claim.quantity.unit)
    if isinstance(number, NoNumber):
        return FoundVerdict(verdict=ClaimVerdict.CANNOT_SAY, notes=(f"{_capital(number.reason)}.",))
    if misleading := _disagreement(numbers, number):
        return FoundVerdict(
            verdict=ClaimVerdict.CANNOT_SAY,
            number=number,
            notes=(notes.in_parts(misleading, number),),
        )
    if binding.is_earlier:
        return _earlier(claim, evidence, number)
    if subject.statistic == SAMPLE_SIZE:
        return _sample(claim, evidence, number)
    if year := _other_year(claim, evidence, number):
        return _of_year(claim, evidence, number, year)
    return _ours(claim, evidence, number)


def _mean(claim: BoundClaim, evidence: JudgingEvidence, subject: WantedNumber) -> FoundVerdict:
    """A mean, of which we have none: our median may stand beside it, never in its place."""
    number = evidence.numbers.find(replace(subject, measure=None), claim.quantity.unit)
    related = (
        None if isinstance(number, NoNumber) else notes.sentence_of(evidence.publication, number)
    )
    return FoundVerdict(
        verdict=ClaimVerdict.CANNOT_SAY, notes=(notes.ONLY_MEDIANS,), related=related
    )


def _ours(claim: BoundClaim, evidence: JudgingEvidence, number: OurNumber) -> FoundVerdict:
    quantity, subject = claim.quantity, number.subject
    said = (
        *notes.about(evidence.publication, number),
        *unnamed_country(claim, evidence, number),
    )
    if agrees(quantity, number.low, number.high):
        if not keeps_bound(quantity, number.number):
            said = (notes.only_interval(number, quantity), *said)
        return FoundVerdict(
            verdict=ClaimVerdict.CURRENT, number=number, notes=said, is_replaceable=True
        )
    verdict, why = _disagreeing(claim, evidence, number, subject)
    return FoundVerdict(verdict=verdict, number=number, notes=(*why, *said), is_replaceable=True)


def _disagreeing(
    claim: BoundClaim, evidence: JudgingEvidence, number: OurNumber, subject: WantedNumber
) -> tuple[ClaimVerdict, tuple[str, ...]]:
    """What is wrong with a number that ours does not agree with."""
    quantity, numbers, publication = claim.quantity, evidence.numbers, evidence.publication
    if before := _held_before(claim, evidence, subject):
        return ClaimVerdict.STALE, (notes.held_in(before, quantity.unit),)
    if found := other_measure(numbers, quantity, subject):
        said = notes.holds_in_other_measure(found, number)
        return ClaimVerdict.DIFFERENT_MEASURE, (said, notes.sentence_of(publication, found))
    if found := other_population(numbers, quantity, subject):
        said = notes.holds_elsewhere(publication, found)
        return ClaimVerdict.DIFFERENT_POPULATION, (said, notes.sentence_of(publication, found))
    if is_implausible(numbers, quantity, subject, number):
        return ClaimVerdict.IMPLAUSIBLE, (notes.FAR_FROM_ALL,)
    older = sum(1 for _ in evidence.older_numbers())
    return ClaimVerdict.CONTRADICTED, (notes.never_held(older),)


def _held_before(
    claim: BoundClaim, evidence: JudgingEvidence, subject: WantedNumber
) -> tuple[str, OurNumber] | None:
    """The newest older release whose number the printed one agrees with."""
    for numbers in evidence.older_numbers():
        found = numbers.find(subject, claim.quantity.unit)
        if isinstance(found, OurNumber) and agrees(claim.quantity, found.low, found.high):
            return numbers.publication.release, found
    return None


def _sample(claim: BoundClaim, evidence: JudgingEvidence, number: OurNumber) -> FoundVerdict:
    """A printed sample: ours, an older one of ours, or somebody else's."""
    if agrees(claim.quantity, number.low, number.high):
        return FoundVerdict(verdict=ClaimVerdict.CURRENT, number=number, is_replaceable=True)
    if before := _held_before(claim, evidence, number.subject):
        return FoundVerdict(
            verdict=ClaimVerdict.STALE,
            number=number,
            notes=(notes.held_in(before, claim.quantity.unit),),
            is_replaceable=True,
        )
    return FoundVerdict(
        verdict=ClaimVerdict.DIFFERENT_POPULATION,
        number=number,
        notes=(notes.other_sample(evidence.publication, number),),
        is_replaceable=True,
    )


def _other_year(claim: BoundClaim, evidence: JudgingEvidence, number: OurNumber) -> int | None:
    """The one year that the article's number is of, where our sample is not all of that year.

    A year that belongs to a source's name is when that was published.
    """
    words, name = claim.binding.period_words, claim.binding.source_name
    years = _YEAR.findall(words or "")
    if len(set(years)) != 1 or (name and str(words) in name):
        return None
    sample = evidence.publication.populations[number.subject.population].sample
    if sample.first_day is None or sample.last_day is None:
        return None
    is_all = {str(sample.first_day.year), str(sample.last_day.year)} == set(years)
    return None if is_all else int(years[0])


def _of_year(
    claim: BoundClaim, evidence: JudgingEvidence, number: OurNumber, year: int
) -> FoundVerdict:
    """Judged by our postings of that year, where the release has any."""
    of_year = evidence.numbers_of_year(number.subject.population, year)
    if of_year is not None and (found := _by(of_year, claim, number.subject, str(year))):
        return found
    judged = _ours(claim, evidence, number)
    said = (notes.other_period(evidence.publication, number, year), *judged.notes)
    if judged.verdict in {ClaimVerdict.CURRENT, ClaimVerdict.STALE}:
        return replace(judged, notes=said)
    return replace(judged, verdict=ClaimVerdict.DIFFERENT_POPULATION, notes=said)


def _of_others(claim: BoundClaim, evidence: JudgingEvidence, subject: WantedNumber) -> FoundVerdict:
    """People that are no population of ours: judged by the release's postings of them, where it has
    enough; else ours may stand beside the number, never in its place.
    """
    binding = claim.binding
    words = str(binding.population_words or " in ".join(filter(None, _people(claim))))
    of_people = evidence.numbers_of_people(binding.occupation, binding.country)
    if of_people is not None:
        populations = of_people.publication.populations
        key = next(iter(populations))
        meant = replace(subject, population=key)
        if found := _by(of_people, claim, meant, populations[key].definition.label):
            return found
    number = evidence.numbers.find(subject, claim.quantity.unit)
    if isinstance(number, NoNumber):
        said = (notes.no_population(words), f"{_capital(number.reason)}.")
        return FoundVerdict(verdict=ClaimVerdict.CANNOT_SAY, notes=said)
    return FoundVerdict(
        verdict=ClaimVerdict.DIFFERENT_POPULATION,
        notes=(notes.not_our_population(evidence.publication, words, subject.population),),
        related=notes.sentence_of(evidence.publication, number),
    )


def _people(claim: BoundClaim) -> tuple[str | None, str | None]:
    return claim.binding.occupation, claim.binding.country


def _by(
    numbers: ReleaseNumbers, claim: BoundClaim, subject: WantedNumber, of: str
) -> FoundVerdict | None:
    """The verdict by a part of the release's postings; ``None`` where it says nothing of it."""
    publication = numbers.publication
    found = numbers.find(subject, claim.quantity.unit)
    if isinstance(found, NoNumber):
        return None
    holds = agrees(claim.quantity, found.low, found.high)
    return FoundVerdict(
        verdict=ClaimVerdict.CURRENT if holds else ClaimVerdict.CONTRADICTED,
        number=found,
        publication=publication,
        notes=(notes.judged_by(found, of), *notes.about(publication, found)),
        is_replaceable=True,
    )


def _earlier(claim: BoundClaim, evidence: JudgingEvidence, number: OurNumber) -> FoundVerdict:
    """A figure of an earlier time, by the releases of then; today's never takes its place."""
    before = _held_before(claim, evidence, number.subject)
    if before is not None:
        said = notes.held_in(before, claim.quantity.unit)
        return FoundVerdict(
            verdict=ClaimVerdict.CURRENT, number=before[1], notes=(notes.EARLIER, said)
        )
    return FoundVerdict(verdict=ClaimVerdict.CANNOT_SAY, notes=(notes.EARLIER, notes.NOT_ON_RECORD))


def _theirs(claim: BoundClaim, evidence: JudgingEvidence) -> FoundVerdict:
    """Another source's figure, with ours beside it where there is a related one."""
    name = claim.binding.source_name
    said = (f"A figure of {name}.",) if name else ()
    if claim.binding.statistic is None:
        return FoundVerdict(verdict=ClaimVerdict.NOT_OURS, notes=said)
    for subject in _related(evidence.numbers, claim, evidence.default_population):
        number = evidence.numbers.find(subject, claim.quantity.unit)
        if isinstance(number, OurNumber):
            sentence = notes.sentence_of(evidence.publication, number)
            return FoundVerdict(verdict=ClaimVerdict.NOT_OURS, notes=said, related=sentence)
    return FoundVerdict(
        verdict=ClaimVerdict.NOT_OURS,
        notes=(*said, notes.none_of_ours(evidence.publication, claim.binding.statistic, number)),
    )


def _related(numbers: ReleaseNumbers, claim: BoundClaim, population: str) -> Iterator[WantedNumber]:
    """What of ours stands nearest to a figure of theirs: the same group, else the whole."""
    subject = numbers.subject(claim.binding, population)
    if subject.population not in numbers.publication.populations:
        subject = replace(subject, population=population)
    yield subject
    if subject.group:
        yield replace(subject, split="all", group="")


def _disagreement(numbers: ReleaseNumbers, number: OurNumber) -> Disagreement | None:
    """Why a number misleads as it stands, where nobody accepted it as a headline."""
    if isinstance(number.row, Figure):
        return figure_parts(numbers.publication, number.row)
    subject = number.subject
    definition = numbers.publication.statistics[subject.statistic]
    if subject.view in {None, "silent"} or subject.measure != definition.headline.measure:
        return None
    where = (subject.statistic, subject.population, subject.split, subject.group)
    found = parts_instead(numbers.publication, *where)
    return found.get(str(subject.value))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
