"""Connections to public addresses only, and to the very address that was checked.

A name is looked up once: what would check first and let the library look up again could be led to
another address the second time (DNS rebinding). Each request has one deadline for all its parts,
so that a server that sends a byte a second is not waited for.
"""

import socket
import ssl
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from time import monotonic
from typing import Any

import httpcore
import httpx

from skillscan.net.url_policy import private_refusal


class PrivateHostError(Exception):
    """A host that is not on the public internet; the message says where it leads."""


def public_addresses(host: str, trusted: frozenset[str] = frozenset()) -> list[str]:
    """The IP addresses of a host, each of them public unless the host is a trusted one.

    Raises ``PrivateHostError``, and ``OSError`` or ``UnicodeError`` for a name without address.
    """
    entries = socket.getaddrinfo(host.strip("[]"), None, type=socket.SOCK_STREAM)
    found = list(dict.fromkeys(str(entry[4][0]) for entry in entries))
    for address in found if host not in trusted else ():
        if refusal := private_refusal(host, address):
            raise PrivateHostError(refusal.detail)
    return found


@dataclass(slots=True)
class Deadline:
    """The end of the request under way, on the clock of ``monotonic``."""

    at: float = 0.0

    def seconds_left(self) -> float:
        """What is left of it. Raises ``httpcore.ReadTimeout`` when it is over."""
        left = self.at - monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the response took too long")
        return left


class CheckedTransport(httpx.BaseTransport):
    """Sends requests one after the other, each until ``deadline``."""

    def __init__(self, deadline: Deadline, trusted: frozenset[str]) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            network_backend=_CheckedBackend(deadline, trusted),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The response with its body still to be read; raises exceptions of ``httpcore``."""
        url = request.url
        sent = httpcore.Request(
            request.method,
            httpcore.URL(
                scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
            ),
            headers=request.headers.raw,
            content=request.stream,
        )
        got = self._pool.handle_request(sent)
        return httpx.Response(got.status, headers=got.headers, stream=_Body(got))

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _CheckedBackend(httpcore.SyncBackend):
    def __init__(self, deadline: Deadline, trusted: frozenset[str]) -> None:
        self._deadline, self._trusted = deadline, trusted

    def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> httpcore.NetworkStream:
        """Connect to the first address of a host that answers."""
        failure: Exception = OSError(f"{host} has no address")
        for address in public_addresses(host, self._trusted):
            try:
                stream = super().connect_tcp(address, port, self._deadline.seconds_left())
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _BoundedStream(stream, self._deadline)
        raise failure


class _BoundedStream(httpcore.NetworkStream):
    """A connection all of whose parts keep to the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self._stream.read(max_bytes, self._deadline.seconds_left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, self._deadline.seconds_left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        left = self._deadline.seconds_left()
        return _BoundedStream(
            self._stream.start_tls(ssl_context, server_hostname, left), self._deadline
        )

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        parts = self._response.stream
        assert isinstance(parts, Iterable)  # noqa: S101 - it is, in a pool that is not async
        yield from parts

    def close(self) -> None:
        self._response.close()
