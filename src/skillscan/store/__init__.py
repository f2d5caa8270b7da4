"""The DuckDB warehouse: migrations, loading, checks."""
