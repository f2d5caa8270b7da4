"""``skillscan mcp``: the latest release for assistants (Model Context Protocol)."""

from typing import Annotated

import typer

from skillscan.errors import UsageError
from skillscan.settings import Settings

MISSING = (
    "the Model Context Protocol needs its SDK, which is not installed: pip install 'skillscan[mcp]'"
)


def mcp(
    *,
    http: Annotated[
        int | None,
        typer.Option(
            metavar="PORT",
            min=1,
            max=65535,
            help="Serve HTTP at this port of this machine; default: standard input and output.",
        ),
    ] = None,
    host: Annotated[
        str, typer.Option(help="Address of this machine to serve HTTP at.")
    ] = "127.0.0.1",
    name: Annotated[
        str | None,
        typer.Option(
            "--release", help="Stay at this release (its name, or an end of it); default: latest."
        ),
    ] = None,
) -> None:
    """Answer assistants from the latest release (Model Context Protocol), with what it cannot say.

    Read-only. docs/assistants.md says how to connect one.
    """
    try:
        import mcp.server.mcpserver  # noqa: F401
    except ImportError as error:
        raise UsageError(MISSING) from error
    from skillscan.serving.loopback import require_loopback
    from skillscan.serving.mcp.current_release import CurrentRelease
    from skillscan.serving.mcp.server import build_server
    from skillscan.serving.mcp.transports import PATH, serve_http, serve_stdio

    require_loopback(host)
    server = build_server(CurrentRelease(Settings(), name))
    if http is None:
        serve_stdio(server)
        return
    typer.echo(f"serving http://{host}:{http}{PATH} until interrupted", err=True)
    serve_http(server, host, http)
