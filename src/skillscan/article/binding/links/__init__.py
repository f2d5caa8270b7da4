"""Whether the words between a thing and a number say that the share is told of it."""
