"""``skillscan boards``: the board list."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skillscan.cli.display.verbosity import summary_console
from skillscan.errors import EXIT_ATTENTION, UsageError

if TYPE_CHECKING:
    from skillscan.boards.recognise import BoardAddress
    from skillscan.domain import Board
    from skillscan.net.client import Fetcher
    from skillscan.net.fetched_page import FetchedPage, FetchError

app = typer.Typer(
    name="boards", no_args_is_help=True, help="The boards that are asked for postings."
)

SourceOption = Annotated[str | None, typer.Option("--source", help="Only boards of this source.")]
BoardsOption = Annotated[
    Path | None, typer.Option("--boards", help="A board list instead of the known boards.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON lines.")]


@app.command("list")
def list_boards(
    source: SourceOption = None, boards: BoardsOption = None, as_json: JsonOption = False
) -> None:
    """Print the known boards: those of the package and your own."""
    for board in _chosen(boards, source, None):
        row = [board.source, board.token, board.employer, board.url or ""]
        names = ("source", "board", "employer", "url")
        typer.echo(json.dumps(dict(zip(names, row, strict=True))) if as_json else "\t".join(row))


@app.command("add")
def add(
    url: Annotated[
        str, typer.Argument(help="Any address of the board, or of one of its postings.")
    ],
    employer: Annotated[
        str | None,
        typer.Option("--employer", help="The employer's name; else made from the token."),
    ] = None,
) -> None:
    """Recognise the board behind an address and add it to your own list."""
    from skillscan.boards.recognise import BoardAddress, board_of

    found = board_of(url)
    if not isinstance(found, BoardAddress):
        raise UsageError(f"{url}: {found.detail}.")
    _add(found.as_board(employer))


@app.command("discover")
def discover(
    url: Annotated[str, typer.Argument(help="An employer's careers page.")],
    is_added: Annotated[bool, typer.Option("--add", help="Add the likeliest board.")] = False,
    employer: Annotated[str | None, typer.Option("--employer", help="The employer's name.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Find the boards behind an employer's careers page.

    Exit code 3 where there is none.
    """
    from skillscan.net.client import Fetcher
    from skillscan.settings import Settings

    with Fetcher(Settings()) as fetcher:
        found = _discovered(fetcher, url if "://" in url else f"https://{url}")
    for board in found:
        row = {"source": board.source, "board": board.token, "url": board.url}
        typer.echo(json.dumps(row) if as_json else "\t".join(row.values()))
    if not found:
        typer.echo(f"no board of a supported system behind {url}", err=True)
        raise typer.Exit(EXIT_ATTENTION)
    if is_added:
        _add(found[0].as_board(employer))


@app.command("check")
def check(
    source: SourceOption = None,
    board: Annotated[str | None, typer.Option("--board", help="Only this token.")] = None,
    boards: BoardsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell living boards from dead ones, one small request each.

    Exit code 3 where some are dead, 1 where no host could be reached.
    """
    from skillscan.boards.liveness import BAD, check_boards, require_reached
    from skillscan.net.client import Fetcher
    from skillscan.settings import Settings

    is_any_bad = False
    waiting: list[str] = []
    with Fetcher(Settings()) as fetcher:
        for chosen, status in check_boards(fetcher, _chosen(boards, source, board)):
            is_any_bad = is_any_bad or status.state in BAD
            row = {"source": chosen.source, "board": chosen.token, "state": status.state}
            row |= {"postings": str(status.postings), "detail": status.detail}
            waiting.append(json.dumps(row) if as_json else "\t".join(row.values()))
            if fetcher.reachability.has_answer:
                _print_all(waiting)
        require_reached(fetcher)
    _print_all(waiting)
    if is_any_bad:
        raise typer.Exit(EXIT_ATTENTION)


def _print_all(lines: list[str]) -> None:
    """Print lines that had to wait: as long as nobody has answered, a sentence may do for all."""
    for line in lines:
        typer.echo(line)
    lines.clear()


def _chosen(path: Path | None, source: str | None, token: str | None) -> "list[Board]":
    from skillscan.boards.registry import choose_boards, known_boards
    from skillscan.settings import Settings
    from skillscan.sources.registry import require_source

    if source is not None:
        require_source(source)
    listed = known_boards(Settings(), path)
    return choose_boards(listed, source, token, str(path or "data/boards.csv"))


def _add(board: "Board") -> None:
    from skillscan.boards.registry import known_boards, own_list, read_boards, write_boards
    from skillscan.settings import Settings

    settings = Settings()
    known = {(known.source, known.token): known for known in known_boards(settings)}
    if held := known.get((board.source, board.token)):
        typer.echo(f"{board.source}/{board.token} is known already, as {held.employer}")
        return
    path = own_list(settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    own = read_boards(path) if path.exists() else []
    aside = path.with_suffix(".new")
    write_boards([*own, board], aside)
    aside.replace(path)
    summary_console().print(f"added {board.source}/{board.token} ({board.employer}) to {path}")


def _discovered(fetcher: "Fetcher", url: str) -> "list[BoardAddress]":
    """Boards on the page, else on the careers pages it links to; no other site is looked at."""
    from skillscan.boards.discovery import discover as look
    from skillscan.boards.liveness import require_reached
    from skillscan.boards.recognise import BoardAddress, board_of
    from skillscan.net.fetched_page import FetchError

    known = board_of(url)
    if isinstance(known, BoardAddress):
        return [known]
    try:
        page = _page_or_board(fetcher, url)
    except FetchError as error:
        if error.is_unreached:
            require_reached(fetcher, f" If it is, look at the address: {url[:200]}")
        raise UsageError(f"{error}. {_advice(error)}") from error
    if isinstance(page, BoardAddress):
        return [page]
    found = look(page.text, page.url)
    if page.status >= 400 and not (found.boards or found.further):
        raise UsageError(f"{url} answered {page.status}. Give the address of another page.")
    for further in () if found.boards else found.further:
        try:
            inner = _page_or_board(fetcher, further)
        except FetchError as error:
            typer.echo(f"{error}", err=True)
            continue
        if isinstance(inner, BoardAddress):
            return [inner]
        if boards := look(inner.text, inner.url).boards:
            return list(boards)
    return list(found.boards)


def _page_or_board(fetcher: "Fetcher", url: str) -> "FetchedPage | BoardAddress":
    """The page, or the board that it redirects to, which need not be asked for. ``FetchError``."""
    from skillscan.boards.discovery import board_behind
    from skillscan.net.fetched_page import FetchError
    from skillscan.net.registrable_domain import is_same_site

    try:
        page = fetcher.get(url, may_lead=is_same_site)
    except FetchError as error:
        if board := board_behind(error.target or ""):
            return board
        raise
    return board_behind(page.url) or page


def _advice(error: "FetchError") -> str:
    from skillscan.net.tdm import TDM_RESERVED

    if error.reason == TDM_RESERVED:
        return "Its owner reserves it from text and data mining, so it is not read."
    if error.target:
        return f"If {error.target[:200]} is the employer's own page, give that address."
    return "Give the address of another page."
