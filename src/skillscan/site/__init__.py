"""A release as people read it: the page, its charts and its sentences."""
