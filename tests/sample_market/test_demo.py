"""The demo proves the pipeline: it notices every wrong share, and removes nobody's data."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from skillscan.errors import UsageError
from skillscan.release.document import Publication
from skillscan.sample_market.truth import read_truth
from skillscan.sample_market.verify import ExpectedEstimate, compare_with_truth, expected_estimates
from skillscan.statistics.estimates import Estimate, View, Views
from skillscan.statistics.populations import rounded

DAYS = "days_1_and_2"


def view(share: float) -> View:
    return View(share=rounded(share), low=0.0, high=1.0)


def published(key: tuple[str, str, str, str], true: ExpectedEstimate, **changes: Any) -> Estimate:
    population, statistic, value, measure = key
    shares = {name: view(share) for name, share in true.shares.items()}
    fields: dict[str, Any] = {
        "statistic": statistic,
        "population": population,
        "value": value,
        "label": value,
        "measure": measure,
        "openings": true.openings,
        "postings": true.openings,
        "employers": 1,
        "of_openings": true.of_openings,
        "of_employers": true.of_employers,
        "stating_openings": 1,
        "stating_employers": 1,
        "views": Views(
            all=shares["all"],
            stating=shares.get("stating"),
            silent=shares.get("silent", view(0)),
            employer=shares["employer"],
        ),
        "reading_error": None,
    }
    return Estimate(**{**fields, **changes})


def publication(estimates: list[Estimate]) -> Publication:
    return Publication(
        release="r",
        published_at=datetime(2026, 6, 1, tzinfo=UTC),
        as_of=date(2026, 6, 1),
        notice=None,
        skillscan_version="0",
        pipeline_version=None,
        method="m",
        statistics={},
        caveats={},
        populations={},
        sources=[],
        withheld=[],
        estimates=estimates,
    )


TRUE = expected_estimates(read_truth(), DAYS)
PYTHON = ("ml_engineer_us", "skill_share", "python", "named")
FIVE = ("ml_engineer_us", "experience_at_least", "5", "at_least")


def test_equal_release_has_no_difference() -> None:
    """A comparison that cries wolf would be switched off."""
    result = compare_with_truth(
        publication([published(key, true) for key, true in TRUE.items()]), read_truth(), DAYS
    )
    assert result.differences == ()
    assert result.shares == 4 * len(TRUE) > 2_000


def test_every_figure_of_the_demos_tables_is_compared() -> None:
    """A column would be called equal to a truth that says nothing of it."""
    assert {name for one in TRUE.values() for name in one.shares} == set(Views.__struct_fields__)
    for key, one in TRUE.items():
        assert set(one.shares) == set(Views.__struct_fields__), key


@pytest.mark.parametrize(
    ("key", "changes", "what"),
    [
        pytest.param(PYTHON, {"openings": 1}, "openings", id="count"),
        pytest.param(PYTHON, {"of_openings": 9}, "of openings", id="denominator"),
        pytest.param(PYTHON, {"of_employers": 9}, "of employers", id="employers"),
        pytest.param(FIVE, {"openings": 0}, "openings", id="years"),
    ],
)
def test_wrong_count_is_a_difference(key, changes, what: str) -> None:
    """One opening more or less is a wrong share."""
    estimates = [
        published(other, true, **(changes if other == key else {})) for other, true in TRUE.items()
    ]
    (difference,) = compare_with_truth(publication(estimates), read_truth(), DAYS).differences
    assert (difference.key, difference.what) == (key, what)


@pytest.mark.parametrize("name", ["all", "stating", "employer", "silent"])
def test_wrong_share_is_a_difference_in_every_view(name: str) -> None:
    """Each of the four views is published, so each is compared."""
    estimates = []
    for key, true in TRUE.items():
        one = published(key, true)
        if key == FIVE:
            views = msgspec.structs.replace(one.views, **{name: view(true.shares[name] - 1e-5)})
            one = msgspec.structs.replace(one, views=views)
        estimates.append(one)
    (difference,) = compare_with_truth(publication(estimates), read_truth(), DAYS).differences
    assert difference.what == f"share ({name})"
    assert "experience_at_least 5" in str(difference)


def test_missing_estimate_is_a_difference() -> None:
    """A skill that was never found must not pass as compared."""
    estimates = [published(key, true) for key, true in TRUE.items() if key != PYTHON]
    (difference,) = compare_with_truth(publication(estimates), read_truth(), DAYS).differences
    assert (difference.key, difference.published) == (PYTHON, None)


def test_home_with_other_things_is_refused(tmp_path: Path) -> None:
    """`--home ~` must not empty a home directory."""
    from skillscan.sample_market.demo import prepare_home

    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(UsageError, match="did not make"):
        prepare_home(tmp_path, is_kept=False)
    assert (tmp_path / "thesis.txt").is_file()


@pytest.mark.parametrize(("is_kept", "is_there"), [(False, False), (True, True)])
def test_home_of_an_earlier_demo_is_emptied_unless_kept(
    tmp_path: Path, is_kept: bool, is_there: bool
) -> None:
    """A demo starts afresh, and goes on only when asked to."""
    from skillscan.sample_market.demo import prepare_home

    home = tmp_path / "demo"
    prepare_home(home, is_kept=False)
    (home / "warehouse.duckdb").touch()
    prepare_home(home, is_kept=is_kept)
    assert (home / "warehouse.duckdb").exists() is is_there
