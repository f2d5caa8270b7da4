"""Postings from files (CSV, JSONL, Parquet) into landing."""

from skillscan.importing.step import ImportSummary, import_file

__all__ = ["ImportSummary", "import_file"]
