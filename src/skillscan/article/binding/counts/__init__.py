"""Counts: samples, employers, multiples, years and days."""
