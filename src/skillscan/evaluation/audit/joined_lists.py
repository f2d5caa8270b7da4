"""Lists that name their postings by a key, joined with a file of texts, or with the warehouse.

Lists wait in a temporary database on disk while the texts go by once: neither has to fit into
memory.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skillscan.evaluation.audit.batch import ListedPosting
from skillscan.evaluation.audit.skill_lists import PostingSource, SkillList
from skillscan.file_import.columns import choose_columns
from skillscan.file_import.readers import read_records, text_of
from skillscan.file_import.survey import survey, value_at
from skillscan.sources.imported_columns import usual_columns

KEY_DIGITS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyedText:
    """A posting's text, and all keys that a list may know it by."""

    keys: tuple[str, ...]
    posting: PostingSource


class WaitingLists:
    """Lists by key, until their texts come by. To be closed."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("")  # temporary, on disk, ours alone
        self._database.execute(
            "CREATE TABLE lists (key TEXT PRIMARY KEY, line INTEGER, names TEXT, is_joined INTEGER)"
        )
        self.repeated = self.unlisted = 0

    def add(self, one: SkillList) -> None:
        """Keep a list; the names of one posting's rows are joined."""
        known = next(self._waiting(one.key), None)
        self.repeated += known is not None
        names = [*json.loads(known[2] if known else "[]"), *one.names]
        stored = json.dumps(list(dict.fromkeys(names)))
        self._database.execute(
            "INSERT INTO lists VALUES (?, ?, ?, 0) ON CONFLICT (key) DO UPDATE SET names = ?",
            [one.key, one.row, stored, stored],
        )

    def joined(self, texts: Iterable[KeyedText]) -> Iterator[ListedPosting]:
        """The listed postings whose text comes by, each once."""
        for text in texts:
            found = [row for key in text.keys for row in self._waiting(key)]
            if not found:
                self.unlisted += 1
            elif not any(is_joined for _, _, _, is_joined in found):
                key, line, names, _ = found[0]
                self._database.execute("UPDATE lists SET is_joined = 1 WHERE key = ?", [key])
                yield ListedPosting(
                    row=line, key=key, names=tuple(json.loads(names)), posting=text.posting
                )

    @property
    def without_text(self) -> int:
        """How many listed postings found no text."""
        found = self._database.execute("SELECT count(*) FROM lists WHERE is_joined = 0")
        return int(next(found)[0])

    def close(self) -> None:
        """Forget the lists."""
        self._database.close()

    def _waiting(self, key: str) -> Iterator[Any]:
        return self._database.execute("SELECT * FROM lists WHERE key = ?", [key])


def posting_key(title: str, employer: str, text: str) -> str:
    """The key by which lists may know a posting: of its raw title, employer and text."""
    content = f"{title}\n{employer}\n{text}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(content).hexdigest()[:KEY_DIGITS]


def texts_of_file(path: Path) -> Iterator[KeyedText]:
    """The postings of a file, by its own ids and by ``posting_key``; rows without a text are none.

    Raises UsageError where no column can be the title or the text.
    """
    seen = survey(path)
    columns = choose_columns(seen, {}, {}, str(path)).mapping
    ids = usual_columns(seen.columns).get("native_id", [])
    for _, record in read_records(path):
        if isinstance(record, dict) and (text := _cell(record, columns, "text")).strip():
            title = _cell(record, columns, "title")
            employer = _cell(record, columns, "employer")
            own = (text_of(value_at(record, column)).strip() for column in ids)
            keys = [*own, posting_key(title, employer, text)]
            yield KeyedText(
                keys=tuple(dict.fromkeys(key for key in keys if key)),
                posting=PostingSource(title=title, text=text, employer=employer or None),
            )


def _cell(record: Mapping[str, Any], columns: Mapping[str, str], name: str) -> str:
    return text_of(value_at(record, columns[name])) if name in columns else ""
