"""The real answers of ``../shared/replay``, served on loopback and crawled whole by the spiders."""

import gzip
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from skillscan.boards.registry import write_boards
from skillscan.domain import Board, Posting
from skillscan.landing.reader import read_items, reports
from skillscan.sources.registry import require_source

BOARDS, JOBS = 441, 9_396
PAGES = 150
SITE = "jobs.replay.example"


class Replay:
    """Answers from the files, whatever they are called."""

    def __init__(self, replay: Path) -> None:
        paths = sorted((replay / "ashby_boards").glob("*.json.gz"))
        self.boards = {unquote(path.name.removesuffix(".json.gz")): path for path in paths}
        self.pages = sorted((replay / "jsonld" / "builtin").glob("*.html.gz"))

    def sitemap(self) -> str:
        rows = (
            f"<url><loc>https://{SITE}/job/page-{number}</loc></url>"
            for number in range(len(self.pages))
        )
        return f"<urlset>{''.join(rows)}</urlset>"

    def answer(self, request: Request) -> Response:
        host, _, rest = request.path.strip("/").partition("/")
        if rest == "sitemap.xml":
            return Response(self.sitemap(), content_type="application/xml")
        last = rest.rpartition("/")[2]
        if host == SITE and last.startswith("page-"):
            page = self.pages[int(last.removeprefix("page-"))]
            return Response(gzip.decompress(page.read_bytes()), content_type="text/html")
        if host == "api.ashbyhq.com" and last in self.boards:
            body = gzip.decompress(self.boards[last].read_bytes())
            return Response(body, content_type="application/json")
        return Response(status=404)


@pytest.fixture(scope="module")
def root(server: HTTPServer, shared_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Landing after one crawl of all of it."""
    replay = Replay(shared_dir / "replay")
    server.expect_request("").respond_with_handler(replay.answer)
    home = tmp_path_factory.mktemp("replay")
    boards = [Board("ashby", token, token) for token in replay.boards]
    write_boards([*boards, Board("jsonld", SITE, "Replay")], home / "boards.csv")
    environment = {
        **os.environ,
        "SCRAPY_SETTINGS_MODULE": "skillscan.spiders.settings",
        "SKILLSCAN_HOME": str(home),
        "SKILLSCAN_API_BASE": server.url_for("").rstrip("/"),
    }
    script = Path(__file__).with_name("crawl_boards.py")
    command = [sys.executable, str(script), str(home / "boards.csv")]
    done = subprocess.run(
        command, env=environment, cwd=home, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return str(home / "landing")


@pytest.mark.shared
def test_all_real_boards_and_pages_are_crawled_whole(root: str) -> None:
    """Real boards are larger, stranger and less tidy than invented ones."""
    fetches, postings, refused = Counter[tuple[str, str]](), Counter[str](), Counter[str]()
    for report in reports(root):
        fetches[report.source, report.outcome.value] += 1
        for _, item in read_items(root, report) if report.landing_file else ():
            for entry in require_source(item.source).parse(item):
                is_posting = isinstance(entry, Posting)
                postings[item.source] += is_posting
                refused[f"{item.source} {getattr(entry, 'reason', '')}"] += not is_posting
    assert fetches == {("ashby", "complete"): BOARDS, ("jsonld", "complete"): 1}
    assert postings == {"ashby": JOBS, "jsonld": PAGES}
    assert not +refused
