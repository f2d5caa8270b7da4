"""Prefect flows: they compose the steps of ``skillscan`` and hold no logic."""

from .abandoned import watch_engine

watch_engine()
