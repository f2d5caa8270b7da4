"""Prefect flows: they compose the steps of ``skillscan`` and hold no logic."""

from .abandoned import watch_engine

watch_engine()  # here, as each engine that a worker starts loads its flow from this package
