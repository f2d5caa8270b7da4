"""Collect: boards are fetched with the real spiders, one process a source."""
