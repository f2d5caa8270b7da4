"""The server itself: on this machine's own address only, ended at once by a signal."""

import errno
import signal
import socket
from collections.abc import Generator
from contextlib import contextmanager

import uvicorn

from skillscan.errors import SkillscanError
from skillscan.serving.api.application import application
from skillscan.serving.loopback import require_loopback
from skillscan.settings import Settings

_END_SECONDS = 1
"""So long answers that are under way may take once the end is asked for."""
_WAITING_CONNECTIONS = 128


class LoopbackServer(uvicorn.Server):
    """Uvicorn's server, which a signal ends as what was asked for: with no further signal."""

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """A block in which Ctrl-C and SIGTERM end the server."""
        signals = (signal.SIGINT, signal.SIGTERM)
        before = {one: signal.signal(one, self.handle_exit) for one in signals}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)


def bound_socket(host: str, port: int) -> socket.socket:
    """A socket on an address of this machine; port 0 is any free one.

    Raises UsageError for an address that others can reach, SkillscanError where the port is taken.
    """
    require_loopback(host)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
        found.listen(_WAITING_CONNECTIONS)  # so that a taken port is found out now
    except OSError as error:
        found.close()
        why = "is taken" if error.errno == errno.EADDRINUSE else f"cannot be used ({error})"
        raise SkillscanError(
            f"port {port} of {host} {why}: end what holds it, or choose another with --port "
            "(--port 0 finds a free one)"
        ) from error
    return found


def address_of(listening: socket.socket) -> str:
    """The address to open in a browser."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def run(settings: Settings, listening: socket.socket) -> None:
    """Serve until a signal comes."""
    config = uvicorn.Config(
        application(settings),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        timeout_graceful_shutdown=_END_SECONDS,
    )
    LoopbackServer(config).run(sockets=[listening])
