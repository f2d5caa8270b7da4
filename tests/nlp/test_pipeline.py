"""The pipeline as a normal spaCy ``Language`` that others can build, save and load."""

import json
import pickle
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import skillscan
from skillscan.domain import SourceFields
from skillscan.errors import UsageError
from skillscan.nlp.annotate import Document, PipelineReader
from skillscan.nlp.document import document_text
from skillscan.nlp.pipeline import COMPONENTS, build, read_documents
from skillscan.nlp.version import packaged_version, pipeline_version
from skillscan.text.prepare import prepare

TITLE = "Senior Machine Learning Engineer"
BODY = prepare(
    "<p>Acme builds robots with Kafka. This role is fully remote.</p>"
    "<h3>Requirements</h3><ul><li>5+ years of experience with Python</li>"
    "<li>Bachelor's degree in Computer Science</li><li>PyTorch, Spark preferred</li>"
    "<li>Kubernetes is not required</li></ul>"
    "<h3>Compensation</h3><p>The base salary range is $150,000 to $180,000 per year.</p>"
)


def test_a_posting_is_read_whole(nlp) -> None:
    """One posting through all components: each answer the issue promises."""
    (reading,) = read_documents(nlp, [(TITLE, BODY, SourceFields(company="Acme"))])
    labels = reading.to_labels()
    skills = labels.pop("skills")
    assert labels == {
        "role": "ml_engineer",
        "seniority": "senior",
        "years_min": 5,
        "years_best": 5,
        "degree": "bachelor",
        "salary": {"min": 150000, "max": 180000, "currency": "USD", "period": "year"},
        "work_mode": "remote",
    }
    assert {name: skills.get(name) for name in ("python", "pytorch", "spark", "kafka")} == {
        "python": "required",
        "pytorch": "required",
        "spark": "preferred",
        "kafka": "mentioned",
    }
    assert "kubernetes" not in skills


def test_findings_rest_on_their_words(nlp) -> None:
    """A finding that points elsewhere cannot be traced to its sentence."""
    (reading,) = read_documents(nlp, [(TITLE, BODY, SourceFields())])
    text = document_text(TITLE, BODY)
    found = {item.value: text[item.start : item.end] for item in reading.findings}
    assert found["python"] == "Python"
    assert found["spark"] == "Spark"
    assert "5+ years" in next(
        text[item.start : item.end] for item in reading.findings if item.kind == "experience"
    )
    json.dumps([item.detail for item in reading.findings])


def test_every_kind_of_finding_is_there(nlp) -> None:
    """A kind without spans could not be explained."""
    (reading,) = read_documents(nlp, [(TITLE, BODY, SourceFields())])
    kinds = {item.kind for item in reading.findings}
    assert kinds == {
        "skill", "experience", "degree", "pay", "workplace", "occupation", "seniority",
    }  # fmt: skip
    assert all(item.rule for item in reading.findings)


def test_order_of_documents_is_kept(nlp) -> None:
    documents = [
        (f"Engineer {n}", f"Requirements\n• {n}+ years of experience", SourceFields())
        for n in range(1, 8)
    ]
    assert [reading.years_min for reading in read_documents(nlp, documents)] == list(range(1, 8))


def test_load_is_the_public_name() -> None:
    assert skillscan.load(disable=["skillscan_pay"]).pipe_names == [
        name for name in COMPONENTS if name != "skillscan_pay"
    ]


@pytest.mark.parametrize("wrong", [{"disable": ["pay"]}, {"config": {"skillscan_py": {}}}])
def test_unknown_components_are_named(wrong: dict) -> None:
    """A misspelled name would silently leave everything on."""
    with pytest.raises(UsageError, match="skillscan_mention_class"):
        build(**wrong)


def test_every_component_is_an_entry_point() -> None:
    """Without it ``spacy.load`` fails in a process that has not imported us."""
    declared = {point.name: point.value for point in entry_points(group="spacy_factories")}
    for name, module in COMPONENTS.items():
        assert declared[name].startswith(f"skillscan.nlp.{module}:")


@pytest.mark.parametrize("size", [1, pytest.param(10, marks=pytest.mark.slow)])
def test_hostile_texts_are_read(nlp, size: int) -> None:
    """One strange posting must not stop a run."""
    documents = [
        ("", "", SourceFields()),
        ("\x00\u202e", "\u0000" * 10, SourceFields()),
        ("x" * 300, "Python " * 500 * size, SourceFields()),
        ("(((", ")" * 200 * size + "5+ years" * 50 * size, SourceFields()),
    ]
    assert len(list(read_documents(nlp, [(t, prepare(b), f) for t, b, f in documents]))) == 4


def test_version_names_the_rules() -> None:
    """Postings are read again exactly when this changes."""
    assert len(pipeline_version()) == 12
    assert int(pipeline_version(), 16) >= 0
    packaged_version.cache_clear()
    first = pipeline_version()
    packaged_version.cache_clear()
    assert pipeline_version() == first


def test_version_changes_with_a_rule(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A changed rule that changed no version would leave old readings standing."""
    from skillscan.nlp import version

    (tmp_path / "rules").mkdir()
    rule = tmp_path / "rules" / "modifiers.yaml"
    monkeypatch.setattr(version.resources, "data", lambda *parts: tmp_path.joinpath(*parts))
    seen = set()
    for content in ("a: 1\n", "a: 2\n", "a: 2\r\n"):
        rule.write_text(content)
        packaged_version.cache_clear()
        seen.add(pipeline_version())
    packaged_version.cache_clear()
    assert len(seen) == 2


@pytest.mark.slow
def test_own_skills_of_a_home_are_read(tmp_path: Path) -> None:
    """An operator's own skill would need a fork, or be found in some processes only."""
    (tmp_path / "taxonomy").mkdir()
    before = pipeline_version(tmp_path)
    own = tmp_path / "taxonomy" / "own.yaml"
    own.write_text(
        "category: languages\nskills:\n"
        "  - {id: zorblat, label: Zorblat, reference: 'https://x.org', aliases: [Zorblat]}\n",
        encoding="utf-8",
    )
    assert before == pipeline_version() != pipeline_version(tmp_path)
    reader = pickle.loads(pickle.dumps(PipelineReader(tmp_path)))  # noqa: S301
    document = Document(
        content_hash="h", title="", text="Zorblat and Python", source_fields=SourceFields(),
        source="s", board="b", landing_file="f",
    )  # fmt: skip
    ((_, reading),) = reader.read([document])
    assert set(reading.skills) == {"zorblat", "python"}
