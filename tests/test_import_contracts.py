"""The floor plan of ``pyproject.toml`` holds, and each of its contracts is seen to fail once."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("src", "spiders", "flows")
SHIPPED = {"src/skillscan": "skillscan", "spiders": "skillscan.spiders", "flows": "skillscan.flows"}
CONTRACTS = {
    contract["id"]: contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
}
PLANTS = {
    "layers": [
        ("src/skillscan/text/__init__.py", "from skillscan.cli import app"),
        ("src/skillscan/dedup/__init__.py", "from ..release import step"),
        ("src/skillscan/release/__init__.py", "def late():\n    import skillscan.site.pages"),
    ],
    "scrapy": [
        ("src/skillscan/collect/__init__.py", "import scrapy"),
        ("src/skillscan/cli/__init__.py", "from spiders import lever"),
        ("flows/__init__.py", "from twisted.internet import reactor"),
        ("flows/__init__.py", "from spiders.base import board"),
    ],
    "prefect": [
        ("src/skillscan/extract/__init__.py", "from prefect import flow"),
        ("src/skillscan/operations/__init__.py", "import flows.daily"),
        ("spiders/base/__init__.py", "import prefect"),
    ],
    "duckdb": [
        ("src/skillscan/dedup/__init__.py", "import duckdb"),
        ("spiders/__init__.py", "import duckdb"),
    ],
    "spiders": [
        ("spiders/__init__.py", "from skillscan.nlp import pipeline"),
        ("spiders/base/__init__.py", "import skillscan.warehouse"),
    ],
    "pure": [
        ("src/skillscan/sources/__init__.py", "from skillscan.net import user_agent"),
        ("src/skillscan/statistics/__init__.py", "import urllib3"),
        ("src/skillscan/nlp/__init__.py", "import rich"),
    ],
}
"""Contract → a file, and what is planted at its end."""


def lint(folder: Path, *arguments: str) -> str:
    """What ``lint-imports`` prints there, about the copy that lies there."""
    program = Path(sys.executable).with_name("lint-imports")
    path = os.pathsep.join([str(folder / "src"), str(folder)])
    done = subprocess.run(
        [program, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
    )
    return done.stdout + done.stderr


def test_every_contract_is_kept() -> None:
    """Steps would grow into each other until nobody could change one alone."""
    said = lint(ROOT, "--no-cache")
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in said, said


def test_every_contract_has_its_plant() -> None:
    """A contract that cannot fail looks just like one that is kept."""
    assert PLANTS.keys() == CONTRACTS.keys()


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources, for planting."""
    folder = tmp_path_factory.mktemp("planted")
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize(
    ("contract", "file", "plant"),
    [(contract, *plant) for contract, plants in PLANTS.items() for plant in plants],
)
def test_a_planted_import_breaks_the_contract(
    copy: Path, contract: str, file: str, plant: str
) -> None:
    """The linter would look elsewhere, at an installed copy say, and keep every promise."""
    path = copy / file
    before = path.read_text("utf-8")
    path.write_text(f"{before}\n{plant}\n", "utf-8")
    try:
        assert f"{CONTRACTS[contract]} BROKEN" in lint(copy, "--contract", contract)
    finally:
        path.write_text(before, "utf-8")
    assert f"{CONTRACTS[contract]} KEPT" in lint(copy, "--contract", contract)


def unseen_imports(folder: Path) -> Iterator[str]:
    """Imports that the linter does not follow.

    It knows ``spiders/`` and ``flows/`` as packages of their own. In the wheel they lie inside of
    ``skillscan``: by that name, or with dots that climb out of them, all could be imported unseen.
    """
    for place, root in SHIPPED.items():
        for file in sorted((folder / place).rglob("*.py")):
            package = [root, *file.relative_to(folder / place).parent.parts]
            text = file.read_text("utf-8")
            if root == "skillscan" and not re.search("spiders|flows", text):
                continue  # it would have to name them
            for node in ast.walk(ast.parse(text)):
                if any(is_unseen(name, root) for name in imported(node, ".".join(package))):
                    yield f"{file.relative_to(folder)}: {ast.unparse(node)}"


def imported(node: ast.AST, package: str) -> list[str]:
    """The names that an import asks for; one that was relative ends with a dot."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    here = package.split(".")
    base = here[: len(here) - node.level + 1] if node.level else []
    parts = [*base, *filter(None, [node.module])]
    return [".".join([*parts, alias.name]) + "." * bool(node.level) for alias in node.names]


def is_unseen(name: str, root: str) -> bool:
    if name.endswith(".") and root != "skillscan":
        return not name.startswith(f"{root}.")
    return name.startswith(("skillscan.spiders", "skillscan.flows"))


def test_no_import_is_hidden_from_the_linter() -> None:
    """A spider could read the warehouse, and every contract would still be kept."""
    assert list(unseen_imports(ROOT)) == []


@pytest.mark.parametrize(
    ("file", "plant"),
    [
        ("spiders/lever.py", "from ..nlp import pipeline"),
        ("spiders/base/board.py", "from ...warehouse import connection"),
        ("flows/daily.py", "from ..spiders import lever"),
        ("flows/daily.py", "from skillscan.spiders import lever"),
        ("src/skillscan/cli/app.py", "from skillscan import spiders"),
        ("src/skillscan/cli/app.py", "import skillscan.flows.daily"),
        ("src/skillscan/cli/app.py", "from .. import flows"),
    ],
)
def test_a_hidden_import_is_found(tmp_path: Path, file: str, plant: str) -> None:
    """The check above would hold whatever stands in the files."""
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(f"def late():\n    {plant}\n")
    assert list(unseen_imports(tmp_path)) == [f"{file}: {plant}"]


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("spiders/base/board.py", "from ..signals import board_begun"),
        ("spiders/lever.py", "from skillscan.net import decoding"),
        ("src/skillscan/cli/app.py", "from ..collect import step"),
        ("src/skillscan/nlp/pay/words.py", "import skillscan.text"),
    ],
)
def test_an_ordinary_import_is_let_through(tmp_path: Path, file: str, line: str) -> None:
    """A check that cries wolf would be switched off."""
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(f"{line}\n")
    assert list(unseen_imports(tmp_path)) == []
