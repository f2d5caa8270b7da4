"""Prefect flows: they compose the steps of ``skillscan`` and hold no logic."""
