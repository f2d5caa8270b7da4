"""The command line answers at once: what a command does not need is not imported."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    *("spacy", "duckdb", "yaml", "numpy", "scipy", "pyarrow", "py3langid", "phonenumbers"),
    *("pydantic", "concurrent", "httpx", "jinja2", "fsspec", "prefect", "scrapy", "asyncio"),
    *("dask", "distributed", "fastapi", "mcp", "starlette", "uvicorn"),
}
IMPORTED = """
import contextlib, io, sys
from skillscan.cli.app import app
from skillscan.errors import SkillscanError
sys.argv = ["skillscan", *{arguments!r}]
hidden = contextlib.redirect_stdout(io.StringIO())
with hidden, contextlib.suppress(SystemExit, SkillscanError):
    app()
print(*sorted({{name.partition(".")[0] for name in sys.modules}}))
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["stats", "--help"],
        ["quarantine", "--help"],
        ["serve", "--help"],
        ["mcp", "--help"],
        ["stats", "skill_share"],
    ],
)
def test_small_commands_import_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    """Every look at the help, and at the numbers, would take a second."""
    code = IMPORTED.format(arguments=arguments)
    shown = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "SKILLSCAN_HOME": str(tmp_path)},
    )
    assert sorted(HEAVY.intersection(shown.stdout.split())) == []
    assert "typer" in shown.stdout.split()


def test_help_gives_whole_sentences() -> None:
    """What a command does would end in three dots."""
    from typer.testing import CliRunner

    from skillscan.cli.app import app

    shown = CliRunner().invoke(app, ["--help"]).output
    assert "..." not in shown.split("Commands:")[1]
    assert "\n  doctor " in shown


def test_a_release_is_shown_without_what_makes_one() -> None:
    """``skillscan stats`` would take seconds to print what stands in a file."""
    code = (
        "import sys, skillscan.release.catalog, skillscan.release.lookup\n"
        "import skillscan.site.narrative\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    unwanted = {
        "pydantic",
        "yaml",
        "duckdb",
        "numpy",
        "scipy",
        "pyarrow",
        "jinja2",
        "fsspec",
        "spacy",
    }
    assert sorted(unwanted.intersection(shown.stdout.split())) == []


def test_checking_a_release_on_this_machine_loads_no_file_systems(tmp_path: Path) -> None:
    """Every look at the numbers would wait for what only remote storage needs."""
    (tmp_path / "index.json").write_text("{}")
    code = (
        "import sys\n"
        "from skillscan.release.release_folder import release_folder\n"
        f"folder = release_folder({str(tmp_path)!r})\n"
        "print(folder.file_faults('index.json', '0'), 'fsspec' in sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.split()[-1] == "False"
    assert "is altered" in shown.stdout
