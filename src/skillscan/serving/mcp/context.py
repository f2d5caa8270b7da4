"""What stands beside numbers: the sample, its sources, caveats, and how to cite."""

from collections.abc import Iterable

import msgspec

from skillscan.release.document import Publication
from skillscan.release.statistic_files import citation
from skillscan.serving.mcp.number_models import (
    NumberContext,
    NumberPart,
    NumberSource,
    PopulationSample,
)
from skillscan.site.doubt_sentences import confounding_sentence, disagreement_sentence
from skillscan.site.narrative import unread_sentence
from skillscan.statistics.estimates import Disagreement, PartShare
from skillscan.text.printable import shortened

MAX_NAME = 120
"""Characters of an employer's name: it is a stranger's word."""
ONE_EMPLOYER = "one employer"


def context_of(
    publication: Publication, statistic: str, population: str, base_url: str | None
) -> NumberContext:
    """What must stand beside every number of a statistic and population; ``base_url`` is where
    releases can be had.
    """
    definition = publication.statistics[statistic]
    entry = publication.populations[population]
    return NumberContext(
        statistic=statistic,
        title=definition.title,
        definition=definition.definition,
        population=population,
        population_label=entry.definition.label,
        sample=sample_of(publication, population),
        caveats=sentences(publication, definition.caveats),
        do_not=sentences(publication, definition.usage),
        method=publication.method,
        citation=citation(publication, definition, base_url),
    )


def sentences(publication: Publication, keys: Iterable[str]) -> list[str]:
    """Caveats in words."""
    return [publication.caveats[key] for key in keys if key in publication.caveats]


def sample_of(publication: Publication, population: str) -> PopulationSample:
    """What the release holds of a population, with its days and sources."""
    sample = publication.populations[population].sample
    known = {one.source: one for one in publication.sources}
    sources = [
        NumberSource(
            source=name,
            label=known[name].label if name in known else None,
            url=known[name].url if name in known else None,
        )
        for name in sample.sources
    ]
    return PopulationSample(
        openings=sample.openings,
        advertisements=sample.postings,
        employers=sample.employers,
        boards=sample.boards,
        first_day=sample.first_day,
        last_day=sample.last_day,
        sources=sources,
        largest_employer=employer_name(sample.largest_employer),
        largest_employer_share=sample.largest_employer_share,
    )


def employer_name(name: str | None) -> str | None:
    """A name as it may stand in a field of its own."""
    return None if name is None else shortened(name, MAX_NAME)


def parts_of(found: Disagreement) -> list[NumberPart]:
    """The parts of a number that misleads; an employer's name stands in a field of its own."""
    return [
        NumberPart(
            part=ONE_EMPLOYER if is_employer(part) else part.label,
            employer=employer_name(part.label) if is_employer(part) else None,
            share=part.share,
            openings=part.openings,
            employers=part.employers,
        )
        for part in found.parts
    ]


def disagreement_warning(found: Disagreement, unit: str = "") -> str:
    """Why a number misleads, in a sentence that no employer's name stands in."""
    parts = [
        msgspec.structs.replace(part, label=ONE_EMPLOYER) if is_employer(part) else part
        for part in found.parts
    ]
    return disagreement_sentence(msgspec.structs.replace(found, parts=parts), unit)


def population_warnings(publication: Publication, population: str) -> list[str]:
    """What must be said of every number of a population."""
    said = [
        confounding_sentence(publication, population),
        unread_sentence(publication.freshness),
    ]
    return [one for one in said if one]


def is_employer(part: PartShare) -> bool:
    """Whether the label of a part is an employer's name."""
    return part.employers == 1
