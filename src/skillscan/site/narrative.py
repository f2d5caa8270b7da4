"""A number in words: the definition's sentence template, filled from a release."""

from skillscan.release.document import Publication
from skillscan.release.lookup import denominator, headline_view
from skillscan.statistics.estimates import Estimate

VIEW_LABELS = {
    "all": "Of all openings",
    "stating": "Of those that state any",
    "employer": "One employer, one vote",
    "silent": "State none",
}
"""The four views in the words of the page and of ``skillscan stats``."""


def percent(share: float, decimals: int = 0) -> str:
    """A share in percent; what is not none or all is never printed as 0 % or 100 %."""
    shown = f"{share:.{decimals}%}"
    if 0 < share < 1 and float(shown[:-1]) in (0.0, 100.0):
        return f"under {10.0**-decimals:g}%" if share < 0.5 else f"over {100 - 10.0**-decimals:g}%"
    return shown


def sentence(publication: Publication, estimate: Estimate) -> str:
    """The estimate's headline view as a sentence; other measures than the headline's are named."""
    definition = publication.statistics[estimate.statistic]
    entry = publication.populations[estimate.population]
    view = headline_view(publication, estimate)
    if view is None:
        return ""
    openings, employers = denominator(publication, estimate)
    text = definition.sentence.format(
        share=percent(view.share),
        low=f"{view.low:.0%}",
        high=f"{view.high:.0%}",
        silent=percent(estimate.views.silent.share),
        label=estimate.label,
        population=entry.definition.label,
        openings=f"{openings:,}",
        employers=f"{employers:,}",
        first_day=entry.sample.first_day,
        last_day=entry.sample.last_day,
    )
    if estimate.measure == definition.headline.measure:
        return text
    return f"{text} (Counted here: {definition.measures[estimate.measure]})"
