"""Extract: landing into the warehouse, normalised, read and grouped."""
