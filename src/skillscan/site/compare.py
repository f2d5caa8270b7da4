"""The page that compares: two occupations, two populations, two months."""

from collections.abc import Iterator

from skillscan.release.files import PageFile
from skillscan.site.content import SiteContent
from skillscan.site.doubt_sentences import confounding_sentence
from skillscan.site.layout import page_file
from skillscan.site.month_tables import month_tables, months_missing
from skillscan.site.occupation_pairs import occupation_pairs, withheld_pairs
from skillscan.site.population_tables import population_columns, population_tables
from skillscan.site.sample_words import sample_sentence

PATH = "compare.html"


def files(content: SiteContent) -> Iterator[PageFile]:
    """``compare.html``."""
    columns = population_columns(content)
    months = list(month_tables(content))
    publication = content.publication
    entries = publication.populations
    yield page_file(
        content,
        PATH,
        "compare.html.j2",
        scripts=("tables.js", "columns.js"),
        styles=("compare.css",),
        pairs=occupation_pairs(content),
        withheld=list(withheld_pairs(content)),
        columns=columns,
        tables=list(population_tables(content, columns)),
        months=months,
        month_keys=sorted({column.key for table in months for column in table.columns}),
        missing=list(months_missing(content, months)),
        labels={key: entry.definition.label for key, entry in entries.items()},
        samples={key: sample_sentence(publication, entry) for key, entry in entries.items()},
        unclear={key: confounding_sentence(publication, key) for key in entries},
    )
