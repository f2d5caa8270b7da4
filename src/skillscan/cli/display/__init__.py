"""What the command line shows: progress, tables that fit, a reading in colours."""
