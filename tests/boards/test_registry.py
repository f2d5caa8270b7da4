"""The board list: every row is a board that can be asked for."""

import re
from collections import Counter
from pathlib import Path
from urllib.parse import quote

import pytest

from skillscan.boards.registry import choose_boards, is_token, read_boards, write_boards
from skillscan.domain import Board
from skillscan.errors import UsageError
from skillscan.sources.registry import sources

TOKENS = dict.fromkeys(sources(), re.compile(r".{1,200}")) | {
    "greenhouse": re.compile(r"[a-z0-9]{1,80}"),
    "lever": re.compile(r"(eu/)?[A-Za-z0-9][A-Za-z0-9._-]{0,80}"),
    "ashby": re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,80}"),
}

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


BOARDS = read_boards()


def test_the_list_covers_the_first_three_sources() -> None:
    """Statistics of a handful of employers would say little."""
    assert len(BOARDS) >= 100
    counts = Counter(board.source for board in BOARDS)
    assert all(counts[source] >= 25 for source in ("greenhouse", "lever", "ashby"))


def test_every_row_can_be_visited() -> None:
    """A misspelt row is an employer that seems to hire nobody."""
    assert [board for board in BOARDS if not is_visitable(board)] == []


def is_visitable(board: Board) -> bool:
    """Known source, a token such as its source gives, and the address of that very board."""
    token = TOKENS.get(board.source)
    is_known = token is not None and token.fullmatch(board.token) is not None
    url = board.url or ""
    return (
        is_known and url.startswith("https://") and url.endswith("/" + quote(board.token, safe=""))
    )


def test_no_employer_or_token_stands_twice() -> None:
    """One employer would count twice; tokens differ in more than their case."""
    for values in (
        Counter(board.employer.casefold() for board in BOARDS),
        Counter((board.source, board.token.casefold()) for board in BOARDS),
    ):
        assert [value for value, count in values.items() if count > 1] == []


def test_choosing_boards() -> None:
    """A mistyped board must not look like a crawl that found nothing."""
    assert {b.source for b in choose_boards(BOARDS, "lever", None, "x")} == {"lever"}
    assert [b.employer for b in choose_boards(BOARDS, None, "mistral", "x")] == ["Mistral AI"]
    with pytest.raises(UsageError, match="ashby/mistral is not in the board list x"):
        choose_boards(BOARDS, "ashby", "mistral", "x")


def test_lists_are_written_as_they_are_read(tmp_path: Path) -> None:
    """The crawl process would visit other boards than those asked for."""
    boards = [
        Board("ashby", 'a, "b"', "Ä\u00a0& Co", "https://a.example"),
        Board("lever", "x", "X"),
    ]
    write_boards(boards, tmp_path / "list.csv")
    assert read_boards(tmp_path / "list.csv") == boards
