"""``skillscan serve``: the latest release as pages and JSON API, on this machine only."""

from typing import Annotated

import typer

from skillscan.cli.display.verbosity import is_quiet
from skillscan.errors import SkillscanError
from skillscan.settings import Settings


def serve(
    *,
    host: Annotated[
        str, typer.Option(help="Address of this machine: 127.0.0.1, ::1 or localhost.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0: any that is free.")] = 8000,
) -> None:
    """Show the latest release on this machine: its pages, a read-only JSON API, and a form that
    reviews an article. Ctrl-C ends it.
    """
    from skillscan.serving.api.served_releases import ServedReleases
    from skillscan.serving.api.server import address_of, bound_socket, run

    settings = Settings()
    listening = bound_socket(host, port)
    address = address_of(listening)
    try:
        told = f"release {ServedReleases(settings).opened().name}"
    except SkillscanError as error:
        told = f"note: {error}"
    if not is_quiet():
        typer.echo(told, err=True)
        typer.echo(address)
        typer.echo(f"articles: {address}review   API: {address}api/   Ctrl-C ends it", err=True)
    run(settings, listening)
