"""Own rules of a home: they are read by, texts are read again, and the release names them."""

import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest
from extract.bench import Bench, at, job

from skillscan.domain import SourceFields
from skillscan.errors import UsageError
from skillscan.extract.engine import real_engine
from skillscan.extract.step import ExtractSummary, extract
from skillscan.nlp.annotate import Document, PipelineReader
from skillscan.process_pool import Workers
from skillscan.release.step import publish
from skillscan.site.pages import render

WIZARD = """\
levels:
  - id: wizard
    level: staff
    phrases: ['\\bwizard\\b']
    examples: [Data Wizard]
    counterexamples: [Wizardry]
"""
ZORBLAT = """\
category: languages
skills:
  - {id: zorblat, label: Zorblat, reference: "https://zorblat.example", aliases: [Zorblat]}
"""


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path / "home")


def write(home: Path, text: str = WIZARD) -> Path:
    path = home / "rules" / "seniority.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def run(bench: Bench, hours: float) -> ExtractSummary:
    engine = replace(real_engine(bench.settings), workers=Workers(1))
    return extract(bench.settings, now=at(hours), engine=engine)


@pytest.mark.slow
def test_own_rules_decide_and_the_release_names_them(bench: Bench) -> None:
    """Texts would keep what was read before, and nobody could tell by which rules."""
    seniority = "SELECT seniority FROM readings"
    bench.land(0, [job(1, title="ML Wizard")])
    assert run(bench, 1).read == 1
    assert bench.rows(seniority) == [(None,)]
    path = write(bench.settings.home)
    own_skills = bench.settings.home / "taxonomy" / "own.yaml"
    own_skills.parent.mkdir()
    own_skills.write_text(ZORBLAT, encoding="utf-8")
    assert run(bench, 2).read == 1
    assert bench.rows(seniority) == [("staff",)]
    employers = bench.settings.home / "rules" / "employers.yaml"
    employers.write_text("aliases:\n  acme: [Acme Labs]\nnote_words: [group]\n")
    assert run(bench, 3).read == 0  # the version of the reading stays

    summary = publish(bench.settings, now=at(4), render=render)
    said = json.loads((Path(summary.folder) / "statistics.json").read_text())
    assert said["own_rules"] == {
        "employers.yaml": ["aliases.acme", "note_words"],
        "seniority.yaml": ["levels.wizard"],
    }
    assert said["own_taxonomy"] == ["skill zorblat (added)"]
    page = Path(summary.folder) / "site" / "statistics" / "index.html"
    assert "rules in employers.yaml: aliases.acme, note_words" in page.read_text()

    path.write_text("levels: [{id: wizard, level: boss}]")
    with pytest.raises(
        UsageError, match=r"seniority\.yaml:1: wizard: level: 'boss' is not one of intern"
    ):
        run(bench, 5)
    path.unlink()
    employers.unlink()
    own_skills.unlink()
    assert run(bench, 6).read == 1
    assert bench.rows(seniority) == [(None,)]
    assert bench.rows("SELECT own_entries FROM pipelines") == [(None,)]


def read_seniority(reader: PipelineReader) -> str | None:
    document = Document(
        content_hash="h",
        title="ML Wizard",
        text="You write Python.",
        source_fields=SourceFields(),
        source="s",
        board="b",
        landing_file="f",
    )
    ((_, reading),) = reader.read([document])
    return getattr(reading, "seniority", None)


@pytest.mark.slow
def test_worker_processes_read_by_own_rules(tmp_path: Path) -> None:
    """With many texts, other rules would decide than with few."""
    write(tmp_path)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert pool.submit(read_seniority, PipelineReader(home=tmp_path)).result() == "staff"
        assert pool.submit(read_seniority, PipelineReader()).result() is None


@pytest.mark.slow
def test_rules_that_change_while_texts_are_read_stop_the_run(tmp_path: Path) -> None:
    """Readings of two sets of rules would stand under one version."""
    path = write(tmp_path)
    reader = PipelineReader(home=tmp_path)
    path.write_text(WIZARD.replace("staff", "senior"))
    with pytest.raises(Exception, match="changed while texts were read"):
        read_seniority(reader)
