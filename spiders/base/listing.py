"""Boards that answer with a list, on one page or on many.

The list is asked for with the validators of its last complete fetch. When every page answers
304 the board is not modified. When one changed behind unchanged first pages, the list is read
again from its beginning: half of it is not here any more.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from scrapy import Request

from skillscan.collect.board_fetch import Visit
from skillscan.collect.previous_fetch import Page
from skillscan.domain import Board
from skillscan.net.decoding import BadAnswerError

from .answer import Answer
from .board import BoardSpider, Step


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

    def decode(self, answer: Answer) -> Any:
        """The data of a page: JSON unless a subclass reads something else."""
        return answer.json()

    def entries(self, data: Any) -> list[Any]:
        """The entries of a page. Raises ``BadAnswerError`` when there is no list."""
        raise NotImplementedError

    def total(self, data: Any) -> int | None:  # noqa: ARG002
        """How many entries the whole list has, where the source says so."""
        return None

    def next_position(self, position: Any, count: int, data: Any) -> Any | None:  # noqa: ARG002
        """The position after a page of ``count`` entries; ``None`` after the last."""
        return None

    def take(self, answer: Answer, entry: Any) -> Iterable[Step]:
        """What one entry gives: its raw item, or the request for its details."""
        yield answer.item(entry)

    def begin(self, visit: Visit) -> Iterator[Step]:
        """Ask for the first page, or whether the known pages still stand."""
        if self.newest_only:
            visit.notes["newest_only"] = True
        ask = self.page(visit.board, self.first_position)
        known = visit.earlier.pages if visit.earlier else ()
        if known and known[0].url == ask.url and ask.json_body is None:
            yield self._ask_again(visit, known, 0)
        else:
            yield self._ask_page(visit, self.first_position)

    def _ask_page(self, visit: Visit, position: Any) -> Request:
        ask = self.page(visit.board, position)
        return self.ask(
            visit, ask.url, self._read, json_body=ask.json_body, arguments={"position": position}
        )

    def _ask_again(self, visit: Visit, known: tuple[Page, ...], index: int) -> Request:
        page = known[index]
        headers = {"If-None-Match": page.etag, "If-Modified-Since": page.last_modified}
        return self.ask(
            visit,
            page.url,
            self._read_again,
            headers={name: value for name, value in headers.items() if value},
            arguments={"known": known, "index": index},
        )

    def _read_again(self, answer: Answer, known: tuple[Page, ...], index: int) -> Iterator[Step]:
        visit = answer.visit
        if answer.status != 304:
            visit.pages.clear()
            if index == 0:
                yield from self._read(answer, self.first_position)
            else:
                yield self._ask_page(visit, self.first_position)
            return
        visit.pages.append(known[index].renewed(answer.page()))
        if index + 1 < len(known):
            yield self._ask_again(visit, known, index + 1)
        else:
            visit.is_not_modified = True

    def _read(self, answer: Answer, position: Any) -> Iterator[Step]:
        visit, data = answer.visit, self.decode(answer)
        entries = self.entries(data)
        visit.pages.append(answer.page() if self._is_get(answer) else None)
        if entries or position == self.first_position:
            total = self.total(data)
            visit.announced = visit.announced if total is None else total
        else:
            visit.has_empty_page = True
        new = [entry for entry in entries if self._is_new(visit, entry)]
        if entries and not new:
            raise BadAnswerError("paging_loop", f"{answer.url} repeats entries of earlier pages")
        visit.listed += len(new)
        for entry in new:
            yield from self.take(answer, entry)
        following = self.next_position(position, len(entries), data)
        if following is not None:
            yield self._ask_page(visit, following)
        else:
            self._check_total(visit)

    def _check_total(self, visit: Visit) -> None:
        total = visit.announced
        if total is not None and visit.listed < total:
            raise BadAnswerError(
                "fewer_than_announced", f"{visit.listed} of {total} announced postings were listed"
            )

    def _is_new(self, visit: Visit, entry: Any) -> bool:
        key = entry.get(self.entry_id) if isinstance(entry, dict) else None
        if not isinstance(key, (str, int)):
            return True
        is_new = str(key) not in visit.seen
        visit.seen.add(str(key))
        return is_new

    @staticmethod
    def _is_get(answer: Answer) -> bool:
        request = answer.response.request
        return request is not None and request.method == "GET"
