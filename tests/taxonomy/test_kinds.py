"""What kind of thing a skill is."""

import csv
import gzip
import json
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

from skillscan.cli.app import app
from skillscan.taxonomy import load_taxonomy
from skillscan.taxonomy.loading import build_taxonomy
from skillscan.taxonomy.model import TaxonomyError

SKILL = {"id": "x", "label": "X", "reference": "https://x.example", "aliases": ["Xylophone"]}


@pytest.mark.parametrize(
    ("skill", "kind"),
    [
        ("python", "technology"),
        ("rest-api", "technology"),
        ("machine-learning", "field"),
        ("cybersecurity", "field"),
        ("agile", "practice"),
        ("prompt-engineering", "practice"),
        ("cissp", "certification"),
        ("gdpr", "field"),
        ("hipaa", "field"),
        ("nis2", "field"),
        ("us-gaap", "field"),
        ("building-codes", "field"),
        ("iso-26262", "field"),
        ("iso-27001", "field"),
        ("material-properties", "field"),
        ("heat-transfer", "field"),
        ("fmea", "practice"),
        ("tree-of-thoughts", "practice"),
        ("aspen-plus", "technology"),
    ],
)
def test_kind_of_a_skill(skill: str, kind: str) -> None:
    """Machine learning would lead a list of technologies."""
    assert load_taxonomy().skills[skill].kind == kind


def test_a_category_tells_the_kind_of_its_skills_and_a_skill_its_own() -> None:
    content = {"category": "c", "label": "C", "kind": "field"}
    own = {**SKILL, "id": "y", "aliases": ["Yodel"], "kind": "practice", "onet": "43232405"}
    taxonomy = build_taxonomy({"c.yaml": {**content, "skills": [SKILL, own]}})
    assert [(s.kind, s.onet) for s in taxonomy.skills.values()] == [
        ("field", None),
        ("practice", "43232405"),
    ]


@pytest.mark.parametrize("wrong", [{"kind": "tool"}, {"onet": "Python"}, {"esco": "python"}])
def test_what_is_no_kind_or_id_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(TaxonomyError, match=next(iter(wrong.values()))):
        build_taxonomy({"c.yaml": {"category": "c", "label": "C", "skills": [{**SKILL, **wrong}]}})


def test_the_list_tells_kinds() -> None:
    skills = json.loads(CliRunner().invoke(app, ["taxonomy", "list", "--json"]).stdout)
    kinds = Counter(skill["kind"] for skill in skills)
    assert kinds.keys() == {"technology", "field", "practice", "certification"}
    assert {skill["onet"] for skill in skills if skill["id"] == "python"} == {"43232405"}


HOMONYMS = {"react-agents", "dspace", "fasta"}
"""Names that O*NET lists for something else: the library React, an archive, a program."""


@pytest.mark.shared
def test_a_name_of_onet_has_its_code(shared_dir: Path) -> None:
    """Whoever joins releases to O*NET would lose the skill."""
    with gzip.open(
        shared_dir / "taxonomies" / "onet_technology_skills.txt.gz", "rt", encoding="utf-8"
    ) as file:
        listed = {row["Example"].lower() for row in csv.DictReader(file, delimiter="\t")}
    without = {s.id for s in load_taxonomy().active() if s.label.lower() in listed and not s.onet}
    assert without == HOMONYMS
