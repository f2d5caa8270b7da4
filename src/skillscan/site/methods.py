"""The page for a reader who doubts: how the numbers are made, how wrong they may be, what is not
known.
"""

from collections import defaultdict
from collections.abc import Iterator

from skillscan.release.evaluation_entry import evaluation_sentences
from skillscan.release.files import PageFile
from skillscan.site.additions import additions
from skillscan.site.content import SiteContent
from skillscan.site.doubt_sentences import confounding_sentence
from skillscan.site.layout import page_file
from skillscan.site.number_words import VIEW_LABELS
from skillscan.site.sample_words import sample_sentence

PATH = "methods.html"
_FIELDS = {
    "years_min": "Least years of experience",
    "years_best": "Years of experience that are best",
    "salary": "Pay",
}
"""Fields of the labels whose names do not say it to everybody."""


def files(content: SiteContent) -> Iterator[PageFile]:
    """``methods.html``."""
    publication = content.publication
    populations = publication.populations
    published: defaultdict[str, set[str]] = defaultdict(set)
    for statistic, population, _ in (*content.estimates, *content.figures):
        published[statistic].add(population)
    evaluation = publication.evaluation
    yield page_file(
        content,
        PATH,
        "methods.html.j2",
        styles=("prose.css",),
        leading=populations[content.population],
        views=VIEW_LABELS,
        published={key: len(published[key]) for key in publication.statistics},
        evaluation=list(evaluation_sentences(evaluation)),
        fields=[
            (_FIELDS.get(name, name.replace("_", " ").capitalize()), share)
            for name, share in (evaluation.fields if evaluation else {}).items()
        ],
        samples={
            key: sample_sentence(content.publication, entry) for key, entry in populations.items()
        },
        unclear={key: confounding_sentence(publication, key) for key in populations},
        additions=list(additions(publication)),
    )
