"""One CSV and one ``metadata.json`` a statistic: what a reader needs who takes a single number.

``statistics/<id>.csv`` has every estimate and figure of it, ``statistics/<id>.metadata.json`` what
they mean, what they are of, and how to cite them.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import msgspec

from skillscan.release.database import described_columns
from skillscan.release.document import TITLE, Publication
from skillscan.statistics.definitions import Definition
from skillscan.storage.file_digest import file_digest
from skillscan.warehouse import queries

FOLDER = "statistics"
_TABLES = ("estimates", "figures")
_FORMULA = r"^[=+\-@\t\r]"
"""How text begins that spreadsheets take for a formula, were there no apostrophe before it."""
_MEASURED_BY = {"estimates": "measure", "figures": "figure"}
_DISPUTED = "is_disputed"
_SAYS_DISPUTED = "Whether the number misleads as it stands; the table disagreements has its parts."


def write_statistics(
    connection: duckdb.DuckDBPyConnection,
    publication: Publication,
    folder: Path,
    base_url: str | None,
) -> None:
    """Write both files of every statistic; ``base_url`` is where releases can be had."""
    folder.mkdir()
    of_tables = described_columns(connection)
    columns = {  # the statistic is the file's name
        table: {name: (kind, text) for name, kind, text in of_tables[table] if name != "statistic"}
        for table in _TABLES
    }
    for definition in publication.statistics.values():
        path = folder / f"{definition.id}.csv"
        used = {table: columns[table] for table in _tables_of(definition)}
        connection.execute(_copy(used), {"path": str(path), "statistic": definition.id})
        described = _metadata(publication, definition, path, used, base_url)
        text = json.dumps(described, indent=1, ensure_ascii=False, default=str) + "\n"
        (folder / f"{definition.id}.metadata.json").write_text(text, encoding="utf-8")


def _tables_of(definition: Definition) -> Iterator[str]:
    if definition.measures:
        yield "estimates"
    if definition.figures:
        yield "figures"


def _copy(tables: Mapping[str, Mapping[str, tuple[str, str | None]]]) -> str:
    """The statement that writes the rows of a statistic; what a table lacks is empty."""
    disputed = queries.text("release/disputed_numbers")
    selects = [
        f"SELECT {', '.join(_cell(name, kind) for name, (kind, _) in columns.items())}, "  # noqa: S608
        f"{{'population_id': population_id, 'split': split, 'group_value': group_value, "
        f"'value': value, 'measure': {_MEASURED_BY[table]}}} IN (FROM disputed) AS {_DISPUTED} "
        f"FROM {table} WHERE statistic = $statistic"
        for table, columns in tables.items()
    ]
    rows = f"WITH disputed AS ({disputed}) {' UNION ALL BY NAME '.join(selects)}"
    return f"COPY ({rows}) TO $path (FORMAT csv, HEADER)"


def _cell(name: str, kind: str) -> str:
    """A column as it may stand in a file that a spreadsheet opens."""
    if kind == "VARCHAR":
        is_formula = f"regexp_matches({name}, '{_FORMULA}')"
        return f"if({is_formula}, '''', '') || {name} AS {name}"
    return f"to_json({name})::VARCHAR AS {name}" if kind.endswith("[]") else name


def _metadata(
    publication: Publication,
    definition: Definition,
    path: Path,
    tables: Mapping[str, Mapping[str, tuple[str, str | None]]],
    base_url: str | None,
) -> dict[str, Any]:
    said = [*definition.caveats, *definition.usage]
    used = {key: entry for key, entry in publication.populations.items() if entry.sample.openings}
    return {
        "id": f"{definition.id}@{publication.release}",
        "title": definition.title,
        "release": publication.release,
        "content_hash": publication.content_hash,
        "published_at": publication.published_at,
        "as_of": publication.as_of,
        "notice": publication.notice,
        "file": {
            "path": path.name,
            "bytes": path.stat().st_size,
            "hash": f"sha256:{file_digest(path)}",
        },
        "columns": {
            name: comment for columns in tables.values() for name, (_, comment) in columns.items()
        }
        | {_DISPUTED: _SAYS_DISPUTED},
        "definition": msgspec.to_builtins(definition),
        "caveats": {key: publication.caveats.get(key) for key in said},
        "populations": msgspec.to_builtins(used),
        "withheld": [
            msgspec.to_builtins(one)
            for one in publication.withheld
            if one.statistic == definition.id
        ],
        "method": publication.method,
        "evaluation": msgspec.to_builtins(publication.evaluation),
        "sources": msgspec.to_builtins(publication.sources),
        "licence": publication.licence,
        "citation": citation(publication, definition, base_url),
    }


def citation(publication: Publication, definition: Definition, base_url: str | None) -> str:
    """How to cite a statistic of a release, in one sentence."""
    day = f"{publication.published_at:%Y-%m-%d}" if publication.published_at else "no day"
    place = f" {base_url}/{publication.release}/{FOLDER}/{definition.id}.csv." if base_url else ""
    notice = f" {publication.notice}" if publication.notice else ""
    return (
        f"skillscan {publication.skillscan_version}: “{definition.title}” "
        f"({definition.id}@{publication.release}), data as of {publication.as_of}, "
        f"published {day}.{place}{notice}"
    )


def citation_of_release(publication: Publication, base_url: str | None) -> str:
    """How to cite a whole release, in one sentence."""
    day = f", published {publication.published_at:%Y-%m-%d}" if publication.published_at else ""
    place = f" {base_url}/{publication.release}/." if base_url else ""
    notice = f" {publication.notice}" if publication.notice else ""
    return (
        f"skillscan {publication.skillscan_version}: “{TITLE}”, release "
        f"{publication.release}, data as of {publication.as_of or 'no day'}{day}.{place}{notice}"
    )
