"""``skillscan import`` for the eye and for scripts: what is said of cells, and how it ends."""

import json
from pathlib import Path

import pytest
from suite.command_line import Done, run_here

from skillscan.cli.display.import_summary import shown
from skillscan.cli.import_ import FIELDS
from skillscan.sources.imported_columns import known_fields

TEXT = "We build models with the team. You know Python and SQL."


def imported(folder: Path, row: dict[str, str], *options: str) -> Done:
    file = folder / "jobs.jsonl"
    file.write_text(json.dumps({"title": "ML Engineer", "text": TEXT} | row) + "\n")
    command = ("import", str(file), "--source", "jobs", *options)
    return run_here(*command, SKILLSCAN_HOME=str(folder / "var"), COLUMNS="80")


def test_the_help_names_every_field() -> None:
    """A field that nobody knows of would never be mapped."""
    assert FIELDS.split(", ") == known_fields()


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({}, 0),
        ({"salary": "$80K-$120K (Glassdoor est.)"}, 0),
        ({"salary": "200 apples"}, 3),
        ({"posted_at": "07/10/2026"}, 3),
    ],
    ids=["nothing", "left aside", "not understood", "ambiguous"],
)
def test_what_was_not_understood_needs_attention(
    row: dict[str, str], code: int, tmp_path: Path
) -> None:
    """A script would take a file without its dates for a whole one."""
    assert imported(tmp_path, row).returncode == code


def test_the_summary_says_what_to_do(tmp_path: Path) -> None:
    """The user would see that something is wrong, and not what."""
    row = {"posted_at": "07/10/2026", "salary": "\x1b[31m200 apples\u202e", "Gehalt": "viel"}
    done = imported(tmp_path, row)
    assert "--date-order dmy" in done.stdout
    assert "row 1: \\u001b[31m200 apples\\u202e" in done.stdout
    assert "Gehalt (1)" in done.stdout
    assert "\x1b" not in done.stdout


def test_the_order_and_the_day_can_be_told(tmp_path: Path) -> None:
    """Files with dates of two meanings could not be imported with them."""
    row = {"posted_at": "07/10/2024"}
    done = imported(tmp_path, row, "--date-order", "dmy", "--collected", "2025-04-30", "--json")
    summary = json.loads(done.stdout)
    assert (done.returncode, summary["collected"]) == (0, "2025-04-30")
    (dates,) = [column for column in summary["columns"] if column["field"] == "posted_at"]
    assert (dates["read"], dates["not_read"]) == (1, 0)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--map", "list"), "Fields are: title, text"),
        (("--map", "headline=title"), "Fields are: title, text"),
        (("--map", "title=a", "--map", "title=b"), "twice"),
        (("--collected", "30.4.2025"), "YYYY-MM-DD"),
        (("--collected", "2999-01-01"), "still to come"),
        (("--date-order", "ymd"), "dmy"),
    ],
)
def test_a_wrong_option_is_a_wrong_usage(
    options: tuple[str, ...], message: str, tmp_path: Path
) -> None:
    """A script could not tell a typing error from a failure."""
    done = imported(tmp_path, {}, *options)
    assert done.returncode == 2
    assert message in done.stderr


def test_an_error_names_a_file_harmlessly(tmp_path: Path) -> None:
    """A file's name could paint the terminal in the sentence that refuses it."""
    file = tmp_path / "x\x1b[31m\u202e.csv"
    file.write_text("title\nML Engineer\n")
    done = run_here("import", str(file), "--source", "jobs", SKILLSCAN_HOME=str(tmp_path / "var"))
    assert (done.returncode, "\\u001b[31m\\u202e.csv" in done.stderr) == (2, True)
    assert not {"\x1b", "\u202e"} & set(done.stderr)


@pytest.mark.parametrize(("value", "text"), [("a\nb", "a\\u000ab"), ("x" * 60, "x" * 47 + "…")])
def test_values_are_shown_short_and_harmless(value: str, text: str) -> None:
    """A file could paint the terminal."""
    assert shown(value) == text
