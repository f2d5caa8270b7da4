"""``skillscan read``: the pipeline as a filter, and one posting for the eye."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console
from suite.command_line import run_here
from typer.testing import CliRunner

from skillscan.cli.app import app
from skillscan.cli.display.annotation_view import annotation_page, print_reading
from skillscan.domain import SourceFields
from skillscan.nlp.filter import BadLine, PostingText, bounded_lines, parse_line, read_lines
from skillscan.nlp.reading import Finding, Reading

RUN = CliRunner()
FIELDS = {
    "key", "role", "seniority", "skills", "years_min", "years_best", "degree", "salary",
    "work_mode",
}  # fmt: skip
POSTING = {
    "key": 7,
    "title": "ML Engineer",
    "company": "Acme",
    "location": ["Berlin", "Paris"],
    "description": "<p>Requirements</p><ul><li>3+ years of experience with Python</li></ul>",
    "unknown": True,
}


def read(nlp, *lines: bytes | None) -> list:
    return list(read_lines(nlp, lines))


def test_a_reading_a_line_in_the_same_order(nlp) -> None:
    """Scripts join readings to postings by key and by line."""
    first, second = read(
        nlp, json.dumps(POSTING).encode(), b'{"key": "b", "description": "Go now"}'
    )
    assert (first["key"], second["key"]) == (7, "b")
    assert set(first) == set(second) == FIELDS
    assert (first["skills"]["python"], first["years_min"]) == ("required", 3)


def test_reasons_are_told_label_by_label(nlp) -> None:
    """A script could not say why a skill is required; without asking it got more than labels."""
    line = json.dumps(POSTING | {"location": "Remote"}).encode()
    (result,) = read_lines(nlp, [line], with_reasons=True)
    reasons = result["reasons"]
    assert set(result) == {*FIELDS, "reasons"}
    assert set(reasons) == {"role", "skills", "years_min", "years_best", "work_mode"}
    assert reasons["skills"]["python"].startswith("required: ")
    assert reasons["role"] == "occupation: by the title"
    assert reasons["work_mode"] == "workplace: by the location"


@pytest.mark.parametrize(
    "names",
    [
        ("job_title", "jobDescription", "company_name", "Job Location"),
        ("position", "text", "employer", "locations"),
    ],
)
def test_the_names_of_imported_columns_are_known(names: tuple[str, ...]) -> None:
    """A file that can be imported could not be read as it is."""
    row = dict(zip(names, ("ML Engineer", "We build.", "N/A", ["Berlin", "-"]), strict=True))
    posting = parse_line(json.dumps(row).encode(), 1)
    assert isinstance(posting, PostingText)
    assert (posting.title, posting.body) == ("ML Engineer", "We build.")
    assert (posting.source_fields.company, posting.source_fields.locations) == (None, ("Berlin",))


def test_a_company_as_a_structure_is_its_name() -> None:
    """An employer would be no text, and the posting not read."""
    posting = parse_line(b'{"description": "d", "company": {"name": "Acme"}}', 1)
    assert isinstance(posting, PostingText)
    assert posting.source_fields.company == "Acme"


@pytest.mark.parametrize(
    ("line", "key", "reason"),
    {
        "not JSON": (b"{", None, "not JSON"),
        "not UTF-8": (b"\xff\xfe{}", None, "not JSON"),
        "no object": (b"[1]", None, "not a JSON object"),
        "empty": (b"  ", None, "the line is empty"),
        "no text": (b'{"key": "x", "title": "t"}', "x", 'no "description"'),
        "null text": (b'{"key": 1, "description": null}', 1, 'no "description"'),
        "text is a number": (b'{"key": 1, "description": 5}', 1, '"description" is not a text'),
        "title is a list": (b'{"description": "d", "title": ["t"]}', None, '"title" is not a text'),
        "location is a number": (
            b'{"description": "d", "location": 5}',
            None,
            '"location" is neither',
        ),
        "too deep": (b"[" * 100_000, None, "not JSON"),
        "too long": (None, None, "longer than"),
    }.values(),
)
def test_a_bad_line_says_why(line: bytes | None, key: object, reason: str) -> None:
    found = parse_line(line, 3)
    assert isinstance(found, BadLine)
    assert (found.key, found.number) == (key, 3)
    assert reason in found.reason


def test_the_rest_goes_on_after_a_bad_line(nlp) -> None:
    results = read(nlp, b"{", None, json.dumps(POSTING).encode())
    assert [isinstance(result, BadLine) for result in results] == [True, True, False]


def test_long_lines_are_bounded() -> None:
    """A line of gigabytes must not be held in memory, and must not shift the lines after it."""
    stream = io.BytesIO(b"a" * 50 + b"\nshort\r\n" + b"b" * 10 + b"\n" + b"c" * 11)
    assert list(bounded_lines(stream, limit=10)) == [None, b"short", b"b" * 10, None]


@pytest.mark.slow
def test_filter_over_pipes(tmp_path: Path) -> None:
    """In a real process: output line by line, faults on stderr, exit code 3."""
    lines = [json.dumps(POSTING), "oops", json.dumps({"key": "\ud800", "description": "Go, SQL"})]
    done = subprocess.run(
        [sys.executable, "-m", "skillscan", "read", "--json", "-"],
        input="\n".join(lines).encode(),
        capture_output=True,
        check=False,
        cwd=tmp_path,
    )
    out = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["key"] for line in out] == [7, None, "\ud800"]
    assert out[1]["error"].startswith("not JSON")
    assert b"line 2: not JSON" in done.stderr
    assert done.returncode == 3


def test_one_posting_in_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "posting.txt"
    path.write_text(
        "ML Engineer\nRequirements:\n- Python [bold]not markup[/bold]\n- Kafka preferred\n"
    )
    result = RUN.invoke(app, ["read", str(path)], catch_exceptions=False)
    assert "[bold]not markup[/bold]" in result.stdout
    assert "ml_engineer" in result.stdout
    answers = dict(
        line.split(maxsplit=1) for line in result.stdout.splitlines() if " " in line.strip()
    )
    assert answers["required"].strip() == "python"
    assert answers["preferred"].strip() == "kafka"
    assert answers["python"].strip().startswith("required: ")


def test_classes_have_colours() -> None:
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, color_system="standard", width=80)
    finding = Finding(
        kind="skill", value="go", mention_class="preferred", start=0, end=2, rule="Go"
    )
    reading = Reading(findings=(finding,), skills={"go": "preferred"})
    print_reading(console, "Go now", reading, SourceFields())
    assert "\x1b[30;43mGo\x1b[0m" in out.getvalue()


def test_page_escapes_hostile_text() -> None:
    """A posting shown in a browser must not run its scripts."""
    text = "<script>alert(1)</script> Go & <b>more</b>"
    finding = Finding(
        kind="skill", value="<i>go</i>", mention_class="required", start=26, end=28, rule="Go",
        section="required", heading_start=0, heading_end=len(text),
    )  # fmt: skip
    html = annotation_page(text, "<img src=x onerror=alert(2)>", Reading(findings=(finding,)))
    assert "<script>" not in html
    assert "<img" not in html
    assert "<i>go" not in html
    assert "<b>more" not in html
    assert 'title="required: list under *\\&lt;script\\&gt;alert(1)' in html
    assert "#7fd18b" in html


def test_page_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "posting.json"
    path.write_text(json.dumps(POSTING, indent=2))
    result = RUN.invoke(app, ["read", str(path), "--html"], catch_exceptions=False)
    assert "python required" in result.stdout
    assert result.stdout.lstrip().startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("arguments", "content", "message", "code"),
    {
        "no such file": (["nowhere.txt"], None, "is no file", 2),
        "options that exclude each other": (["p.txt", "--json", "--html"], "x", "leave out", 2),
        "reasons are shown anyway": (["p.txt", "--reasons"], "x", "goes with --json", 2),
        "empty": (["p.txt"], "", "holds no text", 1),
        "many postings": (["p.txt"], '{"a": 1}\n{"a": 2}', "use --json", 1),
        "no text": (["p.txt"], '{"title": "x"}', "description", 1),
    }.values(),
)
def test_wrong_use_ends_with_a_clear_error(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    content: str | None,
    message: str,
    code: int,
) -> None:
    monkeypatch.chdir(tmp_path)
    if content is not None:
        (tmp_path / "p.txt").write_text(content)
    done = run_here("read", *arguments)
    assert message in done.stderr
    assert done.returncode == code
