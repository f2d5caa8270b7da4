"""The article that was handed to us, against a release of the postings that were."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from suite.command_line import run_here

from skillscan.article.check import check
from skillscan.article.judging.releases import evidence_from
from skillscan.release.catalog import open_latest
from skillscan.release.document import Publication
from skillscan.settings import Settings
from skillscan.statistics.estimates import ALL, View

pytestmark = [pytest.mark.shared, pytest.mark.slow]
US = "ml_engineer_us"


@dataclass(frozen=True)
class Checked:
    """A copy of the article, the release, and what the command said of it."""

    path: Path
    home: Path
    publication: Publication
    claims: list[dict[str, Any]]

    def quoted(self, words: str) -> list[dict[str, Any]]:
        found = [one for one in self.claims if words in one["quote"]]
        assert found, f"no claim says {words!r}"
        return found

    def view(self, statistic: str, value: str, measure: str, name: str) -> View:
        (row,) = (
            one
            for one in self.publication.estimates
            if (one.statistic, one.value, one.measure) == (statistic, value, measure)
            and (one.population, one.split) == (US, ALL)
        )
        found: View = getattr(row.views, name)
        return found


@pytest.fixture(scope="module")
def checked(shared_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Checked:
    home = tmp_path_factory.mktemp("ml_us_2025")
    corpus = shared_dir / "corpus" / "ml_us_2025.jsonl.gz"
    day = ("--default", "country=US", "--collected", "2025-04-30")
    for words in (
        ("import", str(corpus), "--source", "ml_us_2025", *day),
        ("extract",),
        ("publish",),
    ):
        assert run_here(*words, SKILLSCAN_HOME=str(home)).returncode in (0, 3)
    path = tmp_path_factory.mktemp("article") / "article.txt"
    shutil.copy(shared_dir / "article" / "what-does-an-ai-ml-engineer-do.txt", path)
    done = run_here("article", "check", str(path), "--json", SKILLSCAN_HOME=str(home))
    assert done.returncode == 3
    release = open_latest(Settings(home=home))
    return Checked(path, home, release.publication, json.loads(done.stdout)["claims"])


def test_python_is_what_its_interval_says(checked: Checked) -> None:
    """A number inside the noise of ours must not be called stale, nor one outside it current."""
    (claim,) = checked.quoted("Python shows up in 72%")
    ours = checked.view("skill_share", "python", "named", "all")
    is_inside = ours.low - 0.005 <= 0.72 <= ours.high + 0.005
    assert (claim["verdict"] == "current") is is_inside
    assert claim["estimate"] == pytest.approx(100 * ours.share, abs=1e-3)
    assert claim["interval"] == pytest.approx([100 * ours.low, 100 * ours.high], abs=1e-3)


def test_aws_is_contradicted_and_shares_its_digits_with_python(checked: Checked) -> None:
    """The article's own 72 % of Python came back as AWS's, and both are shown."""
    (aws,), (python,) = checked.quoted("AWS leads at 72%"), checked.quoted("Python shows up in 72%")
    ours = checked.view("skill_share", "aws", "named", "all")
    assert ours.high < 0.715
    assert aws["verdict"] == "contradicted"
    assert aws["replacement"] == f"{100 * ours.share:.0f}%"
    assert checked.claims[aws["conflicts"][0]] == python
    assert "same digits" in aws["note"]
    assert "same digits" in python["note"]


def test_five_years_get_both_denominators_and_the_share_of_all(checked: Checked) -> None:
    """78 % of open roles must never become the share of those that state years."""
    of_all = checked.view("experience_at_least", "5", "at_least", "all")
    stating = checked.view("experience_at_least", "5", "at_least", "stating")
    for claim in checked.quoted("of open roles require 5+ years"):
        assert claim["verdict"] == "contradicted"
        assert claim["replacement"] == f"{100 * of_all.share:.0f}%"
        assert f"{stating.share:.0%} require 5+ years" in claim["note"]
        assert "gets the share of all openings" in claim["note"]


def test_the_majority_is_remote_is_judged_in_words(checked: Checked) -> None:
    """True of postings that say where the work is done, and not of all: which is said."""
    (claim,) = checked.quoted("the majority of ML engineering roles")
    of_all = checked.view("workplace_share", "remote_or_hybrid", "offered", "all")
    stating = checked.view("workplace_share", "remote_or_hybrid", "offered", "stating")
    expected = "current" if of_all.high > 0.5 else "different_measure"
    assert stating.share > 0.5
    assert claim["verdict"] == expected
    assert f"{of_all.share:.0%} of openings" in claim["note"]


def test_azures_number_under_kubernetes_name_is_told(checked: Checked) -> None:
    """A public study's 17.6 % is of Azure."""
    (claim,) = checked.quoted("Kubernetes in 17.6%")
    assert "365 Data Science" in claim["note"]
    assert "Azure" in claim["note"]


def test_written_then_checked_all_own_claims_hold(checked: Checked) -> None:
    """A refresh leaves nothing to refresh, and changes nothing but what it proposed."""
    before = checked.path.read_bytes()
    settings = Settings(home=checked.home)
    found = check(before, checked.path, evidence_from(settings)).checked
    due = [one.judgement.replacement for one in found.claims if one.judgement.replacement]
    edits = {edit for one in due for edit in one.edits}
    assert len(edits) >= 8
    source = found.article.source
    for edit in sorted(edits, reverse=True):
        start, end = found.article.source_span(edit.start, edit.end)
        source = source[:start] + edit.new + source[end:]

    done = run_here(
        "article", "refresh", str(checked.path), "--write", SKILLSCAN_HOME=str(checked.home)
    )
    assert done.returncode == (0 if all(one.edits for one in due) else 3)
    assert checked.path.read_bytes() == source.encode("utf-8")

    again = run_here(
        "article", "check", str(checked.path), "--json", SKILLSCAN_HOME=str(checked.home)
    )
    claims = json.loads(again.stdout)["claims"]
    theirs = [one["quote"] for one in checked.claims if one["kind"] == "theirs"]
    assert [one["quote"] for one in claims if one["kind"] == "theirs"] == theirs
    own = [one for one in claims if one["kind"] == "ours" and one["verdict"] != "cannot_say"]
    assert [one["quote"] for one in own if one["verdict"] != "current"] == []
