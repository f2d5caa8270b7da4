"""What steps tell while they run and afterwards: progress, log records, metrics."""
