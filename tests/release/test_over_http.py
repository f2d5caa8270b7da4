"""A release is read where it lies: over HTTP, as docs/releases.md and docs/analysts.md show it, and
in DuckDB's own shell.
"""

import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
import pytest

from skillscan.release.latest_database import write_latest_database
from skillscan.release.release_folder import release_folder

DOCS = Path(__file__).parents[2] / "docs"
PLACE = "https://example.org/releases"
NAME = "2026-02-11-0123456789ab"
"""What the pages write where an analyst has an address and a release."""
needs_httpfs = pytest.mark.skipif(
    version("duckdb") != version("duckdb-extension-httpfs"),
    reason="there is no wheel of the extension httpfs for this DuckDB",
)


class Files(SimpleHTTPRequestHandler):
    """A folder over HTTP, parts of files too: DuckDB reads the foot of a Parquet file first."""

    fetched: dict[str, int]

    def __init__(self, *words: Any, fetched: dict[str, int], **named: Any) -> None:
        self.fetched = fetched
        super().__init__(*words, **named)

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            super().do_GET()
            return
        content = path.read_bytes()
        span = self.headers.get("Range", "").removeprefix("bytes=")
        first, _, last = span.partition("-")
        part = content[int(first or 0) : int(last or len(content)) + 1]
        self.fetched[path.name] = self.fetched.get(path.name, 0) + len(part)
        self.send_response(206 if span else 200)
        self.send_header("Content-Length", str(len(part)))
        if span:
            end = int(first) + len(part) - 1
            self.send_header("Content-Range", f"bytes {first}-{end}/{len(content)}")
        self.end_headers()
        self.wfile.write(part)


@dataclass(frozen=True)
class Served:
    """The releases at an address; ``fetched`` counts the bytes of each file that were asked for."""

    url: str
    name: str
    fetched: dict[str, int]

    def meant(self, shown: str) -> str:
        """A page's example, of this release at this address."""
        return shown.replace(PLACE, self.url).replace(NAME, self.name)


@pytest.fixture(scope="module")
def served(published: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A loopback HTTP server over the releases, whose ``latest.duckdb`` names its address."""
    root = tmp_path_factory.mktemp("served") / "releases"
    shutil.copytree(published.settings.releases, root)
    fetched: dict[str, int] = {}
    handler = partial(Files, directory=str(root), fetched=fetched)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        write_latest_database(release_folder(str(root)), published.release, url)
        yield Served(url, published.release.name, fetched)
        server.shutdown()


@pytest.fixture
def remote(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with httpfs out of its wheel, as docs/analysts.md shows it."""
    import duckdb_extensions

    with duckdb.connect() as connection:
        connection.execute(f"SET extension_directory = '{tmp_path}'")
        connection.execute("SET autoinstall_known_extensions = FALSE")
        duckdb_extensions.import_extension("httpfs", con=connection)
        yield connection


def example(page: str, first: str) -> str:
    """The block of a page that begins so."""
    blocks = re.findall(r"```(?:sql|text|python)\n(.*?)```", (DOCS / page).read_text("utf-8"), re.S)
    return next(block for block in blocks if block.startswith(first))


@needs_httpfs
def test_latest_duckdb_is_attached_by_its_url(
    served: Served, remote: duckdb.DuckDBPyConnection, published: Any
) -> None:
    """An analyst would have to download whole releases; the views hold no data of their own."""
    for statement in duckdb.extract_statements(
        served.meant(example("releases.md", f"ATTACH '{PLACE}/latest.duckdb'"))
    ):
        found = remote.execute(statement).fetchall()
    assert len(found) == 5
    assert one(remote, "SELECT release FROM skillscan.release") == published.release.name
    assert one(remote, "SELECT count(*) FROM skillscan.estimates") == len(
        published.release.publication.estimates
    )
    tables = "SELECT count(*) FROM duckdb_tables() WHERE database_name = 'skillscan'"
    columns = "SELECT count(*) FROM duckdb_columns() WHERE database_name = 'skillscan'"
    assert one(remote, tables) == 0
    assert one(remote, f"{columns} AND comment IS NULL") == 0
    remote.execute("USE skillscan")
    assert one(remote, "SELECT openings FROM skill_share() WHERE value = 'pytorch' LIMIT 1") == 20
    assert "estimates.parquet" in served.fetched


@needs_httpfs
def test_a_releases_database_is_attached_by_its_url(
    served: Served, remote: duckdb.DuckDBPyConnection
) -> None:
    """What docs/analysts.md shows for HTTP would fail."""
    text = served.meant(example("analysts.md", f"ATTACH '{PLACE}"))
    for statement in duckdb.extract_statements(text):
        found = remote.execute(statement).fetchall()
    assert {row[0] for row in found} >= {"python", "pytorch", "kubernetes"}


def test_the_python_of_the_page_runs(published: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first lines that an analyst copies would fail."""
    monkeypatch.chdir(published.folder)
    names: dict[str, Any] = {}
    exec(example("analysts.md", "import duckdb"), names)  # noqa: S102  (our own page)
    try:
        assert {"pytorch"} <= set(names["table"].column("value").to_pylist())
        assert names["parquet"].fetchall()
    finally:
        names["connection"].close()


def test_the_shell_of_the_page_runs(published: Any) -> None:
    """`skillscan sql` without a query opens this shell, on a file that must stay as it is."""
    words, query = re.findall(r"^(?:\$|D) (.+)$", example("analysts.md", "$ duckdb"), re.M)
    program, *options = words.split()
    shell = [str(Path(sys.executable).parent / program), *options]
    done = subprocess.run(
        shell, input=query, cwd=published.folder, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "skill_share" in done.stdout
    done = subprocess.run(
        shell, input="DROP TABLE skills;", cwd=published.folder, capture_output=True, text=True
    )
    assert "read-only" in done.stderr


def one(connection: duckdb.DuckDBPyConnection, query: str) -> Any:
    ((value,),) = connection.execute(query).fetchall()
    return value
