"""Remotive's public feed."""

from .base.feed import FeedSpider


class Remotive(FeedSpider):
    """Domain: remotive.com (all jobs in one answer).

    Caveats: it asks for about four reads a day, blocks above two a minute, and wants a link back
    (the site's source list has it). Jobs appear a day late.
    """

    name = "remotive"
    address = "https://remotive.com/api/remote-jobs"
    entries_at = ("jobs",)
