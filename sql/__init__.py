"""Migrations, views, checks and statistics, one relation a file."""
