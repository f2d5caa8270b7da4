"""Claims, the marked numbers of articles: found, checked against a release, rewritten."""
