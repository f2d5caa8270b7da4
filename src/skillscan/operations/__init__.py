"""What keeps an installation healthy: what is wrong and what to do about it, what may go."""
