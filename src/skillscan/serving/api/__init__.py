"""``skillscan serve``: the releases as pages and as JSON, and the review of an article."""
