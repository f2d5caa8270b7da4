"""The files of a release as a browser gets them, and which release that is."""

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from skillscan.release.catalog import open_latest
from skillscan.release.release_folder import release_folder
from skillscan.settings import Settings
from skillscan.storage.versioned_folder import VersionedFolder

ClientOf = Callable[[Path], TestClient]


def folder_of(home: Path) -> VersionedFolder:
    return release_folder(Settings(home=home).releases)


def add_release(home: Path, name: str, files: dict[str, str]) -> None:
    """A release like the latest one with further files, which becomes the latest."""
    settings = Settings(home=home)
    folder = folder_of(home)
    with folder.staging() as staged:
        shutil.copytree(open_latest(settings).folder, staged, dirs_exist_ok=True)
        for file in staged.rglob("*"):
            file.chmod(0o755)
        statistics = staged / "statistics.json"
        statistics.write_text(statistics.read_text().replace(open_latest(settings).name, name))
        for file, text in files.items():
            (staged / file).parent.mkdir(parents=True, exist_ok=True)
            (staged / file).write_text(text)
        folder.add(staged, name)
    folder.write(name.encode(), "latest")


NEW = "2026-02-12-0123456789ab"
SITE = {
    "site/index.html": "<!doctype html><title>Home</title>",
    "site/skills/index.html": "<!doctype html><title>Skills</title>",
    "site/embed/python.html": "<!doctype html><title>Embed</title>",
    "site/charts/python.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
}


def test_the_page_of_the_latest_release_is_shown(client: TestClient, served_home: Path) -> None:
    """Whoever opens the address would not see the release."""
    answer = client.get("/")
    home = Path(open_latest(Settings(home=served_home)).folder, "site", "index.html")
    assert answer.url.path == "/latest/site/"
    assert answer.content == home.read_bytes()
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'sha256-" in policy
    assert policy.endswith("frame-ancestors 'none'")


def test_a_new_release_is_followed(own_home: Path, client_of: ClientOf) -> None:
    """The server would show last month's numbers until somebody starts it again."""
    client = client_of(own_home)
    before = client.get("/api/statistics").json()["release"]
    page = client.get("/latest/")
    add_release(own_home, NEW, SITE)
    assert client.get("/api/statistics").json()["release"] == NEW
    assert client.get("/").url.path == "/latest/site/"
    assert client.get("/").text == SITE["site/index.html"]
    assert client.get(f"/releases/{before}/").content == page.content
    tag = {"If-None-Match": page.headers["etag"]}
    assert client.get("/latest/index.html", headers=tag).status_code == 200


@pytest.mark.parametrize(
    ("path", "leads_to", "kind"),
    [
        ("/latest", "/latest/site/", "text/html; charset=utf-8"),
        (f"/releases/{NEW}", f"/releases/{NEW}/site/", "text/html; charset=utf-8"),
        ("/releases/0123456789ab/", f"/releases/{NEW}/site/", "text/html; charset=utf-8"),
        ("/latest/site/skills", "/latest/site/skills/", "text/html; charset=utf-8"),
        ("/latest/site/charts/python.svg", None, "image/svg+xml"),
        ("/latest/statistics/skill_share.csv", None, "text/csv; charset=utf-8"),
        ("/latest/statistics.json", None, "application/json"),
    ],
)
def test_a_site_is_served_as_it_stands(
    own_home: Path, client_of: ClientOf, path: str, leads_to: str | None, kind: str
) -> None:
    """Links and downloads of the site would lead nowhere."""
    add_release(own_home, NEW, SITE)
    answer = client_of(own_home).get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
    assert answer.url.path == (leads_to or path)


def test_only_embeds_may_stand_in_pages_of_others(own_home: Path, client_of: ClientOf) -> None:
    """A CMS could not show a chart, or any page could put ours under its own buttons."""
    add_release(own_home, NEW, SITE)
    client = client_of(own_home)
    embed, page = client.get("/latest/site/embed/python.html"), client.get("/latest/site/")
    assert "frame-ancestors *" in embed.headers["content-security-policy"]
    assert "x-frame-options" not in embed.headers
    assert embed.headers["access-control-allow-origin"] == "*"
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    assert page.headers["x-frame-options"] == "DENY"
    assert "access-control-allow-origin" not in page.headers


@pytest.mark.parametrize(
    "path",
    [
        "/latest/../index.json",
        "/latest/%2e%2e/index.json",
        "/latest/..%2findex.json",
        "/latest//etc/passwd",
        "/latest/%2Fetc%2Fpasswd",
        "/latest/..%5cindex.json",
        "/latest/secret.txt",
        "/latest/SHA256SUMS%00.html",
        "/latest/gates.json",
        "/releases/..%2f..%2fown/warehouse.duckdb",
        "/releases/%2e%2e/warehouse.duckdb",
        "/releases/./index.json",
        "/releases/.staging-x/statistics.json",
        "/latest/parquet",
    ],
)
def test_nothing_else_is_handed_out(own_home: Path, client_of: ClientOf, path: str) -> None:
    """Any page of the machine's browser could read files that are nobody's business."""
    release = Path(open_latest(Settings(home=own_home)).folder)
    release.chmod(0o755)
    (release / "secret.txt").symlink_to(own_home / "warehouse.duckdb")
    answer = client_of(own_home).get(path)
    assert answer.status_code == 404, answer.url


def test_data_can_be_read_in_parts(client: TestClient) -> None:
    """DuckDB could not attach a release over HTTP without fetching all of it."""
    whole = client.get("/latest/skillscan.duckdb").content
    part = client.get("/latest/skillscan.duckdb", headers={"Range": "bytes=8-11"})
    assert (part.status_code, part.content) == (206, b"DUCK")
    assert whole[8:12] == b"DUCK"


def test_a_damaged_file_is_not_handed_out(own_home: Path, client_of: ClientOf) -> None:
    """Altered numbers would be shown as the release's."""
    client = client_of(own_home)
    assert client.get("/latest/").status_code == 200
    page = Path(open_latest(Settings(home=own_home)).folder, "site", "index.html")
    page.chmod(0o644)
    page.write_text(page.read_text().replace("Python", "Cobol"))
    answer = client.get("/latest/")
    assert answer.status_code == 503
    assert "index.html is altered" in answer.text
    assert "skillscan releases rebuild" in answer.text


def test_a_release_that_was_altered_is_not_spoken_for(own_home: Path, client_of: ClientOf) -> None:
    """The API would go on with numbers that nobody published."""
    client = client_of(own_home)
    assert client.get("/healthz").json()["status"] == "ok"
    database = open_latest(Settings(home=own_home)).database
    database.chmod(0o644)
    with database.open("r+b") as stream:
        stream.seek(-1, os.SEEK_END)
        stream.write(b"\xff")
    answer = client.get("/api/statistics/skill_share")
    assert answer.status_code == 503
    assert answer.json()["type"].endswith("damaged-release")
    health = client_of(own_home).get("/healthz")
    assert health.status_code == 503
    assert health.json()["faults"] == ["skillscan.duckdb is altered"]


def test_before_the_first_release_it_says_so_and_then_follows(
    tmp_path: Path, own_home: Path, client_of: ClientOf
) -> None:
    """A server that is started before the first night would have to be started again."""
    client = client_of(tmp_path / "new")
    page = client.get("/", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["retry-after"]) == (503, "60")
    assert "skillscan publish" in page.text
    assert client.get("/api/statistics").json()["type"].endswith("no-release")
    assert client.get("/healthz").json()["status"] == "no_release"
    assert client.get("/healthz").status_code == 503
    shutil.copytree(own_home / "releases", tmp_path / "new" / "releases")
    assert client.get("/").status_code == client.get("/healthz").status_code == 200


def test_health_tells_release_and_age(client: TestClient, served_home: Path) -> None:
    """Whoever watches the server could not see that its numbers are old."""
    found = client.get("/healthz").json()
    assert found["release"] == open_latest(Settings(home=served_home)).name
    published = datetime.fromisoformat(found["published_at"])
    age = (datetime.now(UTC) - published).total_seconds()
    assert abs(found["age_seconds"] - age) < 60
    assert found["faults"] == []
