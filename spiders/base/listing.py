"""Boards that answer with a list, on one page or on many.

The list is asked for with the validators of its last complete fetch. When every page answers
304 the board is not modified. When one changed behind unchanged first pages, the list is read
again from its beginning: half of it is not here any more.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from scrapy import Request

from skillscan.collect.board_fetch import BoardFetch
from skillscan.domain import Board, PageValidators
from skillscan.net.decoding import UnusableResponse

from .board import BoardSpider, Step
from .board_response import BoardResponse


@dataclass(frozen=True, slots=True)
class Ask:
    """What to ask for: an address, and a JSON body when it is a POST."""

    url: str
    json_body: Any = None


class ListingSpider(BoardSpider):
    """A subclass says where a page is (``page``), what it holds (``entries``), what is next."""

    first_position: ClassVar[Any] = None
    """The position of the first page: an offset, a page number, or ``None``."""
    entry_id: ClassVar[str] = "id"
    """The key that tells entries apart; repeated entries are taken once."""
    newest_only: ClassVar[bool] = False
    """The source lists its newest postings only: what is not there any more may well be open."""

    def page(self, board: Board, position: Any) -> Ask:
        """How to ask for the page at a position."""
        raise NotImplementedError

    def decode(self, response: BoardResponse) -> Any:
        """The data of a page: JSON unless a subclass reads something else."""
        return response.json()

    def entries(self, data: Any) -> list[Any]:
        """The entries of a page. Raises ``UnusableResponse`` when there is no list."""
        raise NotImplementedError

    def total(self, data: Any) -> int | None:  # noqa: ARG002
        """How many entries the whole list has, where the source says so."""
        return None

    def next_position(self, position: Any, count: int, data: Any) -> Any | None:  # noqa: ARG002
        """The position after a page of ``count`` entries; ``None`` after the last."""
        return None

    def take(self, response: BoardResponse, entry: Any) -> Iterable[Step]:
        """What one entry gives: its raw item, or the request for its details."""
        yield response.item(entry)

    def begin(self, fetch: BoardFetch) -> Iterator[Step]:
        """Ask for the first page, or whether the known pages still stand."""
        if self.newest_only:
            fetch.is_newest_only = True
        ask = self.page(fetch.board, self.first_position)
        known = fetch.previous.pages if fetch.previous else ()
        if known and known[0].url == ask.url and ask.json_body is None:
            yield self._revalidate(fetch, known, 0)
        else:
            yield self._request_page(fetch, self.first_position)

    def _request_page(self, fetch: BoardFetch, position: Any) -> Request:
        ask = self.page(fetch.board, position)
        return self.request(
            fetch, ask.url, self._read, json_body=ask.json_body, arguments={"position": position}
        )

    def _revalidate(
        self, fetch: BoardFetch, known: tuple[PageValidators, ...], index: int
    ) -> Request:
        page = known[index]
        headers = {"If-None-Match": page.etag, "If-Modified-Since": page.last_modified}
        return self.request(
            fetch,
            page.url,
            self._read_revalidated,
            headers={name: value for name, value in headers.items() if value},
            arguments={"known": known, "index": index},
        )

    def _read_revalidated(
        self, response: BoardResponse, known: tuple[PageValidators, ...], index: int
    ) -> Iterator[Step]:
        fetch = response.fetch
        if response.status != 304:
            fetch.pages.clear()
            if index == 0:
                yield from self._read(response, self.first_position)
            else:
                yield self._request_page(fetch, self.first_position)
            return
        fetch.pages.append(known[index].renewed(response.page()))
        if index + 1 < len(known):
            yield self._revalidate(fetch, known, index + 1)
        else:
            fetch.is_not_modified = True

    def _read(self, response: BoardResponse, position: Any) -> Iterator[Step]:
        fetch, data = response.fetch, self.decode(response)
        entries = self.entries(data)
        fetch.pages.append(response.page() if self._is_get(response) else None)
        if entries or position == self.first_position:
            total = self.total(data)
            fetch.announced = fetch.announced if total is None else total
        else:
            fetch.has_empty_page = True
        new = [entry for entry in entries if self._is_new(fetch, entry)]
        if entries and not new:
            raise UnusableResponse(
                "paging_loop", f"{response.url} repeats entries of earlier pages"
            )
        fetch.listed += len(new)
        for entry in new:
            yield from self.take(response, entry)
        following = self.next_position(position, len(entries), data)
        if following is not None:
            yield self._request_page(fetch, following)
        else:
            self._check_total(fetch)

    def _check_total(self, fetch: BoardFetch) -> None:
        total = fetch.announced
        if total is not None and fetch.listed < total:
            raise UnusableResponse(
                "fewer_than_announced", f"{fetch.listed} of {total} announced postings were listed"
            )

    def _is_new(self, fetch: BoardFetch, entry: Any) -> bool:
        key = entry.get(self.entry_id) if isinstance(entry, dict) else None
        if not isinstance(key, (str, int)):
            return True
        is_new = str(key) not in fetch.seen
        fetch.seen.add(str(key))
        return is_new

    @staticmethod
    def _is_get(response: BoardResponse) -> bool:
        request = response.scrapy_response.request
        return request is not None and request.method == "GET"
