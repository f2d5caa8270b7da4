"""The floors of the house: imports point one way, and frameworks stay where they belong."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "skillscan"
FLOORS = [
    ("errors", "config", "resources", "posting"),
    ("text",),
    ("taxonomy",),
    ("sources",),
    ("nlp",),
    ("openings",),
    ("store",),
    ("statistics",),
    ("release",),
    ("article",),
]
"""From the ground up; whatever is not listed (step modules, ``cli``, ``market``) stands on top."""
HEIGHT = {name: height for height, floor in enumerate(FLOORS) for name in floor}
TOP = len(FLOORS)


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def part_of(module: str) -> str:
    return module.split(".")[1]


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_down_the_floors(path: Path) -> None:
    """A parser that imported the store could no longer be tested without a warehouse."""
    own = path.relative_to(PACKAGE).with_suffix("").parts[0]
    height = HEIGHT.get(own, TOP)
    upward = [
        module
        for module in imports_of(path)
        if module.startswith("skillscan.")
        and part_of(module) != own
        and (PACKAGE / part_of(module)).with_suffix(".py").exists()
        | (PACKAGE / part_of(module)).is_dir()
        and HEIGHT.get(part_of(module), TOP) > height
    ]
    assert not upward, f"{own} (floor {height}) imports from above: {upward}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_frameworks_stay_in_their_folders(path: Path) -> None:
    """The logic runs and is tested without Prefect or Scrapy."""
    frameworks = {
        module for module in imports_of(path) if module.split(".")[0] in {"prefect", "scrapy"}
    }
    assert not frameworks


NETWORK = {"socket", "http", "urllib3", "requests", "httpx", "aiohttp", "typer", "rich", "ftplib"}


@pytest.mark.parametrize("floor", ["sources", "text", "nlp", "statistics", "taxonomy"])
def test_lower_floors_know_no_network_and_no_command_line(floor: str) -> None:
    """Reading and counting give the same answer anywhere, with nothing reachable."""
    found = {
        (path.name, module)
        for path in (PACKAGE / floor).rglob("*.py")
        for module in imports_of(path)
        if module.split(".")[0] in NETWORK
    }
    assert not found
