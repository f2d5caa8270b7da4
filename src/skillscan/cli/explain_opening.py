"""``skillscan explain opening ID``: why postings are one opening, and why some are closed."""

import json
from dataclasses import asdict

import typer

from skillscan.errors import UsageError
from skillscan.settings import Settings


def explain_opening(wanted: str | None, *, as_json: bool) -> None:
    """Print the trail of an opening, named by its id or by that of one of its postings."""
    from skillscan.dedup.explain import explain_opening as trail_of
    from skillscan.dedup.explain import trail_lines
    from skillscan.warehouse.connection import open_warehouse
    from skillscan.warehouse.tables.closures import of_postings
    from skillscan.warehouse.tables.posting_openings import of_employer

    if not wanted:
        raise UsageError("say which opening: `skillscan explain opening ID`, or a posting's id")
    with open_warehouse(Settings(), read_only=True) as connection:
        trail = trail_of(of_employer(connection, wanted), wanted)
        closures = of_postings(connection, (posting.posting_id for posting in trail.postings))
    if as_json:
        found = asdict(trail) | {"closures": [asdict(closure) for closure in closures]}
        typer.echo(json.dumps(found, default=str))
        return
    for line in trail_lines(trail):
        typer.echo(line)
    for closure in closures:
        typer.echo(f"Why {closure.posting_id} is closed:")
        for line in closure.lines:
            typer.echo(f"  {line}")
