"""``python -m benchmarks.loopback MODULE:FUNCTION [ARGUMENT…]``: boards on loopback, one process.

The function makes what answers: path (the original host first, as ``SKILLSCAN_API_BASE`` has it),
method and body of a request to the body of a response, ``None`` for 404. Bodies go out gzipped, as
real sources send them. Once it listens, the server prints its port; it ends with its standard
input, which is when whoever started it ends, however that comes.
"""

import asyncio
import gzip
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

Answer = Callable[[str, str, bytes], bytes | None]
COUNTS_SECONDS = 2.0
FAST = 1
"""The least that gzip does: what the server takes is not measured, but shares the machine."""
_GZIPPED = b"\x1f\x8b"


class _Connection(asyncio.Protocol):
    """HTTP/1.1 with keep-alive, as much of it as crawlers speak."""

    def __init__(self, answer: Answer, counts: Counter[str]) -> None:
        self._answer, self._counts = answer, counts
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody asks."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer each request that is whole."""
        self._received += data
        while (end := self._received.find(b"\r\n\r\n")) >= 0:
            head = self._received[:end].decode("latin-1")
            length = _length(head)
            if len(self._received) < end + 4 + length:
                return
            body = self._received[end + 4 : end + 4 + length]
            self._received = self._received[end + 4 + length :]
            method, path, _ = head.partition("\r\n")[0].split(" ")
            self._counts[path.split("/")[1].partition("?")[0]] += 1
            self._transport.write(_response(self._answer(path, method, body)))


def _length(head: str) -> int:
    for line in head.split("\r\n")[1:]:
        name, _, value = line.partition(":")
        if name.lower() == "content-length":
            return int(value)
    return 0


def _response(body: bytes | None) -> bytes:
    if body is None:
        return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    kind = b"application/xml" if body.startswith(b"<") else b"application/json"
    packed = body if body.startswith(_GZIPPED) else gzip.compress(body, FAST)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: %s; charset=utf-8\r\n" % kind
    head += b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed)
    return head + packed


async def _serve(answer: Answer, counts_file: Path | None) -> None:
    counts = _counts(counts_file)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(answer, counts), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    ended = loop.run_in_executor(None, sys.stdin.read)
    while not ended.done():
        await asyncio.wait([ended], timeout=COUNTS_SECONDS)
        if counts_file:
            aside = counts_file.with_suffix(".part")
            aside.write_text(json.dumps(counts), encoding="utf-8")
            aside.replace(counts_file)


def _counts(file: Path | None) -> Counter[str]:
    """Requests by host, of the runs before this one as well."""
    is_known = file is not None and file.is_file()
    return Counter(json.loads(file.read_text(encoding="utf-8"))) if is_known and file else Counter()


@contextmanager
def serving(maker: str, *arguments: str, counts: Path | None = None) -> Iterator[str]:
    """Serve what a function (``module:name``) makes; gives the address for ``SKILLSCAN_API_BASE``.

    ``counts``: a file that is told how many requests each host got.
    """
    command = [sys.executable, "-m", "benchmarks.loopback", maker, *arguments]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "REQUEST_COUNTS": str(counts or "")},
    ) as process:
        assert process.stdout is not None and process.stdin is not None  # noqa: PT018
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.stdin.close()
            process.wait(30)


def main() -> None:
    """Serve until standard input ends."""
    module, _, name = sys.argv[1].partition(":")
    answer = getattr(import_module(module), name)(*sys.argv[2:])
    counts = os.environ.get("REQUEST_COUNTS")
    asyncio.run(_serve(answer, Path(counts) if counts else None))


if __name__ == "__main__":
    main()
