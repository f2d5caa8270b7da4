"""What a release has numbers of: ``skillscan stats --list`` and ``--search``."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from skillscan.settings import Settings
from skillscan.text.printable import printable

if TYPE_CHECKING:
    from skillscan.release.catalog import Release

    Rows = list[tuple[str, ...]]

KINDS = {
    "statistics": ("Statistic", "Title", "Published for"),
    "populations": ("Population", "Openings for", "Openings"),
    "skills": ("Skill", "Label", "Kind", "Written as"),
}
"""What can be listed, and the headings."""
_SHOWN = 6
"""Ways to write a skill that are shown."""


def print_list(release: "Release", what: str, *, as_json: bool) -> None:
    """Print one kind whole; raises UsageError for another word."""
    from skillscan.release.lookup import require_known

    _print({require_known("list", what, KINDS): _rows(release)[what]}, as_json=as_json)


def print_found(release: "Release", word: str, *, as_json: bool) -> None:
    """Print what is called like a word; skills also by the ways to write them."""
    from skillscan.release.lookup import require_known

    rows = _rows(release, word)
    part = word.lower().strip()
    for kind in ("statistics", "populations"):
        rows[kind] = [row for row in rows[kind] if any(part in cell.lower() for cell in row[:2])]
    if not any(rows.values()):
        names = [row[0] for kind, found in _rows(release).items() for row in found]
        require_known("word", word, names)
    _print({kind: found for kind, found in rows.items() if found}, as_json=as_json)


def _rows(release: "Release", word: str | None = None) -> "dict[str, Rows]":
    """The rows of each kind; of skills those that are like a word, where one is given."""
    from skillscan.release.lookup import shares_and_figures

    publication = release.excerpt
    published: dict[str, set[str]] = {}
    for one in shares_and_figures(publication):
        published.setdefault(one.statistic, set()).add(one.population)
    return {
        "statistics": [
            (key, one.title, f"{len(published.get(key, ()))} populations")
            for key, one in publication.statistics.items()
        ],
        "populations": [
            (key, one.definition.label, f"{one.sample.openings:,}")
            for key, one in publication.populations.items()
        ],
        "skills": list(_skills(release, word)),
    }


def _skills(release: "Release", word: str | None) -> "Iterable[tuple[str, ...]]":
    """The skills that readings of the release can name, with the ways to write them."""
    from skillscan.taxonomy.loading import load_taxonomy
    from skillscan.taxonomy.search import skills_like

    taxonomy = load_taxonomy(Settings().home)
    with release.connect() as connection:
        known = {row[0] for row in connection.execute("SELECT skill_id FROM skills").fetchall()}
    skills = taxonomy.skills.values() if word is None else skills_like(taxonomy, word)
    for skill in skills:
        if skill.id in known:
            written = ", ".join(alias.text for alias in skill.aliases[:_SHOWN])
            yield skill.id, skill.label, skill.kind, written


def _print(found: "dict[str, Rows]", *, as_json: bool) -> None:
    if as_json:
        content = {
            kind: [dict(zip(map(_field, KINDS[kind]), row, strict=True)) for row in rows]
            for kind, rows in found.items()
        }
        typer.echo(json.dumps(content, ensure_ascii=False))
        return
    console = Console(highlight=False)
    for kind, rows in found.items():
        table = Table(title=f"{kind.capitalize()}: {len(rows)}", title_justify="left")
        for heading in KINDS[kind]:
            table.add_column(heading, overflow="fold")
        for row in rows:
            table.add_row(*(Text(printable(cell)) for cell in row))
        console.print(table)


def _field(heading: str) -> str:
    return heading.lower().replace(" ", "_")
