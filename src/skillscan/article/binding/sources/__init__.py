"""Who is named for a number."""
