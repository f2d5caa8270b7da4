"""The number beside ours where an article names no country.

It is then judged by postings of all countries, while the site leads with one country's (or the
other way round, where it names nobody at all). Where the two differ, both are told.
"""

from dataclasses import replace

from skillscan.article.judging import notes
from skillscan.article.judging.agreement import agrees
from skillscan.article.judging.bound_claim import BoundClaim
from skillscan.article.judging.evidence import JudgingEvidence
from skillscan.article.judging.our_number import OurNumber
from skillscan.statistics.populations import Population


def unnamed_country(
    claim: BoundClaim, evidence: JudgingEvidence, number: OurNumber
) -> tuple[str, ...]:
    """That no country is named, and the number of the other population; empty where a country is
    named, somebody said which population is meant, or both say the same.
    """
    binding, published = claim.binding, evidence.publication.populations
    own = published[number.subject.population].definition
    if binding.by != "reading" or (binding.population is not None and own.country):
        return ()
    other = _other_scope(evidence, own)
    found = (
        evidence.numbers.find(replace(number.subject, population=other), claim.quantity.unit)
        if other
        else None
    )
    if not isinstance(found, OurNumber) or not _differ(claim, number, found):
        return ()
    label = published[found.subject.population].definition.label
    return (notes.no_country(own.label, label, found, claim.quantity.unit),)


def _other_scope(evidence: JudgingEvidence, own: Population) -> str | None:
    """The same people in the country that the release leads with, or without a country."""
    published = evidence.publication.populations
    lead = published[evidence.default_population].definition.country
    wanted = () if own.country else lead
    return next(
        (
            key
            for key, entry in published.items()
            if entry.definition.country == wanted != own.country
            if _people(entry.definition) == _people(own)
        ),
        None,
    )


def _people(population: Population) -> tuple[object, ...]:
    """What makes a population but its country, label and id."""
    return (
        population.occupation,
        population.seniority,
        population.source,
        population.since,
        population.until,
        population.period_days,
    )


def _differ(claim: BoundClaim, own: OurNumber, other: OurNumber) -> bool:
    """Whether the printed number holds for one only, or neither estimate lies in the other's
    interval.
    """
    holds = [agrees(claim.quantity, one.low, one.high) for one in (own, other)]
    is_apart = not own.low <= other.number <= own.high and not other.low <= own.number <= other.high
    return holds[0] != holds[1] or is_apart
