"""``skillscan extract``: normalise and read what is new or changed."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from skillscan.cli.display.verbosity import summary_console
from skillscan.cli.options import AsJson
from skillscan.errors import EXIT_ATTENTION
from skillscan.settings import Settings

if TYPE_CHECKING:
    from skillscan.extract.step import ExtractSummary


def extract(
    *,
    retry_quarantined: Annotated[
        bool,
        typer.Option("--retry-quarantined", help="Parse again what lies in quarantine."),
    ] = False,
    everything: Annotated[
        bool,
        typer.Option("--everything", help="Load all landing files again, with today's rules."),
    ] = False,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Load those from this day (UTC) on again."),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Load those up to this day (UTC) again."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Bring the warehouse up to landing: load, normalise, read, group what is new or changed.

    Exit code 3 where something went to quarantine, or a landing file is damaged.
    """
    from skillscan.cli.display.progress import phases
    from skillscan.extract.new_fetches import Again
    from skillscan.extract.step import extract as run

    with phases({"load": "loading", "read": "reading", "group": "grouping"}) as progress:
        summary = run(
            Settings(),
            now=datetime.now(UTC),
            progress=progress,
            retry_quarantined=retry_quarantined,
            again=Again.of_days(since, until) if everything or since or until else None,
        )
    if as_json:
        typer.echo(json.dumps(asdict(summary), ensure_ascii=False, indent=2))
    else:
        _print(summary)
    if summary.needs_attention:
        raise typer.Exit(EXIT_ATTENTION)


def _print(summary: "ExtractSummary") -> None:
    out = summary_console(needs_attention=summary.needs_attention)
    out.print(
        f"{summary.files:,} fetches loaded: {summary.new:,} postings new, "
        f"{summary.changed:,} changed, {summary.unchanged:,} unchanged, "
        f"{summary.closed:,} closed, {summary.reopened:,} reopened."
    )
    out.print(
        f"{summary.read:,} texts read; {summary.refused:,} items rightly left out, "
        f"{summary.quarantined:,} put into quarantine; {summary.seconds:.1f} s."
    )
    if summary.dismissed:
        out.print(f"{summary.dismissed:,} more were refused that somebody has dismissed before.")
    if summary.mended:
        out.print(f"{summary.mended:,} items left quarantine: their source has mended them.")
    if summary.in_other_languages:
        out.print(
            f"{summary.in_other_languages:,} open postings are not in English, or too short to "
            "tell, and are not read."
        )
    if summary.superseded is not None:
        out.print(
            f"{summary.superseded:,} postings stood under ids that no landing file gives any more "
            "(ids that were cut, say): they were replaced by those that the files give."
        )
    if summary.superseded_left:
        out.print(
            f"{summary.superseded_left:,} more such postings are left as they are: landing files "
            "they rest on were pruned or are damaged, or they may be items that lie in quarantine "
            "(skillscan quarantine list). They close as their board is fetched without them."
        )
    if summary.unreadable:
        out.print(
            f"The pipeline failed on {summary.unreadable:,} texts: skillscan quarantine list."
        )
    if summary.gone:
        out.print(
            f"{summary.gone:,} fetches were never loaded, and their raw answers are gone (pruned, "
            "or deleted): skillscan restore brings back a backup that has them."
        )
    if summary.set_aside:  # each was told in the log, before it was moved
        out.print(
            f"{len(summary.set_aside):,} fetches say that they are of the future; they were set "
            "aside and are not loaded: look at the clock. Their boards are fetched anew."
        )
    for message in summary.damaged:
        out.print(f"damaged: {message}")
