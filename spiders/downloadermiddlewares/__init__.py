"""What happens to each request: robots.txt, forbidden addresses, retries, redirects."""
