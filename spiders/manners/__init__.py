"""How requests behave: robots.txt, pace, back-off, redirects, forbidden addresses."""
