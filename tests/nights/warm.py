"""Commands as processes that are forked from one which has loaded everything already.

To load the program takes most of a step's time, and a kill meets mostly that. A forked process does
what ``skillscan STEP`` does, in a session of its own; the crawls of a forked collect are forked
from it. Run as a script, this is the loaded process: it reads requests, forks, and tells of each
child when it began and how it ended.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import IO, Any

LOADED = (
    "skillscan.cli.app",
    "skillscan.collect.step",
    "skillscan.extract.step",
    "skillscan.release.step",
    "skillscan.backup.step",
    "skillscan.backup.restore",
    "skillscan.operations.doctor",
    "skillscan.operations.retention",
    "skillscan.site.pages",
    "skillscan.cli.display.collect_progress",
    "scrapy.cmdline",
    "scrapy.core.downloader.handlers.http11",
    "scrapy.core.engine",
    "skillscan.spiders.ashby",
    "skillscan.spiders.greenhouse",
    "skillscan.spiders.resolver",
    "skillscan.spiders.downloadermiddlewares.redirect",
    "skillscan.spiders.downloadermiddlewares.robots",
    "skillscan.spiders.downloadermiddlewares.tdm",
    "skillscan.spiders.extensions.throttle",
)
READ_BEFORE = 15
"""Texts that are read before there is anything to read."""
CRAWL = ["-P", "-m", "scrapy"]
"""What is started with these is forked, too: nearly all of a crawl's time is loading."""


class WarmProcess:
    """What ``subprocess.Popen`` offers, of a process that another one has forked."""

    def __init__(self, pid: int, ended: "Queue[int]", args: Sequence[str]) -> None:
        self.pid, self.args = pid, list(args)
        self._ended, self._code = ended, None

    def poll(self) -> int | None:
        if self._code is None and not self._ended.empty():
            self._code = self._ended.get()
        return self._code

    def wait(self, timeout: float) -> int:
        if self._code is None:
            self._code = self._ended.get(timeout=timeout)
        return self._code

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)


class WarmStart:
    """The loaded process, and what it forks."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", __file__],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._began: Queue[int] = Queue()
        self._ended: dict[int, Queue[int]] = {}
        Thread(target=self._listen, daemon=True).start()

    def start(
        self, arguments: Sequence[str], said: Path, environment: Mapping[str, str]
    ) -> WarmProcess:
        """Fork a process for a command, which says everything to a file and works beside it."""
        request = {"arguments": list(arguments), "said": str(said)}
        self._send(request | {"environment": dict(environment)})
        pid = self._began.get(timeout=300)
        return WarmProcess(pid, self._ended[pid], arguments)

    def stop(self) -> None:
        """No further command comes."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(60)

    def _send(self, request: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            what, pid, code = line.split()
            if what == "began":
                self._ended[int(pid)] = Queue()
                self._began.put(int(pid))
            else:
                self._ended[int(pid)].put(int(code))


def _serve(requests: IO[str], answers: int) -> None:
    """Fork until there are no more requests."""
    _load()
    for line in requests:
        request = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _be(request)
        os.write(answers, f"began {pid} 0\n".encode())
        Thread(target=_reap, args=(pid, answers), daemon=True).start()


def _load() -> None:
    import gc
    from importlib import import_module

    for name in LOADED:
        import_module(name)
    from skillscan.collect import crawl_process
    from skillscan.extract.engine import real_engine
    from skillscan.nlp.annotate import pipeline
    from skillscan.sample_market.generator import build_market
    from skillscan.sample_market.rendering import render
    from skillscan.settings import Settings

    for posting in build_market().postings[:READ_BEFORE]:  # expressions are compiled on first use
        pipeline()(render(posting.template.sections, "headings"))
    real_engine(Settings())
    vars(crawl_process)["subprocess"] = _ForkingCrawls()
    gc.freeze()


class _ForkingCrawls:
    """The module ``subprocess`` for what starts crawls."""

    def __getattr__(self, name: str) -> Any:
        return _ForkedCrawl if name == "Popen" else getattr(subprocess, name)


class _ForkedCrawl(subprocess.Popen[str]):
    """A crawl that is forked from this process, with all that ``Popen`` offers."""

    def _execute_child(self, args: Any, executable: Any, *rest: Any) -> None:
        """As ``Popen`` has it, which hands over: …, the environment at 4, six pipes from 8 on."""
        assert args[1 : len(CRAWL) + 1] == CRAWL, args
        theirs = (rest[8], rest[11], rest[13])
        sys.stdout.flush()
        self.pid = os.fork()
        if self.pid == 0:
            _be_crawl(args[len(CRAWL) + 1 :], rest[4], theirs)
        self._child_created = True
        for pipe in theirs:
            os.close(pipe)


def _be_crawl(
    arguments: Sequence[str], environment: Mapping[str, str], pipes: Sequence[int]
) -> None:
    """Become ``python -m scrapy ARGUMENTS``; does not return."""
    try:
        for target, source in enumerate(pipes):
            os.dup2(source, target)
        os.closerange(3, 64)
        os.environ.update(environment)
        sys.argv = ["scrapy", *arguments]
        from scrapy.cmdline import execute

        _to_the_end(execute)
    finally:
        os._exit(1)


def _reap(pid: int, answers: int) -> None:
    _, status = os.waitpid(pid, 0)
    os.write(answers, f"ended {pid} {os.waitstatus_to_exitcode(status)}\n".encode())


def _be(request: dict[str, Any]) -> None:
    """Become the command; does not return."""
    try:
        os.setsid()
        said = os.open(request["said"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for target, source in ((0, nothing), (1, said), (2, said)):
            os.dup2(source, target)
        os.closerange(3, 64)
        os.environ.clear()
        os.environ.update(request["environment"])
        os.chdir(Path(request["said"]).parent)
        sys.argv = ["skillscan", *request["arguments"]]
        from skillscan.cli.app import main

        _to_the_end(main)
    finally:
        os._exit(1)


def _to_the_end(main: Callable[[], object]) -> None:
    """Run what a process is for, and end it with its exit code."""
    try:
        main()
        code = 0
    except SystemExit as end:
        code = int(end.code or 0)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    _serve(sys.stdin, os.dup(1))
