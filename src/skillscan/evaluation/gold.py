"""Gold labels and the postings they speak of, checked at the door."""

import csv
import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from skillscan.domain import PayPeriod, Workplace
from skillscan.errors import SkillscanError, UsageError
from skillscan.nlp.reading import Degree, Occupation, Seniority

MAX_LINE_CHARACTERS = 5_000_000
_POSTING_FIELDS = ("title", "description", "company", "location", "workplace", "pay")


class SalaryLabel(BaseModel):
    """Base pay as the guide states it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    min: float | None
    max: float | None
    currency: str | None
    period: PayPeriod | None


class Label(BaseModel):
    """One line of a label file (docs/annotation-guide.md)."""

    model_config = ConfigDict(frozen=True)

    key: str
    occupation: Occupation | None = Field(alias="role")
    seniority: Seniority | None
    skills: dict[str, Literal["required", "preferred", "mentioned"]]
    years_min: int | None
    years_best: int | None
    years_quote: str | None = None
    degree: Degree | None
    salary: SalaryLabel | None
    workplace: Workplace | None = Field(alias="work_mode")


class LabelledPosting(BaseModel):
    """A posting as the corpus holds it, beside its label."""

    model_config = ConfigDict(frozen=True)

    label: Label
    title: str
    description: str
    company: str | None = None
    location: str | None = None
    workplace: Workplace | None = None
    pay: SalaryLabel | None = None
    """The last two as fields of the source state them, where it has such."""


def read_labels(path: Path) -> list[Label]:
    """The labels of a JSONL(.gz) file, in order; errors name the line and the field."""
    if not path.is_file():
        raise UsageError(f"{path} is no file: name a label file (JSONL, one posting a line)")
    labels: dict[str, Label] = {}
    for number, row in json_lines(path):
        try:
            label = Label.model_validate(row)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            field = ".".join(str(part) for part in first["loc"]) or "the line"
            raise SkillscanError(f"{path}:{number}: {field}: {first['msg']}") from error
        if label.key in labels:
            raise SkillscanError(f"{path}:{number}: key {label.key} stands in the file twice")
        labels[label.key] = label
    if not labels:
        raise SkillscanError(f"{path} holds no labels")
    return list(labels.values())


def graded_skills(labels_path: Path, labels: Sequence[Label]) -> dict[str, str]:
    """Skill id to label of the skills that were looked for: ``skills.csv`` beside the labels.

    Where that file is missing, the ids that the labels name. A skill outside this set was not
    looked for by the labellers, so finding it is no error.
    """
    listing = labels_path.parent / "skills.csv"
    if listing.is_file():
        with listing.open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row.get("id")]
        return {row["id"]: row.get("label") or row["id"] for row in rows}
    return {skill: skill for label in labels for skill in label.skills}


def find_postings(labels: Sequence[Label], corpus: Sequence[Path]) -> list[LabelledPosting]:
    """The labelled postings in label order, their texts found by key in the corpus files.

    ``corpus`` holds files (JSONL, JSONL.gz) or folders of them.
    """
    wanted = {label.key: label for label in labels}
    found: dict[str, LabelledPosting] = {}
    for path in _corpus_files(corpus):
        for number, row in json_lines(path):
            key = row.get("key")
            if key in wanted and key not in found:
                found[key] = _posting(wanted[key], row, path, number)
        if len(found) == len(wanted):
            break
    missing = [key for key in wanted if key not in found]
    if missing:
        shown = ", ".join(missing[:5]) + (" …" if len(missing) > 5 else "")
        places = ", ".join(str(path) for path in corpus)
        raise SkillscanError(
            f"no text for {len(missing)} of {len(wanted)} labelled postings in {places}"
            f" (keys {shown}): name the right folder or files with --corpus"
        )
    return [found[label.key] for label in labels]


def _posting(label: Label, row: dict[str, Any], path: Path, number: int) -> LabelledPosting:
    fields = {name: row.get(name) for name in _POSTING_FIELDS}
    try:
        return LabelledPosting.model_validate({"label": label, **fields})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise SkillscanError(f"{path}:{number}: {first['loc'][0]}: {first['msg']}") from error


def _corpus_files(corpus: Sequence[Path]) -> list[Path]:
    files: list[Path] = []
    for path in corpus:
        if path.is_dir():
            files += sorted([*path.glob("*.jsonl.gz"), *path.glob("*.jsonl")])
        elif path.is_file():
            files.append(path)
        else:
            raise UsageError(f"{path} is neither a file nor a folder: name the corpus (--corpus)")
    if not files:
        raise UsageError(f"no .jsonl or .jsonl.gz file in {', '.join(map(str, corpus))}")
    return files


def json_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a JSONL file, with or without gzip, with their line numbers."""
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as file:
            number = 0
            while line := file.readline(MAX_LINE_CHARACTERS):
                number += 1
                if line.strip():
                    yield number, _row(line, path, number)
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise SkillscanError(f"{path} cannot be read as text: {error}") from error


def _row(line: str, path: Path, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise SkillscanError(f"{path}:{number}: not JSON: {error}") from error
    if not isinstance(row, dict):
        raise SkillscanError(f"{path}:{number}: not a JSON object")
    return row
