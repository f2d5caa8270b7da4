"""``skillscan sql``: one query on a release, read-only, bounded, harmless in every output."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from skillscan.cli.app import app
from skillscan.cli.sql import _shell
from skillscan.errors import SkillscanError, UsageError
from skillscan.text.cells import harmless_cell
from skillscan.warehouse.connection import open_warehouse


def run(extended: Any, *words: str, given: str | None = None) -> Result:
    home = str(extended.settings.home)
    environment = {"SKILLSCAN_HOME": home, "COLUMNS": "100"}
    return CliRunner().invoke(app, ["sql", *words], env=environment, input=given)


QUERY = "SELECT value, openings FROM skill_share() WHERE measure = 'named' ORDER BY openings"


@pytest.mark.parametrize("given", [None, QUERY])
def test_a_query_is_answered_as_table_csv_and_json(extended: Any, given: str | None) -> None:
    """A script or a spreadsheet would need DuckDB installed."""
    words = [] if given else [QUERY]
    table = run(extended, *words, given=given)
    assert table.exit_code == 0
    assert "kubernetes" in table.stdout
    rows = list(csv.reader(io.StringIO(run(extended, *words, "--format=csv", given=given).stdout)))
    assert rows == [["value", "openings"], ["kubernetes", "8"], ["pytorch", "20"], ["python", "40"]]
    shown = json.loads(run(extended, *words, "--format=json", given=given).stdout)
    assert shown[0] == {"value": "kubernetes", "openings": 8}


def test_a_table_that_does_not_fit_is_given_in_blocks(extended: Any) -> None:
    """Fourteen columns in eighty would be columns of single letters."""
    done = run(extended, "FROM skill_share() LIMIT 2")
    assert done.exit_code == 0
    assert done.stdout.count("— row ") == 2
    assert [line.split() for line in done.stdout.splitlines() if "of_emp" in line] == [
        ["of_employers", "12"]
    ] * 2


HOSTILE = {
    "=HYPERLINK('x')": "'=HYPERLINK('x')",
    "+1": "'+1",
    "-1+1": "'-1+1",
    "@SUM(1)": "'@SUM(1)",
    "  =1": "'  =1",
    "\t=1": "'\\u0009=1",
    "\r=1": "'\\u000d=1",
    "＝1": "'＝1",
    "a\x1b[2Jb": "a\\u001b[2Jb",
    "a\x9bb": "a\\u009bb",
    "a\u202eb": "a\\u202eb",
    "two\nlines": "two\nlines",
    "Plain – Text": "Plain – Text",
}


@pytest.mark.parametrize(("written", "cell"), HOSTILE.items())
def test_texts_of_strangers_are_harmless_in_cells(written: str, cell: str) -> None:
    """A title would run as a formula in the analyst's spreadsheet, or clear the terminal."""
    assert harmless_cell(written) == cell


@pytest.mark.parametrize(
    ("value", "cell"), [(-1.5, "-1.5"), (None, ""), (True, "true"), ([1, "="], '[1, "="]')]
)
def test_what_is_no_text_stays(value: Any, cell: str) -> None:
    """Negative numbers would no longer be numbers."""
    assert harmless_cell(value) == cell


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_nothing_that_a_terminal_obeys_is_printed(extended: Any, form: str) -> None:
    """A posting's title would move the cursor of whoever looks at it."""
    query = "SELECT 'a' || chr(27) || '[2J' || chr(155) AS \"=x\", '=1' AS y"
    done = run(extended, query, "--format", form)
    assert done.exit_code == 0
    assert not {"\x1b", "\x9b"} & set(done.stdout)
    if form == "csv":
        assert done.stdout.splitlines()[0] == "'=x,y"
        assert done.stdout.splitlines()[1].endswith(",'=1")


@pytest.mark.parametrize(
    ("query", "code", "said"),
    [
        ("SELECT 1; SELECT 2", 2, "these are 2"),
        ("", 2, "no query"),
        ("SELEC 1", 2, "does not parse"),
        ("FROM nowhere", 2, "nowhere"),
        ("CREATE TABLE x AS SELECT 1", 2, "CREATE is refused"),
        ("DROP TABLE openings", 2, "DROP is refused"),
        ("COPY openings TO 'x.csv'", 2, "COPY is refused"),
        ("ATTACH 'x.duckdb'", 2, "ATTACH is refused"),
        ("SET enable_external_access = true", 2, "is refused"),
        ("INSTALL httpfs", 2, "is refused"),
        ("FROM read_text('/etc/passwd')", 2, "disabled"),
        ("FROM '/etc/passwd.csv'", 2, "cannot be run"),
        ("FROM glob('/etc/*')", 2, "disabled"),
    ],
)
def test_a_query_only_reads_the_release(extended: Any, query: str, code: int, said: str) -> None:
    """A query from elsewhere would read the analyst's files, or change what is published."""
    done = run(extended, "-", given=query)
    assert isinstance(done.exception, SkillscanError)
    assert (done.exception.exit_code, said in str(done.exception)) == (code, True)


def test_rows_and_time_are_bounded(extended: Any) -> None:
    """A slip of the pen would fill the terminal, or the memory, without a word."""
    done = run(extended, "FROM range(1000) -- all", "--limit", "3", "--format", "csv")
    assert done.exit_code == 3
    assert done.stdout.split() == ["range", "0", "1", "2"]
    assert "only the first 3 rows" in done.stderr
    whole = run(extended, "FROM range(3);", "--limit", "3", "--format", "csv")
    assert whole.exit_code == 0
    query = "SELECT sum(a.range * b.range) FROM range(1000000) AS a, range(1000000) AS b"
    slow = run(extended, query, "--seconds", "0.05")
    assert isinstance(slow.exception, SkillscanError)
    assert slow.exception.exit_code == 1
    assert "took more than 0.05 seconds" in str(slow.exception)


@pytest.mark.parametrize("folder", [".", "environment"])
def test_the_shell_is_opened_read_only(
    folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A user in the shell would change a release, or be told nothing where there is no shell; one
    that lies beside Python, in an environment that is not activated, would not be found.
    """
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "environment" / "python"))
    with pytest.raises(UsageError, match=r"not installed.*skillscan sql"):
        _shell(Path("skillscan.duckdb"))
    program = tmp_path / folder / "duckdb"
    program.parent.mkdir(exist_ok=True)
    program.write_text('#!/bin/sh\necho "$@"\nexit 4\n')
    program.chmod(0o755)
    assert _shell(Path("skillscan.duckdb")) == 4
    assert capfd.readouterr().out == "-readonly skillscan.duckdb\n"


@pytest.mark.slow
def test_ten_readers_while_the_pipeline_writes_and_publishes(
    published_copy: Any, publish_again: Any, tmp_path: Path
) -> None:
    """Reading would stop the nightly publish, or the publish would stop readers."""
    stop = tmp_path / "stop"
    program = (
        "import sys, time\nfrom pathlib import Path\nimport duckdb\n"
        "stop, releases, seen = Path(sys.argv[1]), Path(sys.argv[2]), []\n"
        "while not (seen and stop.exists()):\n"
        "    name = (releases / 'latest').read_text().strip()\n"
        "    path = str(releases / name / 'skillscan.duckdb')\n"
        "    with duckdb.connect(path, read_only=True) as connection:\n"
        "        connection.execute('FROM skill_share()').fetchall()\n"
        "        seen.append(connection.execute('SELECT release FROM release').fetchone()[0])\n"
        "    time.sleep(0.5)\n"
        "print(len(seen), seen[-1])\n"
    )
    words = [sys.executable, "-c", program, str(stop), published_copy.settings.releases]
    readers = [
        subprocess.Popen(
            words,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(10)
    ]
    try:
        with open_warehouse(published_copy.settings) as connection:
            connection.execute("UPDATE postings SET url = 'https://jobs.example/2'")
        summary = publish_again(notice="Another one.")
    finally:
        stop.touch()
    ended = [reader.communicate(timeout=120) for reader in readers]
    assert [reader.returncode for reader in readers] == [0] * 10
    assert [error for _, error in ended] == [""] * 10
    assert summary.is_latest
    assert all(int(said.split()[0]) >= 1 for said, _ in ended)
