"""Growth of openings, and other changes."""
