"""The verdict on every marked number of an article, and the article with the new ones."""

from dataclasses import dataclass
from datetime import date

from skillscan.article.model import ArticleText, Edit
from skillscan.article.percent_text import PercentText, read_percent_text
from skillscan.article.resolve import ClaimResolver, MarkerError, ResolvedClaim
from skillscan.article.source.edits import apply
from skillscan.article.source.markers import Marker, faults, find
from skillscan.release.document import Publication
from skillscan.release.lookup import denominator
from skillscan.release.pooled_headlines import samples_instead
from skillscan.statistics.populations import Sample


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimVerdict:
    """One claim: what stands there, what the release says, and whether both agree.

    ``share``, ``low`` and ``high`` are in [0, 1]; ``is_stale``: at the number's own precision the
    release says something else; ``is_inside``: the old number lies in the 95 % interval.
    ``samples`` (labels and shares) are there where the number pools samples that disagree and
    nobody accepted it as a headline; it is not rewritten then.
    """

    line: int
    address: str
    old: str
    new: str
    share: float
    low: float
    high: float
    openings: int
    employers: int
    first_day: date | None
    last_day: date | None
    is_stale: bool
    is_inside: bool
    samples: tuple[tuple[str, float], ...] = ()


def statistics_named(article: ArticleText) -> list[str]:
    """The statistics that the claims of an article name. Raises MarkerError at the first fault."""
    return sorted({claim.statistic for claim in _markers(article)})


def check_claims(article: ArticleText, publication: Publication) -> list[ClaimVerdict]:
    """A verdict for each claim, in text order. Raises MarkerError at the first fault."""
    return [verdict for _, verdict in _checked(article, publication)]


def refreshed(content: bytes, article: ArticleText, publication: Publication) -> bytes:
    """The article with every marked number from the release; all other bytes as they were."""
    edits = [
        Edit(claim.start, claim.end, verdict.new)
        for claim, verdict in _checked(article, publication)
        if verdict.is_stale and not verdict.samples
    ]
    return apply(content, article, edits)


def _markers(article: ArticleText) -> tuple[Marker, ...]:
    for fault in faults(article):
        if fault.is_error:
            raise MarkerError(fault.line, fault.problem)
    return find(article)


def _checked(article: ArticleText, publication: Publication) -> list[tuple[Marker, ClaimVerdict]]:
    resolver = ClaimResolver(publication)
    return [
        (claim, _verdict(claim, article, resolver.resolve(claim), publication))
        for claim in _markers(article)
    ]


def _verdict(
    claim: Marker, article: ArticleText, resolved: ResolvedClaim, publication: Publication
) -> ClaimVerdict:
    old = _percent_text(claim, article)
    new = old.with_share(resolved.view.share)
    sample: Sample = publication.populations[claim.population].sample
    openings, employers = denominator(publication, resolved.estimate, resolved.view_name)
    step = 10.0 ** -(old.decimals + 2) / 2
    return ClaimVerdict(
        line=claim.line,
        address=f"{claim.statistic} {claim.value} {claim.population}"
        f" view={resolved.view_name} measure={resolved.estimate.measure}",
        old=str(old),
        new=str(new),
        share=resolved.view.share,
        low=resolved.view.low,
        high=resolved.view.high,
        openings=openings,
        employers=employers,
        first_day=sample.first_day,
        last_day=sample.last_day,
        is_stale=new.percent != old.percent,
        is_inside=resolved.view.low - step <= float(old.percent) / 100 <= resolved.view.high + step,
        samples=_samples(publication, resolved),
    )


def _samples(publication: Publication, resolved: ResolvedClaim) -> tuple[tuple[str, float], ...]:
    """The samples to print in the number's place, where it must not stand as it is."""
    one = resolved.estimate
    headline = publication.statistics[one.statistic].headline
    if resolved.view_name == "silent" or one.measure != headline.measure:
        return ()
    found = samples_instead(publication, one.statistic, one.population).get(one.value, [])
    return tuple((part.label, part.share) for part in found)


def _percent_text(claim: Marker, article: ArticleText) -> PercentText:
    text = article.text[claim.start : claim.end]
    found = read_percent_text(text)
    if found is None:
        raise MarkerError(
            claim.line, f"{text!r} does not hold exactly one percentage between 0 and 100"
        )
    return found
