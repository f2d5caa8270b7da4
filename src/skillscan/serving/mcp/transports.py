"""How the server is reached: standard input and output, or HTTP on this machine alone."""

from mcp.server.mcpserver import MCPServer
from mcp.server.transport_security import TransportSecuritySettings

from skillscan.serving.loopback import require_loopback

PATH = "/mcp"
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


def only_this_machine(port: int) -> TransportSecuritySettings:
    """Host and Origin that requests may have: a page that a browser loads from elsewhere, under
    whatever name, reaches nothing here.
    """
    hosts = [f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")]
    return TransportSecuritySettings(
        allowed_hosts=hosts, allowed_origins=[f"http://{host}" for host in hosts]
    )
