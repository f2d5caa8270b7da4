"""A number of ours from a row of a release, in the unit of the claim."""

from skillscan.article.judging.our_number import NoNumber, OurNumber, WantedNumber
from skillscan.article.judging.units import NO_UNIT, in_unit
from skillscan.release.document import Publication
from skillscan.release.lookup import denominator
from skillscan.statistics.estimates import Estimate, View
from skillscan.statistics.figures.figure import Figure


def of_estimate(
    publication: Publication, row: Estimate, view: str, unit: str | None
) -> OurNumber | NoNumber:
    """A share in one view, in the unit of a claim."""
    found: View | None = getattr(row.views, view)
    if found is None:
        return NoNumber(f"no opening states it, so the view {view!r} has no denominator")
    openings, employers = denominator(publication, row, view)
    ends = (found.share, found.low, found.high)
    if unit == "count":
        ends = (row.openings, row.openings, row.openings)
    numbers = [in_unit(one, "share", unit) for one in ends]
    return _made(row, row.measure, view, numbers, openings, employers, unit)


def of_figure(row: Figure, unit: str | None) -> OurNumber | NoNumber:
    """A figure (pay, days, a count), in the unit of a claim."""
    low = row.number if row.low is None else row.low
    high = row.number if row.high is None else row.high
    numbers = [in_unit(one, row.unit, unit, row.value) for one in (row.number, low, high)]
    return _made(row, row.figure, None, numbers, row.openings, row.employers, unit)


def _made(
    row: Estimate | Figure,
    measure: str,
    view: str | None,
    numbers: list[float | None],
    openings: int,
    employers: int,
    unit: str | None,
) -> OurNumber | NoNumber:
    number, low, high = numbers
    if number is None or low is None or high is None:
        return NoNumber(f"{row.statistic} is not measured in {unit or NO_UNIT}")
    subject = WantedNumber(
        statistic=row.statistic,
        population=row.population,
        value=row.value,
        split=row.split,
        group=row.group,
        view=view,
        measure=measure,
    )
    return OurNumber(
        subject=subject,
        label=row.label,
        number=number,
        low=low,
        high=high,
        openings=openings,
        employers=employers,
        held=row.openings,
        row=row,
    )
