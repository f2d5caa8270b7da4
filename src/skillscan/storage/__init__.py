"""Where files lie: immutable sets of them (releases, backups), and single ones written whole."""
