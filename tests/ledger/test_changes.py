"""A change between two releases is split into market, coverage and method, which add up exactly."""

import csv
import dataclasses
import io
import json
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner, Result

from skillscan.cli.app import app
from skillscan.errors import UsageError
from skillscan.ledger.change_text import change_text, changes_markdown, escaped, number_text
from skillscan.ledger.changes import AvailabilityChange, BoardChange, HeadlineChange, Ledger
from skillscan.release.catalog import Release, open_latest, passed
from skillscan.release.ledger_tables import compared, ledger_between
from skillscan.release.release_folder import release_folder
from skillscan.release.vintages import release_named, release_on
from skillscan.settings import Settings
from skillscan.statistics.catalogue import packaged

POPULATION = "ml_engineer_us"


@pytest.fixture(scope="session")
def ledger(two_releases: Settings) -> Ledger:
    return ledger_between(
        release_on(two_releases, date(2026, 2, 10)), open_latest(two_releases), packaged()
    )


def change_of(ledger: Ledger, value: str, statistic: str = "skill_share") -> HeadlineChange:
    (found,) = (
        one
        for one in ledger.changes
        if (one.statistic, one.population_id, one.split, one.value)
        == (statistic, POPULATION, "all", value)
    )
    return found


def test_planted_effects_come_back_to_the_last_digit(ledger: Ledger) -> None:
    """The market would be credited with what better rules or another board made."""
    found = change_of(ledger, "pytorch")
    # Before 10 of 40; by today's rules 14 of 40. E19, whose board went, has two of the 40, neither
    # of which names it: 14 of 38 on the other boards, 29 of 58 there now. In all 39 of 70.
    assert (found.openings_before, found.of_openings_before) == (10, 40)
    assert (found.openings_replayed, found.of_openings_replayed) == (14, 40)
    assert (found.openings_common_before, found.of_openings_common_before) == (14, 38)
    assert (found.openings_common_after, found.of_openings_common_after) == (29, 58)
    assert (found.openings_after, found.of_openings_after) == (39, 70)
    assert found.method == Decimal("0.100000")
    assert found.market == Decimal("0.5") - Decimal("0.368421")
    assert found.change == Decimal("0.557143") - Decimal("0.25")
    assert found.is_restated


def test_parts_of_every_change_add_up(ledger: Ledger) -> None:
    """A reader who adds the parts up would find that something is missing."""
    assert {one.statistic for one in ledger.changes} > {"skill_share", "sample_size"}
    for one in ledger.changes:
        assert one.market + one.coverage + one.method == one.number_after - one.number_before


def test_what_no_rule_touched_is_not_restated(ledger: Ledger) -> None:
    """Every number would be called restated because time went by."""
    python = change_of(ledger, "python")
    assert (python.method, python.is_restated) == (0, False)
    assert (python.openings_replayed, python.of_openings_replayed) == (40, 40)
    size = change_of(ledger, "openings", "sample_size")
    assert (size.market, size.coverage, size.method) == (20, 10, 0)


def test_boards_are_told_apart(ledger: Ledger) -> None:
    """Nobody could see which boards made the coverage."""
    became = {one.board: one.became for one in ledger.boards}
    assert (became["e00"], became["e19"], became["new"]) == ("both", "gone", "came")


def compare_again(earlier: Release, later: Release) -> Ledger:
    """The ledger from the two databases, whatever is stored."""
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{later.database}' AS release (READ_ONLY); USE release")
        return compared(earlier, connection, packaged())


def test_ledger_of_a_release_is_that_of_its_two_databases(
    two_releases: Settings, ledger: Ledger
) -> None:
    """`changes` would say one thing for the newest pair of releases, and another for others."""
    earlier = release_on(two_releases, date(2026, 2, 10))
    again = compare_again(earlier, open_latest(two_releases))
    assert list(again.changes) == list(ledger.changes)
    assert list(again.boards) == list(ledger.boards)


def test_a_release_against_itself_changes_nothing(two_releases: Settings) -> None:
    """Rounding, or another way to count, would look like a change of method."""
    latest = open_latest(two_releases)
    assert compare_again(latest, latest).changes == []


def test_what_is_new_or_withheld_has_a_row_with_its_reason(
    two_releases: Settings, tmp_path: Path
) -> None:
    """A number that is gone from a page would be gone without a word."""
    latest = open_latest(two_releases)
    assert compare_again(latest, latest).availability == []
    changed = tmp_path / "skillscan.duckdb"
    shutil.copy(latest.database, changed)
    changed.chmod(0o644)
    with duckdb.connect(str(changed)) as connection:
        connection.execute("DELETE FROM withheld WHERE statistic = 'degree_share'")
        connection.execute(f"DELETE FROM estimates WHERE {SHARES}")  # noqa: S608
        connection.execute(f"DELETE FROM denominators WHERE {SHARES}")  # noqa: S608
        connection.execute("DELETE FROM statistics WHERE statistic = 'degree_share'")
        connection.execute(
            "INSERT INTO withheld VALUES ('skill_share', ?, 'all', '', '', 'so few')", [POPULATION]
        )
    other = dataclasses.replace(latest, database=changed)
    published = {one.statistic: one for one in whole(compare_again(other, latest))}
    assert (published["skill_share"].became, published["skill_share"].reason) == (
        "published",
        "before: so few",
    )
    assert published["degree_share"].became == "withheld"  # no posting here names one
    assert published["degree_share"].reason == "no opening states it"
    withheld = {one.statistic: one for one in whole(compare_again(latest, other))}
    assert (withheld["skill_share"].became, withheld["skill_share"].reason) == (
        "withheld",
        "so few",
    )
    ledger = Ledger(
        earlier="e", changes=[], boards=[], texts_changed=0, availability=list(withheld.values())
    )
    text = changes_markdown(ledger, {"skill_share": "Skills"})
    assert "us: withheld \\(so few\\)" in text


SHARES = f"statistic = 'skill_share' AND population_id = '{POPULATION}' AND split = 'all'"


def whole(ledger: Ledger) -> list[AvailabilityChange]:
    return [
        one
        for one in ledger.availability
        if (one.population_id, one.split, one.figure) == (POPULATION, "all", "")
    ]


def run(settings: Settings, *words: str) -> Result:
    return CliRunner().invoke(app, list(words), env={"SKILLSCAN_HOME": str(settings.home)})


def test_changes_as_csv_add_up_and_run_nothing(two_releases: Settings) -> None:
    """An analyst would add up rounded numbers, or open a formula."""
    result = run(two_releases, "changes", "--format", "csv")
    assert result.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert len(rows) > 20
    for row in rows:
        parts = (Decimal(row[name]) for name in ("market", "coverage", "method"))
        assert sum(parts) == Decimal(row["change"])
        assert not row["label"].startswith(("=", "+", "-", "@"))


def test_changes_as_table_and_json(two_releases: Settings) -> None:
    """The reader would not learn which number is restated, or which boards came."""
    shown = run(two_releases, "changes", "2026-02-10", "--statistic", "skill_share")
    assert shown.exit_code == 0
    assert "PyTorch †" in shown.stdout
    assert "+13.2" in shown.stdout  # market: 29 of 58 less 14 of 38
    assert "19 boards read in both" in shown.stdout
    content = json.loads(run(two_releases, "changes", "--format", "json", "--restated").stdout)
    assert {row["is_restated"] for row in content["changes"]} == {True}
    assert {"source": "greenhouse", "board": "new", "became": "came"} in content["boards"]


def test_changes_of_one_kind_of_skill(two_releases: Settings) -> None:
    """Who asks for technologies would have to leave out fields of knowledge by hand."""
    shown = {}
    for kind in ("technology", "field", "all"):
        done = run(two_releases, "changes", "--kind", kind, "--format", "csv")
        rows = csv.DictReader(io.StringIO(done.stdout))
        shown[kind] = {(row["value"], row["kind"]) for row in rows}
    assert ("pytorch", "technology") in shown["technology"]
    assert ("openings", "") in shown["technology"]
    assert not [one for one in shown["technology"] if one[1] == "field"]
    assert ("python", "field") in shown["field"]
    assert not [one for one in shown["field"] if one[1] == "technology"]
    assert shown["all"] == shown["technology"] | shown["field"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["changes", "--kind", "tool"], "unknown kind"),
        (["changes", "2026-01-01"], "no release was published until 2026-01-01"),
        (["changes", "2026"], "more than one release"),
        (["changes", "nonsense"], "no release is called"),
        (["changes", "2026-03-12", "2026-03-12"], "name two releases"),
        (["changes", "--format", "xml"], "unknown format"),
        (["stats", "--as-of", "2026-01-01"], "no release was published until"),
    ],
)
def test_unknown_releases_are_refused_with_those_on_record(
    two_releases: Settings, words: list[str], said: str
) -> None:
    """Another release than the one that was meant would be compared."""
    result = run(two_releases, *words)
    assert isinstance(result.exception, UsageError)
    assert said in str(result.exception)


def test_statistics_as_they_were_published_on_a_day(two_releases: Settings) -> None:
    """A number that was quoted in February could not be found again in March."""
    first = run(two_releases, "stats", "skill_share", "--as-of", "2026-03-11", "--json")
    now = run(two_releases, "stats", "skill_share", "--json")
    names = [json.loads(one.stdout)["release"] for one in (first, now)]
    assert names == sorted(release_folder(two_releases.releases).names())
    assert list(passed(release_folder(two_releases.releases))) == names[::-1]
    assert release_named(two_releases, names[0][-12:]).name == names[0]
    with pytest.raises(UsageError):
        release_on(two_releases, date(2026, 2, 9))


def test_first_release_has_nothing_to_compare_with(two_releases: Settings, tmp_path: Path) -> None:
    """The command would fail after a first publish."""
    first = release_on(two_releases, date(2026, 2, 10))
    shutil.copytree(first.folder, tmp_path / "releases" / first.name)
    (tmp_path / "releases" / "latest").write_text(first.name)
    result = run(Settings(home=tmp_path), "changes")
    assert (result.exit_code, first.name in result.output) == (0, True)
    assert "first release on record" in result.output
    assert changes_markdown(None, {}).startswith("# Changes\n")


def test_markdown_names_every_part_and_escapes_boards(ledger: Ledger) -> None:
    """A board's name would become markup on the page of the changes."""
    hostile = BoardChange(source="lever", board="<b>*x*|`", became="came")
    text = changes_markdown(
        Ledger(
            earlier=ledger.earlier,
            changes=ledger.changes,
            boards=[*ledger.boards, hostile],
            texts_changed=3,
        ),
        {"skill_share": "Skills"},
    )
    assert "| Skills: PyTorch † | 25.0% | 55.7% | +30.7 | +13.2 | +7.6 | +10.0 |  |" in text
    assert "&lt;b&gt;\\*x\\*\\|\\`" in text
    assert "3 postings have another text" in text
    assert len(text.splitlines()) < 400


@pytest.mark.parametrize(
    ("unit", "number", "shown", "change"),
    [
        ("share", "0.4310", "43.1%", "+43.1"),
        ("share", "-0.0002", "-0.0%", "0.0"),
        ("points", "-0.031", "\N{MINUS SIGN}3.1", "\N{MINUS SIGN}3.1"),
        ("pay a year", "182500", "182,500", "+182,500"),
        ("days", "12.5", "12.50", "+12.50"),
        ("number", "0", "0", "0"),
    ],
)
def test_amounts_in_words(unit: str, number: str, shown: str, change: str) -> None:
    """Points would be read as percent, or a minus as a formula."""
    assert number_text(Decimal(number), unit) == shown
    assert change_text(Decimal(number), unit) == change


def test_terminal_codes_are_escaped() -> None:
    """A board's token would move the cursor."""
    assert "\x1b" not in escaped("a\x1b[2J")
