"""What the truth table expects of statistics of fields: levels, degrees, workplaces, years.

Counted by plain loops over the rows of the table, apart from the warehouse and its SQL.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
Held = Mapping[tuple[str, str], bool]
"""Of one posting: value and measure to whether it holds; empty where it states nothing."""
_DEGREES = ("none", "bachelor", "master", "phd")


def employer_vote(openings: Sequence[Row], hits: Sequence[Row]) -> float:
    """Mean over employers of each one's own share."""
    total: dict[str, int] = defaultdict(int)
    hit: dict[str, int] = defaultdict(int)
    for row in openings:
        total[row["employer"]] += 1
    for row in hits:
        hit[row["employer"]] += 1
    return round(sum(hit[name] / total[name] for name in total) / len(total), 12)


def _level(row: Row) -> Held:
    return {(row["seniority"], "at_level"): True} if row["seniority"] else {}


def _years(row: Row) -> Held:
    years = row["years_min"]
    return {} if years is None else {(str(years), "exactly"): True}


def _workplace(row: Row) -> Held:
    if not row["work_mode"]:
        return {}
    held = {(row["work_mode"], "offered"): True}
    if row["work_mode"] in ("remote", "hybrid"):
        held["remote_or_hybrid", "offered"] = True
    return held


def _degree(row: Row) -> Held:
    if row["degree"] not in _DEGREES:
        return {}
    lowest = _DEGREES.index(row["degree"])
    held = {(degree, "lowest"): place == lowest for place, degree in enumerate(_DEGREES)}
    reached = {(degree, "at_least"): place <= lowest for place, degree in enumerate(_DEGREES)}
    return {**held, **reached}


def _entry(row: Row) -> Held:
    level, years = row["seniority"], row["years_min"]
    if level is None and years is None:
        return {}
    by_level = level in {"intern", "junior"}
    by_years = level is None and years is not None and years <= 1
    return {("entry", "entry_level"): by_level or by_years, ("entry", "by_level"): by_level}


@dataclass(frozen=True, kw_only=True)
class FieldStatistic:
    """A statistic of a field: what a posting holds, and whether the headline is of all openings."""

    held: Callable[[Row], Held]
    is_of_all: bool


FIELD_STATISTICS: Mapping[str, FieldStatistic] = {
    "experience_years": FieldStatistic(held=_years, is_of_all=False),
    "seniority_share": FieldStatistic(held=_level, is_of_all=True),
    "entry_level_share": FieldStatistic(held=_entry, is_of_all=True),
    "degree_share": FieldStatistic(held=_degree, is_of_all=True),
    "workplace_share": FieldStatistic(held=_workplace, is_of_all=False),
}


def field_counts(openings: Sequence[Row]) -> dict[str, Any]:
    """Of each statistic how many openings state anything, and those of each value and measure."""
    return {name: _counts(openings, rule) for name, rule in FIELD_STATISTICS.items()}


def _counts(openings: Sequence[Row], rule: FieldStatistic) -> dict[str, Any]:
    held = [(row, rule.held(row)) for row in openings]
    stating = [row for row, found in held if found]
    voters = openings if rule.is_of_all else stating
    hits: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row, found in held:
        for key, is_held in found.items():
            hits[key] += [row] if is_held else []
    return {
        "stating": len(stating),
        "values": {
            "/".join(key): {
                "openings": len(rows),
                "employer_share": employer_vote(voters, rows),
            }
            for key, rows in sorted(hits.items())
        },
    }
