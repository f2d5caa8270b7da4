"""Postings from files (CSV, JSONL, Parquet) into landing."""
