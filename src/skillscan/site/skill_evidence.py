"""Sentences that name a skill, of different employers: one query for all skills of a site."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import duckdb

from skillscan.nlp.reason import ReasonWords, reason_in_words
from skillscan.release.provenance import grounds_of_row
from skillscan.release.withdrawal import WITHDRAWN
from skillscan.warehouse import queries

MOST_SENTENCES = 5


@dataclass(frozen=True, kw_only=True)
class NamingSentence:
    """A sentence of a posting: ``quote[start:end]`` is what was found, ``reason`` why it counts as
    it does; ``url`` is the posting's address, where a browser may be led to it.
    """

    employer: str
    url: str | None
    quote: str
    start: int
    end: int
    reason: ReasonWords


def naming_sentences(
    connection: duckdb.DuckDBPyConnection, skills: Sequence[str], populations: Sequence[str]
) -> Mapping[str, Sequence[NamingSentence]]:
    """Skill to the sentences of openings of these populations that name it, the first population
    before the others; none that was withdrawn.
    """
    rows = queries.rows(
        connection,
        "release/naming_sentences",
        wanted=list(skills),
        populations=list(populations),
        most=MOST_SENTENCES,
        withdrawn=WITHDRAWN,
    )
    found: defaultdict[str, list[NamingSentence]] = defaultdict(list)
    for skill, employer, url, quote, start, end, *grounds in rows:
        found[skill].append(
            NamingSentence(
                employer=employer or "an employer without a name",
                url=_safe(url),
                quote=quote,
                start=start,
                end=end,
                reason=reason_in_words(grounds_of_row(*grounds)),
            )
        )
    return found


def _safe(url: str | None) -> str | None:
    """An address of the web; an imported file may hold any other, even a script."""
    try:
        is_web = urlsplit(url or "").scheme in {"http", "https"}
    except ValueError:
        return None
    return url if is_web else None
