"""Lists without text: every entry's details are asked for, unless nothing points to a change."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from skillscan.collect.board_fetch import BoardFetch
from skillscan.collect.previous_fetch import previous_items
from skillscan.domain import Board, ParseRejection, RawItem
from skillscan.net.decoding import UnusableResponse
from skillscan.sources.registry import find

from .board import BoardSpider, Step
from .board_response import BoardResponse
from .listing import Ask

GONE = frozenset({404, 410})


class DetailMixin(BoardSpider):
    """Goes before a listing spider among the bases; lands ``{"entry": …, "detail": …}``.

    An entry that reads exactly as at the last complete fetch keeps the details fetched then, for
    at most ``reuse_days`` (less for some, so that not all expire on one day): the sources of this
    kind send no validators, and asking for all texts each day would be a burden to them. An item
    keeps the time at which it was really fetched. Details in which the parser finds no posting are
    asked for once more at the next fetch.
    """

    reuse_days: ClassVar[float] = 7.0

    def detail(self, board: Board, entry: Any) -> Ask | None:
        """Where an entry's details are; ``None`` for an entry that has none to ask for."""
        raise NotImplementedError

    def decode_detail(self, response: BoardResponse) -> Any:
        """The details of a response: JSON unless a subclass reads something else."""
        return response.json()

    def take(self, response: BoardResponse, entry: Any) -> Iterator[Step]:
        """The entry's item as it was, or a request for its details."""
        fetch = response.fetch
        ask = self.detail(fetch.board, entry)
        if ask is None:
            yield response.item({"entry": entry, "detail": None})
        elif (known := self._known(fetch).get(ask.url)) and self._is_fresh(known, entry):
            fetch.count_note("reused")
            yield known
        else:
            yield self.request(
                fetch,
                ask.url,
                self._read_detail,
                json_body=ask.json_body,
                arguments={"entry": entry},
            )

    def _read_detail(self, response: BoardResponse, entry: Any) -> Iterator[Step]:
        fetch = response.fetch
        if response.status in GONE:  # it was closed between the list and now
            fetch.count_note("gone")
            fetch.discards_validators = True
            return
        detail = self.decode_detail(response)
        if not detail:
            raise UnusableResponse("unexpected_shape", f"{response.url} has no details")
        item = response.item({"entry": entry, "detail": detail})
        if not _is_usable(item):
            fetch.count_note("without_posting")
            item = self._doubted(fetch, item)
        yield item

    def _doubted(self, fetch: BoardFetch, item: RawItem) -> RawItem:
        """Details without a posting may be an error page: they are believed the second time."""
        known = self._known(fetch).get(item.url)
        if known and known.payload.get("detail") == item.payload["detail"]:
            return replace(item, payload={**item.payload, "is_confirmed": True})
        fetch.discards_validators = True  # a 304 of the list would keep them as they are
        return item

    def _known(self, fetch: BoardFetch) -> dict[str, RawItem]:
        if fetch.previous_items is None:
            fetch.previous_items = previous_items(self._root, fetch.previous)
        return fetch.previous_items

    def _is_fresh(self, known: RawItem, entry: Any) -> bool:
        share = 0.5 + hashlib.sha256(known.url.encode()).digest()[0] / 510
        limit = timedelta(days=self.reuse_days * share)
        is_young = datetime.now(UTC) - known.fetched_at < limit
        if not is_young or known.payload.get("entry") != entry:
            return False
        return known.payload.get("is_confirmed") is True or _is_usable(known)


def _is_usable(item: RawItem) -> bool:
    """Whether the parser makes a posting of it, or rightly none."""
    source = find(item.source)
    found = source.parse(item) if source else []
    return all(not isinstance(part, ParseRejection) or part.is_expected for part in found)
