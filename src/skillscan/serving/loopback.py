"""Servers of a release are for this machine alone: they have no log-in."""

from skillscan.errors import UsageError
from skillscan.net.url_policy import is_loopback


def require_loopback(host: str) -> None:
    """Raises UsageError where other machines could reach a host."""
    if not is_loopback(host):
        raise UsageError(
            f"--host {host!r}: the server is for this machine alone, as it has no log-in. Use "
            "127.0.0.1, ::1 or localhost; others may have a copy of the release's folder on a web "
            "server, or a proxy that asks who they are"
        )
