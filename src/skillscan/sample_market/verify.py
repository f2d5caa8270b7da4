"""Compare the estimates of a release of the sample market with its truth table.

Every share of a skill that the table knows, of every threshold of years, and of levels, degrees,
workplaces and numbers of years must be equal: the
counts exactly, the shares to the six decimals that a release carries. Skills of the taxonomy that
the table does not cover are not compared.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from skillscan.release.document import Publication
from skillscan.sample_market.config import skills as sample_skills
from skillscan.statistics.estimates import Estimate

ROUNDING = 0.51e-6
"""Half of the last published decimal, and a little for binary fractions."""
Key = tuple[str, str, str, str]
"""Population, statistic, value, measure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedEstimate:
    """What the truth table says of one estimate: counts of openings, and shares."""

    openings: int
    of_openings: int
    of_employers: int
    shares: Mapping[str, float]
    """View (``all``, ``stating``, ``employer``, ``silent``) → share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TruthDifference:
    """A share that the release and the truth table do not agree on; ``None``: not there at all."""

    key: Key
    what: str
    published: float | None
    true: float | None

    def __str__(self) -> str:
        population, statistic, value, measure = self.key
        return (
            f"{statistic} {value} ({measure}) of {population}, {self.what}: "
            f"published {self.published}, true {self.true}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TruthComparison:
    """How many shares were compared, and which differ."""

    shares: int
    differences: tuple[TruthDifference, ...]


def expected_estimates(truth: Mapping[str, Any], days: str) -> dict[Key, ExpectedEstimate]:
    """Every estimate that follows from the truth table for a visit on these days."""
    found: dict[Key, ExpectedEstimate] = {}
    for population, by_days in truth["expected"].items():
        found.update(_skills(population, by_days[days]))
        found.update(_years(population, by_days[days]))
        found.update(_fields(population, by_days[days]))
    return found


def _skills(population: str, counts: Mapping[str, Any]) -> Iterator[tuple[Key, ExpectedEstimate]]:
    total, stating = counts["openings"], counts["skills_stating"]
    absent = dict.fromkeys(("named", "required"), 0)
    for skill_id in sample_skills():
        row = counts["skills"].get(skill_id, absent)
        for measure in ("named", "required"):
            yield (
                (population, "skill_share", skill_id, measure),
                ExpectedEstimate(
                    openings=row[measure],
                    of_openings=total,
                    of_employers=counts["employers"],
                    shares={
                        "all": row[measure] / total,
                        "stating": row[measure] / stating,
                        "employer": row.get(f"{measure}_employer_share", 0.0),
                        "silent": 1 - stating / total,
                    },
                ),
            )


def _years(population: str, counts: Mapping[str, Any]) -> Iterator[tuple[Key, ExpectedEstimate]]:
    stating, total = counts["years"]["stating"], counts["openings"]
    for years, row in counts["years"]["at_least"].items():
        yield (
            (population, "experience_at_least", years, "at_least"),
            ExpectedEstimate(
                openings=row["openings"],
                of_openings=total,
                of_employers=counts["employers"],
                shares={
                    "all": row["openings"] / total,
                    "stating": row["openings"] / stating,
                    "employer": row["employer_share"],
                    "silent": 1 - stating / total,
                },
            ),
        )


def _fields(population: str, counts: Mapping[str, Any]) -> Iterator[tuple[Key, ExpectedEstimate]]:
    total = counts["openings"]
    for statistic, found in counts["fields"].items():
        stating = found["stating"]
        for key, row in found["values"].items():
            value, measure = key.split("/")
            yield (
                (population, statistic, value, measure),
                ExpectedEstimate(
                    openings=row["openings"],
                    of_openings=total,
                    of_employers=counts["employers"],
                    shares={
                        "all": row["openings"] / total,
                        "stating": row["openings"] / stating,
                        "employer": row["employer_share"],
                        "silent": 1 - stating / total,
                    },
                ),
            )


def compare_with_truth(
    publication: Publication, truth: Mapping[str, Any], days: str
) -> TruthComparison:
    """The release against the table, both ways: wrong, missing and superfluous estimates."""
    wanted = expected_estimates(truth, days)
    published = {_key(one): one for one in publication.estimates if not one.group}
    differences: list[TruthDifference] = []
    for key, expected in wanted.items():
        differences += _differences(key, published.get(key), expected)
    return TruthComparison(
        shares=sum(len(expected.shares) for expected in wanted.values()),
        differences=tuple(differences),
    )


def _key(one: Estimate) -> Key:
    return one.population, one.statistic, one.value, one.measure


def _differences(
    key: Key, one: Estimate | None, expected: ExpectedEstimate
) -> Iterator[TruthDifference]:
    if one is None:
        if expected.openings:  # what no opening names need not be published
            yield TruthDifference(
                key=key, what="estimate", published=None, true=expected.shares["all"]
            )
        return
    pairs: dict[str, tuple[float | None, float]] = {
        "openings": (one.openings, expected.openings),
        "of openings": (one.of_openings, expected.of_openings),
        "of employers": (one.of_employers, expected.of_employers),
    }
    for view, true in expected.shares.items():
        shown = getattr(one.views, view)
        pairs[f"share ({view})"] = (None if shown is None else shown.share, true)
    for what, (value, true) in pairs.items():
        if value is None or abs(value - true) > ROUNDING:
            yield TruthDifference(key=key, what=what, published=value, true=true)
