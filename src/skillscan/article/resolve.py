"""From the address in a marker to the number of a release."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from skillscan.article.markers import Marker, MarkerError
from skillscan.release.document import Publication
from skillscan.statistics.estimates import Estimate, View, Views

Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Bound:
    """The estimate a marker means, in the view it means, and that view's name."""

    estimate: Estimate
    view_name: str
    view: View


class Binder:
    """Finds estimates of one release by address."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication

    @cached_property
    def _estimates(self) -> dict[Key, Estimate]:
        return {
            (one.statistic, one.value, one.population, one.measure): one
            for one in self._publication.estimates
        }

    def bind(self, marker: Marker) -> Bound:
        """The estimate and view that a marker names.

        Raises MarkerError where a word is unknown, or where the release withholds the estimate.
        """
        statistics = self._publication.statistics
        _known(marker, "statistic", marker.statistic, statistics)
        _known(marker, "population", marker.population, self._publication.populations)
        definition = statistics[marker.statistic]
        measure = marker.measure or definition.headline.measure
        _known(marker, "measure", measure, definition.measures)
        view_name = marker.view or definition.headline.view
        _known(marker, "view", view_name, Views.model_fields)
        self._refuse_withheld(marker)
        _known(marker, definition.dimension.name, marker.value, self._values(marker))
        estimate = self._estimates[marker.statistic, marker.value, marker.population, measure]
        view: View | None = getattr(estimate.views, view_name)
        if view is None:
            raise MarkerError(marker.line, f"the view {view_name!r} has no denominator here")
        return Bound(estimate, view_name, view)

    def _values(self, marker: Marker) -> list[str]:
        return sorted(
            {
                value
                for statistic, value, population, _ in self._estimates
                if (statistic, population) == (marker.statistic, marker.population)
            }
        )

    def _refuse_withheld(self, marker: Marker) -> None:
        for withheld in self._publication.withheld:
            if (withheld.statistic, withheld.population) == (marker.statistic, marker.population):
                raise MarkerError(
                    marker.line,
                    f"{marker.statistic} of {marker.population} is withheld: {withheld.reason}",
                )


def _known(marker: Marker, kind: str, word: str, known: Iterable[str]) -> None:
    names = list(known)
    if word in names:
        return
    near = get_close_matches(word, names, n=3, cutoff=0.5) or sorted(names)[:10]
    more = f" and others of {len(names)} (skillscan stats)" if len(near) < len(names) else ""
    raise MarkerError(marker.line, f"unknown {kind} {word!r}; known here: {', '.join(near)}{more}")
