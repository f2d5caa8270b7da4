"""The line that names what a number of ours rests on, and how it is called inside a sentence."""

from skillscan.article.judging.our_number import OurNumber
from skillscan.release.document import Publication

PUBLISHER = "skillscan"
"""What our figures are attributed to, where an article names a source beside a number."""


def source_line(publication: Publication, number: OurNumber) -> str:
    """Population, period, sample and release of a number of ours."""
    entry = publication.populations[number.subject.population]
    sample = entry.sample
    group = f" ({number.subject.split} {number.subject.group})" if number.subject.group else ""
    seen = f", seen {sample.first_day} to {sample.last_day}" if sample.first_day else ""
    notice = f" {publication.notice}" if publication.notice else ""
    return (
        f"Source: {PUBLISHER} release {publication.release}: {entry.definition.label}{group}, "
        f"{number.openings:,} openings of {number.employers:,} employers{seen}.{notice}"
    )


def inline_name(publication: Publication, population: str) -> str:
    """How the source is called inside a sentence: "skillscan 2026"."""
    year = sample_year(publication, population)
    return f"{PUBLISHER} {year}" if year else PUBLISHER


def sample_year(publication: Publication, population: str) -> int | None:
    """The year of the newest day of a population's sample."""
    day = publication.populations[population].sample.last_day or publication.as_of
    return day.year if day else None
