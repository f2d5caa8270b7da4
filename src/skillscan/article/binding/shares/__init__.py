"""What percentages are: shares of openings, and what else they are."""
