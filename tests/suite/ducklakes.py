"""Warehouses in a DuckLake whose catalog is a file, and what two warehouses hold."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from skillscan.backup.tables import Content, content, statements
from skillscan.settings import Settings
from skillscan.warehouse.connection import open_warehouse


def in_ducklake(settings: Settings, folder: Path) -> Settings:
    """The same home with its warehouse in a DuckLake below a folder."""
    require_extension()
    folder.mkdir(parents=True, exist_ok=True)
    return replace(
        settings,
        warehouse_url=f"ducklake:{folder / 'catalog.ducklake'}",
        warehouse_data_path=str(folder / "data"),
    )


def require_extension() -> None:
    """Skip the test on DuckDB 2, for which no package has the extension."""
    if duckdb.__version__.startswith("2."):
        pytest.skip("the extension ducklake has no package for DuckDB 2")


def held(settings: Settings) -> dict[str, Content]:
    """How many rows every durable table has, and which, whatever their order.

    ``schema_migrations`` says when it was made, which differs.
    """
    with open_warehouse(settings, read_only=True) as connection:
        tables = [table for table in statements(connection) if table != "schema_migrations"]
        return {table: content(connection, table) for table in tables}
