"""The DuckDB warehouse: connection, migrations, views, checks, and when a posting is closed."""
