"""Landing: what was fetched, raw and immutable, and the quarantine of what nobody could read."""
