"""The check of an article for machines: ``skillscan article check FILE --json``.

The JSON schema ``data/article.schema.json`` is generated from these models:
``python -m skillscan.article.report > data/article.schema.json`` writes it anew.
"""

import json
import sys
from typing import Annotated, Literal

import msgspec

from skillscan.article.model import CheckedArticle, Claim, ClaimVerdict, UnjudgedNumber
from skillscan.release.json_schema import schema_of

Kind = Literal["ours", "theirs"]


class ReportedCoverage(msgspec.Struct, frozen=True, kw_only=True):
    """How many numbers were seen, and what became of them; they add up to ``seen``."""

    seen: int
    ours: int
    theirs: int
    nothing_to_judge: int
    not_understood: int


class ReportedClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim. ``start`` and ``end`` are characters of the decoded source (of a ``.docx``: of its
    paragraphs joined by line ends) and bound ``quote`` there, markup included. ``value`` is the
    printed number, ``null`` for a range; it, ``estimate`` and ``interval`` are in ``unit``.

    ``replacement`` is the number to print instead, in the article's own form, ``sentence`` the
    whole sentence with all that changes in it, ``source_line`` what they rest on; ``related`` is
    our figure beside another source's; ``conflicts`` are places in ``claims``; ``because`` are the
    words that the binding rests on, ``confidence`` how sure it is: 1 of a marker and of what an
    editor confirmed, less the more was taken over from elsewhere in the article.
    """

    start: int
    end: int
    quote: str
    value: float | None
    unit: str | None
    kind: Kind
    statistic: str | None
    dimension: str | None
    population: str | None
    view: str | None
    verdict: ClaimVerdict
    estimate: float | None
    interval: Annotated[list[float], msgspec.Meta(min_length=2, max_length=2)] | None
    replacement: str | None
    note: str | None
    id: str
    sentence: str | None = None
    source_line: str | None = None
    related: str | None = None
    conflicts: list[int] = []
    because: list[str] = []
    confidence: Annotated[float, msgspec.Meta(ge=0, le=1)] = 1.0


class ReportedDoubt(msgspec.Struct, frozen=True, kw_only=True):
    """A number that was not understood: where it stands, and what a binding lacked."""

    start: int
    end: int
    quote: str
    reason: str


class ReportedFault(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong with a marker, or with a binding that somebody confirmed."""

    line: int | None
    problem: str
    is_error: bool = True


class ArticleReport(msgspec.Struct, frozen=True, kw_only=True):
    """What was found in an article, against one release."""

    release: str
    coverage: ReportedCoverage
    claims: list[ReportedClaim]
    not_understood: list[ReportedDoubt] = []
    faults: list[ReportedFault] = []


def report(checked: CheckedArticle) -> ArticleReport:
    """The report of a checked article."""
    covered = checked.coverage
    return ArticleReport(
        release=checked.release,
        coverage=ReportedCoverage(
            seen=covered.seen,
            ours=covered.ours,
            theirs=covered.theirs,
            nothing_to_judge=covered.nothing_to_judge,
            not_understood=covered.not_understood,
        ),
        claims=[_claim(checked, claim) for claim in checked.claims],
        not_understood=[_doubt(checked, one) for one in checked.not_understood],
        faults=[
            ReportedFault(line=one.line, problem=one.problem, is_error=one.is_error)
            for one in checked.faults
        ],
    )


def report_text(checked: CheckedArticle) -> str:
    """The report as JSON on one line, with every key."""
    content = msgspec.to_builtins(report(checked))
    return json.dumps(content, ensure_ascii=False)


def schema_text() -> str:
    """The text of ``data/article.schema.json``."""
    return schema_of(ArticleReport, "skillscan article check --json")


def _claim(checked: CheckedArticle, claim: Claim) -> ReportedClaim:
    quantity, binding, judgement = claim.quantity, claim.binding, claim.judgement
    start, end = checked.article.source_span(binding.start, binding.end)
    new = judgement.replacement
    return ReportedClaim(
        start=start,
        end=end,
        quote=checked.article.source[start:end],
        value=quantity.low if quantity.low == quantity.high else None,
        unit=quantity.unit,
        kind=binding.kind,
        statistic=binding.statistic,
        dimension=binding.dimension,
        population=binding.population,
        view=binding.view,
        verdict=judgement.verdict,
        estimate=judgement.estimate,
        interval=list(judgement.interval) if judgement.interval else None,
        replacement=new.number if new else None,
        note=judgement.note,
        id=claim.claim_id,
        sentence=new.sentence if new else None,
        source_line=new.source_line if new else None,
        related=judgement.related,
        conflicts=list(judgement.conflicts),
        because=list(binding.reasons),
        confidence=round(binding.confidence, 2),
    )


def _doubt(checked: CheckedArticle, one: UnjudgedNumber) -> ReportedDoubt:
    start, end = checked.article.source_span(one.quantity.start, one.quantity.end)
    quote = checked.article.source[start:end]
    return ReportedDoubt(start=start, end=end, quote=quote, reason=one.reason)


if __name__ == "__main__":
    sys.stdout.write(schema_text())
