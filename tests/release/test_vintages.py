"""Releases by the day on which they stood."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from skillscan.errors import UsageError
from skillscan.release import vintages
from skillscan.settings import Settings


def test_a_day_before_all_releases_names_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two releases of one day, the one with the lesser hash would be called the first."""

    def passed(_: object) -> Iterator[str]:
        """The newest first."""
        return iter(["2026-03-01-0a", "2026-02-11-1a", "2026-02-11-9f"])

    monkeypatch.setattr(vintages, "passed", passed)
    with pytest.raises(UsageError, match=r"the first on record is 2026-02-11-9f$"):
        vintages.release_on(Settings(home=tmp_path), date(2026, 2, 10))


def test_a_day_without_any_release_says_so(tmp_path: Path) -> None:
    """A release that does not exist would be named."""
    with pytest.raises(UsageError, match="there is none on record"):
        vintages.release_on(Settings(home=tmp_path), date(2026, 2, 10))
