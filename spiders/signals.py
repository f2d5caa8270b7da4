"""Signals of a crawl that Scrapy does not have."""

board_begun = object()
"""Sent with ``board`` when a fetch starts."""

board_finished = object()
"""Sent with ``name``, that of the fetch report, when a fetch ended and it stands in landing."""

host_answered = object()
"""Sent with ``host`` when the first host of a crawl has answered."""

host_unreached = object()
"""Sent with ``host`` when it gave no answer, as long as no host has."""
