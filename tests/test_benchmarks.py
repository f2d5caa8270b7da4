"""What `make bench` says of its bars."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from benchmarks import generated_warehouse, landed_boards, many_postings, run
from benchmarks.estimates import market, point_estimates
from benchmarks.generated_answers import SHAPES, answer
from benchmarks.generated_boards import GeneratedBoards, Sentences
from benchmarks.generated_postings import Piece
from benchmarks.generated_warehouse import make_warehouse
from benchmarks.measuring import Measure
from benchmarks.run import table
from benchmarks.scaling import costs, once
from benchmarks.scaling_table import PAGE, kept_runs, page, tables
from benchmarks.step_runs import RunLog, run_step
from benchmarks.steps import Spent
from skillscan.boards.registry import write_boards
from skillscan.domain import Board, Posting
from skillscan.landing.reader import read_items, reports
from skillscan.settings import Settings
from skillscan.sources.registry import require_source
from skillscan.warehouse.checks import checks
from skillscan.warehouse.connection import open_warehouse


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (Measure(name="m", ours=5.0, baseline=2.0, unit="ms", bar="≤ 2.5"), True),
        (Measure(name="m", ours=5.1, baseline=2.0, unit="ms", bar="≤ 2.5"), False),
        (Measure(name="m", ours=51.0, unit="ms", bar="≤ 50"), False),
        (Measure(name="m", ours=34.0, baseline=20.0, unit="s", bar="≥ 1.7"), True),
        (Measure(name="m", ours=33.0, baseline=20.0, unit="s", bar="≥ 1.7"), False),
        (Measure(name="m", ours=33.0, baseline=20.0, unit="s"), None),
    ],
)
def test_bars(measure: Measure, *, expected: bool | None) -> None:
    """A bar that is missed would be told as held, or the other way round."""
    assert measure.is_held is expected
    words = {True: ["held"], False: ["MISSED"], None: []}[expected]
    assert [line.split()[0] for line in table([measure]).splitlines()] == words


def test_a_group_that_is_measured_alone_leaves_the_others(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Who measures one group would throw away what all others took, or give them his machine."""
    monkeypatch.setattr(run, "RESULTS", tmp_path / "results.json")
    monkeypatch.setattr(run, "machine", lambda: "this one")
    old = [Measure(name=name, ours=1.0, unit="s") for name in ("a", "b")]
    new = [Measure(name="b", ours=2.0, unit="s")]
    assert run._others(new) == []
    run.RESULTS.write_text(run._as_json(old, []), encoding="utf-8")
    assert [one["name"] for one in run._others(new)] == ["a"]
    monkeypatch.setattr(run, "machine", lambda: "another one")
    run.RESULTS.write_text(run._as_json(new, run._others(new)), encoding="utf-8")
    kept = json.loads(run.RESULTS.read_text(encoding="utf-8"))["measures"]
    assert [(one["name"], one["machine"]) for one in kept] == [
        ("a", "this one"),
        ("b", "another one"),
    ]


def test_market_of_the_estimates_is_a_release() -> None:
    """The ratio could not be measured: the market would lack what a release has."""
    with market(120) as connection:
        point_estimates(connection)
        found = connection.sql("SELECT count(*) FROM _numbered_parts").fetchone()
    assert found
    assert found[0] > 120


def test_generated_warehouse_goes_on_where_it_was_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A million would be begun anew each time, and a piece that was stored would count twice."""
    monkeypatch.setattr(generated_warehouse, "PIECE", 40)
    monkeypatch.setattr(generated_warehouse, "Piece", _killed_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        make_warehouse(tmp_path / "killed", 120)
    monkeypatch.setattr(generated_warehouse, "Piece", Piece)
    homes = [tmp_path / "killed", tmp_path / "whole"]
    for home in homes:
        make_warehouse(home, 120)
    assert _rows(homes[0]) == _rows(homes[1])


def _killed_at_the_third(first: int, *others: Any) -> Piece:
    if first == 80:
        raise KeyboardInterrupt
    return Piece(first, *others)


def _rows(home: Path) -> dict[str, object]:
    query = "SELECT count(*), bit_xor(hash(t)) FROM {} AS t"
    tables = ("skills", "employers", "fetches", "postings", "findings", "readings")
    with open_warehouse(Settings(home=home), read_only=True) as connection:
        return {name: connection.execute(query.format(name)).fetchone() for name in tables}


def test_generated_warehouse_is_one_that_extract_would_have_made(tmp_path: Path) -> None:
    """What is measured behind the reading would be of rows that no reading gives."""
    make_warehouse(tmp_path, 300)
    with open_warehouse(Settings(home=tmp_path), read_only=True) as connection:
        failing = [check.name for check in checks() if connection.execute(check.sql).fetchone()]
        counts = "SELECT count(*), count(DISTINCT opening_id), bool_and(is_read) FROM posting_facts"
        postings, openings, is_read = connection.execute(counts).fetchone() or ()
        elsewhere = connection.execute(_NOT_WHERE_IT_SAYS).fetchall()
    assert not failing
    assert (openings, is_read) == (300, False)
    assert postings > openings
    assert not elsewhere


_NOT_WHERE_IT_SAYS = """
SELECT f.value, s.label
FROM findings AS f
INNER JOIN posting_versions AS v ON f.content_hash = v.content_hash
INNER JOIN skills AS s ON f.kind = 'skill' AND f.value = s.skill_id
WHERE substring(document(v.title, v.text), f.start_char + 1, f.end_char - f.start_char) <> s.label
"""


def test_more_postings_than_texts_are_read_for_the_first_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was read before is faster: a posting would seem to cost less the more there are."""
    body = "We build models of weather for farmers and for ports. You write code and tests, daily."
    rows = [
        {"key": str(n), "title": "Engineer", "company": f"Employer {n}", "description": body + text}
        for n, text in enumerate(
            (" Bring years of practice.", " Know people, places, and numbers.")
        )
    ]
    words = [
        f"{first}{last}" for first in ("am", "bi", "ce", "du") for last in ("ber", "rch", "nt")
    ]
    monkeypatch.setattr(many_postings, "_real_rows", lambda: rows)
    monkeypatch.setattr(many_postings, "_words", lambda: (words, frozenset({"years"})))
    made = list(many_postings.rows(7))
    assert made[:2] == rows
    assert made == list(many_postings.rows(7))
    assert made[3:] == list(many_postings.rows(4, first=3))
    for field in ("key", "company", "description"):
        assert len({row[field] for row in made}) == 7
    sentences = [row["description"].partition(".")[0] for row in made[1:]]
    assert len(set(sentences)) == 6


def test_rows_are_the_same_postings_on_another_night(tmp_path: Path) -> None:
    """A night that brings a few would be measured as one in which all is new, or was replaced."""
    rows = [
        {"title": f"Engineer {n}", "company": f"Employer {n // 20}", "description": "<p>Go.</p>"}
        for n in range(45)
    ]
    some, later = (datetime(2026, 11, day, tzinfo=UTC) for day in (3, 4))
    landed_boards.land(tmp_path / "all", iter(rows), later)
    landed_boards.land(tmp_path / "nights", iter(rows[:25]), some)
    landed_boards.land(tmp_path / "nights", iter(rows[25:]), later, first=25)
    found = _landed(tmp_path / "all")
    assert [title for _, title in found] == [row["title"] for row in rows]
    assert len({native_id for native_id, _ in found}) == 45
    assert _landed(tmp_path / "nights") == found
    boards = {one.board: one.employer for one in reports(str(tmp_path / "all"))}
    assert boards == {f"board-{n}": f"Employer {n}" for n in range(3)}


def _landed(landing: Path) -> list[tuple[str, str]]:
    """Id and title of what is parsed of each landed job, by their ids."""
    parse = require_source("ashby").parse
    items = (one for report in reports(str(landing)) for _, one in read_items(str(landing), report))
    parsed = (posting for item in items for posting in parse(item))
    return sorted((one.native_id, one.title) for one in parsed if isinstance(one, Posting))


def test_an_interrupted_row_of_steps_goes_on(tmp_path: Path) -> None:
    """A hundred thousand postings would be read from the beginning after each interruption."""
    done: list[str] = []

    def work(name: str) -> Spent:
        done.append(name)
        return Spent(2.0, 1.0, 30.0, 4)

    def stopped() -> Spent:
        raise KeyboardInterrupt

    first = RunLog(tmp_path)
    once(first, tmp_path, "a", lambda: work("a"))
    with pytest.raises(KeyboardInterrupt):
        once(first, tmp_path, "b", stopped)
    again = RunLog(tmp_path)
    once(again, tmp_path, "a", lambda: work("a"))
    once(again, tmp_path, "b", lambda: work("b"))
    assert done == ["a", "b"]
    rows = [(one["step"], one["ended"]) for one in again.attempts()]
    assert rows == [("a", 0), ("b", "killed"), ("b", 0)]
    found = costs(RunLog(tmp_path), 10)
    assert [(one.step, one.postings, one.cpu) for one in found.values()] == [
        ("a", 10, 1.0),
        ("b", 10, 1.0),
    ]


SENTENCES = Sentences(
    titles=["ML Engineer", "Data Scientist"],
    texts=[[f"You build system number {n} with Python and SQL." for n in range(30)]],
)
TOKENS = {"workday": "acme.wd5/Careers"}
BOARDS = [Board(source, TOKENS.get(source, "acme"), "Acme") for source in SHAPES]


def test_generated_boards_are_the_same_for_the_same_seed() -> None:
    """A run that was killed would go on with other postings, and count both."""
    one, two = (GeneratedBoards(BOARDS, 1_000, 7, SENTENCES) for _ in range(2))
    assert sum(one.sizes) == 1_000
    assert one.sizes == two.sizes
    assert one.posting(3, 5) == two.posting(3, 5)
    assert one.posting(3, 5).body != one.posting(3, 6).body


@pytest.mark.parametrize("index", range(len(BOARDS)), ids=[board.source for board in BOARDS])
def test_generated_boards_answer_as_their_sources_do(tmp_path: Path, index: int) -> None:
    """The crawl would be measured on answers that no spider can use: nothing would be stored."""
    board = BOARDS[index]
    (tmp_path / "sentences.json").write_text(
        json.dumps({"titles": SENTENCES.titles, "texts": SENTENCES.texts}), encoding="utf-8"
    )
    write_boards([board], tmp_path / "boards.csv")
    found = answer(str(tmp_path / "sentences.json"), str(tmp_path / "boards.csv"), "3", "7")
    address, _ = SHAPES[board.source]
    path = address(board.token).removeprefix("https:/")
    asked = {
        "lever": f"{path}?mode=json&skip=0&limit=100",
        "smartrecruiters": f"{path}/100002",
        "workday": f"{path}/job/Role_R-100002",
    }
    body = found(asked.get(board.source, path), "GET", b"")
    assert body
    assert b"with Python and SQL" in body
    assert found("/elsewhere.example/robots.txt", "GET", b"") is None


def test_a_step_that_was_killed_is_known_and_done_again(tmp_path: Path) -> None:
    """What a run took before it was killed would be forgotten, or a step left out."""
    RunLog(tmp_path).under_way({"step": "calendar", "cpu": 3.0})
    assert run_step(tmp_path, ("calendar",))
    assert [one["ended"] for one in RunLog(tmp_path).attempts()] == ["killed", 0]
    assert run_step(tmp_path, ("calendar",))
    assert len(RunLog(tmp_path).attempts()) == 2


def test_the_page_on_scaling_says_what_was_measured() -> None:
    """Its sums would be of rates that nobody has measured."""
    text = PAGE.read_text(encoding="utf-8")
    assert page(text, tables(kept_runs())) == text
