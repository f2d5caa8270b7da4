"""The ledger: what changed between two releases, split into market, coverage and method."""
