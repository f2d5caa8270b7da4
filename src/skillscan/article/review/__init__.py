"""The review page: an article as it reads, with what is known of each of its numbers."""
