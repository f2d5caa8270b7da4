"""A label file that does not fit must say so, with its line, not give wrong figures."""

import gzip
import json
from pathlib import Path

import pytest

from skillscan.errors import SkillscanError, UsageError
from skillscan.evaluation.gold import find_postings, graded_skills, read_labels

GOOD = {
    "key": "a1", "role": "ml_engineer", "seniority": None, "skills": {"python": "required"},
    "years_min": 3, "years_best": 3, "years_quote": "3+ years", "degree": None, "salary": None,
    "work_mode": None,
}  # fmt: skip


def write(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows))
    return path


def test_labels_are_read(tmp_path: Path) -> None:
    (found,) = read_labels(write(tmp_path / "dev.jsonl", GOOD, ""))
    assert found.skills == {"python": "required"}


@pytest.mark.parametrize(
    ("rows", "message"),
    {
        "broken line": (([GOOD, "{"]), ":2: not JSON"),
        "no object": (["[1]"], ":1: not a JSON object"),
        "unknown class": ([GOOD | {"skills": {"go": "needed"}}], ":1: skills.go"),
        "unknown role": ([GOOD | {"role": "wizard"}], ":1: role"),
        "missing field": ([{k: v for k, v in GOOD.items() if k != "degree"}], ":1: degree"),
        "key twice": ([GOOD, GOOD], ":2: key a1 stands in the file twice"),
        "nothing": ([""], "holds no labels"),
    }.values(),
)
def test_faults_are_named(tmp_path: Path, rows: list, message: str) -> None:
    with pytest.raises(SkillscanError, match=message):
        read_labels(write(tmp_path / "dev.jsonl", *rows))


def test_a_missing_file_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no file"):
        read_labels(tmp_path / "none.jsonl")


def test_texts_are_found_by_key(tmp_path: Path) -> None:
    labels = read_labels(write(tmp_path / "dev.jsonl", GOOD))
    (tmp_path / "corpus").mkdir()
    with gzip.open(tmp_path / "corpus" / "x.jsonl.gz", "wt") as file:
        file.write(json.dumps({"key": "other", "title": "t", "description": "d"}) + "\n")
        file.write(json.dumps({"key": "a1", "title": "T", "description": "D"}) + "\n")
    (posting,) = find_postings(labels, [tmp_path / "corpus"])
    assert (posting.title, posting.description) == ("T", "D")


def test_a_missing_text_is_an_error(tmp_path: Path) -> None:
    """Scores over fewer postings than labelled would look better than they are."""
    labels = read_labels(write(tmp_path / "dev.jsonl", GOOD))
    corpus = write(tmp_path / "c.jsonl", {"key": "other", "title": "t", "description": "d"})
    with pytest.raises(SkillscanError, match=r"no text for 1 of 1 .*a1.*--corpus"):
        find_postings(labels, [corpus])


def test_a_cut_corpus_is_an_error(tmp_path: Path) -> None:
    labels = read_labels(write(tmp_path / "dev.jsonl", GOOD))
    whole = gzip.compress(
        json.dumps({"key": "x", "title": "t", "description": "d" * 9_000}).encode()
    )
    (tmp_path / "c.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(SkillscanError, match="cannot be read"):
        find_postings(labels, [tmp_path / "c.jsonl.gz"])


@pytest.mark.parametrize("place", ["nowhere", "."])
def test_wrong_corpus_is_wrong_usage(tmp_path: Path, place: str) -> None:
    (tmp_path / "empty").mkdir()
    labels = read_labels(write(tmp_path / "dev.jsonl", GOOD))
    with pytest.raises(UsageError):
        find_postings(labels, [tmp_path / "empty" / place])


def test_graded_skills_stand_beside_the_labels(tmp_path: Path) -> None:
    path = write(tmp_path / "dev.jsonl", GOOD)
    assert graded_skills(path, read_labels(path)) == {"python": "python"}
    write(tmp_path / "skills.csv", "id,label,note", "go,Go,", "c,C,")
    assert graded_skills(path, read_labels(path)) == {"go": "Go", "c": "C"}
