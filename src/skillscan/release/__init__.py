"""Immutable releases: data, statistics, page, gates."""
