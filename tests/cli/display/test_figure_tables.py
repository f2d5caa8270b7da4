"""Tables of ``skillscan stats`` for groups."""

from collections.abc import Callable
from io import StringIO
from typing import Any

from rich.console import Console

from skillscan.cli.display.figure_tables import print_groups
from skillscan.release.catalog import open_latest
from skillscan.release.step import publish
from skillscan.settings import Settings
from tests.release.conftest import NOW


def test_groups_have_the_denominator_of_the_headline(
    hand_made_warehouse: Callable[..., Settings], advert: Any
) -> None:
    """The share of all openings stood where that of those that state years is promised: half."""
    stating = [
        advert(employer=f"E{n % 12}", seniority="senior", years=12 if n % 4 == 0 else 3)
        for n in range(40)
    ]
    silent = [advert(employer=f"E{n % 12}", seniority="senior") for n in range(40)]
    settings = hand_made_warehouse([*stating, *silent])
    publish(settings, render=lambda *_: (), now=NOW)
    console = Console(file=StringIO(), width=200, color_system=None)
    publication = open_latest(settings).publication
    print_groups(console, publication, "experience_years", "ml_engineer", None, 25)
    said = console.file.getvalue()  # type: ignore[attr-defined]
    assert "by seniority: of those that state any" in " ".join(said.split())
    three, twelve = (line for line in said.splitlines() if line.startswith("│"))
    assert "3 years" in three
    assert "75% (" in three
    assert "12 years" in twelve
    assert "25% (" in twelve
