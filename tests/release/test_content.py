"""What a release is called, and what its files hold."""

import csv
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from skillscan.release import excerpt as excerpt_module
from skillscan.release.catalog import open_latest
from skillscan.release.document import to_json
from skillscan.release.excerpt import excerpt
from skillscan.release.step import PublishSummary
from skillscan.settings import Settings
from skillscan.warehouse.connection import open_warehouse
from tests.release.publishing import LATER, NOW, published_at


def test_statistics_json_is_that_of_the_numbers_in_the_tables(
    published: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A release that is made again from its tables would have another file of its numbers."""
    monkeypatch.setattr(excerpt_module, "MOST_VALUES", 2)
    settings = Settings(home=tmp_path)
    shutil.copy(published.settings.warehouse, settings.warehouse)
    folder = Path(published_at(settings, NOW).folder)
    again = to_json(excerpt(open_latest(settings).publication))
    assert (folder / "statistics.json").read_text(encoding="utf-8") == again


@pytest.mark.slow
def test_equal_warehouses_give_one_hash_on_any_day_and_one_changed_posting_another(
    hand_made_warehouse: Callable[..., Settings], advert: Any
) -> None:
    """Nobody could tell from two releases whether they say the same."""

    def adverts(text: str) -> Iterator[Any]:
        skills = {"python": "required"}
        for number in range(12):
            said = text if number == 3 else "You know Python."
            yield advert(employer=f"E{number % 6}", text=said, skills=skills)

    hashes = {}
    for name, text, now in (
        ("one", "You know Python.", NOW),
        ("equal", "You know Python.", LATER),
        ("changed", "You know Python!", NOW),
    ):
        settings = hand_made_warehouse(adverts(text))
        summary = published_at(settings, now, waived={"has_estimates": "few"})
        excerpt = open_latest(settings).excerpt
        assert excerpt.content_hash
        assert summary.name == f"{now:%Y-%m-%d}-{excerpt.content_hash[:12]}"
        hashes[name] = excerpt.content_hash
    assert hashes["one"] == hashes["equal"]
    assert hashes["one"] != hashes["changed"]


def test_statistics_json_leads_and_the_tables_have_all(
    published: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rare skill would be gone from a site's file and, without a word, from the release."""
    whole = published.release.publication
    assert excerpt(whole).left_out == dict.fromkeys(
        ("estimates", "figures", "disagreements", "sample_differences"), 0
    )
    monkeypatch.setattr(excerpt_module, "MOST_VALUES", 2)
    cut = excerpt(whole)
    shown = {one.value for one in cut.estimates if one.statistic == "skill_share"}
    assert shown == {"python", "pytorch"}
    assert cut.left_out["estimates"] == len(whole.estimates) - len(cut.estimates) > 0
    assert cut.denominators == whole.denominators
    release = msgspec.structs.replace(cut)
    reader = type(published.release)(
        name="x", folder="x", excerpt=release, database=published.release.database
    )
    assert reader.publication.estimates == whole.estimates
    of_one = reader.of(["skill_share"], "ml_engineer_us")
    assert {(one.statistic, one.population) for one in of_one.estimates} == {
        ("skill_share", "ml_engineer_us")
    }


def test_a_statistic_has_a_csv_and_what_it_means(published: Any) -> None:
    """Who takes one number would have neither its meaning nor how to cite it."""
    folder = published.folder / "statistics"
    release = published.release
    for statistic in release.excerpt.statistics:
        with (folder / f"{statistic}.csv").open(newline="") as file:
            rows = list(csv.DictReader(file))
        described = json.loads((folder / f"{statistic}.metadata.json").read_text())
        assert described["id"] == f"{statistic}@{release.name}"
        assert statistic in described["citation"]
        assert described["licence"] == "CC-BY-4.0"
        assert all(described["columns"].values())
        assert all(described["caveats"].values())
        if rows:
            assert set(rows[0]) == set(described["columns"])
        counted = [
            one
            for one in (*release.publication.estimates, *release.publication.figures)
            if one.statistic == statistic
        ]
        assert len(rows) == len(counted)


@pytest.mark.slow
def test_cells_that_a_spreadsheet_would_run_are_made_harmless(
    hand_made_warehouse: Callable[..., Settings], advert: Any
) -> None:
    """A posting's employer could run a formula on the analyst's machine."""
    adverts = [advert(employer=f"=cmd|{n % 12}", skills={"python": "required"}) for n in range(40)]
    settings = hand_made_warehouse(adverts)
    folder = Path(published_at(settings, NOW).folder)
    for path in (folder / "statistics").glob("*.csv"):
        with path.open(newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "@", "+"))]
    assert "=cmd|0" not in (folder / "METHODS.md").read_text()


@pytest.mark.slow
def test_the_day_of_the_release_before_is_no_part_of_the_hash(
    published_copy: Any, publish_again: Callable[..., PublishSummary], tmp_path: Path
) -> None:
    """Two who publish the same data after the same release would have two releases."""
    hashes = set()
    for days in (1, 9):
        home = tmp_path / f"after{days}"
        shutil.copytree(published_copy.settings.home, home)
        settings = Settings(home=home)
        shutil.rmtree(settings.releases)
        first = published_at(settings, NOW + timedelta(days=days), notice="First.")
        second = published_at(settings, NOW + timedelta(days=10), notice="Second.")
        assert open_latest(settings).excerpt.previous == first.name
        hashes.add(second.name)
    assert len(hashes) == 1


@pytest.mark.slow
def test_a_value_of_the_release_before_is_kept_as_zero_once(
    published_copy: Any, publish_again: Callable[..., PublishSummary]
) -> None:
    """A series would end without a word; or zeros of skills that nobody names would pile up."""
    settings = published_copy.settings
    with open_warehouse(settings) as connection:
        connection.execute("DELETE FROM findings WHERE value = 'kubernetes'")
    waived = {"no_jump": "taken out"}
    second = publish_again(now=NOW + timedelta(days=1), waived=waived)
    release = open_latest(settings)
    assert (second.is_new, release.excerpt.previous) == (True, published_copy.release.name)
    kept = [one for one in release.publication.estimates if one.value == "kubernetes"]
    assert kept
    assert {one.openings for one in kept} == {0}
    assert all(one.views.all.share == 0 < one.views.all.high for one in kept)
    again = publish_again(now=NOW + timedelta(days=2), waived=waived)
    assert (again.name, again.is_new) == (second.name, False)
    dropped = publish_again(now=NOW + timedelta(days=3), notice="New.", waived=waived)
    assert dropped.is_new
    values = {one.value for one in open_latest(settings).publication.estimates}
    assert "kubernetes" not in values
