"""What watches a crawl: pace, stopping, transferred bytes, lines for `skillscan collect`."""
