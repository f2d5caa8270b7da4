"""We Work Remotely's public RSS feed."""

from .base.feed import FeedSpider, XmlMixin


class WeWorkRemotely(XmlMixin, FeedSpider):
    """Domain: weworkremotely.com (the newest jobs in one RSS answer).

    Caveats: only the newest jobs are listed, so absence closes nothing.
    """

    name = "weworkremotely"
    address = "https://weworkremotely.com/remote-jobs.rss"
    entry_tag = "item"
    entry_id = "guid"
    root_tags = frozenset({"rss"})
    newest_only = True
