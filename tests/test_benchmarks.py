"""What `make bench` says of its bars."""

from pathlib import Path

import pytest

from benchmarks import many_postings, run
from benchmarks.estimates import market, point_estimates
from benchmarks.measuring import Measure
from benchmarks.run import table
from benchmarks.scaling import Notes
from benchmarks.steps import Spent


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
    """Who measures one group would throw away what all others took, or mix two machines."""
    monkeypatch.setattr(run, "RESULTS", tmp_path / "results.json")
    monkeypatch.setattr(run, "machine", lambda: "this one")
    old = [Measure(name=name, ours=1.0, unit="s") for name in ("a", "b")]
    new = [Measure(name="b", ours=2.0, unit="s")]
    assert run._others(new) == []
    run.RESULTS.write_text(run._as_json(old, []), encoding="utf-8")
    assert [one["name"] for one in run._others(new)] == ["a"]
    monkeypatch.setattr(run, "machine", lambda: "another one")
    assert run._others(new) == []


def test_market_of_the_estimates_is_a_release() -> None:
    """The ratio could not be measured: the market would lack what a release has."""
    with market(120) as connection:
        point_estimates(connection)
        found = connection.sql("SELECT count(*) FROM numbered_parts").fetchone()
    assert found
    assert found[0] > 120


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


def test_an_interrupted_row_of_steps_goes_on(tmp_path: Path) -> None:
    """A hundred thousand postings would be read from the beginning after each interruption."""
    done: list[str] = []

    def work(name: str) -> Spent:
        done.append(name)
        return Spent(2.0, 1.0, 30.0, 4)

    def stopped() -> Spent:
        raise KeyboardInterrupt

    first = Notes(tmp_path, 10)
    first.once("a", tmp_path, lambda: work("a"))
    with pytest.raises(KeyboardInterrupt):
        first.once("b", tmp_path, stopped)
    again = Notes(tmp_path, 10)
    again.once("a", tmp_path, lambda: work("a"))
    again.once("b", tmp_path, lambda: work("b"))
    assert done == ["a", "b"]
    assert [(c.step, c.cpu, c.was_interrupted) for c in again.costs.values()] == [
        ("a", 1.0, False),
        ("b", 1.0, True),
    ]
    assert Notes(tmp_path, 10).costs == again.costs
