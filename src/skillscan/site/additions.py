"""What the operator of a release has added to the package, in words."""

from collections.abc import Iterator

from skillscan.release.document import Publication


def additions(publication: Publication) -> Iterator[str]:
    """A line for each kind of addition: its name, and which ones."""
    named = {
        "statistics": publication.own_statistics,
        "splits": publication.own_splits,
        "populations": publication.own_populations,
        "skills, categories and conditions": publication.own_taxonomy,
        **{f"rules in {file}": rules for file, rules in publication.own_rules.items()},
    }
    for kind, ids in named.items():
        if ids:
            yield f"{kind}: {', '.join(ids)}"
