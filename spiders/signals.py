"""Signals of a crawl that Scrapy does not have."""

board_begun = object()
"""Sent with ``board`` when a fetch starts."""

board_finished = object()
"""Sent with ``report`` when a fetch ended and its report stands in landing."""
