"""Lists without text: every entry's details are asked for, unless nothing points to a change."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from skillscan.answers import BadAnswerError
from skillscan.boards import Board
from skillscan.earlier import earlier_items
from skillscan.posting import RawItem, Refusal
from skillscan.sources import PARSERS
from skillscan.visit import Visit

from .answer import Answer
from .board import BoardSpider, Step
from .listing import Ask

GONE = frozenset({404, 410})


class DetailMixin(BoardSpider):
    """Goes before a listing spider among the bases; lands ``{"entry": …, "detail": …}``.

    An entry that reads exactly as at the last complete fetch keeps the details fetched then, for
    at most ``reuse_days`` (less for some, so that not all expire on one day): the sources of this
    kind send no validators, and asking for all texts each day would be a burden to them. An item
    keeps the time at which it was really fetched.
    """

    reuse_days: ClassVar[float] = 7.0

    def detail(self, board: Board, entry: Any) -> Ask | None:
        """Where an entry's details are; ``None`` for an entry that has none to ask for."""
        raise NotImplementedError

    def decode_detail(self, answer: Answer) -> Any:
        """The details of an answer: JSON unless a subclass reads something else."""
        return answer.json()

    def take(self, answer: Answer, entry: Any) -> Iterator[Step]:
        """The entry's item as it was, or a request for its details."""
        visit = answer.visit
        ask = self.detail(visit.board, entry)
        if ask is None:
            yield answer.item({"entry": entry, "detail": None})
        elif (known := self._known(visit).get(ask.url)) and self._is_fresh(known, entry):
            visit.notes["reused"] = visit.notes.get("reused", 0) + 1
            yield known
        else:
            yield self.ask(
                visit,
                ask.url,
                self._read_detail,
                json_body=ask.json_body,
                arguments={"entry": entry},
            )

    def _read_detail(self, answer: Answer, entry: Any) -> Iterator[Step]:
        if answer.status in GONE:  # it was closed between the list and now
            answer.visit.notes["gone"] = answer.visit.notes.get("gone", 0) + 1
            return
        detail = self.decode_detail(answer)
        if not detail:
            raise BadAnswerError("unexpected_shape", f"{answer.url} has no details")
        yield answer.item({"entry": entry, "detail": detail})

    def _known(self, visit: Visit) -> dict[str, RawItem]:
        if visit.known_items is None:
            visit.known_items = earlier_items(self._root, visit.earlier)
        return visit.known_items

    def _is_fresh(self, known: RawItem, entry: Any) -> bool:
        share = 0.5 + hashlib.sha256(known.url.encode()).digest()[0] / 510
        limit = timedelta(days=self.reuse_days * share)
        is_young = datetime.now(UTC) - known.fetched_at < limit
        return is_young and known.payload.get("entry") == entry and _is_usable(known)


def _is_usable(item: RawItem) -> bool:
    """Whether the parser can use it: a broken answer must not be kept for a week."""
    parse = PARSERS.get(item.source)
    found = parse(item) if parse else []
    return all(not isinstance(part, Refusal) or part.is_expected for part in found)
