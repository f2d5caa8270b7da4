"""The board list: every row is a board that can be asked for."""

from pathlib import Path

import pytest

from skillscan.boards import Board, is_token, read_boards
from skillscan.errors import UsageError

HEADER = "employer,source,board,url\n"


def write(folder: Path, text: str) -> Path:
    path = folder / "boards.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_are_read_in_order(tmp_path: Path) -> None:
    """Employers would be missed or mixed up."""
    path = write(
        tmp_path, HEADER + 'Acme,lever,acme,\n"Beta, Inc.",ashby,Beta Inc,https://b.example\n'
    )
    assert read_boards(path) == [
        Board("lever", "acme", "Acme"),
        Board("ashby", "Beta Inc", "Beta, Inc.", "https://b.example"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("name,source,board\n", "employer is missing", id="column"),
        pytest.param(HEADER + ",lever,acme,\n", "line 2: the employer", id="no employer"),
        pytest.param(HEADER + "Acme,Le ver,acme,\n", "line 2: 'Le ver'", id="source"),
        pytest.param(HEADER + "Acme,lever,,\n", "line 2: ''", id="no token"),
        pytest.param(HEADER + "A,lever,a,\nB,lever,a,\n", "line 3: lever/a stands", id="twice"),
        pytest.param(HEADER + 'A,lever,"a" b,\n', "line 2", id="quotes"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, text: str, message: str) -> None:
    """An employer would be left out without anybody knowing."""
    with pytest.raises(UsageError, match=message):
        read_boards(write(tmp_path, text))


def test_a_missing_file_is_a_usage_error(tmp_path: Path) -> None:
    """A mistyped file name must not look like a failed crawl."""
    with pytest.raises(UsageError, match=r"nowhere\.csv"):
        read_boards(tmp_path / "nowhere.csv")


@pytest.mark.parametrize(
    ("token", "is_good"),
    [("acme", True), ("Forward Financing", True), ("jerry.ai", True), ("tenant/wd5/Site", True)]
    + [(bad, False) for bad in ("", " acme", "a\nb", "..", "a\\b", "x" * 301)],
)
def test_tokens(token: str, is_good: bool) -> None:
    """A broken token asks for pages that do not exist, for ever."""
    assert is_token(token) is is_good
