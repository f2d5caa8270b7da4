"""How the server is reached: standard input and output, or HTTP on this machine alone."""

from ipaddress import ip_address

from mcp.server.mcpserver import MCPServer
from mcp.server.transport_security import TransportSecuritySettings

from skillscan.errors import UsageError

PATH = "/mcp"
_LOCALHOST = "localhost"
MAX_BODY = 256 * 1024


def serve_stdio(server: MCPServer) -> None:
    """Serve the one client at the other end of standard input and output, until it goes."""
    server.run("stdio")


def serve_http(server: MCPServer, host: str, port: int) -> None:
    """Serve any number of clients over HTTP, until interrupted. Raises UsageError for a host that
    other machines could reach.
    """
    require_loopback(host)
    server.run(
        "streamable-http",
        host=host,
        port=port,
        streamable_http_path=PATH,
        max_request_body_size=MAX_BODY,
        transport_security=only_this_machine(port),
    )


def require_loopback(host: str) -> None:
    """Raises UsageError where a host is not this machine's own."""
    try:
        is_own = host == _LOCALHOST or ip_address(host).is_loopback
    except ValueError:
        is_own = False
    if not is_own:
        raise UsageError(
            f"--host {host!r}: the server is for this machine alone, as it asks nobody who they "
            "are. Use 127.0.0.1, ::1 or localhost; others reach it through a proxy that asks"
        )


def only_this_machine(port: int) -> TransportSecuritySettings:
    """Host and Origin that requests may have: a page that a browser loads from elsewhere, under
    whatever name, reaches nothing here.
    """
    hosts = [f"{name}:{port}" for name in ("127.0.0.1", _LOCALHOST, "[::1]")]
    return TransportSecuritySettings(
        allowed_hosts=hosts, allowed_origins=[f"http://{host}" for host in hosts]
    )
