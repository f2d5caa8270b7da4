"""``skillscan quarantine``: see, try again and dismiss what nobody could use."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from skillscan.cli.display.verbosity import summary_console
from skillscan.cli.options import AsJson
from skillscan.errors import EXIT_ATTENTION, UsageError
from skillscan.settings import Settings

if TYPE_CHECKING:
    from skillscan.operations.quarantine import ListedItem, Listing, Selection, WholeItem

app = typer.Typer(
    name="quarantine",
    no_args_is_help=True,
    help="What could not be used: see it, try it again, dismiss it.",
)

SHOWN_DIGITS = 12
TITLE_CHARACTERS = 80
URL_CHARACTERS = 160
SHOWN_REPORTS = 5

Ids = Annotated[
    list[str] | None, typer.Argument(help="Ids as `quarantine list` shows them; may be cut short.")
]
SourceOption = Annotated[str | None, typer.Option("--source", help="Only items of this source.")]
BoardOption = Annotated[str | None, typer.Option("--board", help="Only items of this board.")]
RefusalOption = Annotated[
    str | None, typer.Option("--refused-for", "--reason", help="Only items refused for this.")
]
RefusedForOption = Annotated[
    str | None, typer.Option("--refused-for", help="Only items refused for this.")
]
AllOption = Annotated[bool, typer.Option("--all", help="All that lies in quarantine.")]


@app.command("list")
def list_(
    ids: Ids = None,
    source: SourceOption = None,
    board: BoardOption = None,
    reason: RefusalOption = None,
    with_dismissed: Annotated[
        bool, typer.Option("--all", help="Also what was dismissed, and why.")
    ] = False,
    limit: Annotated[
        int, typer.Option("--limit", min=0, help="Items that are shown, of all groups; 0: all.")
    ] = 50,
    as_json: AsJson = False,
) -> None:
    """Count what lies in quarantine by source, board and reason, and show the items."""
    from skillscan.operations.quarantine import list_items

    listing = list_items(
        Settings(),
        _selection(ids, source, board, reason),
        with_dismissed=with_dismissed,
        limit=limit,
    )
    if as_json:
        typer.echo(json.dumps(_listing_json(listing), indent=2, default=str))
        return
    for line in _listing_lines(listing):
        typer.echo(line)


@app.command("show")
def show(
    item: Annotated[str, typer.Argument(help="The id of an item; may be cut short.")],
    as_json: AsJson = False,
) -> None:
    """Print one item whole, as it was landed; control characters are escaped."""
    from skillscan.operations.quarantine import whole_items

    found = whole_items(Settings(), item)
    if as_json:
        rows = [_item_json(one.listed) | {"line": one.line} for one in found]
        typer.echo(json.dumps(rows, indent=2, default=str))
        return
    for one in found:
        for line in _whole_lines(one):
            typer.echo(line)


@app.command("retry")
def retry(
    ids: Ids = None,
    source: SourceOption = None,
    board: BoardOption = None,
    reason: RefusalOption = None,
    is_everything: AllOption = False,
    as_json: AsJson = False,
) -> None:
    """Try items again by the present rules; without a choice, all.

    What can be used now becomes postings as at `skillscan extract`; the rest keeps its new reason.
    Exit code 3 where some stay.
    """
    from skillscan.cli.display.progress import phases
    from skillscan.extract.step import retry_quarantined
    from skillscan.operations.quarantine import keys_of

    selection = _selection(ids, source, board, reason)
    _check_all(selection, is_everything=is_everything)
    keys = None if selection.is_everything else keys_of(Settings(), selection)
    with phases({"retry": "trying again", "group": "grouping"}) as progress:
        summary = retry_quarantined(Settings(), now=datetime.now(UTC), keys=keys, progress=progress)
    if as_json:
        typer.echo(json.dumps(asdict(summary), indent=2))
    else:
        summary_console(needs_attention=summary.needs_attention).print(
            f"{summary.retried:,} entries tried again: {summary.new:,} postings new, "
            f"{summary.changed:,} changed, {summary.unchanged:,} known; {summary.read:,} texts "
            f"read; {summary.refused:,} rightly left out; {summary.quarantined:,} still refused, "
            f"{summary.unreadable:,} still unreadable, {summary.dismissed:,} dismissed before."
        )
    if summary.needs_attention:
        raise typer.Exit(EXIT_ATTENTION)


@app.command("dismiss")
def dismiss(
    because: Annotated[
        str, typer.Option("--reason", help="Why they need nobody's attention; it is kept.")
    ],
    ids: Ids = None,
    source: SourceOption = None,
    board: BoardOption = None,
    refused_for: RefusedForOption = None,
    is_everything: AllOption = False,
    by: Annotated[str | None, typer.Option("--by", help="Who says so; else the user.")] = None,
) -> None:
    """End the alarm of items: they stay in quarantine, with who dismissed them and why."""
    from skillscan.operations.quarantine import dismiss as run

    selection = _selection(ids, source, board, refused_for)
    _check_all(selection, is_everything=is_everything, is_needed=True)
    found = run(Settings(), selection, because=because, by=by, now=datetime.now(UTC))
    summary_console().print(
        f"{len(found):,} items dismissed; `skillscan quarantine restore` undoes it."
    )


@app.command("restore")
def restore(
    ids: Ids = None,
    source: SourceOption = None,
    board: BoardOption = None,
    reason: RefusalOption = None,
    is_everything: AllOption = False,
) -> None:
    """Undo a dismissal: the items raise the alarm again."""
    from skillscan.operations.quarantine import restore as run

    selection = _selection(ids, source, board, reason)
    _check_all(selection, is_everything=is_everything, is_needed=True)
    found = run(Settings(), selection)
    summary_console().print(f"{len(found):,} items are no longer dismissed.")


def _selection(
    ids: list[str] | None, source: str | None, board: str | None, reason: str | None
) -> "Selection":
    from skillscan.operations.quarantine import Selection

    return Selection(ids=tuple(ids or ()), source=source, board=board, reason=reason)


def _check_all(selection: "Selection", *, is_everything: bool, is_needed: bool = False) -> None:
    if is_everything and not selection.is_everything:
        raise UsageError("--all means everything: leave out the ids and the other options, or it")
    if is_needed and selection.is_everything and not is_everything:
        raise UsageError(
            "say which: ids, --source, --board or --refused-for, or --all for everything"
        )


def _listing_lines(listing: "Listing") -> Iterator[str]:
    from skillscan.text.printable import printable

    if not listing.groups:
        yield "Nothing here raises the alarm."
    for (source, board, reason), count in listing.groups.items():
        yield f"{count:>7,}  {printable(f'{source}/{board}')}  {printable(reason)}"
    for listed in listing.shown:
        yield ""
        yield from _item_lines(listed)
    total = sum(listing.groups.values())
    if len(listing.shown) < total:
        yield ""
        yield f"{len(listing.shown):,} of {total:,} items are shown: --limit 0 shows all."
    if listing.dismissed:
        yield ""
        yield f"{listing.dismissed:,} items are dismissed: --all shows them and why."
    if reports := listing.cell_reports:
        yield ""
        yield f"Cells of imported files that were not understood ({len(reports):,} reports):"
        yield from (f"  {printable(str(path))}" for path in reports[:SHOWN_REPORTS])
        if len(reports) > SHOWN_REPORTS:
            yield "  …"


def _item_lines(listed: "ListedItem") -> Iterator[str]:
    from skillscan.text.printable import printable, shortened

    item, seen = listed.item, listed.glimpse
    yield f"{item.item_id[: _digits(item.item_id)]}  {printable(f'{item.source}/{item.board}')}"
    why = f"{item.reason}: {item.detail}" if item.detail else item.reason
    yield f"  refused for  {shortened(why, URL_CHARACTERS)}"
    if seen.title:
        yield f"  title        {shortened(seen.title, TITLE_CHARACTERS)}"
    if seen.url:
        yield f"  address      {shortened(seen.url, URL_CHARACTERS)}"
    if listed.file:
        row = f", row {seen.row}" if seen.row is not None else ""
        yield f"  file         {printable(listed.file)}{row}"
    yield f"  landed in    {printable(item.landing_file)}, line {item.line_number}"
    yield (
        f"  first seen   {item.first_quarantined_at:%Y-%m-%d %H:%M} UTC; tried {item.attempts:,} "
        f"times in {item.entries:,} entries"
    )
    if item.dismissed_at:
        yield (
            f"  dismissed    {item.dismissed_at:%Y-%m-%d %H:%M} UTC by "
            f"{printable(item.dismissed_by or '')}: {printable(item.dismissed_because or '')}"
        )


def _digits(item_id: str) -> int:
    """The ids of texts that the pipeline failed on begin alike."""
    from skillscan.landing.quarantine import READING_PREFIX

    return SHOWN_DIGITS + (len(READING_PREFIX) if item_id.startswith(READING_PREFIX) else 0)


def _whole_lines(whole: "WholeItem") -> Iterator[str]:
    from skillscan.text.printable import printable

    yield from _item_lines(whole.listed)
    yield ""
    for line in json.dumps(whole.line, indent=2, ensure_ascii=False).splitlines():
        yield printable(line)


def _listing_json(listing: "Listing") -> dict[str, Any]:
    return {
        "open": listing.open,
        "dismissed": listing.dismissed,
        "groups": [
            {"source": source, "board": board, "reason": reason, "items": count}
            for (source, board, reason), count in listing.groups.items()
        ],
        "items": [_item_json(listed) for listed in listing.shown],
        "cell_reports": [str(path) for path in listing.cell_reports],
    }


def _item_json(listed: "ListedItem") -> dict[str, Any]:
    return asdict(listed.item) | asdict(listed.glimpse) | {"file": listed.file}
