"""The verdict on every marked number of an article, and the article with the new ones."""

from dataclasses import dataclass
from datetime import date

from skillscan.article.markers import Marker, MarkerError, find_markers
from skillscan.article.percent_text import Figure, read_figure
from skillscan.article.resolve import Binder, Bound
from skillscan.release.document import Publication
from skillscan.statistics.populations import Sample


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One marked number: what stands there, what the release says, and whether both agree.

    ``share``, ``low`` and ``high`` are in [0, 1]; ``is_stale``: at the number's own precision the
    release says something else; ``is_inside``: the old number lies in the 95 % interval.
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


def judge(content: bytes, publication: Publication, *, is_markdown: bool) -> list[Verdict]:
    """A verdict for each marker, in text order. Raises MarkerError at the first fault."""
    return [verdict for _, verdict in _judged(content, publication, is_markdown=is_markdown)]


def refreshed(content: bytes, publication: Publication, *, is_markdown: bool) -> bytes:
    """The article with every marked number from the release; all other bytes as they were."""
    for marker, verdict in reversed(_judged(content, publication, is_markdown=is_markdown)):
        if verdict.is_stale:
            new = _encoded(verdict.new, content[marker.start : marker.end])
            content = content[: marker.start] + new + content[marker.end :]
    return content


def _judged(
    content: bytes, publication: Publication, *, is_markdown: bool
) -> list[tuple[Marker, Verdict]]:
    binder = Binder(publication)
    return [
        (marker, _verdict(marker, content, binder.bind(marker), publication))
        for marker in find_markers(content, is_markdown=is_markdown)
    ]


def _verdict(marker: Marker, content: bytes, bound: Bound, publication: Publication) -> Verdict:
    figure = _figure(marker, content)
    new = figure.with_share(bound.view.share)
    sample: Sample = publication.populations[marker.population].sample
    openings, employers = _denominator(bound, publication)
    step = 10.0 ** -(figure.decimals + 2) / 2
    old = float(figure.percent) / 100
    return Verdict(
        line=marker.line,
        address=f"{marker.statistic} {marker.value} {marker.population}"
        f" view={bound.view_name} measure={bound.estimate.measure}",
        old=str(figure),
        new=str(new),
        share=bound.view.share,
        low=bound.view.low,
        high=bound.view.high,
        openings=openings,
        employers=employers,
        first_day=sample.first_day,
        last_day=sample.last_day,
        is_stale=new.percent != figure.percent,
        is_inside=bound.view.low - step <= old <= bound.view.high + step,
    )


def _denominator(bound: Bound, publication: Publication) -> tuple[int, int]:
    """Openings and employers that the view speaks of; one vote each: those of the headline."""
    estimate = bound.estimate
    headline = publication.statistics[estimate.statistic].headline.view
    view = headline if bound.view_name == "employer" else bound.view_name
    if view in {"all", "silent"}:
        return estimate.of_openings, estimate.of_employers
    return estimate.stating_openings, estimate.stating_employers


def _figure(marker: Marker, content: bytes) -> Figure:
    inner = content[marker.start : marker.end]
    try:
        text = inner.decode("utf-8")
    except UnicodeDecodeError:
        text = inner.decode("latin-1")
    figure = read_figure(text)
    if figure is None:
        raise MarkerError(
            marker.line, f"{text!r} does not hold exactly one percentage between 0 and 100"
        )
    return figure


def _encoded(new: str, old: bytes) -> bytes:
    """The new text in the encoding the old one was read in."""
    try:
        old.decode("utf-8")
    except UnicodeDecodeError:
        return new.encode("latin-1")
    return new.encode("utf-8")
