"""``skillscan taxonomy`` from the command line."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from skillscan.cli.app import app
from skillscan.settings import Settings


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["taxonomy", *arguments])
    return result.exit_code, result.stdout


def test_list_prints_a_category() -> None:
    """Nobody could see what is looked for."""
    code, output = run("list", "clouds", "--json")
    assert code == 0
    assert {"aws", "gcp", "azure"} <= {skill["id"] for skill in json.loads(output)}


def test_list_refuses_an_unknown_category() -> None:
    """A typing error would print an empty list."""
    assert run("list", "cluods")[0] != 0


@pytest.mark.slow
def test_check_passes() -> None:
    """The packaged taxonomy would be unsound."""
    assert run("check")[0] == 0


def test_check_of_a_broken_folder_fails(tmp_path: Path) -> None:
    """A broken rule would be merged."""
    (tmp_path / "x.yaml").write_text(
        "category: x\nlabel: X\nskills:\n"
        "  - {id: beam, label: Beam, reference: 'https://x.org', aliases: [Beam]}\n",
        encoding="utf-8",
    )
    code, output = run("check", str(tmp_path))
    assert code == 1
    assert "alias 'Beam' is an ordinary word: say where it counts" in output


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz"])
def test_candidates_of_a_file(tmp_path: Path, suffix: str) -> None:
    """The list could not follow the market without a warehouse."""
    rows = [
        {"title": "Engineer", "company": name, "description": "<p>You know Zorblat well.</p>"}
        for name in ("A", "B", "C")
    ]
    text = "".join(json.dumps(row) + "\n" for row in rows)
    path = tmp_path / f"postings{suffix}"
    path.write_bytes(gzip.compress(text.encode()) if suffix.endswith("gz") else text.encode())
    code, output = run("candidates", str(path), "--json")
    assert code == 0
    assert [(c["term"], c["employers"]) for c in json.loads(output)] == [("Zorblat", 3)]


def test_candidates_of_a_table_with_other_names(tmp_path: Path) -> None:
    """A file that can be imported could not be searched for new tools."""
    rows = [f"Engineer,{name},You know Zorblat well.\n" for name in ("A", "B", "C")]
    path = tmp_path / "postings.csv"
    path.write_text("Job Title,companyName,job_description\n" + "".join(rows))
    code, output = run("candidates", str(path), "--json")
    assert code == 0
    assert [(c["term"], c["employers"]) for c in json.loads(output)] == [("Zorblat", 3)]


def test_candidates_of_the_warehouse(
    hand_made_warehouse: Callable[..., Settings], advert: Callable[..., object]
) -> None:
    """The collected postings could not be searched for new tools."""
    settings = hand_made_warehouse(
        [advert(employer=f"E{n}", text=f"You know Zorblat well, {n}.") for n in range(3)]
    )
    code, output = run("candidates", "--home", str(settings.home), "--json")
    assert code == 0
    assert [c["term"] for c in json.loads(output)] == ["Zorblat"]


def test_no_candidates_are_said(tmp_path: Path) -> None:
    """An empty frame looked as if the command had failed."""
    path = tmp_path / "postings.jsonl"
    path.write_text(json.dumps({"title": "Weaver", "description": "We weave."}))
    code, output = run("candidates", str(path), "--home", str(tmp_path))
    assert (output.splitlines()[-1], code) == ("none", 0)


@pytest.mark.parametrize("content", ["not json\n", "[1]\n"])
def test_candidates_of_a_bad_file(tmp_path: Path, content: str) -> None:
    """A wrong file would end in a traceback."""
    path = tmp_path / "bad.jsonl"
    path.write_text(content, encoding="utf-8")
    result = CliRunner().invoke(app, ["taxonomy", "candidates", str(path)])
    assert result.exit_code != 0
    assert "line 1" in str(result.exception)
