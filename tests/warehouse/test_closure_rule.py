"""When a posting is closed: a wrong answer makes open jobs vanish, or dead ones count for ever."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.warehouse.closure_rule import (
    MINIMUM_ABSENCE,
    Answer,
    BoardHistory,
    CompleteFetch,
    suspicious,
)

START = datetime(2026, 3, 1, tzinfo=UTC)


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def whole(hours: float, *, is_suspicious: bool = False) -> CompleteFetch:
    return CompleteFetch(started_at=at(hours), is_suspicious=is_suspicious)


def unchanged(hours: float) -> CompleteFetch:
    return CompleteFetch(started_at=at(hours), is_not_modified=True)


SEEN_AT_0 = [
    ("one absence proves nothing", [whole(0), whole(24)], None),
    ("two absences six hours apart close", [whole(0), whole(24), whole(30)], 24),
    ("two absences within six hours do not", [whole(0), whole(24), whole(29.9)], None),
    ("three absences over six hours do", [whole(0), whole(24), whole(27), whole(30)], 24),
    ("an empty answer is no absence", [whole(0), whole(24, is_suspicious=True), whole(48)], None),
    ("an unchanged board still has it", [whole(0), unchanged(24), unchanged(48)], None),
    ("an unchanged board still lacks it", [whole(0), whole(24), unchanged(48)], 24),
    ("fetches before it was seen do not count", [whole(-48), whole(-24), whole(0)], None),
    ("no fetch, no answer", [], None),
    ("an unchanged answer without a fetch before it says nothing", [unchanged(24)], None),
]


@pytest.mark.parametrize(
    ("fetches", "closed_at"), [case[1:] for case in SEEN_AT_0], ids=[case[0] for case in SEEN_AT_0]
)
def test_standing_of_a_posting_seen_at_0(
    fetches: list[CompleteFetch], closed_at: float | None
) -> None:
    standing = BoardHistory(fetches).standing(at(0), None)
    assert standing.closed_at == (None if closed_at is None else at(closed_at))
    assert standing.closed_reason == (None if closed_at is None else "absent")


def test_confirmation_moves_last_seen() -> None:
    """A board that answers "not modified" for weeks would look abandoned."""
    history = BoardHistory([whole(0), unchanged(24), unchanged(48), whole(72), unchanged(96)])
    assert history.standing(at(0), None).last_seen == at(48)
    assert history.standing(at(72), None).last_seen == at(96)


def test_the_source_s_own_word_closes_at_once() -> None:
    """A posting that its source calls closed would count as open until it disappears."""
    standing = BoardHistory([whole(0)]).standing(at(0), at(0))
    assert (standing.closed_at, standing.closed_reason) == (at(0), "source")


def test_missed_fetches_are_counted() -> None:
    """Nobody could see that a posting is about to be closed."""
    standing = BoardHistory([whole(0), whole(24), whole(26)]).standing(at(0), None)
    assert (standing.missed_fetches, standing.first_missed_at) == (2, at(24))


def naive_standing(
    fetches: list[CompleteFetch], seen: datetime
) -> tuple[datetime, datetime | None]:
    """The same rule, told step by step in the order of time: last seen, and closed when."""
    is_there = had_fetch = False
    last_seen, missed = seen, []
    for fetch in sorted(fetches, key=lambda f: f.started_at):
        if fetch.started_at <= seen:
            if not fetch.is_not_modified:
                is_there = had_fetch = True
            continue
        is_trusted = not fetch.is_suspicious
        if not fetch.is_not_modified:
            is_there, had_fetch = False, True
        if not had_fetch:
            continue
        if is_there:
            last_seen = fetch.started_at
        elif is_trusted:
            missed.append(fetch.started_at)
    is_closed = bool(missed) and missed[-1] - missed[0] >= MINIMUM_ABSENCE
    return last_seen, missed[0] if is_closed else None


fetch_lists = st.lists(
    st.tuples(st.integers(-40, 40), st.booleans(), st.booleans()),
    max_size=12,
    unique_by=lambda entry: entry[0],
).map(
    lambda entries: [
        CompleteFetch(
            started_at=at(2 * hours),
            is_not_modified=is_not_modified,
            is_suspicious=is_suspicious and not is_not_modified and hours > 0,
        )
        for hours, is_not_modified, is_suspicious in entries
    ]
)


@given(fetch_lists, st.randoms(use_true_random=False))
def test_the_order_in_which_reports_arrive_is_irrelevant(
    fetches: list[CompleteFetch], random: st.DataObject
) -> None:
    """A report that arrives late would close, or keep open, what it should not."""
    shuffled = list(fetches)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert BoardHistory(shuffled).standing(at(0), None) == BoardHistory(fetches).standing(
        at(0), None
    )


@given(fetch_lists)
def test_the_quick_rule_is_the_plain_rule(fetches: list[CompleteFetch]) -> None:
    """The binary searches could decide otherwise than the rule that is documented."""
    standing = BoardHistory(fetches).standing(at(0), None)
    assert (standing.last_seen, standing.closed_at) == naive_standing(fetches, at(0))


@given(fetch_lists)
def test_nothing_closes_without_two_absences_six_hours_apart(fetches: list[CompleteFetch]) -> None:
    """A job that is open would be counted as gone."""
    standing = BoardHistory(fetches).standing(at(0), None)
    if standing.closed_at is not None:
        later = [f.started_at for f in fetches if f.started_at > standing.last_seen]
        assert max(later) - standing.closed_at >= MINIMUM_ABSENCE
        assert standing.missed_fetches >= 2
        assert standing.closed_at > standing.last_seen


@given(fetch_lists)
def test_settling_twice_changes_nothing(fetches: list[CompleteFetch]) -> None:
    """Every run would move the postings of an unchanged board."""
    history = BoardHistory(fetches)
    once = history.standing(at(0), None)
    assert history.standing(once.last_seen, None) == once


def empty(hours: float) -> Answer:
    return Answer(started_at=at(hours), postings=0)


def repeated(hours: float) -> Answer:
    return Answer(started_at=at(hours), postings=0, is_not_modified=True)


def full(hours: float, *, is_complete: bool = True) -> Answer:
    return Answer(started_at=at(hours), postings=3, is_complete=is_complete)


WEEK = 7 * 24


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([full(0), empty(24), full(48)], [24]),
        ([full(0), empty(24), empty(48), repeated(72)], [24, 48, 72]),
        ([full(0), repeated(24)], []),
        ([full(0), empty(24), repeated(24 + WEEK), empty(30 + WEEK)], [24]),
        ([full(0), empty(24), full(72, is_complete=False), empty(30 + WEEK)], [24, 30 + WEEK]),
        ([empty(0), empty(24)], []),
    ],
    ids=["empty", "again", "unchanged", "for a week", "with a sign of life", "never had any"],
)
def test_too_empty_to_be_believed(answers: list[Answer], expected: list[int]) -> None:
    """A broken board would close all its jobs, or a board that ended would stay open for ever."""
    first_full = next((a.started_at for a in answers if a.postings), None)
    found = suspicious(answers, lambda time: first_full is not None and first_full < time)
    assert sorted(found) == [at(hours) for hours in expected]
