"""The list of skills: found by any of their names, with their shares."""

from collections.abc import Collection
from dataclasses import dataclass

from skillscan.release.files import PageFile
from skillscan.release.lookup import counts_of
from skillscan.site.doubt_sentences import confounding_sentence
from skillscan.site.layout import page_file
from skillscan.site.narrative import withheld_sentence
from skillscan.site.skill_names import names_of
from skillscan.site.skill_numbers import SHARE, SkillNumbers
from skillscan.site.statistic_rows import ValueRow
from skillscan.taxonomy.model import Taxonomy

MOST_ROWS = 4_000
"""Skills in the list, which a phone must still sort; the CSV file has all."""
_MOST_COUNTS = 300
"""The same of a sample too small for shares."""


@dataclass(frozen=True, kw_only=True)
class SkillListing:
    """A skill in the list of all. ``row`` is of the population that leads, ``None`` where no
    opening of that names it; ``openings`` are those of the population where most do.
    """

    skill: str
    label: str
    kind: str | None
    row: ValueRow | None
    openings: int
    words: str
    has_page: bool


def list_page(numbers: SkillNumbers, taxonomy: Taxonomy, paged: Collection[str]) -> PageFile:
    """The page; ``paged`` are the skills that have one of their own."""
    content = numbers.content
    publication = content.publication
    led = numbers.rows.get(content.population, {})
    listings = [
        SkillListing(
            skill=skill,
            label=label,
            kind=kind,
            row=led.get(skill),
            openings=openings,
            words=names_of(label, taxonomy.skills.get(skill)),
            has_page=skill in paged,
        )
        for skill, (label, kind, openings) in list(numbers.labels.items())[:MOST_ROWS]
    ]
    is_known = SHARE in publication.statistics
    return page_file(
        content,
        "skills/index.html",
        "skills.html.j2",
        scripts=("skill_search.js", "tables.js"),
        styles=("statistic.css",),
        definition=numbers.definition,
        listings=sorted(listings, key=_first),
        left_out=len(numbers.labels) - len(listings),
        most_pages=len(paged),
        entry=publication.populations[content.population],
        unclear=confounding_sentence(publication, content.population),
        withheld=withheld_sentence(publication, SHARE, content.population) if is_known else "",
        counts=counts_of(publication, SHARE, content.population)[:_MOST_COUNTS] if is_known else (),
    )


def _first(one: SkillListing) -> tuple[bool, int, int, str]:
    """Technologies first, for that ML engineers know machine learning is no news; the most named
    of the leading population before others.
    """
    named = one.row.estimate.openings if one.row else 0
    return one.kind not in {None, "technology"}, -named, -one.openings, one.skill
