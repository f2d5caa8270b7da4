"""The monthly "Who is hiring?" thread of Hacker News."""

from collections.abc import Iterator
from typing import Any

from skillscan.collect.board_fetch import Visit
from skillscan.net.decoding import BadAnswerError, list_at

from .base.answer import Answer
from .base.board import Step
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

    def begin(self, visit: Visit) -> Iterator[Step]:
        """Ask which thread is the newest."""
        yield self.ask(visit, THREADS, self._read_threads)

    def entries(self, data: Any) -> list[Any]:
        """The top-level comments, without the answers below them and without names."""
        return [_bare(comment) for comment in list_at(data, "children")]

    def _read_threads(self, answer: Answer) -> Iterator[Step]:
        visit, url = answer.visit, THREAD.format(story=_newest(answer.json()))
        known = visit.earlier.pages if visit.earlier else ()
        if known and known[0].url == url:
            yield self._ask_again(visit, known, 0)
        else:
            yield self.ask(visit, url, self._read, arguments={"position": None})


def _newest(data: Any) -> str:
    for hit in list_at(data, "hits"):
        title = hit.get("title") if isinstance(hit, dict) else None
        if isinstance(title, str) and "who is hiring" in title.lower():
            story = str(hit.get("objectID"))
            if story.isdigit():
                return story
    raise BadAnswerError("unexpected_shape", "no thread 'Who is hiring?' among the newest stories")


def _bare(comment: Any) -> Any:
    left_out = ("children", "author")
    if not isinstance(comment, dict):
        return comment
    return {name: value for name, value in comment.items() if name not in left_out}
