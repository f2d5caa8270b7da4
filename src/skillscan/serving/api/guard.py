"""What holds for every request and every answer: who may ask, and what a browser may do with it.

The server has no log-in, so it must not be reached from other machines, nor by pages of others in
the browser of this one: a name of somebody else's that resolves to 127.0.0.1 (DNS rebinding) is
refused by the ``Host`` header.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from skillscan.net.url_policy import is_loopback
from skillscan.serving.api.problem import plain_problem, problem_response

_POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def is_own_host(host: str) -> bool:
    """Whether a ``Host`` header names this machine."""
    try:
        return is_loopback(urlsplit(f"//{host}").hostname or "")
    except ValueError:
        return False


def is_for_others(path: str) -> bool:
    """Whether pages of others may read (or frame) what lies at a path: the API and embeds."""
    return path.startswith("/api/") or is_embed(path)


def is_embed(path: str) -> bool:
    """Whether a path is one of a file that is made to stand in others' pages."""
    folders = path.split("/")[1:-1]
    return "embed" in folders or "embeds" in folders


class Guard:
    """Refuses what does not name this machine, answers HEAD as GET, and sets security headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path, is_head = scope["path"], scope["method"] == "HEAD"

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _secure(MutableHeaders(scope=message), path)
            elif is_head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        host = Headers(scope=scope).get("host", "")
        if not is_own_host(host):
            detail = (
                f"the host {host[:100]!r} is not this machine: open http://127.0.0.1 (with the "
                "port of this server) or http://localhost"
            )
            refusal = problem_response(plain_problem(421, detail, path[:500]))
            await refusal(scope, receive, guarded)
            return
        await self._app({**scope, "method": "GET"} if is_head else scope, receive, guarded)


def _secure(headers: MutableHeaders, path: str) -> None:
    for name, value in _ALWAYS.items():
        headers.setdefault(name, value)
    headers.setdefault("Content-Security-Policy", _POLICY)
    if not is_embed(path):
        headers.setdefault("X-Frame-Options", "DENY")
    if is_for_others(path):
        headers.setdefault("Access-Control-Allow-Origin", "*")
    headers.setdefault(
        "Cross-Origin-Resource-Policy", "cross-origin" if is_for_others(path) else "same-origin"
    )
