"""Skills that a corpus names mostly by words foreign to their labels are listed for review."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from skillscan.cli.app import app
from skillscan.nlp.skills.matcher import skill_finder
from skillscan.taxonomy.foreign_names import FEWEST, mostly_foreign, shares_word
from skillscan.taxonomy.loading import build_taxonomy, taxonomy_files
from skillscan.taxonomy.suggestions import EmployerText

TAXONOMY = """\
category: practices
label: Practices
tools: false
kind: practice
skills:
  - id: chaos
    label: Chaos engineering
    reference: https://x.org/1
    aliases: [Chaos engineering, High availability]
  - id: quux-db
    label: QuuxDB
    reference: https://x.org/2
    aliases: [{text: QuuxDB, adds: [chaos]}]
"""


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Agentic workflow", "AI agents"),
        ("NLP", "Natural language processing"),
        ("SLO", "Service-level objectives"),
        ("BigQuery ML", "BigQuery"),
        ("Node", "Node.js"),
        ("PySpark", "Apache Spark"),
        ("VS Code", "Visual Studio Code"),
        ("Model test", "Testing of models"),
    ],
)
def test_a_form_of_the_label_is_not_foreign(name: str, label: str) -> None:
    """The list would be full of abbreviations and other forms of the label itself."""
    assert shares_word(name, label)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("High availability", "Chaos engineering"),
        ("k8s", "Kubernetes"),
        ("Symfony", "Laravel"),
        ("Cost optimization", "FinOps"),
        ("Code generation", "Compilers"),
        ("State of the art", "Quality of service"),
    ],
)
def test_other_words_are_foreign(name: str, label: str) -> None:
    """A neighbour listed as an alias would not be noticed."""
    assert not shares_word(name, label)


def listed(folder: Path, texts: list[str]) -> list[str]:
    taxonomy = build_taxonomy(taxonomy_files(str(folder), None))
    postings = [EmployerText(text=text) for text in texts]
    return [str(one) for one in mostly_foreign(postings, taxonomy, skill_finder(taxonomy))]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "taxonomy"
    path.mkdir()
    (path / "x.yaml").write_text(TAXONOMY, encoding="utf-8")
    return path


def test_skills_found_mostly_by_foreign_names_are_listed(folder: Path) -> None:
    """What most findings of a skill rest on would stay unseen."""
    texts = ["High availability matters."] * FEWEST + ["We do chaos engineering."]
    assert listed(folder, texts) == [
        "chaos: 83% of 6 findings share no word with 'Chaos engineering': 'High availability' 5"
    ]


@pytest.mark.parametrize(
    "texts",
    [
        ["High availability matters."] * (FEWEST - 1),
        ["High availability and chaos engineering."] * FEWEST,
        ["We run QuuxDB."] * FEWEST,
    ],
    ids=["few findings", "half of them", "what a name adds"],
)
def test_other_skills_are_not_listed(folder: Path, texts: list[str]) -> None:
    """The list would hold what needs no review."""
    assert listed(folder, texts) == []


def test_the_command_lists_them(folder: Path, tmp_path: Path) -> None:
    """A reviewer could not ask for the list, or hints would fail a build."""
    rows = [
        {"title": "Engineer", "company": f"E{n}", "description": "High availability matters."}
        for n in range(FEWEST)
    ]
    path = tmp_path / "postings.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    result = CliRunner().invoke(app, ["taxonomy", "check", str(folder), "--corpus", str(path)])
    assert result.exit_code == 0, result.output
    assert "chaos: 100% of 5 findings share no word" in result.stdout
