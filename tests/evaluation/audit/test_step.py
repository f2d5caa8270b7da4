"""An audit as a whole: what is found, what it does to the shares, and what could not be audited."""

import csv
import gzip
import json
import random
import re
import tracemalloc
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from skillscan.errors import SkillscanError, UsageError
from skillscan.evaluation.audit.joined_lists import WaitingLists, posting_key
from skillscan.evaluation.audit.result import AuditedSkill, AuditResult
from skillscan.evaluation.audit.skill_lists import SkillList
from skillscan.evaluation.audit.step import audit
from skillscan.evaluation.audit.support import Support
from skillscan.settings import Settings

TITLE, EMPLOYER = "Machine Learning Engineer", "Example"


def write_texts(path: Path, texts: Iterable[str]) -> list[str]:
    """A file of postings; their keys."""
    keys = []
    with path.open("w", encoding="utf-8") as file:
        for text in texts:
            row = {"title": TITLE, "company": EMPLOYER, "description": text}
            keys.append(posting_key(TITLE, EMPLOYER, text))
            file.write(json.dumps(row) + "\n")
    return keys


def write_lists(path: Path, rows: Iterable[tuple[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["posting_key", "skills"])
        writer.writerows(rows)
    return path


def run(tmp_path: Path, lists: Path, texts: Path | None = None, **mapping: str) -> AuditResult:
    settings = Settings(home=tmp_path / "home", workers=1)
    return audit(lists, texts=texts, mapping=mapping, settings=settings)


def of(result: AuditResult, skill: str) -> AuditedSkill:
    return next(one for one in result.skills if one.share.skill == skill)


def test_a_published_share_that_the_texts_do_not_bear_out(tmp_path: Path) -> None:
    """The case of a study of 2026, made small: Docker is listed for 165 postings in whose text it
    does not stand, of 567; its share would be printed as if it were read.
    """
    with_docker = [f"Number {n}. You know Docker and Python." for n in range(60)]
    without = [f"Number {n}. You know Python." for n in range(507)]
    keys = write_texts(tmp_path / "texts.jsonl", [*with_docker, *without])
    lists = write_lists(
        tmp_path / "lists.csv",
        [(key, "Python, Docker" if n < 225 else "Python") for n, key in enumerate(keys)],
    )
    result = run(tmp_path, lists, tmp_path / "texts.jsonl")
    docker, python = of(result, "docker"), of(result, "python")
    assert (docker.support[Support.UNSUPPORTED], docker.share.postings) == (165, 567)
    assert docker.verdict == "unsupported"
    assert docker.share.listed_share == pytest.approx(225 / 567, abs=1e-6)
    assert docker.share.corrected_share == pytest.approx(60 / 567, abs=1e-6)
    assert docker.share.low < 60 / 567 < docker.share.high < docker.share.listed_share
    assert python.verdict == "current"
    assert result.has_unsupported
    assert docker.examples["unsupported"][0].posting == keys[60]


def test_what_could_not_be_audited_is_counted_and_named(tmp_path: Path) -> None:
    """Rows would vanish, and the shares be of nobody knows how many postings."""
    keys = write_texts(tmp_path / "texts.jsonl", ["Python.", "Go and Python.", "You know Java."])
    lists = tmp_path / "lists.csv"
    lists.write_text(
        f"posting_key,skills\n{keys[0]},Python\n,Python\n{keys[0]},Zorbotron\nunheard-of,Go\n"
        f'{keys[1]},"Python, Blub"\n{keys[1]}\n'
    )
    result = run(tmp_path, lists, tmp_path / "texts.jsonl")
    assert (result.rows, result.postings, result.repeated) == (6, 2, 1)
    assert (result.without_text, result.unlisted) == (1, 1)
    assert {bad.reason: bad.first for bad in result.bad_rows} == {
        "no key": [3],
        result.bad_rows[1].reason: [7],
    }
    assert [(one.name, one.listed, one.unsupported) for one in result.unknown_names] == [
        ("Blub", 1, 1),
        ("Zorbotron", 1, 1),
    ]
    assert result.needs_attention


def test_lists_with_texts_of_their_own(tmp_path: Path) -> None:
    """Whoever has texts and lists in one file would have to make two of it."""
    lists = tmp_path / "lists.jsonl"
    rows = [
        {"job": 1, "tools": ["Python"], "body": "<p>You know Python.</p>"},
        {"job": 2, "tools": ["Python"], "body": "No text of ours names it."},
        {"job": 3, "tools": ["Python"], "body": " "},
    ]
    lists.write_text("".join(json.dumps(row) + "\n" for row in rows))
    result = run(tmp_path, lists, skills="tools", text="body", key="job")
    assert result.findings[Support.MENTION] == result.findings[Support.UNSUPPORTED] == 1
    assert of(result, "python").examples["unsupported"][0].posting == "2"
    assert [(bad.reason, bad.rows) for bad in result.bad_rows] == [("no text", 1)]


def test_lists_of_the_own_postings(market: Settings, tmp_path: Path) -> None:
    """An analyst's lists of what was crawled could not be held against it."""
    lists = write_lists(
        tmp_path / "lists.csv",
        [("greenhouse/employer-00/0-0", "Python, Docker"), ("greenhouse/nobody/1", "Python")],
    )
    result = audit(lists, mapping={}, settings=market)
    assert (result.texts, result.postings, result.without_text) == ("the warehouse", 1, 1)
    assert result.findings[Support.UNSUPPORTED] == 1


@pytest.mark.parametrize(
    ("header", "mapping", "error", "said"),
    [
        ("posting_key,words", {}, UsageError, "--map skills=COLUMN"),
        ("name,skills", {}, UsageError, "--map key=COLUMN"),
        ("posting_key,skills", {"skills": "nowhere"}, UsageError, "no column 'nowhere'"),
        ("posting_key,skills", {"pay": "skills"}, UsageError, "no such field"),
        ("posting_key,skills", {}, SkillscanError, "1 keys that are of no text"),
    ],
)
def test_what_cannot_be_audited_says_what_to_do(
    tmp_path: Path, header: str, mapping: dict[str, str], error: type[Exception], said: str
) -> None:
    """The message would leave whoever typed it where they were."""
    lists = tmp_path / "lists.csv"
    lists.write_text(f"{header}\nk,Python\n")
    write_texts(tmp_path / "texts.jsonl", ["You know Python."])
    with pytest.raises(error, match=re.escape(said)):
        run(tmp_path, lists, tmp_path / "texts.jsonl", **mapping)


def test_waiting_lists_do_not_fill_the_memory() -> None:
    """Lists of a million postings would need as much memory as they are long."""
    waiting = WaitingLists()
    names = tuple(f"skill number {n}" for n in range(100))
    tracemalloc.start()
    for row in range(5_000):
        waiting.add(SkillList(row=row, key=f"key {row}", names=names))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert waiting.without_text == 5_000
    waiting.close()
    assert most < 2_000_000  # the names alone are ten


Corrupted = tuple[Path, int, int]


@pytest.fixture(scope="module")
def corrupted(shared_dir: Path, tmp_path_factory: pytest.TempPathFactory, nlp: Any) -> Corrupted:
    """Lists of real postings as we read them, with inventions and omissions planted; how many."""
    from skillscan.nlp.filter import read_lines

    rng = random.Random(7)  # noqa: S311  (the same plants every time)
    with gzip.open(shared_dir / "corpus" / "ml_us_2025.jsonl.gz", "rb") as file:
        lines = [line for line, _ in zip(file, range(250), strict=False)]
    texts = {row["key"]: json.dumps(row).lower() for row in map(json.loads, lines)}
    lists = {row["key"]: list(row["skills"]) for row in read_lines(nlp, lines)}  # type: ignore[index]
    invented = rng.sample([key for key in lists if "docker" not in texts[key]], 40)
    omitted = rng.sample([key for key in lists if "python" in lists[key]], 25)
    for key in invented:
        lists[key].append("Docker")
    for key in omitted:
        lists[key].remove("python")
    path = tmp_path_factory.mktemp("corrupted") / "lists.csv"
    write_lists(path, [(key, "; ".join(names)) for key, names in lists.items()])
    return path, len(invented), len(omitted)


@pytest.mark.shared
def test_planted_faults_are_found_exactly(
    corrupted: Corrupted, shared_dir: Path, tmp_path: Path
) -> None:
    """Of real texts the audit would miss inventions, or accuse honest lists."""
    path, inventions, omissions = corrupted
    result = run(tmp_path, path, shared_dir / "corpus" / "ml_us_2025.jsonl.gz")
    assert result.findings[Support.UNSUPPORTED] == inventions
    assert of(result, "docker").support[Support.UNSUPPORTED] == inventions
    assert {one.share.skill: one.missed for one in result.skills if one.missed} == {
        "python": omissions
    }
