"""What watches a crawl: pace, stopping, transferred bytes, messages to `skillscan collect`."""
