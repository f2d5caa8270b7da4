"""Where the releases lie, and which of their files make them whole."""

from skillscan.storage.checksums import CHECKSUMS
from skillscan.storage.versioned_folder import VersionedFolder

COMPLETENESS_FILE = "statistics.json"
"""A folder with this file is a release."""
GATES_FILE = "gates.json"
"""Written again where a held release is accepted."""
DATABASE = "skillscan.duckdb"
PAGE = "index.html"
SITE = "site"
"""Folder of the pages, which ``PAGE`` leads to."""
PARQUET = "parquet"
"""Folder of a Parquet file for each table."""
STATISTICS = "statistics"
"""Folder of a CSV and a metadata file for each statistic."""
DATAPACKAGE_FILE = "datapackage.json"
SCHEMA_FILE = "statistics.schema.json"
CHANGES_FILE = "CHANGES.md"
METHODS_FILE = "METHODS.md"
WITHDRAWN_FILE = "withdrawn.json"
"""Which postings' quotes were withdrawn after the release was made; lacking where none were."""
FILES = {
    DATABASE: "All tables, with views, macros and comments, as a DuckDB file.",
    COMPLETENESS_FILE: "The leading numbers, with all that is said of them.",
    SCHEMA_FILE: "JSON schema of statistics.json.",
    METHODS_FILE: "How the numbers were made.",
    CHANGES_FILE: "What changed since the release before.",
    PAGE: "Leads to the pages of the release.",
    WITHDRAWN_FILE: "Postings whose quotes were withdrawn.",
    DATAPACKAGE_FILE: "Every file of data with its size, SHA-256, columns and keys.",
    CHECKSUMS: f"Checksums of all files but {GATES_FILE}: sha256sum --check {CHECKSUMS}",
    GATES_FILE: "Which checks the release passed before readers were given it.",
}
"""Files at the root of a release, and what they are."""

LATEST = "latest"
"""A small file with the name of the newest release that passed its gates."""
LAST_PUBLISH = "last-publish.json"
"""When somebody published last, whether it made a new release or found nothing changed."""
INDEX = "index.json"
"""All releases on record, and when the next one is due."""
LATEST_DATABASE = "latest.duckdb"
"""Views of the latest release's Parquet files, without data of its own."""
WITHDRAWALS = "withdrawals.json"
"""Postings whose quotes are withdrawn from every release, those to come included."""


def release_folder(root: str) -> VersionedFolder:
    """The releases below a folder or fsspec URL."""
    return VersionedFolder(root, COMPLETENESS_FILE, changing={GATES_FILE})
