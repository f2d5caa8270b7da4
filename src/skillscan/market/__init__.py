"""The invented sample market and its loopback server."""
