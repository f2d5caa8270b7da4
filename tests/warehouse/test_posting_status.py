"""When a posting is closed: a wrong answer makes open jobs vanish, or dead ones count for ever."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from random import Random

import duckdb
import pytest
from duckdb import DuckDBPyConnection
from hypothesis import given, settings
from hypothesis import strategies as st
from warehouse.closure_model import MINIMUM_ABSENCE, WEEK, Fetched, Status, marked, status

from skillscan.domain import IMPORT_BOARD
from skillscan.warehouse import bulk, posting_status
from skillscan.warehouse.connection import prepare
from skillscan.warehouse.posting_status import BoardKey, StatusChanges
from skillscan.warehouse.tables.fetches import Fetch
from skillscan.warehouse.tables.postings import PostingState

START = datetime(2026, 3, 1, tzinfo=UTC)
BOARD = ("ats", "acme")
History = Mapping[BoardKey, tuple[Sequence[Fetched], Sequence[Status]]]
"""What happened to some boards."""


def at(hours: float | None) -> datetime | None:
    return None if hours is None else START + timedelta(hours=hours)


def hours(time: datetime | None) -> float | None:
    return None if time is None else (time - START).total_seconds() / 3600


def fetch_row(board: BoardKey, number: int, fetch: Fetched) -> Fetch:
    started_at = START + timedelta(hours=fetch.at)
    return Fetch(
        fetch_id=f"{board}-{number}",
        source=board[0],
        board=board[1],
        outcome=fetch.outcome,
        reason=None,
        started_at=started_at,
        finished_at=started_at,
        pages=0,
        items=0,
        http_status=None,
        bytes=0,
        is_not_modified=fetch.is_not_modified,
        is_suspicious=fetch.is_suspicious,
        landing_file=None,
        postings=fetch.postings,
        loaded_at=started_at,
    )


def posting_row(board: BoardKey, number: int, posting: Status) -> PostingState:
    last_seen = START + timedelta(hours=posting.last_seen)
    return PostingState(
        posting_id=f"{board}-{number:02}",
        source=board[0],
        board=board[1],
        native_id="x",
        employer_id="x",
        content_hash="x",
        url=None,
        first_seen=START + timedelta(hours=posting.first_seen),
        last_seen=last_seen,
        sighted_at=last_seen,
        posted_at=None,
        closed_by_source_at=at(posting.closed_by_source_at),
        source_hash="x",
    )


class Boards:
    """Boards of a warehouse with their fetches and postings."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self.connection = connection

    def clear(self) -> None:
        self.connection.execute("DELETE FROM fetches; DELETE FROM postings")

    def fill(
        self, fetches: Sequence[Fetched], postings: Sequence[Status], board: BoardKey = BOARD
    ) -> None:
        self.fill_all({board: (fetches, postings)})

    def fill_all(self, histories: History) -> None:
        fetches = [
            fetch_row(board, number, fetch)
            for board, (found, _) in histories.items()
            for number, fetch in enumerate(found)
        ]
        states = [
            posting_row(board, number, posting)
            for board, (_, found) in histories.items()
            for number, posting in enumerate(found)
        ]
        bulk.write(self.connection, "fetches/merge", fetches)
        bulk.write(self.connection, "postings/merge", states)

    def recompute(self, *boards: BoardKey) -> StatusChanges:
        return posting_status.recompute(self.connection, boards or (BOARD,))

    def suspicious(self, board: BoardKey = BOARD) -> list[float | None]:
        return self.all_suspicious()[board]

    def all_suspicious(self) -> defaultdict[BoardKey, list[float | None]]:
        rows = self.connection.execute(
            "SELECT source, board, started_at FROM fetches WHERE is_suspicious ORDER BY ALL"
        ).fetchall()
        found = defaultdict(list)
        for source, board, time in rows:
            found[source, board].append(hours(time))
        return found

    def statuses(self, board: BoardKey = BOARD) -> list[Status]:
        return self.all_statuses()[board]

    def all_statuses(self) -> defaultdict[BoardKey, list[Status]]:
        rows = self.connection.execute(
            "SELECT source, board, first_seen, last_seen, closed_by_source_at, missed_fetches, "
            "first_missed_at, closed_at, closed_reason FROM postings ORDER BY posting_id"
        ).fetchall()
        found = defaultdict(list)
        for source, board, first, last, by_source, missed, first_missed, closed, reason in rows:
            one = Status(
                first_seen=hours(first) or 0,
                last_seen=hours(last) or 0,
                closed_by_source_at=hours(by_source),
                missed_fetches=missed,
                first_missed_at=hours(first_missed),
                closed_at=hours(closed),
                closed_reason=reason,
            )
            found[source, board].append(one)
        return found


@pytest.fixture(scope="module")
def warehouse() -> Iterator[Boards]:
    """One warehouse for all: it is emptied before each history."""
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET TimeZone = 'UTC'; SET threads = 1")
        prepare(connection)
        yield Boards(connection)


@pytest.fixture
def boards(warehouse: Boards) -> Boards:
    warehouse.clear()
    return warehouse


SEEN_AT_0 = Status(first_seen=0, last_seen=0)


def whole(hours: float, postings: int = 1) -> Fetched:
    return Fetched(at=hours, postings=postings)


def empty(hours: float) -> Fetched:
    return Fetched(at=hours)


def unchanged(hours: float) -> Fetched:
    return Fetched(at=hours, is_not_modified=True)


CASES = [
    ("one absence proves nothing", [whole(0), whole(24)], None),
    ("two absences six hours apart close", [whole(0), whole(24), whole(30)], 24),
    ("two absences within six hours do not", [whole(0), whole(24), whole(29.9)], None),
    ("three absences over six hours do", [whole(0), whole(24), whole(27), whole(30)], 24),
    ("an empty answer is no absence", [whole(0), empty(24), whole(48)], None),
    ("an unchanged board still has it", [whole(0), unchanged(24), unchanged(48)], None),
    ("an unchanged board still lacks it", [whole(0), whole(24), unchanged(48)], 24),
    ("fetches before it was seen do not count", [whole(-48), whole(-24), whole(0)], None),
    ("no fetch, no answer", [], None),
    ("an unchanged answer without a fetch before it says nothing", [unchanged(24)], None),
    (
        "a failed or partial fetch proves nothing",
        [
            whole(0),
            Fetched(at=24, outcome="failed"),
            Fetched(at=48, outcome="partial", postings=9),
            whole(72),
        ],
        None,
    ),
]


@pytest.mark.parametrize(
    ("fetches", "closed_at"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_posting_seen_at_0(
    boards: Boards, fetches: list[Fetched], closed_at: float | None
) -> None:
    """An open job would count as gone, or one that is gone as open."""
    boards.fill(fetches, [SEEN_AT_0])
    changes = boards.recompute()
    (found,) = boards.statuses()
    assert (found.closed_at, found.closed_reason) == (closed_at, closed_at and "absent")
    assert changes == StatusChanges(closed=int(closed_at is not None), reopened=0)


def test_confirmation_moves_last_seen(boards: Boards) -> None:
    """A board that answers "not modified" for weeks would look abandoned."""
    fetches = [whole(0), unchanged(24), unchanged(48), whole(72), unchanged(96)]
    boards.fill(fetches, [SEEN_AT_0, Status(first_seen=0, last_seen=72)])
    boards.recompute()
    assert [found.last_seen for found in boards.statuses()] == [48, 96]


def test_the_source_s_own_word_closes_at_once(boards: Boards) -> None:
    """A posting that its source calls closed would count as open until it disappears."""
    posting = Status(first_seen=0, last_seen=0, closed_by_source_at=0)
    boards.fill([whole(0)], [posting])
    boards.recompute()
    (found,) = boards.statuses()
    assert (found.closed_at, found.closed_reason) == (0, "source")


def test_missed_fetches_are_counted(boards: Boards) -> None:
    """Nobody could see that a posting is about to be closed."""
    boards.fill([whole(0), whole(24), whole(26)], [SEEN_AT_0])
    boards.recompute()
    (found,) = boards.statuses()
    assert (found.missed_fetches, found.first_missed_at, found.closed_at) == (2, 24, None)


def test_a_posting_that_is_seen_again_is_open_again(boards: Boards) -> None:
    """A reposted job would count as gone."""
    boards.fill([whole(0), whole(24), whole(48)], [SEEN_AT_0])
    assert boards.recompute() == StatusChanges(closed=1, reopened=0)
    boards.connection.execute("UPDATE postings SET last_seen = ?", [at(72)])
    assert boards.recompute() == StatusChanges(closed=0, reopened=1)
    (found,) = boards.statuses()
    assert (found.closed_at, found.missed_fetches) == (None, 0)


def test_imported_files_close_nothing(boards: Boards) -> None:
    """The second of two imported files would close the postings of the first."""
    board = ("corpus", IMPORT_BOARD)
    boards.fill([whole(0), whole(24), whole(48)], [SEEN_AT_0], board)
    boards.recompute(board)
    assert boards.statuses(board) == [SEEN_AT_0]


@pytest.mark.parametrize(
    ("fetches", "expected"),
    [
        ([whole(0), empty(24), whole(48)], [24]),
        ([whole(0), empty(24), empty(48), unchanged(72)], [24, 48, 72]),
        ([whole(0), unchanged(24)], []),
        ([whole(0), empty(24), unchanged(24 + WEEK), empty(30 + WEEK)], [24]),
        (
            [
                whole(0),
                empty(24),
                Fetched(at=72, outcome="partial", postings=3),
                empty(30 + WEEK),
            ],
            [24, 30 + WEEK],
        ),
    ],
    ids=["empty", "again", "unchanged", "for a week", "with a sign of life"],
)
def test_too_empty_to_be_believed(
    boards: Boards, fetches: list[Fetched], expected: list[float]
) -> None:
    """A broken board would close all its jobs, or a board that ended would stay open for ever."""
    boards.fill(fetches, [SEEN_AT_0])
    boards.recompute()
    assert boards.suspicious() == expected


def test_an_empty_board_that_never_had_any_is_believed(boards: Boards) -> None:
    """Every new board would be reported as broken."""
    boards.fill([empty(0), empty(24)], [])
    boards.recompute()
    assert boards.suspicious() == []


def test_other_boards_are_left_alone(boards: Boards) -> None:
    """A load of one board would close the postings of another by fetches not yet loaded."""
    for board in (BOARD, ("ats", "other")):
        boards.fill([whole(0), whole(24), whole(48)], [SEEN_AT_0], board)
    assert boards.recompute(BOARD) == StatusChanges(closed=1, reopened=0)
    assert boards.statuses(("ats", "other")) == [SEEN_AT_0]


TIMES = st.integers(-60, 60).map(lambda number: float(4 * number))
FETCHES = st.lists(
    st.builds(
        Fetched,
        at=TIMES,
        outcome=st.sampled_from(["complete"] * 4 + ["partial", "failed"]),
        postings=st.integers(0, 2),
        is_not_modified=st.just(value=False),
    )
    | st.builds(Fetched, at=TIMES, is_not_modified=st.just(value=True)),
    max_size=14,
    unique_by=lambda fetch: fetch.at,
)
POSTINGS = st.lists(
    st.builds(
        lambda times, closed: Status(
            first_seen=min(times), last_seen=max(times), closed_by_source_at=closed
        ),
        st.tuples(TIMES, TIMES),
        st.none() | TIMES,
    ),
    max_size=4,
)


BOARDS = [("ats", name) for name in (*"abcdefgh", IMPORT_BOARD)]
HISTORIES = st.dictionaries(st.sampled_from(BOARDS), st.tuples(FETCHES, POSTINGS), min_size=4)
quickly = settings(max_examples=20, deadline=None)


def recomputed(warehouse: Boards, histories: History) -> tuple[object, object]:
    """What an empty warehouse says after these histories."""
    warehouse.clear()
    warehouse.fill_all(histories)
    warehouse.recompute(*histories)
    return warehouse.all_statuses(), warehouse.all_suspicious()


@quickly
@given(HISTORIES)
def test_the_sql_is_the_rule(warehouse: Boards, histories: History) -> None:
    """Windows and joins over all boards could decide otherwise than the rule that is told."""
    statuses, suspicious = defaultdict(list), defaultdict(list)
    for board, (fetches, postings) in histories.items():
        known = [] if board[1] == IMPORT_BOARD else marked(fetches, postings)
        if postings:
            statuses[board] = [status(posting, known) for posting in postings]
        if too_empty := [fetch.at for fetch in known if fetch.is_suspicious]:
            suspicious[board] = too_empty
    found, flagged = recomputed(warehouse, histories)
    assert found == statuses
    assert flagged == suspicious


@pytest.mark.slow
@quickly
@given(HISTORIES, st.integers())
def test_the_order_in_which_reports_arrive_is_irrelevant(
    warehouse: Boards, histories: History, seed: int
) -> None:
    """A report that arrives late would close, or keep open, what it should not."""
    random = Random(seed)  # noqa: S311
    shuffled = {
        board: (random.sample(fetches, len(fetches)), postings)
        for board, (fetches, postings) in histories.items()
    }
    assert recomputed(warehouse, histories) == recomputed(warehouse, shuffled)


@pytest.mark.slow
@quickly
@given(HISTORIES)
def test_nothing_closes_without_two_absences_six_hours_apart(
    warehouse: Boards, histories: History
) -> None:
    """A job that is open would be counted as gone."""
    recomputed(warehouse, histories)
    for board, statuses in warehouse.all_statuses().items():
        complete = [fetch.at for fetch in histories[board][0] if fetch.outcome == "complete"]
        for found in statuses:
            if found.closed_reason == "absent":
                assert found.closed_at is not None
                assert max(complete) - found.closed_at >= MINIMUM_ABSENCE
                assert found.missed_fetches >= 2
                assert found.closed_at > found.last_seen


@pytest.mark.slow
@quickly
@given(HISTORIES)
def test_recomputing_twice_changes_nothing(warehouse: Boards, histories: History) -> None:
    """Every run would move the postings of an unchanged board."""
    before = recomputed(warehouse, histories)
    assert warehouse.recompute(*histories) == StatusChanges(closed=0, reopened=0)
    assert (warehouse.all_statuses(), warehouse.all_suspicious()) == before
