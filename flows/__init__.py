"""Prefect flows: they compose the steps of ``skillscan`` and hold no logic."""

from .abandoned import watch_engine
from .run_log import tell_states_in_words

# Here, as each engine that a worker starts loads its flow from this package.
watch_engine()
tell_states_in_words()
