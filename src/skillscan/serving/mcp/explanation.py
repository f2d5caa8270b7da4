"""From a number down to the sentences of postings that it rests on."""

import re

from skillscan.release.catalog import Release
from skillscan.release.number_lookup import find_number
from skillscan.release.provenance import (
    NumberAddress,
    OpeningEvidence,
    Quote,
    provenance,
)
from skillscan.serving.mcp.answers import ExplanationAnswer, QuotedOpening, QuotedSentence
from skillscan.serving.mcp.context import MAX_NAME, context_of
from skillscan.serving.mcp.current_release import stamp
from skillscan.serving.mcp.number_models import PublishedNumber
from skillscan.serving.mcp.question import NumberQuestion, find, numbered
from skillscan.serving.mcp.refusals import CannotSayError
from skillscan.settings import Settings
from skillscan.text.printable import shortened

MAX_SENTENCE = 700
MAX_LINK = 500
_SENTENCES = 5
"""Of an opening; the query has all."""
_LINK = re.compile(r"https?://[^\s<>\"'`]{1,500}")


def explain(
    release: Release, settings: Settings, question: NumberQuestion, limit: int
) -> ExplanationAnswer:
    """The number of a question, or why there is none, and openings behind it.

    Raises CannotSayError where the release counted nothing at all.
    """
    found = find(release, settings.home, question)
    address, publication = found.address, found.publication
    counted = find_number(publication, address)
    number: PublishedNumber | None = None
    refusal: CannotSayError | None = None
    try:
        number = numbered(found, question)
    except CannotSayError as error:
        if counted is None:
            raise
        refusal = error
    with release.connect() as connection:
        openings = list(provenance(connection, publication, address, limit))
    where = (address.statistic, address.population)
    return ExplanationAnswer(
        refused=refusal is not None,
        reason=str(refusal) if refusal else None,
        instead=refusal.instead if refusal else None,
        release=stamp(release),
        number=number,
        context=context_of(publication, *where, settings.releases_base_url),
        quoted_openings=[_quoted(one) for one in openings],
        openings_in_all=counted.openings if counted else 0,
        query_for_all=_query(address),
    )


def _quoted(one: OpeningEvidence) -> QuotedOpening:
    links = [url for _, url in one.postings if url and _LINK.fullmatch(url)]
    return QuotedOpening(
        opening_id=shortened(one.opening_id, MAX_NAME),
        employer=shortened(one.employer, MAX_NAME),
        title=shortened(one.title, MAX_NAME),
        last_seen=one.last_seen,
        posting_ids=[shortened(posting, MAX_NAME) for posting, _ in one.postings[:3]],
        link=shortened(links[0], MAX_LINK) if links else None,
        sentences=[_sentence(quote) for quote in one.quotes[:_SENTENCES]],
    )


def _sentence(quote: Quote) -> QuotedSentence:
    spans = quote.spans[:_SENTENCES]
    rules = (
        rule
        for span in spans
        for rule in (span.rule, span.section_rule, span.modifier_rule)
        if rule
    )
    return QuotedSentence(
        text=shortened(quote.text, MAX_SENTENCE),
        found=[shortened(quote.text[span.start : span.end], MAX_NAME) for span in spans],
        read_as=list(dict.fromkeys(span.mention_class for span in spans)),
        why=list(dict.fromkeys(shortened(span.reason, MAX_SENTENCE) for span in spans)),
        rules=list(dict.fromkeys(shortened(rule, MAX_NAME) for rule in rules)),
    )


def _query(address: NumberAddress) -> str:
    """SQL that gives all evidence of a number."""
    wanted = {
        "statistic": address.statistic,
        "population_id": address.population,
        "split": address.split,
        "group_value": address.group,
        "value": address.value,
        "measure": address.measure,
    }
    conditions = " AND ".join(
        f"{name} = '{value.replace(chr(39), 2 * chr(39))}'" for name, value in wanted.items()
    )
    return (
        "SELECT employer_name, title, url, quote, mention_class, rule FROM analyst.evidence "  # noqa: S608
        f"WHERE {conditions} ORDER BY opening_id, start_char"
    )
