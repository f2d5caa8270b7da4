"""The pages of skills: the list that finds a skill by any of its names, and a page for those that
most openings name.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from skillscan.release.evaluation_entry import evaluation_sentences
from skillscan.release.files import PageFile
from skillscan.release.lookup import disagreements_about
from skillscan.release.release_folder import SITE
from skillscan.release.statistic_files import citation
from skillscan.site.content import SiteContent
from skillscan.site.doubt_sentences import confounding_sentence
from skillscan.site.layout import page_file, picture_file
from skillscan.site.number_words import VIEW_LABELS
from skillscan.site.sample_words import source_line
from skillscan.site.skill_evidence import NamingSentence, naming_sentences
from skillscan.site.skill_list import list_page
from skillscan.site.skill_names import known_taxonomy
from skillscan.site.skill_numbers import BY_LEVEL, PAIRS, SHARE, TREND, SkillNumbers
from skillscan.site.skill_page import SkillPage, skill_page
from skillscan.site.statistic_groups import MONTHS_SAY, PANEL

MOST_PAGES = 300
"""Skills with a page of their own: of fewer openings than the 300th has, hardly anything but the
share can be said, and a release should stay small enough to be copied."""
_FILE = re.compile(r"[a-z0-9][a-z0-9+#.-]{0,60}")
"""What may be a file's name: every id of a taxonomy."""
_NEEDED = frozenset({"opening_findings", "openings", "population_openings", "postings"})
"""What sentences are read from; releases of the first versions lack some."""


def files(content: SiteContent) -> Iterator[PageFile]:
    """A page, a picture and a JSON file for each of the skills that most openings name, and the
    list of all.
    """
    numbers = SkillNumbers(content=content)
    taxonomy = known_taxonomy(content.shown.home)
    paged = [one for one in numbers.labels if _FILE.fullmatch(one)][:MOST_PAGES]
    evidence: Mapping[str, Sequence[NamingSentence]] = {}
    if paged and content.tables >= _NEEDED:
        evidence = naming_sentences(content.connection, paged, numbers.populations)
    for skill in paged:
        page = skill_page(numbers, taxonomy, skill, frozenset(paged), evidence.get(skill, ()))
        yield from _skill_files(content, numbers, page)
    yield list_page(numbers, taxonomy, frozenset(paged))


def _skill_files(
    content: SiteContent, numbers: SkillNumbers, page: SkillPage
) -> Iterator[PageFile]:
    publication = content.publication
    definition = publication.statistics[SHARE]
    cited = f"{page.label}: {citation(publication, definition, content.shown.base_url)}"
    path = f"pictures/skills/{page.skill}.svg"
    yield page_file(
        content,
        f"skills/{page.skill}.html",
        "skill.html.j2",
        scripts=("tables.js", "png.js"),
        styles=("statistic.css",),
        page=page,
        definition=definition,
        sample=publication.populations[page.population].sample,
        of=publication.populations[page.population].definition.label,
        unclear=confounding_sentence(publication, page.population),
        earlier=numbers.earlier,
        view_labels=VIEW_LABELS,
        months_say=MONTHS_SAY,
        panel=PANEL,
        statistics={"levels": BY_LEVEL, "pairs": PAIRS, "trend": TREND},
        picture=path,
        evaluation=list(evaluation_sentences(publication.evaluation)),
        source=source_line(publication, page.population),
        citation=cited,
    )
    yield picture_file(content, page.population, path, page.chart)
    described = json.dumps(_described(content, numbers, page, cited), ensure_ascii=False)
    yield PageFile(path=f"{SITE}/skills/{page.skill}.json", content=f"{described}\n".encode())


def _described(
    content: SiteContent, numbers: SkillNumbers, page: SkillPage, cited: str
) -> dict[str, Any]:
    """The numbers of a skill, with what is needed to understand and to cite them."""
    publication = content.publication
    definition = publication.statistics[SHARE]
    figures = numbers.figures(page.population, page.skill)
    related = [one.row.figure for one in page.related]
    found = {
        "id": f"{page.skill}@{publication.release}",
        "label": page.label,
        "kind": page.kind,
        "release": publication.release,
        "content_hash": publication.content_hash,
        "published_at": publication.published_at,
        "as_of": publication.as_of,
        "notice": publication.notice,
        "licence": publication.licence,
        "citation": cited,
        "definition": definition.definition,
        "measures": definition.measures,
        "caveats": {key: publication.caveats[key] for key in definition.caveats},
        "method": publication.method,
        "populations": {
            one: publication.populations[one]
            for one in numbers.populations
            if page.skill in numbers.rows[one]
        },
        "estimates": [
            one
            for population in numbers.populations
            for one in numbers.measures(population, page.skill).values()
        ],
        "by_level": [one for level in page.levels for one in level.values()],
        "disagreements": [
            one
            for one in publication.disagreements
            if one.statistic in {SHARE, BY_LEVEL} and one.value == page.skill
        ]
        + [
            found for one in (*figures, *related) for found in disagreements_about(publication, one)
        ],
        "figures": figures,
        "related": related,
    }
    described: dict[str, Any] = msgspec.to_builtins(found)
    return described
