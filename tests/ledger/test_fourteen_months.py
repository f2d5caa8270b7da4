"""Fourteen monthly releases of a market whose trend, boards and taxonomy are planted: the ledger
gives back the planted market, coverage and method, and the matched panel the planted trend.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from skillscan.domain import FetchReport, Outcome, RawItem
from skillscan.extract.step import extract
from skillscan.landing.writer import LandingWriter
from skillscan.ledger.changes import HeadlineChange, Ledger
from skillscan.release import step
from skillscan.release.catalog import Release, open_latest
from skillscan.release.ledger_tables import stored_ledger
from skillscan.release.step import publish
from skillscan.sample_market.months import SOURCE, Count, MonthlyMarket
from skillscan.settings import Settings
from skillscan.statistics.catalogue import packaged
from skillscan.statistics.populations import load_populations, rounded
from skillscan.statistics.resamples import point_estimates_only

pytestmark = pytest.mark.slow
POPULATION = "listed_now"
ALL_TIME = "ml_engineer_all_time"
POPULATIONS = """
listed_now:
  label: machine-learning engineers, listed now
  occupation: ml_engineer
  language: en
  period_days: 20
"""
STATISTICS = ("skill_share", "skill_trend", "posting_growth")
WAIVED = dict.fromkeys(("no_jump", "keeps_openings"), "planted")


@dataclass(frozen=True)
class Played:
    """The market, the ledger of each month from the second on, and the last release."""

    market: MonthlyMarket
    ledgers: dict[int, Ledger]
    last: Release


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    market = MonthlyMarket()
    settings = Settings(home=tmp_path_factory.mktemp("months"))
    (settings.home / "populations.yaml").write_text(POPULATIONS)
    ledgers = {}
    needed = {key: packaged().files[key] for key in STATISTICS}
    two = {key: load_populations(settings.home)[key] for key in (POPULATION, ALL_TIME)}
    with point_estimates_only(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(step, "load_populations", lambda _: two)
        patch.setattr(step, "load_catalogue", lambda _: replace(packaged(), files=needed))
        for month in range(1, market.months + 1):
            play(market, month, settings)
            with open_latest(settings).connect() as connection:
                ledger = stored_ledger(connection)
            if month > 1:
                assert ledger is not None
                ledgers[month] = ledger
        yield Played(market, ledgers, open_latest(settings))


def play(market: MonthlyMarket, month: int, settings: Settings) -> None:
    """Crawl every board of a month, read, publish."""
    if month == market.learned_in:
        own = settings.home / "taxonomy"
        own.mkdir()
        (own / "learned.yaml").write_text(market.learned())
    for started in market.fetch_times(month):
        for board in sorted(market.boards(month)):
            writer = LandingWriter(settings.landing, SOURCE, board, started)
            for payload in market.listed(month, board):
                writer.add(
                    RawItem(
                        source=SOURCE,
                        board=board,
                        url=payload["absolute_url"],
                        fetched_at=started,
                        http_status=200,
                        payload=payload,
                    )
                )
            writer.commit(
                FetchReport(
                    source=SOURCE,
                    board=board,
                    outcome=Outcome.COMPLETE,
                    started_at=started,
                    finished_at=started + timedelta(minutes=1),
                )
            )
    now = market.fetch_times(month)[-1] + timedelta(hours=3)
    extract(settings, now=now)
    summary = publish(settings, now=now, render=lambda *_: (), waived=WAIVED)
    assert summary.is_latest, summary


def skill_change(played: Played, month: int) -> HeadlineChange | None:
    wanted = ("skill_share", POPULATION, "all", played.market.skill)
    found = [
        one
        for one in played.ledgers[month].changes
        if (one.statistic, one.population_id, one.split, one.value) == wanted
    ]
    return found[0] if found else None


def share(count: Count) -> Decimal:
    return Decimal(str(rounded(count.naming / count.openings)))


def planted(market: MonthlyMarket, month: int) -> list[Count]:
    """What the steps from the month before to this one must count, from the plan alone."""
    before, now = market.boards(month - 1), market.boards(month)
    knew, knows = month - 1 >= market.learned_in, month >= market.learned_in
    return [
        market.count(month - 1, before, is_learned=knew),
        market.count(month - 1, before, is_learned=knows),
        market.count(month - 1, before & now, is_learned=knows),
        market.count(month, before & now, is_learned=knows),
        market.count(month, now, is_learned=knows),
    ]


@pytest.mark.parametrize("month", range(2, 15))
def test_ledger_gives_back_what_was_planted(played: Played, month: int) -> None:
    """Better rules, or boards that came, would be told as a change of the market."""
    steps = planted(played.market, month)
    before, replayed, common_before, common_after, after = map(share, steps)
    found = skill_change(played, month)
    assert found is not None
    assert [
        Count(naming=naming, openings=openings)  # type: ignore[arg-type]
        for naming, openings in (
            (found.openings_before, found.of_openings_before),
            (found.openings_replayed, found.of_openings_replayed),
            (found.openings_common_before, found.of_openings_common_before),
            (found.openings_common_after, found.of_openings_common_after),
            (found.openings_after, found.of_openings_after),
        )
    ] == steps
    assert (found.number_before, found.number_after) == (before, after)
    assert found.method == replayed - before
    assert found.market == common_after - common_before
    assert found.coverage == after - before - found.method - found.market
    assert found.is_restated == (month == played.market.learned_in)


def test_plant_has_all_three_effects(played: Played) -> None:
    """A plant without an effect would prove nothing."""
    parts = {month: skill_change(played, month) for month in range(2, 15)}
    assert {month for month, one in parts.items() if one and one.method} == {9}
    assert {month for month, one in parts.items() if one and one.coverage} >= {4, 7, 9, 13}
    assert all(one and one.market > 0 for one in parts.values())


def test_boards_that_come_and_go_are_named(played: Played) -> None:
    """Nobody could see which boards make a coverage effect."""
    for month, ledger in played.ledgers.items():
        before, now = played.market.boards(month - 1), played.market.boards(month)
        found = {one.board: one.became for one in ledger.boards}
        assert {board for board, fate in found.items() if fate == "both"} == before & now
        assert {board for board, fate in found.items() if fate == "came"} == now - before
        assert {board for board, fate in found.items() if fate == "gone"} == before - now


def test_matched_panel_gives_back_the_planted_trend(played: Played) -> None:
    """A trend would be drawn over boards that came and went, as the raw shares by month are."""
    market = played.market
    steady = frozenset.intersection(*(market.boards(month) for month in range(1, 15)))
    of_months = {
        split: {
            one.group: Decimal(str(one.views.all.share))
            for one in played.last.publication.estimates
            if (one.statistic, one.population, one.split, one.value, one.measure)
            == ("skill_trend", ALL_TIME, split, market.skill, "named")
        }
        for split in ("panel_month", "month")
    }
    whole = range(2, 14)  # read before, in and after
    names = [f"{market.fetch_times(month)[0]:%Y-%m}" for month in whole]
    panel = [share(market.count(month, steady, is_learned=True)) for month in whole]
    raw = [share(market.count(month, market.boards(month), is_learned=True)) for month in whole]
    assert of_months["panel_month"] == dict(zip(names, panel, strict=True))
    assert {name: of_months["month"][name] for name in names} == dict(zip(names, raw, strict=True))
    slopes = [later - earlier for earlier, later in pairwise(panel)]
    assert slopes == [Decimal("0.05")] * 11
    assert raw != panel


def test_growth_on_the_panel_is_none_where_only_boards_came(played: Played) -> None:
    """Two boards that were added in April would look like a growing market."""
    growth = {
        one.figure: one.number
        for one in played.last.publication.figures
        if (one.statistic, one.population, one.value) == ("posting_growth", ALL_TIME, "2025-04")
    }
    before, now = (
        played.market.count(month, played.market.boards(month), is_learned=True).openings
        for month in (3, 4)
    )
    assert growth["on_month"] == 0
    assert growth["raw_on_month"] == pytest.approx(now / before - 1, abs=1e-6)
    assert now > before


def test_texts_of_the_market_say_that_they_are_invented(tmp_path: Path) -> None:
    """Somebody could take an invented posting for a real one."""
    from skillscan.sample_market.config import marker

    market = MonthlyMarket()
    for board in market.boards(9):
        assert all(marker() in one["content"] for one in market.listed(9, board))
