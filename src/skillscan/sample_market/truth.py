"""What every posting of the market says, and the shares that follow from it.

The table is made from the plans and the markup, never from a reading of the text. The expected
shares are counted here by plain loops that know nothing of the warehouse, so that the pipeline is
compared with something it did not make. ``python -m skillscan.sample_market.truth --write`` writes
``data/sample/truth.json``; ``--check`` fails where it differs from the definition.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from skillscan.resources import data
from skillscan.sample_market.config import marker
from skillscan.sample_market.config import skills as sample_skills
from skillscan.sample_market.generator import build_market
from skillscan.sample_market.listing import Market, MarketPosting
from skillscan.sample_market.template import skill_labels
from skillscan.sample_market.truth_fields import employer_vote, field_counts

Population = Mapping[str, tuple[str, ...]]
POPULATIONS: dict[str, dict[str, tuple[str, ...]]] = {
    "ml_engineer_us": {"role": ("ml_engineer",), "country": ("US",), "language": ("en",)},
    "ml_engineer": {"role": ("ml_engineer",), "language": ("en",)},
    "ml_engineer_all_time": {"role": ("ml_engineer",), "language": ("en",)},
    "ml_engineer_senior_us": {
        "role": ("ml_engineer",),
        "country": ("US",),
        "language": ("en",),
        "seniority": ("senior", "staff"),
    },
}
"""The populations of ``data/populations.yaml`` whose shares are in the table, by truth fields."""
YEARS = range(1, 11)
"""Thresholds of the ``years_min`` counts."""
DAYS: dict[str, tuple[int, ...]] = {"day_1": (1,), "days_1_and_2": (1, 2)}
"""Which days the market was visited on: name in the table → days."""

Row = dict[str, Any]


def posting_row(posting: MarketPosting) -> Row:
    """The truth of one posting: where it stands, and its labels in the gold format."""
    return {
        "posting_id": posting.posting_id,
        "opening": posting.opening,
        "employer": posting.employer.name,
        "days": sorted(posting.days),
        "is_collected": posting.is_collected,
        "country": posting.plan.country,
        "language": posting.plan.language,
        **posting.template.labels,
        "skills": skill_labels(posting.template),
    }


def rows(market: Market) -> list[Row]:
    """The truth of every posting, by posting id."""
    return sorted(map(posting_row, market.postings), key=lambda row: str(row["posting_id"]))


def _in_population(row: Row, population: Population) -> bool:
    return all(row[name] in wanted for name, wanted in population.items())


def openings_of(table: Iterable[Row], population: Population, days: Sequence[int]) -> list[Row]:
    """One row per opening that was collected on one of the days and is in the population."""
    found: dict[str, Row] = {}
    for row in table:
        is_met = row["is_collected"] and set(days) & set(row["days"])
        if is_met and _in_population(row, population):
            found.setdefault(row["opening"], row)
    return list(found.values())


def _names_a_skill(row: Row) -> bool:
    return any(mention != "negated" for mention in row["skills"].values())


def _skill_counts(openings: Sequence[Row]) -> dict[str, Row]:
    counts: dict[str, Row] = {}
    for skill_id in sample_skills():
        named = [row for row in openings if skill_id in row["skills"]]
        required = [row for row in named if row["skills"][skill_id] == "required"]
        if named:
            counts[skill_id] = {
                "named": len(named),
                "required": len(required),
                "named_employer_share": employer_vote(openings, named),
                "required_employer_share": employer_vote(openings, required),
            }
    return counts


def _years_counts(openings: Sequence[Row]) -> Row:
    stating = [row for row in openings if row["years_min"] is not None]
    at_least = {}
    for years in YEARS:
        hits = [row for row in stating if row["years_min"] >= years]
        at_least[str(years)] = {
            "openings": len(hits),
            "employer_share": employer_vote(stating, hits) if stating else None,
        }
    return {"stating": len(stating), "at_least": at_least}


def expected(table: Sequence[Row], population: Population, days: Sequence[int]) -> Row:
    """Counts per opening of one population, when the market was visited on these days."""
    openings = openings_of(table, population, days)
    postings = [
        row
        for row in table
        if row["is_collected"] and set(days) & set(row["days"]) and _in_population(row, population)
    ]
    return {
        "openings": len(openings),
        "postings": len(postings),
        "employers": len({row["employer"] for row in openings}),
        "skills_stating": sum(map(_names_a_skill, openings)),
        "skills": _skill_counts(openings),
        "years": _years_counts(openings),
        "fields": field_counts(openings),
    }


def build_truth(market: Market) -> Row:
    """The whole table: note, expected counts by population and days, and all postings."""
    table = rows(market)
    return {
        "note": marker(),
        "populations": POPULATIONS,
        "expected": {
            name: {label: expected(table, population, days) for label, days in DAYS.items()}
            for name, population in POPULATIONS.items()
        },
        "postings": table,
    }


def truth_as_text(truth: Row) -> str:
    """The table as text: one posting a line, so that diffs can be read."""
    head = {name: value for name, value in truth.items() if name != "postings"}
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in truth["postings"])
    start = json.dumps(head, ensure_ascii=False, indent=1)
    return f'{start[:-2]},\n "postings": [\n{lines}\n]}}\n'


def read_truth() -> Row:
    """The committed table."""
    table: Row = json.loads(data("sample", "truth.json").read_text(encoding="utf-8"))
    return table


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check the committed table; 1 where it is out of date."""
    parser = argparse.ArgumentParser(description="The truth table of the sample market.")
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--write", action="store_true", help="write data/sample/truth.json")
    action.add_argument("--check", action="store_true", help="fail where it is out of date")
    options = parser.parse_args(arguments)
    text, file = truth_as_text(build_truth(build_market())), data("sample", "truth.json")
    if options.write:
        Path(str(file)).write_text(text, encoding="utf-8")
        return 0
    if file.is_file() and file.read_text(encoding="utf-8") == text:
        return 0
    sys.stderr.write(
        "data/sample/truth.json does not follow from the definition: "
        "run `python -m skillscan.sample_market.truth --write` and review the difference\n"
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
