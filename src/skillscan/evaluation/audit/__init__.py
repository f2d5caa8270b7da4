"""Somebody else's skill lists against the texts that they were made of."""
