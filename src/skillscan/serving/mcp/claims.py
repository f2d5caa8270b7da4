"""A sentence checked: every number in it that postings can speak for, and what to print instead."""

from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from skillscan import resources
from skillscan.article.check import ArticleCheck, check
from skillscan.article.judging.releases import evidence_from
from skillscan.article.report import ReportedClaim, report
from skillscan.release.catalog import Release
from skillscan.release.document import Publication
from skillscan.release.provenance import NumberAddress
from skillscan.serving.mcp.answers import CheckedClaim, ClaimAnswer
from skillscan.serving.mcp.asked import AskedPopulation, population_asked
from skillscan.serving.mcp.context import ONE_EMPLOYER, context_of, is_employer
from skillscan.serving.mcp.current_release import stamp
from skillscan.serving.mcp.number_models import (
    Alternative,
    ConfidenceInterval,
    PublishedNumber,
    ViewName,
)
from skillscan.serving.mcp.numbers import published_number
from skillscan.serving.mcp.refusals import CannotSayError
from skillscan.settings import Settings
from skillscan.text.printable import shortened

MAX_TEXT = 1_500
_FILE = "claim.txt"
_READING = Lock()
"""One text is read at a time: what reads is shared, and nobody promises that threads may share it.
"""
_NO_CLAIM = "No number in the text is one that postings can speak for."
_ASK = (
    "Give a whole sentence with the number, what it is of, and whose openings: “41 % of openings "
    "for ML engineers in the United States name Kubernetes.”"
)


def check_claim(
    release: Release, settings: Settings, text: str, population: str | None
) -> ClaimAnswer:
    """The verdict on every number of a text; a population is meant where the text names none.

    Raises CannotSayError for an unknown population.
    """
    if population is not None:
        asked = AskedPopulation(population=population)
        population = population_asked(release.excerpt, asked)
    evidence = evidence_from(settings, release.name, population)
    with (
        _READING,
        TemporaryDirectory() as empty,
    ):  # nothing that somebody confirmed lies beside the text
        found = check(text.encode(), Path(empty) / _FILE, evidence)
    said = report(found.checked)
    return ClaimAnswer(
        refused=not said.claims,
        reason=None if said.claims else _NO_CLAIM,
        instead=None if said.claims else Alternative(text=_ASK),
        release=stamp(release),
        claims=[
            _claim(found, claim, one.binding.measure, settings)
            for claim, one in zip(said.claims, found.checked.claims, strict=True)
        ],
        numbers_seen=said.coverage.seen,
        not_understood=said.coverage.not_understood,
        nothing_to_judge=said.coverage.nothing_to_judge,
        faults=[shortened(one.problem, MAX_TEXT) for one in said.faults],
    )


def _claim(
    found: ArticleCheck, one: ReportedClaim, measure: str | None, settings: Settings
) -> CheckedClaim:
    publication = found.publication
    is_known = one.statistic in publication.statistics and one.population in publication.populations
    where = (str(one.statistic), str(one.population))
    return CheckedClaim(
        quote=shortened(one.quote, MAX_TEXT),
        verdict=str(one.verdict),
        meaning=resources.data_yaml("article", "verdicts.yaml")[str(one.verdict)]["meaning"],
        statistic=one.statistic,
        value=one.dimension,
        population=one.population,
        view=one.view,
        estimate=one.estimate,
        interval=ConfidenceInterval(low=one.interval[0], high=one.interval[1])
        if one.interval
        else None,
        unit=one.unit,
        print_instead=one.replacement,
        sentence_instead=_prose(publication, one.sentence),
        source_line=_prose(publication, one.source_line),
        note=_prose(publication, one.note),
        our_related_number=_prose(publication, one.related),
        number=_number(publication, one, measure) if is_known else None,
        context=context_of(publication, *where, settings.releases_base_url) if is_known else None,
    )


def _number(
    publication: Publication, one: ReportedClaim, measure: str | None
) -> PublishedNumber | None:
    """The number of ours that a claim was judged by, where it is one of a whole population."""
    if one.dimension is None or "=" in one.dimension:
        return None
    definition = publication.statistics[str(one.statistic)]
    address = NumberAddress(
        statistic=str(one.statistic),
        population=str(one.population),
        value=one.dimension,
        measure=measure or definition.headline.measure,
    )
    view: ViewName | None = next(
        (name for name in ("all", "stating", "employer", "silent") if name == one.view), None
    )
    try:
        return published_number(publication, address, view, one.dimension)
    except (CannotSayError, KeyError):
        return None


def _prose(publication: Publication, text: str | None) -> str | None:
    """A text of ours in which no employer is named: a name is a stranger's word."""
    if text is None:
        return None
    for found in publication.disagreements:
        for part in filter(is_employer, found.parts):
            text = text.replace(part.label, ONE_EMPLOYER)
    return shortened(text, MAX_TEXT)
