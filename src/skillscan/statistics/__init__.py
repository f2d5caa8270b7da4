"""Estimates: definitions, populations, views, intervals."""
