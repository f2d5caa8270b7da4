"""Every command that a page shows is run as it stands there, or has its reason why not."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.docs.conftest import environment
from tests.docs.fenced import ROOT, block, pages

KNOWN: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "commands.yaml").read_text("utf-8"))
PAGES = {page: lines for page, lines in pages().items() if page not in KNOWN["pages_not_run"]}
LINES = {line for lines in PAGES.values() for line in lines}
NOT_RUN: dict[str, dict[str, str]] = KNOWN["lines_not_run"]


def run_of(page: str) -> list[str]:
    """The commands of a page that are run."""
    return [line for line in PAGES[page] if line not in NOT_RUN]


def test_what_is_known_of_commands_stands_on_a_page() -> None:
    """A reason would outlive its command, and the next one of that name would never be run."""
    assert sorted({*NOT_RUN, *KNOWN["ends"]} - LINES) == []
    assert sorted(set(KNOWN["pages_not_run"]) - set(pages())) == []
    text = "\n".join(LINES)
    assert [name for name in KNOWN["stands_for"] if name not in text] == []


def test_every_reason_is_one_and_names_what_is_there() -> None:
    """ "Not run" would be all that is known of a command."""
    for reason in (*NOT_RUN.values(), *KNOWN["pages_not_run"].values()):
        assert reason["why"]
        assert (ROOT / reason.get("run_by", "tests")).exists(), reason


def test_the_three_paths_of_the_readme_are_short_and_run() -> None:
    """The first page would be a manual, or its commands those that nobody tried."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for path in ("Operator", "Analyst", "Editor"):
        section = text.partition(f"\n## {path}\n")[2].partition("\n## ")[0]
        shown = section.partition("```sh\n")[2].partition("```")[0].splitlines()
        assert 3 <= len(shown) <= 8, path
    assert len(run_of("README.md")) > 10


@pytest.fixture
def desk(made_home: Path, tmp_path: Path) -> Path:
    """The folder that a reader works in: a home, postings, an article."""
    shutil.copytree(made_home, tmp_path / "var")
    shutil.copy(made_home.parent / "postings.jsonl", tmp_path)
    for name in ("roles.md", "article.md"):
        (tmp_path / name).write_text(block("docs/articles.md", "markdown"), encoding="utf-8")
    (tmp_path / "posting.txt").write_text("ML Engineer\n\nYou know Python.", encoding="utf-8")
    (tmp_path / "lists.csv").write_text(block("docs/auditing.md", "csv"), encoding="utf-8")
    (tmp_path / "docs").mkdir()
    shutil.copy(ROOT / "docs" / "coverage.md", tmp_path / "docs")
    (tmp_path / "var" / "rules").mkdir()
    return tmp_path


def give(page: str, desk: Path) -> None:
    """What a reader of the page has written before its commands."""
    if page == "docs/auditing.md":
        (desk / "postings.jsonl").write_text(block(page, "json"), encoding="utf-8")
    if page == "docs/rules.md":
        rule = next(_indented(page, "# modifiers.yaml:"))
        (desk / "var" / "rules" / "modifiers.yaml").write_text(rule, encoding="utf-8")


def _indented(page: str, begin: str) -> Iterator[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    for found in re.finditer(r"^ {3}```yaml\n(.{1,3000}?)^ {3}```$", text, re.M | re.S):
        if begin in found[1]:
            yield re.sub(r"^ {3}", "", found[1], flags=re.M)


def names_of(desk: Path) -> dict[str, str]:
    """What the names of the pages stand for in this home."""
    shown = subprocess.run(
        ["skillscan", "quarantine", "list", "--json"],
        env=environment(desk / "var"),
        capture_output=True,
        text=True,
        check=True,
    )
    here = {
        "release": (desk / "var" / "releases" / "latest").read_text("utf-8").strip(),
        "item": json.loads(shown.stdout)["items"][0]["item_id"],
        "opening": "our_jobs/import/4711",
    }
    return {name: what.format(**here) for name, what in KNOWN["stands_for"].items()}


def typed(line: str, names: dict[str, str]) -> str:
    """The line with the names that the reader has."""
    for name, what in names.items():
        line = line.replace(name, what)
    return line


@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page in PAGES if run_of(page)])
def test_the_commands_of_a_page_run_in_order(page: str, desk: Path) -> None:
    """A reader would type what the page says, and see another end than it tells."""
    give(page, desk)
    commands, names = run_of(page), names_of(desk)
    done = subprocess.run(
        ["bash", "-c", "\n".join(_script(typed(line, names) for line in commands))],
        cwd=desk,
        env=environment(desk / "var"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=500,
    )
    *told, rest = re.split(r"^@@ (\d{1,3})\n", done.stdout, flags=re.M)
    assert (len(told), rest) == (2 * len(commands), "")
    for line, said, code in zip(commands, told[::2], told[1::2], strict=True):
        assert int(code) == KNOWN["ends"].get(line, 0), f"{page}: {line}\n{said[-3000:]}"


def _script(lines: Iterable[str]) -> Iterator[str]:
    """The lines, each followed by its exit code; one shell runs them all, as a reader's does."""
    for line in lines:
        yield line
        yield "printf '@@ %s\\n' $?"
