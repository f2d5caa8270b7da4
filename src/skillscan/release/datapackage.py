"""``datapackage.json``: the files of a release, and what its tables hold (Data Package v2).

Descriptions are the comments of the release's database, so nothing is said twice.
"""

import json
import re
from pathlib import Path
from typing import Any

import duckdb

from skillscan import resources
from skillscan.release.database import described_columns, relations
from skillscan.release.descriptions import relation_comment
from skillscan.release.document import TITLE, Publication
from skillscan.release.release_folder import DATAPACKAGE_FILE, FILES, GATES_FILE, PARQUET, SITE
from skillscan.storage.file_digest import file_digest

_OUTSIDE = frozenset({GATES_FILE, DATAPACKAGE_FILE})
"""Files that are written again, or later than this one."""
_NOT_IN_NAMES = re.compile(r"[^a-z0-9._/-]|/")
_FORMS = {
    ".parquet": ("parquet", "application/vnd.apache.parquet"),
    ".csv": ("csv", "text/csv"),
    ".json": ("json", "application/json"),
    ".md": ("md", "text/markdown"),
    ".html": ("html", "text/html"),
    ".duckdb": ("duckdb", "application/vnd.duckdb"),
}
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCE_NOTE = (
    "Numbers are computed by skillscan from public job postings. Titles and the quoted sentences "
    "belong to the employers that published them and are quoted as evidence; whole texts are not "
    "part of the package. Some sources ask for a link back: see `sources`."
)
_TYPES = {
    "BOOLEAN": "boolean",
    "DATE": "date",
    "DOUBLE": "number",
    "VARCHAR": "string",
    "TIMESTAMP WITH TIME ZONE": "datetime",
}


def descriptor(
    connection: duckdb.DuckDBPyConnection, publication: Publication, folder: Path
) -> str:
    """The text of ``datapackage.json`` for the files of a release, whose database is open."""
    schemas = _schemas(connection)
    content = {
        "$schema": PROFILE,
        "profile": "data-package",
        "name": f"skillscan-{publication.release}",
        "title": TITLE,
        "description": LICENCE_NOTE,
        "version": publication.release,
        **_created(publication),
        "licenses": [_licence(str(publication.licence))],
        "sources": [
            {"title": source.label, **({"path": source.url} if source.url else {})}
            for source in publication.sources
        ],
        "skillscan": _identity(publication),
        "resources": [
            _resource(folder, path, schemas.get(path.stem) if path.suffix == ".parquet" else None)
            for path in _described_files(folder)
        ],
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _described_files(folder: Path) -> list[Path]:
    """Every file of data that is written once, tables first; of the pages the first one, the others
    only show what is in these, and have their hashes in the release's checksums.
    """
    tables = sorted((folder / PARQUET).iterdir())
    beside = [one for one in folder.iterdir() if one.name not in {PARQUET, SITE}]
    others = [path for one in beside for path in (one, *one.rglob("*")) if path.is_file()]
    return [*tables, *(path for path in sorted(others) if path.name not in _OUTSIDE)]


def _created(publication: Publication) -> dict[str, str]:
    return {"created": publication.published_at.isoformat()} if publication.published_at else {}


def _licence(name: str) -> dict[str, str]:
    return {"name": name, "path": f"https://spdx.org/licenses/{name}.html"}


def _identity(publication: Publication) -> dict[str, Any]:
    """What tells that a release is what it says; programs of others pass it over."""
    return {
        "release": publication.release,
        "content_hash": publication.content_hash,
        "data_hash": publication.data_hash,
        "previous": publication.previous,
        "storage_version": publication.storage_version,
    }


def _resource(folder: Path, path: Path, schema: dict[str, Any] | None) -> dict[str, Any]:
    """A file. Its type is ``file``: the types of Parquet columns (lists, nullable integers) are
    none of those that tables of a data package have, and its schema describes them all the same.
    """
    place = path.relative_to(folder).as_posix()
    form, mediatype = _FORMS.get(path.suffix, (path.suffix.lstrip("."), "application/octet-stream"))
    return {
        "name": path.stem if schema else _NOT_IN_NAMES.sub("-", place.lower()),
        "type": "file",
        **({"description": text} if (text := _description(path, schema)) else {}),
        "path": place,
        "format": form,
        "mediatype": mediatype,
        "bytes": path.stat().st_size,
        "hash": f"sha256:{file_digest(path)}",
        **({"schema": schema["schema"]} if schema else {}),
    }


def _description(path: Path, schema: dict[str, Any] | None) -> str | None:
    if schema:
        return str(schema["description"])
    return FILES.get(path.name)


def _schemas(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, Any]]:
    """Table to fields, keys and description of its file."""
    described = described_columns(connection)
    return {
        table.name: {
            "description": relation_comment(table.name) or "",
            "schema": {
                "fields": [
                    {"name": name, "type": _field_type(kind), "description": text or ""}
                    for name, kind, text in described[table.name]
                ],
                **_keys(table.name),
            },
        }
        for table in relations(connection)
        if not table.is_view
    }


def _keys(table: str) -> dict[str, Any]:
    """What tells its rows apart, and what they refer to, as ``data/release.yaml`` states it."""
    stated = keys().get(table, {})
    found: dict[str, Any] = {}
    if "key" in stated:
        found["primaryKey"] = stated["key"]
    if "references" in stated:
        found["foreignKeys"] = [
            {"fields": fields, "reference": {"resource": other, "fields": fields}}
            for other, fields in stated["references"].items()
        ]
    return found


def keys() -> dict[str, dict[str, Any]]:
    """Table to its ``key`` and what it ``references`` (table to columns, named alike in both)."""
    stated: dict[str, dict[str, Any]] = resources.data_yaml("release.yaml")["keys"]
    return stated


def _field_type(kind: str) -> str:
    if kind.endswith("[]"):
        return "array"
    if kind.startswith("DECIMAL"):
        return "number"
    return _TYPES.get(kind, "integer")
