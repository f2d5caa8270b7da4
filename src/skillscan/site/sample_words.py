"""What a population's sample is, in words: no number stands without it."""

from collections.abc import Sequence

from skillscan.release.document import PopulationEntry, Publication
from skillscan.site.number_words import days


def sample_sentence(publication: Publication, entry: PopulationEntry) -> str:
    """How many openings of how many employers, seen when, from where; starts in lower case."""
    sample = entry.sample
    if not sample.openings:
        return "no openings"
    on = "on " if sample.first_day == sample.last_day else ""
    sources = f", from {source_names(publication, sample.sources)}" if sample.sources else ""
    return (
        f"{counted(sample.openings, sample.employers)}, "
        f"seen {on}{days(sample.first_day, sample.last_day)}{sources}"
    )


def source_names(publication: Publication, sources: Sequence[str]) -> str:
    """Sources by the names that readers know."""
    labels = {one.source: one.label for one in publication.sources}
    return ", ".join(labels.get(one, one) for one in sources)


def counted(openings: int, employers: int) -> str:
    """Openings of employers, each in its number."""
    return (
        f"{openings:,} {'opening' if openings == 1 else 'openings'} of "
        f"{employers:,} {'employer' if employers == 1 else 'employers'}"
    )


def source_line(publication: Publication, population: str) -> str:
    """What a picture that leaves its page must say: whose numbers, of which sample, and when."""
    entry = publication.populations[population]
    licence = f" {publication.licence}." if publication.licence else ""
    notice = f" {publication.notice}" if publication.notice else ""
    return (
        f"Source: skillscan, release {publication.release}, data as of "
        f"{publication.as_of or 'no day'}: {entry.definition.label}, "
        f"{sample_sentence(publication, entry)}.{licence}{notice}"
    )
