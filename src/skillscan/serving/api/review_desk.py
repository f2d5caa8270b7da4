"""Who is reviewed when: one article at a time, few waiting, each with a limit of time.

The work is done in another process, which is ended where it takes too long, where the reader is
gone, and with the server.
"""

import asyncio
import os
import sys
from collections.abc import Mapping
from contextlib import suppress

import msgspec

from skillscan.serving.api.review_process import (
    LENGTH_BYTES,
    ReviewRequest,
    ReviewResponse,
    framed,
)
from skillscan.settings import Settings, variable

REVIEW_SECONDS = 60.0
_START_SECONDS = 60.0
"""Loading what reviews takes seconds, on a busy machine many."""
_IDLE_SECONDS = 600.0
MOST_WAITING = 4
RETRY_AFTER = 15
"""Seconds."""


class QueueFullError(Exception):
    """As many articles are waiting as may."""


class ReviewDesk:
    """The queue and its process, which is started when it is first needed."""

    def __init__(
        self,
        settings: Settings,
        *,
        seconds: float = REVIEW_SECONDS,
        idle_seconds: float = _IDLE_SECONDS,
    ) -> None:
        self._environment = _environment(settings)
        self._seconds = seconds
        self._idle_seconds = idle_seconds
        self._idle: asyncio.TimerHandle | None = None
        self._resting: asyncio.Task[None] | None = None
        self._waiting = 0
        self._turn = asyncio.Lock()
        self._process: asyncio.subprocess.Process | None = None
        self._warming: asyncio.Task[None] | None = None

    async def review(self, request: ReviewRequest) -> ReviewResponse:
        """The review of an article. Raises QueueFullError."""
        if self._waiting > MOST_WAITING:
            raise QueueFullError
        self._waiting += 1
        self._stay()
        try:
            async with self._turn:
                return await self._answer(request)
        finally:
            self._waiting -= 1
            self._rest_later()

    def warm(self) -> None:
        """Start the process, so that the first article need not wait for what takes long."""
        is_warming = self._warming is not None and not self._warming.done()
        if self._process is None and not is_warming:
            self._warming = asyncio.get_running_loop().create_task(self._warm())

    async def close(self) -> None:
        """End the process."""
        self._stay()
        if self._warming is not None:
            self._warming.cancel()
        await self._end()

    async def _warm(self) -> None:
        async with self._turn:
            try:
                await self._started()
            except (TimeoutError, asyncio.IncompleteReadError, OSError):
                await self._end()  # who needs it will be told
        self._rest_later()

    def _rest_later(self) -> None:
        """Have the process ended where nobody comes: it holds some hundred megabytes."""
        self._stay()
        loop = asyncio.get_running_loop()
        self._idle = loop.call_later(self._idle_seconds, self._rest)

    def _stay(self) -> None:
        if self._idle is not None:
            self._idle.cancel()

    def _rest(self) -> None:
        self._resting = asyncio.get_running_loop().create_task(self._end_where_idle())

    async def _end_where_idle(self) -> None:
        async with self._turn:
            if not self._waiting:
                await self._end()

    async def _answer(self, request: ReviewRequest) -> ReviewResponse:
        try:
            process = await self._started()
            return await asyncio.wait_for(_exchange(process, request), self._seconds)
        except TimeoutError:
            await self._end()
            return ReviewResponse(
                status=422,
                problem=f"The article took longer than {self._seconds:g} s to review: cut it into "
                "parts, or run `skillscan article check FILE --page review.html`.",
            )
        except (asyncio.IncompleteReadError, OSError):
            await self._end()
            return ReviewResponse(
                status=500,
                problem="The process that reviews ended: send the article again; where that does "
                "not help, `skillscan article check` on its file says more.",
            )
        except asyncio.CancelledError:
            await self._end()  # what it was to answer is nobody's any more
            raise

    async def _started(self) -> asyncio.subprocess.Process:
        """The process, with all loaded that it needs."""
        if self._process is None or self._process.returncode is not None:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "skillscan.serving.api.review_process"),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,  # a traceback would quote the article
                env=self._environment,
                start_new_session=True,
            )
            first = ReviewRequest(name="first.md")
            await asyncio.wait_for(_exchange(self._process, first), _START_SECONDS)
        return self._process

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()


async def _exchange(process: asyncio.subprocess.Process, request: ReviewRequest) -> ReviewResponse:
    if process.stdin is None or process.stdout is None:
        raise AssertionError("started with pipes")
    process.stdin.write(framed(msgspec.msgpack.encode(request)))
    await process.stdin.drain()
    head = await process.stdout.readexactly(LENGTH_BYTES)
    message = await process.stdout.readexactly(int.from_bytes(head, "big"))
    return msgspec.msgpack.decode(message, type=ReviewResponse)


def _environment(settings: Settings) -> Mapping[str, str]:
    """The environment of this process, with the settings that it was given."""
    stated = {"home": str(settings.home), "releases_url": settings.releases}
    return {**os.environ, **{variable(name): value for name, value in stated.items()}}
