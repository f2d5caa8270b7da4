"""Whoever changes a rule learns here whether the readings still agree with careful people's."""

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from skillscan.domain import SourceFields
from skillscan.nlp.collect_reading import reading_of
from skillscan.nlp.document import make_document
from skillscan.nlp.pipeline import build
from skillscan.text.prepare import prepare

BARS = {
    "years_min": 0.97,
    "years_best": 0.95,
    "degree": 0.92,
    "salary": 0.98,
    "work_mode": 0.93,
    "role": 0.95,
    "seniority": 0.93,
}


def postings(shared: Path, keys: set[str]) -> dict[str, dict[str, Any]]:
    found = {}
    for name in ("ml_us_2025", "builtin_2026"):
        with gzip.open(shared / "corpus" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if row["key"] in keys:
                    found[row["key"]] = row
    return found


@pytest.mark.shared
def test_answers_reach_their_bars(shared_dir: Path) -> None:
    """A rule changed for one posting would quietly spoil others."""
    lines = (shared_dir / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    labels = [json.loads(line) for line in lines]
    rows = postings(shared_dir, {label["key"] for label in labels})
    nlp = build(disable=["skillscan_skills"])
    right: Counter[str] = Counter()
    for label in labels:
        row = rows[label["key"]]
        source_fields = SourceFields(company=row["company"])
        doc = nlp(make_document(nlp, row["title"], prepare(row["description"]), source_fields))
        read = reading_of(doc).to_labels()
        right.update(field for field in BARS if read[field] == label[field])
    shares = {field: right[field] / len(labels) for field in BARS}
    assert {field: share for field, share in shares.items() if share < BARS[field]} == {}
