"""How well the pipeline reads: its readings against gold labels."""
