"""``datapackage.json``: what the Parquet files of a release hold (Data Package v2).

Descriptions are the comments of the release's database, so nothing is said twice.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import duckdb

from skillscan.release.database import Relation, relations
from skillscan.release.descriptions import column_comment, relation_comment
from skillscan.release.document import Publication

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
    connection: duckdb.DuckDBPyConnection, publication: Publication, files: dict[str, Path]
) -> str:
    """The text of ``datapackage.json``; ``files`` maps tables to their Parquet files."""
    tables = [relation for relation in relations(connection) if relation.name in files]
    content = {
        "$schema": PROFILE,
        "name": f"skillscan-{publication.release}",
        "title": "Skills and requirements in public job postings",
        "description": LICENCE_NOTE,
        "version": publication.release,
        **_created(publication),
        "sources": [
            {"title": source.label, **({"path": source.url} if source.url else {})}
            for source in publication.sources
        ],
        "resources": [_resource(table, files[table.name]) for table in tables],
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _created(publication: Publication) -> dict[str, str]:
    return {"created": publication.published_at.isoformat()} if publication.published_at else {}


def _resource(table: Relation, path: Path) -> dict[str, Any]:
    return {
        "name": table.name,
        "description": relation_comment(table.name),
        "path": f"parquet/{path.name}",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}",
        "schema": {
            "fields": [
                {
                    "name": column,
                    "type": _field_type(kind),
                    "description": column_comment(table.name, column),
                }
                for column, kind in table.columns.items()
            ]
        },
    }


def _field_type(kind: str) -> str:
    if kind.endswith("[]"):
        return "array"
    if kind.startswith("DECIMAL"):
        return "number"
    return _TYPES.get(kind, "integer")
