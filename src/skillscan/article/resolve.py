"""From what a claim says it measures to the number of a release."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from skillscan.article.source.markers import Marker
from skillscan.errors import UsageError
from skillscan.release.document import Publication
from skillscan.release.lookup import reason_withheld
from skillscan.statistics.estimates import ALL, Estimate, View, Views

Key = tuple[str, str, str, str]


class MarkerError(UsageError):
    """A marker cannot be understood or judged; the message names the file's line."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(f"line {line}: {problem}")
        self.line = line
        self.problem = problem


@dataclass(frozen=True, slots=True)
class ResolvedClaim:
    """The estimate a claim means, in the view it means, and that view's name."""

    estimate: Estimate
    view_name: str
    view: View


class ClaimResolver:
    """Finds estimates of one release by address."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication

    @cached_property
    def _estimates(self) -> dict[Key, Estimate]:
        return {
            (one.statistic, one.value, one.population, one.measure): one
            for one in self._publication.estimates
            if one.split == ALL
        }

    def resolve(self, claim: Marker) -> ResolvedClaim:
        """The estimate and view that a claim names.

        Raises MarkerError where a word is unknown, or where the release withholds the estimate.
        """
        statistics = self._publication.statistics
        _require_known(claim, "statistic", claim.statistic, statistics)
        _require_known(claim, "population", claim.population, self._publication.populations)
        definition = statistics[claim.statistic]
        measure = claim.measure or definition.headline.measure
        _require_known(claim, "measure", measure, definition.measures)
        view_name = claim.view or definition.headline.view
        _require_known(claim, "view", view_name, Views.__struct_fields__)
        self._refuse_withheld(claim)
        _require_known(claim, definition.dimension.name, claim.value, self._values(claim))
        estimate = self._estimates[claim.statistic, claim.value, claim.population, measure]
        view: View | None = getattr(estimate.views, view_name)
        if view is None:
            raise MarkerError(claim.line, f"the view {view_name!r} has no denominator here")
        return ResolvedClaim(estimate, view_name, view)

    def _values(self, claim: Marker) -> list[str]:
        return sorted(
            {
                value
                for statistic, value, population, _ in self._estimates
                if (statistic, population) == (claim.statistic, claim.population)
            }
        )

    def _refuse_withheld(self, claim: Marker) -> None:
        reason = reason_withheld(self._publication, claim.statistic, claim.population)
        if reason:
            raise MarkerError(
                claim.line, f"{claim.statistic} of {claim.population} is withheld: {reason}"
            )


def _require_known(claim: Marker, kind: str, word: str, known: Iterable[str]) -> None:
    names = list(known)
    if word in names:
        return
    near = get_close_matches(word, names, n=3, cutoff=0.5) or sorted(names)[:10]
    more = f" and others of {len(names)} (skillscan stats)" if len(near) < len(names) else ""
    raise MarkerError(claim.line, f"unknown {kind} {word!r}; known here: {', '.join(near)}{more}")
