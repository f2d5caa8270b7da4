"""The monthly "Who is hiring?" thread of Hacker News."""

from collections.abc import Iterator
from typing import Any

from skillscan.collect.board_fetch import BoardFetch
from skillscan.net.decoding import UnusableResponse, list_at

from .base.board import Step
from .base.board_response import BoardResponse
from .base.listing import ListingSpider

THREADS = (
    "https://hn.algolia.com/api/v1/search_by_date?tags=story,author_whoishiring&hitsPerPage=10"
)
THREAD = "https://hn.algolia.com/api/v1/items/{story}"


class HackerNews(ListingSpider):
    """Domain: hn.algolia.com (the newest thread, then all its comments in one answer).

    Caveats: a thread lives for a month, so its postings count as closed when the next one is there;
    answers below a comment are not postings. Its one board is ``whoishiring``.
    """

    name = "hackernews"

    def begin(self, fetch: BoardFetch) -> Iterator[Step]:
        """Ask which thread is the newest."""
        yield self.request(fetch, THREADS, self._read_threads)

    def entries(self, data: Any) -> list[Any]:
        """The top-level comments, without the answers below them and without names."""
        return [_bare(comment) for comment in list_at(data, "children")]

    def _read_threads(self, response: BoardResponse) -> Iterator[Step]:
        fetch, url = response.fetch, THREAD.format(story=_newest(response.json()))
        known = fetch.previous.pages if fetch.previous else ()
        if known and known[0].url == url:
            yield self._revalidate(fetch, known, 0)
        else:
            yield self.request(fetch, url, self._read, arguments={"position": None})


def _newest(data: Any) -> str:
    for hit in list_at(data, "hits"):
        title = hit.get("title") if isinstance(hit, dict) else None
        if isinstance(title, str) and "who is hiring" in title.lower():
            story = str(hit.get("objectID"))
            if story.isdigit():
                return story
    raise UnusableResponse(
        "unexpected_shape", "no thread 'Who is hiring?' among the newest stories"
    )


def _bare(comment: Any) -> Any:
    left_out = ("children", "author")
    if not isinstance(comment, dict):
        return comment
    return {name: value for name, value in comment.items() if name not in left_out}
