"""Jobicy's public feed."""

from .base.feed import FeedSpider


class Jobicy(FeedSpider):
    """Domain: jobicy.com (the newest fifty jobs in one answer).

    Caveats: only the newest jobs are listed, so absence closes nothing; it asks to be read a few
    times a day at most.
    """

    name = "jobicy"
    address = "https://jobicy.com/api/v2/remote-jobs?count=50"
    entries_at = ("jobs",)
    newest_only = True
