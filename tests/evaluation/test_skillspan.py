"""Spans that others labelled: the format is read, and findings are held against it."""

import gzip
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from skillscan.cli.app import app
from skillscan.errors import SkillscanError, UsageError
from skillscan.evaluation.skillspan import (
    TaggedSentence,
    evaluate_spans,
    is_skillspan,
    read_names,
    tagged_text,
)

RUN = CliRunner()


def sentence(words: str, idx: int = 1, source: str = "tech") -> dict[str, object]:
    """A sentence; ``Name/K`` opens a span of knowledge, ``Name/S`` of skill, ``/k /s`` go on."""
    tokens, knowledge, skill = [], [], []
    for word in words.split():
        token, _, tag = word.partition("/")
        tokens.append(token)
        knowledge.append({"K": "B", "k": "I"}.get(tag, "O"))
        skill.append({"S": "B", "s": "I"}.get(tag, "O"))
    return {
        "idx": idx, "tokens": tokens, "tags_knowledge": knowledge, "tags_skill": skill,
        "source": source,
    }  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A file of the format, and a list of technologies where it is looked for."""
    (tmp_path / "taxonomies").mkdir()
    (tmp_path / "taxonomies" / "names.csv").write_text("slug,name\npython,Python\nx,Zzyzx\n")
    folder = tmp_path / "benchmarks" / "spans"
    folder.mkdir(parents=True)
    rows = [
        sentence("You know Python/K and Zzyzx/K and financial/K services/k"),
        sentence("You write/S SQL/s queries/s with Docker"),
        sentence("Kafka/K", idx=2, source="house"),
    ]
    path = folder / "dev.json.gz"
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    return path


def test_places_of_spans() -> None:
    """A shifted offset would let a finding touch the wrong span."""
    rows = [sentence("A Python/K B"), sentence("C/S d/s"), sentence("E")]
    text = tagged_text([TaggedSentence.model_validate(row) for row in rows])
    assert text.text == "A Python B\nC d\nE"
    assert [text.text[a:b] for a, b in text.knowledge] == ["Python"]
    assert [text.text[a:b] for a, b in text.skills] == ["C d"]


def test_recall_of_technologies_and_precision(data: Path, tmp_path: Path) -> None:
    scores = evaluate_spans(data, [tmp_path / "taxonomies" / "names.csv"], source="tech")
    assert (scores.postings, scores.sentences) == (1, 2)
    assert (scores.technologies.hits, scores.technologies.n, scores.missed) == (1, 2, ("Zzyzx",))
    assert (scores.findings.hits, scores.findings.n, scores.unlabelled) == (2, 3, ("Docker",))


def test_on_the_command_line(data: Path) -> None:
    """The format is known without being named, and so is the list of technologies."""
    shown = json.loads(RUN.invoke(app, ["evaluate", str(data), "--json", "--errors"]).stdout)
    assert shown["technologies_recall"] | {"hits": 1, "n": 2} == shown["technologies_recall"]
    assert shown["labelled_precision"]["n"] == 3
    assert shown["missed"] == ["Zzyzx"]
    text = RUN.invoke(app, ["evaluate", str(data), "--errors", "--source", ""]).stdout
    assert "recall of spans that name a technology  0.500" in text
    assert "Docker" in text


def test_faults(data: Path, tmp_path: Path) -> None:
    """What is wrong with a file would be a traceback, or a silent zero."""
    with pytest.raises(UsageError, match="--technologies"):
        read_names([])
    (tmp_path / "plain.csv").write_text("a,b\n1,2\n")
    with pytest.raises(UsageError, match="no column name or Example"):
        read_names([tmp_path / "plain.csv"])
    with pytest.raises(SkillscanError, match="no sentence of source 'none'"):
        evaluate_spans(data, [tmp_path / "taxonomies" / "names.csv"], source="none")
    broken = tmp_path / "broken.jsonl"
    broken.write_text(json.dumps({**sentence("A B"), "tags_skill": ["O"]}) + "\n")
    assert is_skillspan(broken)
    with pytest.raises(SkillscanError, match=r"broken\.jsonl:1: .*not equally many"):
        evaluate_spans(broken, [tmp_path / "taxonomies" / "names.csv"])


@pytest.mark.slow
@pytest.mark.shared
def test_the_bars_of_others(shared_dir: Path) -> None:
    """Technologies that others labelled would no longer be found."""
    lists = sorted((shared_dir / "taxonomies").iterdir())
    path = shared_dir / "benchmarks" / "skillspan" / "dev.json.gz"
    scores = evaluate_spans(path, lists, source="tech")
    assert (scores.technologies.value or 0) >= 0.97
    assert (scores.findings.value or 0) >= 0.70
