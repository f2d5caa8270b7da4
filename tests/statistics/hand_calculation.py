"""Five statistics, once more, in plain Python from the Parquet files of a release.

``python -m tests.statistics.hand_calculation FOLDER`` compares any release.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pyarrow.parquet as pq

Row = dict[str, Any]
Numbers = dict[tuple[str, ...], float]
COUNTED_BY_HAND = {
    "skill_share",
    "experience_at_least",
    "workplace_share",
    "pay_median",
    "employer_concentration",
}
READ = ("openings", "population_openings", "opening_skills", "estimates", "figures")
TIMES_A_YEAR = {"year": 1, "month": 12, "week": 52, "day": 260, "hour": 2080}


class Files:
    """The tables of a release, read from its Parquet files and from nothing else."""

    def __init__(self, parquet: Path) -> None:
        self.tables = {
            name: pq.read_table(parquet / f"{name}.parquet").to_pylist() for name in READ
        }
        self.opening = {row["opening_id"]: row for row in self.tables["openings"]}
        self.members: dict[str, list[Row]] = defaultdict(list)
        for row in self.tables["population_openings"]:
            self.members[row["population_id"]].append(row)

    def by_hand(self) -> Iterator[tuple[tuple[str, ...], float]]:
        """Numbers by statistic, population, what is counted, value."""
        for population, members in self.members.items():
            facts = [self.opening[row["opening_id"]] for row in members]
            for key, number in self._of_population(members, facts):
                yield (key[0], population, *key[1:]), number

    def _of_population(
        self, members: list[Row], facts: list[Row]
    ) -> Iterator[tuple[tuple[str, ...], float]]:
        yield from self._skills(members)
        yield from _years(facts)
        yield from _workplaces(facts)
        yield from _pay(facts)
        yield from _concentration(members)

    def _skills(self, members: list[Row]) -> Iterator[tuple[tuple[str, ...], float]]:
        """Of all openings, and the mean of the employers' own shares."""
        employer = {row["opening_id"]: row["employer_id"] for row in members}
        sizes: dict[str, int] = defaultdict(int)
        for name in employer.values():
            sizes[name] += 1
        named: dict[str, set[str]] = defaultdict(set)
        for row in self.tables["opening_skills"]:
            if row["opening_id"] in employer and row["mention_class"] != "negated":
                named[row["skill_id"]].add(row["opening_id"])
        for skill, openings in named.items():
            yield ("skill_share", "all", skill), len(openings) / len(members)
            votes = sum(1 / sizes[employer[opening]] for opening in openings)
            yield ("skill_share", "employer", skill), votes / len(sizes)


def _years(facts: list[Row]) -> Iterator[tuple[tuple[str, ...], float]]:
    stated = [row["years_min"] for row in facts if row["years_min"] is not None]
    for years in range(1, 11):
        if stated:
            share = sum(one >= years for one in stated) / len(stated)
            yield ("experience_at_least", "stating", str(years)), share


def _workplaces(facts: list[Row]) -> Iterator[tuple[tuple[str, ...], float]]:
    stated = [row["workplace"] for row in facts if row["workplace"]]
    for workplace in set(stated):
        yield ("workplace_share", "all", workplace), stated.count(workplace) / len(facts)
    if away := sum(one in ("remote", "hybrid") for one in stated):
        yield ("workplace_share", "all", "remote_or_hybrid"), away / len(facts)


def _pay(facts: list[Row]) -> Iterator[tuple[tuple[str, ...], float]]:
    stated: dict[str, list[float]] = defaultdict(list)
    for row in facts:
        ends = [one for one in (row["pay_min"], row["pay_max"]) if one is not None]
        if row["pay_currency"] and row["pay_period"] and ends:
            a_year = [one * TIMES_A_YEAR[row["pay_period"]] for one in (ends[0], ends[-1])]
            stated[row["pay_currency"]].append(sum(a_year) / 2)
    for currency, amounts in stated.items():
        yield ("pay_median", "median_pay", currency), median(amounts)


def _concentration(members: list[Row]) -> Iterator[tuple[tuple[str, ...], float]]:
    sizes: dict[str, int] = defaultdict(int)
    for row in members:
        sizes[row["employer_id"]] += 1
    largest = sorted(sizes.values(), reverse=True)
    for most in (1, 5, 10):
        yield ("employer_concentration", "held", str(most)), sum(largest[:most]) / len(members)


def published_numbers(files: Files) -> Numbers:
    """What the release says of the same, by the same keys."""
    found: Numbers = {}
    views = {
        "skill_share": (("all", "employer"), "named"),
        "experience_at_least": (("stating",), "at_least"),
        "workplace_share": (("all",), "offered"),
    }
    for row in files.tables["estimates"]:
        if row["split"] == "all" and row["statistic"] in views:
            names, measure = views[row["statistic"]]
            for view in names if row["measure"] == measure else ():
                key = (row["statistic"], row["population_id"], view, row["value"])
                found[key] = row[f"{view}_share"]
    for row in files.tables["figures"]:
        if row["split"] == "all" and row["figure"] in {"median_pay", "held"}:
            key = (row["statistic"], row["population_id"], row["figure"], row["value"])
            found[key] = row["number"]
    return found


def compare(parquet: Path) -> dict[str, int]:
    """How many numbers of each statistic agree to the last digit that is published; one that does
    not fails.
    """
    files = Files(parquet)
    by_hand, published = dict(files.by_hand()), published_numbers(files)
    assert set(published) <= set(by_hand)
    counted: dict[str, int] = defaultdict(int)
    for key, number in published.items():
        assert number == round(by_hand[key], 6), key
        counted[key[0]] += 1
    return counted


if __name__ == "__main__":
    print(compare(Path(sys.argv[1]) / "parquet"))  # noqa: T201
