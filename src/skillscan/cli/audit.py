"""``skillscan audit``: somebody else's skill lists against the texts."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from skillscan.cli.import_ import pairs
from skillscan.errors import EXIT_ATTENTION
from skillscan.settings import Settings

FIELDS = "key, skills, title, text, employer"


def audit(
    lists: Annotated[
        Path, typer.Argument(help="CSV, JSONL or the like: a posting's key or text, and skills.")
    ],
    *,
    texts: Annotated[
        Path | None,
        typer.Option(
            "--texts",
            help="File with the postings' texts (default: the lists' own column, else the "
            "warehouse).",
        ),
    ] = None,
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar="FIELD=COLUMN", help=f"Which column is which field. Fields: {FIELDS}."
        ),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Skills to show at most.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print all of it as JSON.")] = False,
) -> None:
    """Hold somebody else's skill lists against the texts: what no word supports, what was missed,
    and what that does to each share. Exit code 3 where something is unsupported
    or could not be audited.
    """
    import msgspec

    from skillscan.cli.display.audit_report import print_audit
    from skillscan.cli.display.progress import phases
    from skillscan.evaluation.audit.step import audit as run

    with phases({"audit": "auditing"}) as progress:
        result = run(
            lists,
            texts=texts,
            mapping=pairs("--map", mapping, FIELDS),
            settings=Settings(),
            progress=progress,
        )
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(result), indent=1))
    else:
        print_audit(Console(highlight=False), result, limit)
    if result.needs_attention:
        raise typer.Exit(EXIT_ATTENTION)
