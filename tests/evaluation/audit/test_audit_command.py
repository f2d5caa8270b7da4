"""``skillscan audit`` as typed, and the page of the documentation word for word."""

import json
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from skillscan.cli.app import app

DOCS = Path(__file__).parents[3] / "docs" / "auditing.md"


def run(folder: Path, *words: str, monkeypatch: pytest.MonkeyPatch) -> Result:
    monkeypatch.chdir(folder)
    environment = {"SKILLSCAN_HOME": str(folder / "home"), "COLUMNS": "80"}
    return CliRunner().invoke(app, words, env={**environment, "SKILLSCAN_WORKERS": "1"})


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The files of the page's example."""
    (tmp_path / "lists.csv").write_text(blocks("csv")[0])
    (tmp_path / "postings.jsonl").write_text(blocks("json")[0])
    return tmp_path


def test_the_example_of_the_page(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who follows the page would see something else than it promises."""
    command = shlex.split(blocks("sh")[0].splitlines()[0], comments=True)
    found = run(example, *command[1:], monkeypatch=monkeypatch)
    assert found.exit_code == 3
    shown = blocks("text")[0].strip()
    assert shown in "\n".join(line.rstrip() for line in found.output.splitlines())


def test_json_holds_all(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program could not read what a person can."""
    words = ("audit", "lists.csv", "--texts", "postings.jsonl", "--json", "-q")
    found = run(example, *words, monkeypatch=monkeypatch)
    said = json.loads(found.stdout)
    (docker,) = [one for one in said["skills"] if one["share"]["skill"] == "docker"]
    assert docker["verdict"] == "unsupported"
    assert docker["share"]["corrected"] == 1
    assert found.exit_code == 3


def test_honest_lists_end_with_0(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A schedule would ring for lists that are right."""
    (tmp_path / "lists.csv").write_text("skills,text\nPython,You know Python.\n")
    found = run(tmp_path, "audit", "lists.csv", "-q", monkeypatch=monkeypatch)
    assert found.exit_code == 0, found.output


def test_hostile_names_reach_no_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list could move the cursor, or write over what stands above."""
    (tmp_path / "lists.csv").write_text("skills,text\n\x1b[2Jevil[/red],You \x1b[31mknow.\n")
    found = run(tmp_path, "audit", "lists.csv", "-q", monkeypatch=monkeypatch)
    assert "\x1b" not in found.output
    assert "evil[/red]" in found.output


def test_skills_in_no_list_are_told_and_no_empty_title(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ "Missed: 0" alone would say that the lists have all that the postings name."""
    rows = '1,"We use Python and AWS.","Python;Docker"\n2,"Kubernetes and Docker needed.",Docker\n'
    (tmp_path / "lists.csv").write_text(f"key,text,skills\n{rows}")
    found = run(tmp_path, "audit", "lists.csv", "-q", monkeypatch=monkeypatch)
    assert "Missed: 0." in found.output
    assert "2 more skills stand in these postings and in no list" in found.output
    assert "in no word of 1\n" in found.output
