"""The list of boards: which employer's postings are asked for, and where.

The list is a reviewed CSV file (``data/boards.csv``: employer, source, board, url). A row that
does not fit stops the reading with its line: a board that is silently left out would look like an
employer that hires nobody.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from skillscan import resources
from skillscan.domain import Board
from skillscan.errors import UsageError
from skillscan.settings import Settings

COLUMNS = ("employer", "source", "board")
_TOKEN = re.compile(r"[^\x00-\x1f\x7f\\]{1,300}")
_SOURCE = re.compile(r"[a-z][a-z0-9_]{0,40}")


def is_token(text: str) -> bool:
    """Whether the text can be a board's token (no blanks around it, no control characters)."""
    return bool(_TOKEN.fullmatch(text)) and text == text.strip() and text.strip(".") != ""


def read_boards(path: Path | None = None) -> list[Board]:
    """The boards of a CSV file (``None``: the list that comes with the package), in its order.

    Raises ``UsageError`` for a file that cannot be read, a missing column, an empty or impossible
    value, and a board that stands twice; the message names file and line.
    """
    name = str(path) if path else "data/boards.csv"
    try:
        text = (path or resources.data("boards.csv")).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"Cannot read the board list {name}: {error}. Give a UTF-8 CSV file with the columns "
            "employer, source, board, url."
        ) from error
    return list(_boards(text.splitlines(), name))


def own_list(settings: Settings) -> Path:
    """The operators' own board list, which ``skillscan boards add`` writes; it need not exist."""
    return settings.home / "boards.csv"


def known_boards(settings: Settings, path: Path | None = None) -> list[Board]:
    """The boards of a file; without one, those of the package and of the operators' own list.

    A board in both lists is taken as the operators' list has it. Raises ``UsageError``.
    """
    if path is not None:
        return read_boards(path)
    own = read_boards(own_list(settings)) if own_list(settings).exists() else []
    held = {(board.source, board.token): board for board in (*read_boards(), *own)}
    return list(held.values())


def choose_boards(
    boards: Iterable[Board], source: str | None, token: str | None, name: str
) -> list[Board]:
    """The boards of a source and a token (``None``: any) in the list called ``name``.

    Raises ``UsageError`` when there is none.
    """
    chosen = [b for b in boards if source in (None, b.source) and token in (None, b.token)]
    if not chosen:
        what = "/".join(part for part in (source, token) if part) or "any board"
        raise UsageError(
            f"{what} is not in the board list {name}. Add it with `skillscan boards add URL`, "
            "or give a list that has it with --boards FILE."
        )
    return chosen


def write_boards(boards: Iterable[Board], path: Path) -> None:
    """Write a board list that ``read_boards`` reads again."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([*COLUMNS, "url"])
        writer.writerows([b.employer, b.source, b.token, b.url or ""] for b in boards)


def _boards(lines: Iterable[str], name: str) -> Iterator[Board]:
    reader = csv.DictReader(lines, strict=True)
    _check_columns(reader.fieldnames or (), name)
    seen: dict[tuple[str, str], int] = {}
    try:
        for row in reader:
            board = _board(row, f"{name}, line {reader.line_num}")
            first = seen.setdefault((board.source, board.token), reader.line_num)
            if first != reader.line_num:
                raise UsageError(
                    f"{name}, line {reader.line_num}: {board.source}/{board.token} stands already "
                    f"in line {first}. Remove one of them."
                )
            yield board
    except csv.Error as error:
        line = reader.line_num + 1  # the row that failed is not counted
        raise UsageError(f"{name}, line {line}: {error}. Mend the row.") from error


def _check_columns(columns: Iterable[str], name: str) -> None:
    missing = [column for column in COLUMNS if column not in set(columns)]
    if missing:
        raise UsageError(
            f"{name}: column {', '.join(missing)} is missing. The first line must name the columns "
            "employer, source, board, url."
        )


def _board(row: dict[str, str | None], where: str) -> Board:
    employer, source, token = ((row.get(column) or "").strip() for column in COLUMNS)
    if not employer:
        raise UsageError(f"{where}: the employer is empty. Write its name.")
    if not _SOURCE.fullmatch(source):
        raise UsageError(f"{where}: {source!r} is no source name (lower-case letters and digits).")
    if not is_token(token):
        raise UsageError(f"{where}: {token!r} is no board token. Copy it from the board's URL.")
    return Board(
        source=source, token=token, employer=employer, url=(row.get("url") or "").strip() or None
    )
