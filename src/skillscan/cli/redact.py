"""``skillscan redact``: withdraw the quotes of a posting from every release on record."""

import getpass
import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from skillscan.cli.options import AsJson
from skillscan.errors import EXIT_ATTENTION, UsageError
from skillscan.settings import Settings

if TYPE_CHECKING:
    from skillscan.release.withdrawal import Withdrawal


def redact(
    posting: Annotated[
        str | None, typer.Argument(help="Its id, source/board/native id, as explain shows it.")
    ] = None,
    *,
    reason: Annotated[
        str | None, typer.Option(help="Why; it is kept, and published in withdrawn.json.")
    ] = None,
    by: Annotated[str | None, typer.Option(help="Who withdraws; default: the user's name.")] = None,
    list_all: Annotated[
        bool, typer.Option("--list", help="List what is withdrawn, and change nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Withdraw the quotes of a posting from all releases, and from those to come.

    No number changes. Exit code 3 where a release could not be changed: mend it, and run it again.
    """
    from skillscan.release.redaction import redact as run
    from skillscan.release.release_folder import release_folder
    from skillscan.release.withdrawal import Withdrawal, withdrawals
    from skillscan.site.pages import render

    settings, now = Settings(), datetime.now(UTC)
    if list_all:
        _print_list(withdrawals(release_folder(settings.releases)), as_json=as_json)
        return
    if not posting or not (reason and reason.strip()):
        raise UsageError("say which posting, and why: skillscan redact POSTING --reason TEXT")
    withdrawal = Withdrawal(
        posting_id=posting, withdrawn_at=now, reason=reason, by=by or getpass.getuser()
    )
    summary = run(settings, withdrawal, render=render, now=now)
    if as_json:
        typer.echo(json.dumps(asdict(summary), ensure_ascii=False))
    else:
        from skillscan.cli.display.verbosity import summary_console

        console = summary_console(needs_attention=bool(summary.faults))
        for name, quotes in summary.redacted.items():
            console.print(f"{name}: {quotes:,} quotes withdrawn", markup=False)
        if not summary.redacted:
            console.print("no release on record quotes it (any more)", markup=False)
        if summary.set_aside:
            console.print(
                f"{summary.set_aside} damaged copies in .damaged may still quote it: delete them",
                markup=False,
            )
        for fault in summary.faults:
            console.print(f"not changed: {fault}", markup=False)
    if summary.faults or summary.set_aside:
        raise typer.Exit(EXIT_ATTENTION)


def _print_list(found: "list[Withdrawal]", *, as_json: bool) -> None:
    from rich.console import Console

    from skillscan.text.printable import printable

    rows = msgspec.to_builtins(found)
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    console = Console(highlight=False, soft_wrap=True)
    for row in rows:
        line = f"{row['posting_id']}  {row['withdrawn_at'][:10]}  {row['by']}: {row['reason']}"
        console.print(printable(line), markup=False)
    if not rows:
        console.print("nothing is withdrawn")
