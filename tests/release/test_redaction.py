"""Quotes that are withdrawn from releases."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pytest

from skillscan.errors import UsageError
from skillscan.release.catalog import open_latest, open_named
from skillscan.release.index import read_index
from skillscan.release.redaction import redact
from skillscan.release.release_folder import release_folder
from skillscan.release.step import PublishSummary
from skillscan.release.withdrawal import WITHDRAWN, Withdrawal
from skillscan.site.pages import render
from tests.release.publishing import LATER, NOW


def test_quotes_are_withdrawn_from_all_releases_and_no_number_changes(
    published_copy: Any, publish_again: Callable[..., PublishSummary]
) -> None:
    """An employer's sentence would stay in print, or a number would change with it."""
    settings = published_copy.settings
    publish_again(now=NOW + timedelta(days=1), notice="Second.")
    before = open_latest(settings)
    posting = before.publication.examples[0].posting_id
    with before.connect() as connection:
        quotes = connection.execute(
            "SELECT DISTINCT quote FROM opening_findings WHERE posting_id = ?", [posting]
        ).fetchall()
    withdrawal = Withdrawal(posting_id=posting, withdrawn_at=NOW, reason="asked", by="Kim")
    done = redact(settings, withdrawal, render=render, now=LATER)
    assert len(done.redacted) == 2
    assert done.faults == ()
    after = open_latest(settings)
    assert after.publication.estimates == before.publication.estimates
    assert posting not in {one.posting_id for one in after.excerpt.examples}
    for name in done.redacted:
        folder = Path(settings.releases) / name
        told = json.loads((folder / "withdrawn.json").read_text())
        assert [one["posting_id"] for one in told["withdrawn"]] == [posting]
        assert told["content_hash"][:12] == name[-12:]
        assert told["content_hash"] != told["content_hash_without_quotes"]
        with duckdb.connect(str(folder / "skillscan.duckdb"), read_only=True) as connection:
            left = connection.execute(
                "SELECT DISTINCT quote FROM opening_findings WHERE posting_id = ?", [posting]
            ).fetchall()
        assert left == [(WITHDRAWN,)]
        assert quotes
    index = read_index(release_folder(settings.releases))
    assert [one.withdrawn for one in index.releases] == [1, 1]
    assert not publish_again(now=NOW + timedelta(days=2), notice="Second.").is_new
    third = publish_again(now=NOW + timedelta(days=3), notice="Third.")
    with open_named(settings, third.name).connect() as connection:
        left = connection.execute(
            "SELECT DISTINCT quote FROM opening_findings WHERE posting_id = ?", [posting]
        ).fetchall()
    assert left == [(WITHDRAWN,)]
    with pytest.raises(UsageError, match="no release"):
        redact(
            settings,
            msgspec.structs.replace(withdrawal, posting_id="a/b/c"),
            render=render,
            now=NOW,
        )
