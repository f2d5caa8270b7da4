"""The base pay a posting states."""
