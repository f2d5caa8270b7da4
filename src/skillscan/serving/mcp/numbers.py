"""Numbers of a release with all that must stand beside them."""

from typing import Any

from skillscan.release import lookup
from skillscan.release.document import Publication
from skillscan.release.number_lookup import find_number
from skillscan.release.pooled_headlines import figure_parts, parts_instead
from skillscan.release.provenance import NumberAddress
from skillscan.serving.mcp.context import disagreement_warning, parts_of, population_warnings
from skillscan.serving.mcp.number_models import (
    ConfidenceInterval,
    PublishedNumber,
    ShareDenominator,
    ViewName,
    ViewShare,
)
from skillscan.serving.mcp.refusals import cannot_say
from skillscan.serving.mcp.withheld import withheld
from skillscan.site.doubt_sentences import difference_sentence, in_its_place
from skillscan.site.narrative import figure_sentence, none_sentence, sentence
from skillscan.site.number_words import amount, error_words, percent
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import ALL, Denominator, Disagreement, Estimate, View
from skillscan.statistics.figures.figure import Figure

VIEWS: tuple[ViewName, ...] = ("all", "stating", "employer", "silent")
ACROSS = "What changes between groups of all openings may come from boards that came or went."


def published_number(
    publication: Publication, address: NumberAddress, view: ViewName | None, label: str
) -> PublishedNumber:
    """The number at an address, in a view (``None``: the headline's); ``label`` names a value that
    no opening holds. Raises CannotSayError where the release has none.
    """
    found = find_number(publication, address)
    if isinstance(found, Estimate):
        return _of_estimate(publication, found, view)
    if isinstance(found, Figure):
        return _of_figure(publication, found)
    whole = lookup.denominator_of(publication, address.statistic, address.population)
    if found is None and whole is not None and address.split == ALL:
        return _of_none(publication, address, whole, label)
    raise withheld(publication, address, found, label)


def view_words(definition: Definition, view: ViewName) -> str:
    """What a view is of, in words."""
    if view == definition.headline.view:
        return definition.denominator
    if view == "stating":
        return f"Only openings that state anything of the kind: {definition.stating}"
    if view == "employer":
        return (
            "One employer, one vote: the mean of the employers' own shares, in the denominator of "
            "the headline view."
        )
    if view == "silent":
        return "All openings of the population; the share is of those that state nothing of it."
    return "All openings of the population, those that state nothing of the kind included."


def interval_of(view: View) -> ConfidenceInterval:
    """The interval of a share."""
    return ConfidenceInterval(low=view.low, high=view.high)


def ends_of(one: Figure) -> ConfidenceInterval | None:
    """The interval of a figure, where it has one."""
    if one.low is None or one.high is None:
        return None
    return ConfidenceInterval(low=one.low, high=one.high)


def share_denominator(publication: Publication, one: Estimate, view: ViewName) -> ShareDenominator:
    """What a view of an estimate is of."""
    openings, employers = lookup.denominator(publication, one, view)
    return ShareDenominator(
        view=view,
        words=view_words(publication.statistics[one.statistic], view),
        openings=openings,
        employers=employers,
    )


def disputed(publication: Publication, one: Estimate) -> Disagreement | None:
    """By what an estimate is told instead of the pooled number: by its samples, or without the one
    employer that makes it; ``None`` where it may stand.
    """
    where = (one.statistic, one.population, one.split, one.group)
    found = parts_instead(publication, *where).get(one.value)
    if found is None or found.measure != one.measure:
        return None
    return found


def _of_estimate(publication: Publication, one: Estimate, view: ViewName | None) -> PublishedNumber:
    definition = publication.statistics[one.statistic]
    leading: ViewName = view or definition.headline.view
    shown: View | None = getattr(one.views, leading)
    if shown is None:
        raise cannot_say(
            f"{one.statistic} has no denominator in the view {leading}: no opening states it.",
            "Ask for the view all.",
        )
    fields = _fields(definition, one, one.measure) | {
        "number": shown.share,
        "unit": "share",
        "shown": percent(shown.share, 1),
        "interval": interval_of(shown),
        "denominator": share_denominator(publication, one, leading),
        "advertisements": one.postings,
        "sentence": sentence(publication, one, leading),
        "other_views": _other_views(publication, one, leading),
        "reading_error": error_words(one.reading_error),
        "corrected_share": one.corrected,
        "warnings": _warnings(publication, one),
    }
    parts = disputed(publication, one)
    return PublishedNumber(**(fields | (_instead(parts) if parts else {})))


def _instead(found: Disagreement, unit: str = "") -> dict[str, Any]:
    """The fields of a number (of a figure its unit) whose parts are told in its place."""
    is_made = found.kind == "employer"
    return {
        "number": None,
        "shown": "by employer" if is_made else in_its_place(found, unit),
        "interval": None,
        "sentence": disagreement_warning(found, unit),
        "other_views": [],
        "parts": parts_of(found),
        "corrected_share": None,
    }


def _of_figure(publication: Publication, one: Figure) -> PublishedNumber:
    definition = publication.statistics[one.statistic]
    ends = ends_of(one)
    said = figure_sentence(publication, one)
    fields = _fields(definition, one, one.figure) | {
        "number": one.number,
        "unit": one.unit,
        "shown": amount(one.number, one.unit),
        "interval": ends,
        "denominator": ShareDenominator(
            view=definition.headline.view,
            words=f"Openings that the number was made of. {definition.denominator}",
            openings=one.openings,
            employers=one.employers,
        ),
        "advertisements": None,
        "sentence": said if ends else f"{said} (no interval)",
        "components": one.components,
        "reading_error": error_words(None),
        "warnings": population_warnings(publication, one.population),
    }
    parts = figure_parts(publication, one)
    return PublishedNumber(**(fields | (_instead(parts, one.unit) if parts else {})))


def _of_none(
    publication: Publication, address: NumberAddress, whole: Denominator, label: str
) -> PublishedNumber:
    """That no opening, or too few to be counted, holds a value that postings are read for."""
    definition = publication.statistics[address.statistic]
    view = definition.headline.view
    is_all, is_counted = view == "all", definition.minimum.value_openings == 1
    said = none_sentence(publication, address.statistic, address.population, label, whole)
    return PublishedNumber(
        statistic=address.statistic,
        population=address.population,
        value=address.value,
        label=label,
        kind=None,
        measure=address.measure,
        measure_words=measure_words(definition, address.measure),
        split=ALL,
        group="",
        group_label="",
        number=0.0 if is_counted else None,
        unit="share",
        shown="0%" if is_counted else f"fewer than {definition.minimum.value_openings} openings",
        interval=ConfidenceInterval(low=0.0, high=whole.none_high),
        denominator=ShareDenominator(
            view=view,
            words=view_words(definition, view),
            openings=whole.openings if is_all else whole.stating_openings,
            employers=whole.employers if is_all else whole.stating_employers,
        ),
        openings=0,
        employers=0,
        advertisements=0,
        sentence=said,
        reading_error=error_words(None),
        warnings=population_warnings(publication, address.population),
    )


def _fields(definition: Definition, one: Estimate | Figure, measure: str) -> dict[str, Any]:
    """What shares and figures have in common."""
    return {
        "statistic": one.statistic,
        "population": one.population,
        "value": one.value,
        "label": one.label,
        "kind": one.kind,
        "measure": measure,
        "measure_words": measure_words(definition, measure),
        "split": one.split,
        "group": one.group,
        "group_label": one.group_label,
        "openings": one.openings,
        "employers": one.employers,
    }


def measure_words(definition: Definition, measure: str) -> str:
    """What a measure or figure counts."""
    if measure in definition.measures:
        return definition.measures[measure]
    return definition.figures[measure].says


def _other_views(publication: Publication, one: Estimate, leading: ViewName) -> list[ViewShare]:
    return [
        ViewShare(
            share=view.share,
            interval=interval_of(view),
            denominator=share_denominator(publication, one, name),
        )
        for name in VIEWS
        if name != leading and (view := getattr(one.views, name)) is not None
    ]


def _warnings(publication: Publication, one: Estimate) -> list[str]:
    said = population_warnings(publication, one.population)
    if one.split == "month":
        said.append(ACROSS)
    said += [disagreement_warning(found) for found in lookup.disagreements_about(publication, one)]
    far_apart = lookup.difference_about(publication, one)
    return [*said, *([difference_sentence(far_apart)] if far_apart else [])]
