"""``docs/adding-a-source.md`` is followed, file by file and command by command, in a copy."""

import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chaos.jobs import Job
from chaos.server import Served, serve

from skillscan.domain import Board

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "adding-a-source.md"
TEXT = PAGE.read_text(encoding="utf-8")
COPIED = (
    *("src", "spiders", "flows", "sql", "data", "docs", "pyproject.toml"),
    *("tests/sources", "tests/spiders", "tests/chaos", "tests/suite", "tests/conftest.py"),
)
INSTALLED = ("spiders", "flows", "sql", "data")
"""Folders of the top level that are subpackages where the package is installed."""
JOBS = [
    Job(
        number=17, is_edited=False, title="ML Engineer", city="Oslo", html="<p>You know NumPy.</p>"
    ),
    Job(number=18, is_edited=False, title="Welder", city="Bergen", html="<p>You weld ships.</p>"),
]


def files() -> Iterator[tuple[str, str]]:
    """The files of the page: path and content; a path is the last one named before its block."""
    for block in re.finditer(r"```(?:python|json)\n(.*?)```", TEXT, re.DOTALL):
        named = re.findall(r"`([\w./]*jobhall[\w./]*\.\w+)`", TEXT[: block.start()])
        yield named[-1], block[1]


def commands(program: str) -> list[list[str]]:
    """The page's commands that run this program, as words; without what stands before it."""
    lines = "\n".join(re.findall(r"```bash\n(.*?)```", TEXT, re.DOTALL)).splitlines()
    found = [shlex.split(line.partition(program)[2]) for line in lines if program in line]
    assert found
    return found


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with the files of the page, put together as an installation is."""
    root = tmp_path_factory.mktemp("checkout")
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, root / name)
    for name, content in files():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    for name in INSTALLED:
        (root / "src" / "skillscan" / name).symlink_to(root / name)
    return root


@pytest.fixture(scope="module")
def served(copy: Path) -> Iterator[Served]:
    """A server on loopback that gives the answers of the page."""
    answers = runpy.run_path(str(copy / "tests/sources/jobhall/answers.py"))["answers"]
    with serve() as running:
        running.state.turn({page.key: page for page in answers(Board("jobhall", "acme", ""), JOBS)})
        yield running
        assert running.state.unknown == running.state.errors == []


@pytest.fixture(scope="module")
def run(copy: Path) -> Callable[..., str]:
    """Run a module of Python in the copy; returns what it prints."""

    def run(module: str, *arguments: str, **environment: str) -> str:
        done = subprocess.run(
            [sys.executable, "-P", "-m", module, *arguments],
            env={**os.environ, "PYTHONPATH": str(copy / "src"), **environment},
            cwd=copy,
            capture_output=True,
            text=True,
            timeout=500,
        )
        assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
        return done.stdout

    return run


def test_the_page_makes_a_module_a_spider_and_a_test_folder() -> None:
    """A page that sends people to other files of the product makes them edit lists."""
    assert [path for path, _ in files()] == [
        "tests/sources/jobhall/example.json",
        "src/skillscan/sources/jobhall.py",
        "spiders/jobhall.py",
        "tests/sources/jobhall/inputs/not_public_is_not_collected.json",
        "tests/sources/jobhall/answers.py",
    ]


def test_its_code_is_as_clean_as_ours(run: Callable[..., str]) -> None:
    """A contributor would copy code that `make check` refuses."""
    code = [path for path, _ in files() if path.endswith(".py")]
    run("ruff", "check", *code)
    run("ruff", "format", "--check", *code)


@pytest.mark.slow  # cli/test_boards, spiders and extract take each step in every run
def test_its_board_is_added_probed_crawled_read_and_explained(
    run: Callable[..., str], served: Served, tmp_path: Path
) -> None:
    """A contributor would follow the page and end with a source that something does not know."""
    found = {
        " ".join(words[:2]): run(
            "skillscan",
            *words,
            SKILLSCAN_HOME=str(tmp_path),
            SKILLSCAN_API_BASE=served.base_url,
        )
        for words in commands("skillscan ")
    }
    assert "added jobhall/acme (Acme)" in found["boards add"]
    assert found["boards check"].startswith("jobhall\tacme\tliving\t2")
    assert re.search(r"ML Engineer \[Oslo\] open +jobhall/acme/jh-17", found["explain opening"])


@pytest.mark.slow
def test_the_tests_of_all_sources_hold_it(run: Callable[..., str], copy: Path) -> None:
    """A new source would be the only one whose parser nobody tried with broken payloads."""
    regenerating, checking = commands("pytest")
    chosen = ["-p", "no:cacheprovider", "-q", "-k", "jobhall or data_policy or take_part"]
    run("pytest", *regenerating, *chosen, SKILLSCAN_REGENERATE="1")
    output = (copy / "tests/sources/jobhall/output.json").read_text(encoding="utf-8")
    assert '"reason": "unlisted"' in output
    assert "| `jobhall` | public board API |" in (copy / "docs/data-policy.md").read_text()
    printed = run("pytest", *checking, *chosen)
    assert "failed" not in printed
    assert int(re.findall(r"(\d+) passed", printed)[0]) >= 15


@pytest.mark.parametrize("path", re.findall(r"`((?:tests|src|spiders|docs|data)/[\w./-]+)`", TEXT))
def test_the_files_of_the_page_are_there(path: str) -> None:
    """A page that sends people to files of yesterday wastes their time."""
    assert "jobhall" in path or (ROOT / path).exists()
