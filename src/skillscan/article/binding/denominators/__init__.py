"""What a share is a share of: all openings, a part of them, or something else."""
