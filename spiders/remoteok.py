"""Remote OK's public feed."""

from .base.feed import FeedSpider


class RemoteOk(FeedSpider):
    """Domain: remoteok.com (the newest jobs in one answer).

    Caveats: the first element is a legal notice that asks for a link back (the site's source list
    has it); only the newest jobs are listed, so absence closes nothing.
    """

    name = "remoteok"
    address = "https://remoteok.com/api"
    newest_only = True
