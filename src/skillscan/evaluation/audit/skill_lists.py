"""Somebody's skill lists, row by row: whose posting it is, and which skills it lists."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skillscan.errors import UsageError
from skillscan.evaluation.audit.listed_names import listed_names
from skillscan.file_import.columns import listed as shown_names
from skillscan.file_import.readers import read_records, text_of
from skillscan.file_import.records import Malformed, Skipped
from skillscan.file_import.survey import Survey, survey, value_at
from skillscan.resources import data_yaml
from skillscan.sources.imported_columns import is_missing, plain_name, usual_columns

FIELDS = ("key", "skills", "title", "text", "employer")
MAX_KEY_CHARACTERS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingSource:
    """A posting as a file has it: its raw text, HTML or plain."""

    title: str
    text: str
    employer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillList:
    """What one row lists. ``key`` names the posting (empty where the row does not); ``posting`` is
    its text where the row has it itself.
    """

    row: int
    key: str
    names: tuple[str, ...]
    posting: PostingSource | None = None


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that lists nothing that could be audited, and why."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class ListColumns:
    """Field to column."""

    columns: Mapping[str, str]

    @property
    def has_text(self) -> bool:
        """Whether the rows have the postings' texts themselves."""
        return "text" in self.columns

    def cell(self, record: Mapping[str, Any], name: str) -> str:
        """A field of a row as text; empty where it says nothing."""
        if name not in self.columns:
            return ""
        text = text_of(value_at(record, self.columns[name]))
        return "" if is_missing(text) else text


def choose_list_columns(
    path: Path, mapping: Mapping[str, str], *, has_own_texts: bool = True
) -> ListColumns:
    """Which column is which field: ``mapping``, else the usual names. Without ``has_own_texts`` the
    texts stand elsewhere, whatever the rows hold.

    Raises UsageError where the skills, or what tells the posting, are in no column.
    """
    seen = survey(path)
    for name, column in mapping.items():
        _check(name, column, seen, path)
    columns = {**_usual(seen), **mapping}
    if not has_own_texts:
        columns.pop("text", None)
    if "skills" not in columns or not ("key" in columns or "text" in columns):
        lacking = "skills" if "skills" not in columns else "posting's key or text"
        field = "skills" if "skills" not in columns else "key"
        raise UsageError(
            f"{path}: no column for the {lacking}. Columns there are: "
            f"{shown_names(seen.columns)}. Say which it is: --map {field}=COLUMN"
        )
    return ListColumns({name: columns[name] for name in FIELDS if name in columns})


def read_lists(path: Path, columns: ListColumns) -> Iterator[SkillList | BadRow]:
    """Every row of the file but blank ones and repeated headers."""
    for number, record in read_records(path):
        if isinstance(record, Malformed):
            yield BadRow(number, record.problem)
        elif not isinstance(record, Skipped):
            yield _list_of(number, record, columns)


def _list_of(number: int, record: Mapping[str, Any], columns: ListColumns) -> SkillList | BadRow:
    key = columns.cell(record, "key").strip()
    text = columns.cell(record, "text")
    if columns.has_text and not text.strip():
        return BadRow(number, "no text")
    if not columns.has_text and not key:
        return BadRow(number, "no key")
    if len(key) > MAX_KEY_CHARACTERS:
        return BadRow(number, f"a key of more than {MAX_KEY_CHARACTERS} characters")
    posting = None
    if columns.has_text:
        employer = columns.cell(record, "employer") or None
        posting = PostingSource(title=columns.cell(record, "title"), text=text, employer=employer)
    names = listed_names(value_at(record, columns.columns["skills"]))
    return SkillList(row=number, key=key or f"row {number}", names=names, posting=posting)


def _usual(seen: Survey) -> dict[str, str]:
    by_name = {plain_name(column): column for column in reversed([*seen.columns, *seen.structures])}
    own = {
        name: [by_name[plain_name(usual)] for usual in names if plain_name(usual) in by_name]
        for name, names in data_yaml("audit_columns.yaml").items()
    }
    texts = {
        name: there
        for name, there in usual_columns(seen.columns).items()
        if name in {"title", "text", "employer"}
    }
    return {name: there[0] for name, there in {**texts, **own}.items() if there}


def _check(name: str, column: str, seen: Survey, path: Path) -> None:
    if name not in FIELDS:
        raise UsageError(f"--map {name}=…: no such field. Fields are: {', '.join(FIELDS)}")
    if column not in seen.columns and column not in seen.structures:
        raise UsageError(
            f"{path} has no column {column!r}. Columns there are: {shown_names(seen.columns)}"
        )
