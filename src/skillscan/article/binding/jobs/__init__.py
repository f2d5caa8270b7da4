"""Whose jobs a number is of: occupation, country, population."""
