"""The form for an article: what is taken, what is refused and in which words."""

import asyncio
import os
import shutil
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from starlette.requests import ClientDisconnect, Request
from starlette.testclient import TestClient
from suite.patience import PATIENCE

from skillscan.serving.api.review_desk import MOST_WAITING, QueueFullError, ReviewDesk
from skillscan.serving.api.review_process import ReviewRequest, ReviewResponse, answer_to
from skillscan.serving.api.review_routes import while_connected
from skillscan.serving.api.submitted_article import MAX_ARTICLE_BYTES
from skillscan.settings import Settings

ARTICLE = b"# Roles\n\nPython shows up in 99% of postings for ML engineers.\n"


class NotedDesk(ReviewDesk):
    """Answers at once, and keeps what it was asked."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.asked: list[ReviewRequest] = []

    async def review(self, request: ReviewRequest) -> ReviewResponse:
        self.asked.append(request)
        return ReviewResponse(status=200, page=b"<!doctype html>reviewed")


@pytest.fixture
def desk(served_home: Path) -> NotedDesk:
    return NotedDesk(Settings(home=served_home))


@pytest.fixture
def form(served_home: Path, desk: NotedDesk, client_of: Callable[..., TestClient]) -> TestClient:
    """A client whose reviews are only noted."""
    return client_of(served_home, desk)


def sent(client: TestClient, name: str, content: bytes, **headers: str) -> Any:
    return client.post("/review", files={"file": (name, content)}, headers=headers)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("roles.md", "roles.md"),
        ("C:\\articles\\roles.docx", "roles.docx"),
        ("../../../etc/cron.d/x.md", "x.md"),
        (".hidden.md", "hidden.md"),
        ("..", "article"),
        ("<script>.md", "script.md"),
        ("a" * 400 + ".html", "a" * 75 + ".html"),
        ("\u202egnp.md", "gnp.md"),
    ],
)
def test_a_file_keeps_only_its_name(
    form: TestClient, desk: NotedDesk, name: str, kept: str
) -> None:
    """A name could lead to a file of this machine, or hide what it is."""
    assert sent(form, name, ARTICLE).status_code == 200
    assert (desk.asked[0].name, desk.asked[0].content) == (kept, ARTICLE)


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("# A\r\n\r\nPython: 5 %", "", "pasted.md"),
        ("<p>Python: 5 %</p>", "", "pasted.html"),
        ("<p>Python: 5 %</p>", "text", "pasted.txt"),
        ("Python: 5 %", "html", "pasted.html"),
        ("Python: 5 %", "../../x", "pasted.md"),
    ],
)
def test_what_was_pasted_has_a_format(
    form: TestClient, desk: NotedDesk, text: str, kind: str, name: str
) -> None:
    """Tags would be read as words, or headings as text."""
    files = {"text": (None, text), "format": (None, kind), "file": ("", b"")}
    assert form.post("/review", files=files).status_code == 200
    assert desk.asked[0].name == name
    assert desk.asked[0].content == text.replace("\r\n", "\n").encode()


def test_two_megabytes_are_taken_and_no_more(form: TestClient, desk: NotedDesk) -> None:
    """A long article would be refused, or a huge one fill the memory."""
    assert sent(form, "long.md", b"a" * MAX_ARTICLE_BYTES).status_code == 200
    pasted = {"text": (None, b"a" * MAX_ARTICLE_BYTES)}
    assert form.post("/review", files=pasted).status_code == 200
    for size in (MAX_ARTICLE_BYTES + 1, 3 * MAX_ARTICLE_BYTES):
        answer = sent(form, "long.md", b"a" * size)
        assert answer.status_code == 413
        assert "larger than 2 MB" in answer.text
        assert "skillscan article check" in answer.text
    assert len(desk.asked) == 2


def test_nothing_that_was_sent_is_put_on_the_disk(
    form: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An article that is not public yet would lie in a folder for temporary files."""
    rolled: list[object] = []
    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "rollover", rolled.append)
    assert sent(form, "long.md", b"a" * MAX_ARTICLE_BYTES).status_code == 200
    assert rolled == []


@pytest.mark.parametrize(
    ("body", "kind", "code", "words"),
    [
        (b"", "multipart/form-data; boundary=x", 422, "no article"),
        (b"text=a", "application/x-www-form-urlencoded", 415, "multipart/form-data"),
        (b"{}", "application/json", 415, "multipart/form-data"),
        (b"--x\r\nbroken", "multipart/form-data", 400, "cannot be read"),
        (b"garbage" * 99, "multipart/form-data; boundary=x", 400, "cannot be read"),
    ],
)
def test_a_form_that_is_none_is_told(
    form: TestClient, body: bytes, kind: str, code: int, words: str
) -> None:
    """A broken form would be an error of the server without words."""
    answer = form.post("/review", content=body, headers={"Content-Type": kind})
    assert answer.status_code == code
    assert words in answer.text
    assert "<form" in answer.text


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({}, 200),
        ({"Origin": "null"}, 200),
        ({"Origin": "http://127.0.0.1:8000"}, 200),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "http://localhost:3000", "Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_pages_of_others_cannot_send_the_form(
    form: TestClient, headers: dict[str, str], code: int
) -> None:
    """Any page in the browser could keep this machine busy."""
    assert sent(form, "roles.md", ARTICLE, **headers).status_code == code


def test_a_real_article_is_reviewed(client: TestClient) -> None:
    """The page would not be that of the command."""
    answer = sent(client, "roles.md", ARTICLE)
    assert answer.status_code == 200
    assert "Numbers of roles.md" in answer.text
    assert 'id="claim-1"' in answer.text
    assert "roles.md.claims.yaml" in answer.text
    assert answer.headers["cache-control"] == "no-store"
    policy = answer.headers["content-security-policy"]
    assert "script-src 'sha256-" in policy
    assert "frame-ancestors 'none'" in policy
    assert "skillscan-empty" not in answer.text


@pytest.mark.parametrize(
    ("name", "content", "code", "words"),
    [
        ("a.md", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), 415, "a.md: a picture"),
        ("a.txt", bytes(range(1, 32)) * 99, 415, "a binary file"),
        ("a.docx", b"PK\x03\x04broken", 415, "a.docx"),
        ("a.pdf", b"%PDF-1.7 ...", 415, "a PDF"),
        ("a.txt", b"text\0text", 415, "NUL"),
    ],
)
def test_a_file_that_is_no_article_is_told(
    served_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    content: bytes,
    code: int,
    words: str,
) -> None:
    """A picture would become a page of nonsense, or an error of the server."""
    monkeypatch.setenv("SKILLSCAN_HOME", str(served_home))
    answer = answer_to(ReviewRequest(name=name, content=content))
    assert answer.status == code
    assert words in answer.problem
    assert tempfile.gettempdir() not in answer.problem


def test_a_review_needs_no_place_on_the_disk(
    served_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A review that is ended in the middle would leave a folder each time."""
    made: list[object] = []
    monkeypatch.setattr(os, "mkdir", lambda *words, **_: made.append(words))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("SKILLSCAN_HOME", str(served_home))
    assert answer_to(ReviewRequest(name="a.md", content=ARTICLE)).status == 200
    assert made == list(tmp_path.iterdir()) == []


def test_without_a_release_the_review_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor would see an empty page."""
    monkeypatch.setenv("SKILLSCAN_HOME", str(tmp_path))
    answer = answer_to(ReviewRequest(name="a.md", content=ARTICLE))
    assert (answer.status, "no release yet" in answer.problem) == (503, True)


class SlowDesk(ReviewDesk):
    """Its process never answers."""

    async def _started(self) -> asyncio.subprocess.Process:
        if self._process is None:
            sleep = shutil.which("sleep") or "sleep"
            pipe = asyncio.subprocess.PIPE
            self._process = await asyncio.create_subprocess_exec(
                sleep, "600", stdin=pipe, stdout=pipe
            )
            self.started = [*getattr(self, "started", []), self._process]
        return self._process


def test_a_review_that_takes_too_long_is_ended(served_home: Path) -> None:
    """One hostile article would keep all others waiting, and a process busy for ever."""

    async def play() -> tuple[ReviewResponse, list[asyncio.subprocess.Process]]:
        desk = SlowDesk(Settings(home=served_home), seconds=0.1)
        answer = await desk.review(ReviewRequest(name="a.md", content=ARTICLE))
        return answer, desk.started

    answer, started = asyncio.run(play())
    assert answer.status == 422
    assert "took longer than 0.1 s" in answer.problem
    assert [one.returncode for one in started] == [-9]


def test_few_may_wait(served_home: Path) -> None:
    """Fifty articles sent at once would fill the memory, and the last reader wait an hour."""

    async def play() -> tuple[list[object], list[asyncio.subprocess.Process]]:
        desk = SlowDesk(Settings(home=served_home), seconds=0.2)
        request = ReviewRequest(name="a.md", content=ARTICLE)
        tasks = [desk.review(request) for _ in range(MOST_WAITING + 3)]
        return await asyncio.gather(*tasks, return_exceptions=True), desk.started

    answers, started = asyncio.run(play())
    assert [type(one) for one in answers] == (
        [ReviewResponse] * (MOST_WAITING + 1) + [QueueFullError] * 2
    )
    assert {one.returncode for one in started} == {-9}


def test_a_reader_who_has_gone_is_not_worked_for(served_home: Path) -> None:
    """Closing the page would leave the process busy with nobody's article."""

    async def play() -> list[asyncio.subprocess.Process]:
        desk = SlowDesk(Settings(home=served_home), seconds=60)
        task = asyncio.create_task(desk.review(ReviewRequest(name="a.md", content=ARTICLE)))
        while not getattr(desk, "started", []):
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return desk.started

    assert [one.returncode for one in asyncio.run(play())] == [-9]


def test_a_review_ends_with_the_connection(served_home: Path) -> None:
    """The server would go on working after its reader has closed the page."""

    class GoneReader:
        async def is_disconnected(self) -> bool:
            return True

    async def play() -> list[asyncio.subprocess.Process]:
        desk = SlowDesk(Settings(home=served_home), seconds=60)
        review = desk.review(ReviewRequest(name="a.md", content=ARTICLE))
        with pytest.raises(ClientDisconnect):
            await while_connected(cast("Request", GoneReader()), review)
        await asyncio.sleep(0.2)
        return desk.started

    assert [one.returncode for one in asyncio.run(play())] == [-9]


def test_the_process_rests_where_nobody_comes(served_home: Path) -> None:
    """A server that stands for weeks would hold the memory of one review all the time."""

    async def play() -> list[int | None]:
        desk = SlowDesk(Settings(home=served_home), idle_seconds=0.2)
        await desk._started()
        desk._rest_later()
        (process,) = desk.started
        before = process.returncode
        await asyncio.wait_for(process.wait(), PATIENCE)
        return [before, process.returncode]

    assert asyncio.run(play()) == [None, -9]


def test_a_full_queue_is_told_with_when_to_come_again(
    served_home: Path, client_of: Callable[..., TestClient]
) -> None:
    """A browser would wait, and not know what for."""

    class FullDesk(ReviewDesk):
        async def review(self, request: ReviewRequest) -> ReviewResponse:
            raise QueueFullError

    client = client_of(served_home, FullDesk(Settings(home=served_home)))
    answer = sent(client, "roles.md", ARTICLE)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "15")
    assert "Other articles are being reviewed" in answer.text


def test_the_server_answers_others_while_it_reviews(
    served_home: Path, client_of: Callable[..., TestClient]
) -> None:
    """A long article would stop the page for everybody."""
    client = client_of(served_home, SlowDesk(Settings(home=served_home), seconds=3))
    answers: list[Any] = []
    waiting = threading.Thread(target=lambda: answers.append(sent(client, "roles.md", ARTICLE)))
    waiting.start()
    assert client.get("/api/statistics").status_code == 200
    assert answers == []
    waiting.join()
    assert answers[0].status_code == 422
