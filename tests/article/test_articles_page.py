"""``docs/articles.md``: its article is checked and refreshed with its own commands."""

import re
import shlex
import shutil
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
import yaml
from suite.command_line import Done, run_here

from skillscan import resources
from skillscan.article.confirmed.claims_file import claims_path, load
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.pages import render

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "articles.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)


def commands(number: int) -> list[list[str]]:
    """The words of each command of one of the page's shell blocks."""
    blocks = [body for kind, body in FENCE.findall(PAGE) if kind == "sh"]
    return [shlex.split(line, comments=True)[1:] for line in blocks[number].splitlines()]


@pytest.fixture
def desk(market_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that an editor works in: the page's article, and a home with a release."""
    settings = Settings(home=tmp_path / "home")
    settings.home.mkdir()
    shutil.copy(market_file, settings.warehouse)
    publish(settings, render=render, now=datetime(2026, 2, 11, tzinfo=UTC))
    article = next(body for kind, body in FENCE.findall(PAGE) if kind == "markdown")
    (tmp_path / "roles.md").write_text(article, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(words: list[str]) -> Done:
    if ">" in words:
        words = words[: words.index(">")]
    return run_here(*words, SKILLSCAN_HOME=str(Path.cwd() / "home"))


def test_from_paste_to_refreshed_text(desk: Path) -> None:
    """An editor who types what the page says gets what it promises."""
    ends = []
    for words in commands(0):
        done = run(words)
        ends.append((words[1], done.returncode))
        if "--json" in words:
            jsonschema.validate(
                yaml.safe_load(done.stdout), resources.data_json("article.schema.json")
            )
    assert ends == [
        ("check", 3),
        ("check", 3),
        ("refresh", 0),
        ("refresh", 0),
        ("check", 0),
        ("check", 0),
    ]
    text = (desk / "roles.md").read_text(encoding="utf-8")
    assert "Python shows up in 100% of postings" in text
    assert "$162,370 (Glassdoor 2025)" in text
    assert "<html" in (desk / "review.html").read_text(encoding="utf-8")


def test_what_an_editor_says_is_kept_beside_the_article(desk: Path) -> None:
    """A wrong reading is mended once."""
    assert [run(words).returncode for words in commands(1)] == [0, 0, 0]
    assert claims_path(desk / "roles.md").exists()
    kept = load(desk / "roles.md")
    assert sorted(one.decision for one in kept) in (
        ["changed", "dismissed"],
        ["confirmed", "dismissed"],
    )
    said = run(["article", "check", "roles.md"])
    assert "Glassdoor" not in said.stdout


def test_the_github_action_runs_what_exists() -> None:
    """An editor's pipeline would fail, or never fail, for a wrong option."""
    action = yaml.safe_load((ROOT / "docs" / "examples" / "check-articles.yml").read_text())
    steps = action["jobs"]["check"]["steps"]
    (script,) = (one["run"] for one in steps if "skillscan article" in one.get("run", ""))
    assert 'article check "$article" --fail-on stale,contradicted || failed=1' in script
    assert script.rstrip().endswith("exit $failed")
