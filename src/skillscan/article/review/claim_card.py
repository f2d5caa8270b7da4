"""What the review page says of one claim: old and new, why, and the evidence behind it."""

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from skillscan.article.dimension import AGAINST, COMPLEMENT, read_dimension
from skillscan.article.judging.notes import written
from skillscan.article.model import Binding, CheckedArticle, Claim
from skillscan.article.review.legend import LegendEntry, legend
from skillscan.release.document import Publication, QuotedExample
from skillscan.site.number_words import VIEW_LABELS
from skillscan.statistics.definitions import Definition
from skillscan.statistics.populations import Sample

MOST_EXAMPLES = 5
_AROUND = 240
"""Characters of a quote that are shown on each side of its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a number of ours rests on; ``command`` prints the trail down to the postings."""

    title: str
    definition: str
    view: str
    denominator: str
    population: str
    sample: Sample | None
    command: str
    examples: tuple[QuotedExample, ...]


@dataclass(frozen=True, kw_only=True)
class ClaimCard:
    """A claim as it is shown; ``number`` counts from 1, in text order."""

    number: int
    claim: Claim
    printed: str
    """The number as the article prints it, with the words that bound it."""
    old: str
    """The part of it that another number would take the place of."""
    quote: str
    conflicts: tuple[tuple[int, str], ...]
    """Number and printed number of the claims that say something else of the same thing."""
    sample_of: tuple[int, ...]
    """Numbers of the claims whose sample this is."""
    evidence: Evidence | None

    @property
    def legend(self) -> LegendEntry:
        """Its verdict as it is shown."""
        return legend()[self.claim.judgement.verdict]

    @cached_property
    def estimate(self) -> str:
        """Our number in the unit of the claim; empty where there is none."""
        value = self.claim.judgement.estimate
        return "" if value is None else written(value, self.claim.quantity.unit)

    @cached_property
    def interval(self) -> str:
        """Its 95 % interval; empty where there is none, as of counts."""
        ends = self.claim.judgement.interval
        if ends is None or ends[0] == ends[1]:
            return ""
        low, high = (written(end, self.claim.quantity.unit) for end in ends)
        return f"{low} to {high}"


def claim_cards(checked: CheckedArticle, publication: Publication) -> Iterator[ClaimCard]:
    """A card of each claim, in text order."""
    text, claims = checked.article.text, checked.claims
    for number, one in enumerate(claims, start=1):
        quantity, binding = one.quantity, one.binding
        yield ClaimCard(
            number=number,
            claim=one,
            printed=text[quantity.start : quantity.end],
            old=text[quantity.start : quantity.end],
            quote=_quote(text, one),
            conflicts=tuple(_conflicts(text, claims, one)),
            sample_of=tuple(place + 1 for place in binding.sample_of if place < len(claims)),
            evidence=_evidence(publication, binding),
        )


def _quote(text: str, claim: Claim) -> str:
    """The words that say what the number is of; of very many those beside it."""
    quantity, binding = claim.quantity, claim.binding
    start = max(binding.start, quantity.start - _AROUND)
    end = min(binding.end, quantity.end + _AROUND)
    before = "…" if start > binding.start else ""
    after = "…" if end < binding.end else ""
    return f"{before}{text[start:end]}{after}"


def _conflicts(text: str, claims: Sequence[Claim], claim: Claim) -> Iterator[tuple[int, str]]:
    for place in claim.judgement.conflicts:
        if 0 <= place < len(claims):
            other = claims[place].quantity
            yield place + 1, text[other.start : other.end]


def _evidence(publication: Publication, binding: Binding) -> Evidence | None:
    """``None`` where the release knows nothing of the statistic."""
    definition = publication.statistics.get(binding.statistic or "")
    if definition is None:
        return None
    view = binding.view or definition.headline.view
    entry = publication.populations.get(binding.population or "")
    return Evidence(
        title=definition.title,
        definition=definition.definition,
        view=VIEW_LABELS.get(view, view),
        denominator=definition.stating if view == "stating" else definition.denominator,
        population=entry.definition.label if entry else binding.population_words or "",
        sample=entry.sample if entry else None,
        command=explain_command(publication, definition, binding),
        examples=tuple(_examples(publication, binding)),
    )


def _examples(publication: Publication, binding: Binding) -> Iterator[QuotedExample]:
    wanted = (binding.statistic, binding.population, binding.dimension)  # of groups there are none
    found = 0
    for one in publication.examples:
        if (one.statistic, one.population, one.value) == wanted and found < MOST_EXAMPLES:
            found += 1
            yield one


def explain_command(publication: Publication, definition: Definition, binding: Binding) -> str:
    """What prints the trail of a number on the command line; where the claim names no value of the
    statistic, what prints all of them.
    """
    named = f"{definition.id}@{publication.release}"
    population = ["--population", binding.population] if binding.population else []
    part = read_dimension(binding.dimension)
    if part.split == AGAINST:  # it is published for the other one
        part, population = replace(part, group=""), ["--population", part.group]
    if part.value is None:
        return shlex.join(["skillscan", "stats", named, *population])
    option = "--skill" if definition.dimension.name == "skill" else "--value"
    group = ["--split", part.split, "--group", part.group] if part.group else []
    named_measure = binding.measure if binding.measure != COMPLEMENT else None
    measure = ["--measure", named_measure] if named_measure else []
    value = [option, part.value]
    return shlex.join(["skillscan", "explain", named, *value, *group, *population, *measure])
