"""``skillscan releases``: those on record, and a damaged one made again."""

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer
from rich.console import Console

from skillscan.errors import EXIT_ATTENTION
from skillscan.settings import Settings

if TYPE_CHECKING:
    from skillscan.release.index import Index

app = typer.Typer(no_args_is_help=True, help="The releases on record; a damaged one made again.")


@app.command("list")
def list_releases(
    *, as_json: Annotated[bool, typer.Option("--json", help="Print the index as JSON.")] = False
) -> None:
    """List all releases with their hashes, the latest, and when the next one is due.

    Exit code 3 where one is not as it was written; the newest are read whole.
    """
    from skillscan.release.catalog import latest_name
    from skillscan.release.damage import damage_text, damaged_releases, mend
    from skillscan.release.index import current_index, index_faults
    from skillscan.release.release_folder import release_folder

    settings = Settings()
    folder = release_folder(settings.releases)
    index = current_index(folder, settings, latest_name(folder))
    damaged, beside = dict(damaged_releases(folder)), index_faults(folder)
    if as_json:
        content = {**msgspec.to_builtins(index), "damaged": damaged, "faults": beside}
        typer.echo(json.dumps(content, ensure_ascii=False))
    else:
        _print(index)
        for name, faults in damaged.items():
            typer.echo(f"release {name} is {damage_text(faults)}: {mend(folder, name)}")
        for fault in beside:
            typer.echo(f"{fault}: `skillscan publish` writes it again")
    if damaged or beside:
        raise typer.Exit(EXIT_ATTENTION)


def _print(index: "Index") -> None:
    console = Console(highlight=False, soft_wrap=True)
    for one in index.releases:
        told = ["latest"] if one.release == index.latest else []
        told += [] if one.is_passed or one.removed_at else ["held back"]
        told += [f"quotes of {one.withdrawn} postings withdrawn"] if one.withdrawn else []
        told += [f"made again {one.rebuilt_at:%Y-%m-%d}"] if one.rebuilt_at else []
        told += [f"removed {one.removed_at:%Y-%m-%d}"] if one.removed_at else []
        published = f"{one.published_at:%Y-%m-%d %H:%M}" if one.published_at else "unknown"
        digest = (one.content_hash or "no hash")[:12]
        line = f"{one.release}  {published} UTC  as of {one.as_of}  {digest}  {', '.join(told)}"
        console.print(line.rstrip(), markup=False)
    due = f"{index.next_due:%Y-%m-%d %H:%M} UTC" if index.next_due else "unknown"
    console.print(f"next due: {due} ({index.schedule})", markup=False)


@app.command()
def rebuild(
    release: Annotated[str, typer.Argument(help="Name of the release, or an end of it.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Write missing and altered files of a release again, from its own Parquet files or database.

    Exit code 3 where a file has other bytes than it was published with (the content is the same).
    """
    from skillscan.cli.display.verbosity import summary_console
    from skillscan.release.catalog import name_to_rebuild
    from skillscan.release.rebuild import rebuild as run
    from skillscan.site.pages import render

    settings = Settings()
    name = name_to_rebuild(settings, release)
    summary = run(settings, name, render=render, now=datetime.now(UTC))
    if as_json:
        typer.echo(json.dumps(msgspec.to_builtins(summary)))
    else:
        console = summary_console(needs_attention=bool(summary.others))
        if not (summary.same or summary.others):
            console.print(f"{name} is as it was written: nothing to do")
        for words, files in (
            ("with the bytes it was published with", summary.same),
            ("with other bytes, its content the same", summary.others),
        ):
            for file in files:
                console.print(f"written again, {words}: {file}", markup=False)
    if set(summary.others) - {"datapackage.json", "skillscan.duckdb"}:
        raise typer.Exit(EXIT_ATTENTION)
