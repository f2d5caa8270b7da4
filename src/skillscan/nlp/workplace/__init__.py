"""Where a posting says the work is done."""
