"""``METHODS.md`` of a release: how its numbers were made, from what the release itself says."""

import re
from collections.abc import Iterator

from skillscan.release.document import Publication
from skillscan.release.evaluation_entry import evaluation_sentences
from skillscan.release.excerpt import MOST_VALUES, MOST_VALUES_OF_GROUPS
from skillscan.statistics.definitions import Definition

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|&!~])")


def methods_text(publication: Publication) -> str:
    """The text of the file; the same publication gives the same text."""
    lines = [
        f"# Methods of release {publication.release}",
        *_notice(publication),
        *_of_release(publication),
        *_of_populations(publication),
        *(line for one in publication.statistics.values() for line in _of_statistic(one)),
        *_of_caveats(publication),
        *_of_sources(publication),
    ]
    return "\n".join(lines) + "\n"


def escaped(text: object) -> str:
    """A text from outside on one line, none of whose characters Markdown or HTML reads."""
    return _MARKUP.sub(r"\\\1", " ".join(str(text).split()))


def _notice(publication: Publication) -> Iterator[str]:
    if publication.notice:
        yield f"\n**{escaped(publication.notice)}**"


def _of_release(publication: Publication) -> Iterator[str]:
    yield "\n## How numbers are made\n"
    yield "The unit is the opening: postings that are one advertisement count once."
    yield f"{escaped(publication.method)}"
    yield (
        f"\nData as of {publication.as_of}; skillscan {escaped(publication.skillscan_version)}, "
        f"reading rules {escaped(publication.pipeline_version)}; the database file has the storage "
        f"format of DuckDB {escaped(publication.storage_version)} and opens with that version or "
        f"newer. Content hash (SHA-256): {publication.content_hash}."
    )
    yield (
        f"\n`statistics.json` and the page hold, of each statistic, population and split, the "
        f"{MOST_VALUES} values that most openings hold ({MOST_VALUES_OF_GROUPS} of a split into "
        "groups); `statistics/`, `parquet/` and `skillscan.duckdb` hold all."
    )
    yield f"\n{escaped(' '.join(evaluation_sentences(publication.evaluation)))}"
    if publication.own_rules or publication.own_taxonomy:
        own = [*publication.own_rules, *publication.own_taxonomy]
        yield f"\nAdded by the operator: {', '.join(map(escaped, own))}."


def _of_populations(publication: Publication) -> Iterator[str]:
    yield "\n## Populations\n"
    yield "| population | openings | advertisements | employers | first day | last day |"
    yield "| --- | ---: | ---: | ---: | --- | --- |"
    for key, entry in publication.populations.items():
        sample = entry.sample
        days = f"{sample.first_day or '–'} | {sample.last_day or '–'}"
        yield (
            f"| {escaped(entry.definition.label)} (`{key}`) | {sample.openings:,} | "
            f"{sample.postings:,} | {sample.employers:,} | {days} |"
        )


def _of_statistic(definition: Definition) -> Iterator[str]:
    yield f"\n## {escaped(definition.title)} (`{definition.id}`)\n"
    yield escaped(definition.definition)
    yield f"\n- Population: {escaped(definition.population)}"
    yield f"- Denominator: {escaped(definition.denominator)}"
    yield f"- Stating: {escaped(definition.stating)}"
    for name, says in definition.measures.items():
        yield f"- Measure `{name}`: {escaped(says)}"
    for name, figure in definition.figures.items():
        yield f"- Figure `{name}`: {escaped(figure.says)}"
    least = definition.minimum
    yield f"- Least sample: {least.openings} openings of {least.employers} employers"
    if said := [*definition.caveats, *definition.usage]:
        yield f"- Caveats: {', '.join(f'`{key}`' for key in said)}"


def _of_caveats(publication: Publication) -> Iterator[str]:
    yield "\n## Caveats\n"
    for key, text in publication.caveats.items():
        yield f"- `{key}`: {escaped(text)}"


def _of_sources(publication: Publication) -> Iterator[str]:
    yield "\n## Sources and licence\n"
    for source in publication.sources:
        link = f", {escaped(source.url)}" if source.url else ""
        yield f"- {escaped(source.label)}{link}: {source.postings:,} advertisements"
    yield (
        f"\nThe numbers: {escaped(publication.licence)}. Titles and the quoted sentences belong to "
        "the employers that published them."
    )
