"""Numbers marked in articles: found, judged, rewritten."""
