"""Documents and pipelines are spaCy's own kind: they can be saved, sent to processes and loaded."""

import json
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

import skillscan
from skillscan.domain import Pay, SourceFields
from skillscan.nlp.collect_reading import reading_of
from skillscan.nlp.document import make_document, register_extensions
from skillscan.nlp.rule_component import rule_components
from skillscan.text.prepare import prepare

RAW = (
    "<p>Acme builds robots with Kafka. This role is fully remote.</p><h3>Requirements</h3><ul>"
    "<li>5+ years of experience with Python3 and AWS SageMaker</li><li>BS in Physics</li>"
    "<li>PyTorch, Spark preferred</li></ul>"
    "<p>The base salary range is $150k-190k per year.</p>"
)
FIELDS = SourceFields(
    company="Acme",
    locations=("New York", "Remote"),
    workplace="hybrid",
    pay=Pay(min=1.5, max=None, currency="USD", period="hour"),
)
FRESH = """
import json, sys
import spacy
nlp = spacy.load(sys.argv[1])
assert spacy.blank("posting_en").lang == nlp.lang == "posting_en"
raw, title, body = json.load(sys.stdin)
doc = nlp(raw)
from spacy.tokens import DocBin
(again,) = DocBin().from_bytes(DocBin(docs=[doc], store_user_data=True).to_bytes()).get_docs(
    spacy.blank("posting_en").vocab
)
skills = [[s.text, s.label_, s._.skillscan_rule] for s in again.spans["skills"]]
from skillscan.nlp.collect_reading import reading_of
from skillscan.nlp.document import make_document
reading = reading_of(nlp(make_document(nlp, title, body)))
print(json.dumps([skills, reading.to_labels()]))
"""


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(make_document(nlp, "MLOps Engineer", prepare(RAW), FIELDS))


def same(one: Doc, other: Doc) -> bool:
    fields = one._.skillscan_source_fields == other._.skillscan_source_fields
    ends = one._.skillscan_title_end == other._.skillscan_title_end
    ids = [s.id_ for s in one.spans["skills"]] == [s.id_ for s in other.spans["skills"]]
    return fields and ends and ids and reading_of(one) == reading_of(other)


def test_a_document_survives_bytes(nlp: Language, doc: Doc) -> None:
    """Readings could not be kept as documents."""
    assert doc._.skillscan_source_fields == FIELDS
    assert same(doc, Doc(spacy.blank("posting_en").vocab).from_bytes(doc.to_bytes()))


def test_documents_survive_a_docbin(nlp: Language, doc: Doc) -> None:
    raw = nlp(RAW)
    saved = DocBin(docs=[doc, raw], store_user_data=True).to_bytes()
    loaded = DocBin().from_bytes(saved).get_docs(spacy.blank("posting_en").vocab)
    assert [same(*pair) for pair in zip([doc, raw], loaded, strict=True)] == [True, True]


def test_processes_read_the_same(nlp: Language, doc: Doc) -> None:
    """``nlp.pipe`` with two processes would fail or lose what was found."""
    read = list(nlp.pipe([RAW] * 4, n_process=2, batch_size=2))
    assert [reading_of(one) for one in read] == [reading_of(nlp(RAW))] * 4
    titled = make_document(nlp, "MLOps Engineer", prepare(RAW), FIELDS)
    assert [same(one, doc) for one in nlp.pipe([titled, titled], n_process=2)] == [True, True]


def test_raw_text_is_read_as_the_filter_reads_it(nlp: Language) -> None:
    """Markup would be read as words, and lost line breaks would hide the lists."""
    prepared = nlp(make_document(nlp, "", prepare(RAW)))
    assert reading_of(nlp(RAW)) == reading_of(prepared)
    assert nlp(RAW).text == prepared.text == prepare(RAW)


@pytest.mark.slow
def test_a_fresh_interpreter_loads_a_folder_and_reads_the_same(
    nlp: Language, tmp_path: Path
) -> None:
    """A saved pipeline would need its makers' imports, or give other answers elsewhere."""
    nlp.to_disk(tmp_path / "pipeline")
    run = [sys.executable, "-c", FRESH, str(tmp_path / "pipeline")]
    title, body = "Senior MLOps Engineer", prepare(RAW)
    given = json.dumps([RAW, title, body])
    done = subprocess.run(
        run, input=given, capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode == 0, done.stderr
    skills, labels = json.loads(done.stdout)
    assert ["Python3", "python", "Python"] in skills
    here = reading_of(nlp(make_document(nlp, title, body))).to_labels()
    assert here["seniority"] == "senior"
    assert labels == json.loads(json.dumps(here))


@pytest.mark.slow
def test_saved_rules_are_equal() -> None:
    """Whether a saved pipeline has the rules of today could not be told."""
    for component in rule_components(skillscan.load()):
        before = dict(component.rules)
        assert dict(component.from_bytes(component.to_bytes()).rules) == before


def test_the_tokenizer_serialises(nlp: Language) -> None:
    """spaCy's tokenizer fails to save rules that are functions."""
    other = pickle.loads(pickle.dumps(nlp.tokenizer)).from_bytes(nlp.tokenizer.to_bytes())  # noqa: S301
    assert [t.text for t in other("C++/C# 7+yrs")] == ["C++", "/", "C#", "7", "+", "yrs"]


@pytest.mark.slow
def test_the_skill_component_goes_to_other_processes(nlp: Language) -> None:
    """Where processes are spawned, components are pickled."""
    found = pickle.loads(pickle.dumps(nlp.get_pipe("skillscan_skills")))(nlp.make_doc("Python"))  # noqa: S301
    assert [span.label_ for span in found.spans["skills"]] == ["python"]


def test_the_order_of_components_can_be_analysed(nlp: Language) -> None:
    """``nlp.analyze_pipes()`` could not tell what must stand before what."""
    assert not any(nlp.analyze_pipes()["problems"].values())
    wrong = skillscan.load(disable=["skillscan_structure", "skillscan_skills"])
    problems = wrong.analyze_pipes()["problems"]
    assert "span._.skillscan_rule" in problems["skillscan_mention_class"]
    assert "doc.sents" in problems["skillscan_experience"]


def test_spans_on_the_same_words_keep_their_own_reasons(doc: Doc) -> None:
    """A title names an occupation and a skill; the one's rule would be shown for the other."""
    (occupation,) = doc.spans["occupation"]
    skill = next(s for s in doc.spans["skills"] if s.start_char == 0)
    assert (skill.start, skill.end) <= (occupation.start, occupation.end)
    assert skill._.skillscan_rule != occupation._.skillscan_rule
    part = doc[: len(doc) - 1].as_doc(copy_user_data=True)
    again = Span(part, skill.start, skill.end, label=skill.label_)
    assert again._.skillscan_rule == skill._.skillscan_rule


def test_extensions_overwrite_nobodys() -> None:
    """Two packages in one program would read each other's attributes."""
    before = Span.get_extension("skillscan_rule")
    register_extensions()
    assert Span.get_extension("skillscan_rule") is before
    for name in ("rule", "detail", "mention_class"):
        assert not Span.has_extension(name)
    assert not Doc.has_extension("title_end")
