"""Marked numbers against a release: verdicts, rewriting, and what is refused."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.article.check import check_claims, refreshed
from skillscan.article.resolve import MarkerError
from skillscan.article.source import read
from skillscan.errors import SkillscanError
from skillscan.release.document import PopulationEntry, Publication
from skillscan.statistics.definitions import definitions
from skillscan.statistics.estimates import Estimate, View, Views, Withheld
from skillscan.statistics.populations import Population, Sample


def estimate(statistic: str, value: str, measure: str, share: float) -> Estimate:
    def view(middle: float) -> View:
        return View(share=middle, low=max(0, middle - 0.03), high=min(1, middle + 0.03))

    return Estimate(
        statistic=statistic,
        population="ml_engineer_us",
        value=value,
        label=value,
        measure=measure,
        openings=70,
        postings=90,
        employers=30,
        of_openings=120,
        of_employers=40,
        stating_openings=80,
        stating_employers=30,
        views=Views(all=view(share), stating=view(share / 2), silent=view(0.25), employer=None),
        reading_error=None,
    )


def population(name: str) -> PopulationEntry:
    sample = Sample(
        openings=120, employers=40, first_day=date(2026, 10, 1), last_day=date(2026, 11, 2)
    )
    return PopulationEntry(definition=Population(id=name, label=name), sample=sample)


PUBLICATION = Publication(
    release="2026-11-02-0123456789ab",
    published_at=datetime(2026, 11, 2, tzinfo=UTC),
    as_of=date(2026, 11, 2),
    notice=None,
    skillscan_version="0",
    pipeline_version="p",
    method="",
    statistics=dict(definitions()),
    caveats={},
    populations={name: population(name) for name in ("ml_engineer_us", "ml_engineer_gb")},
    sources=[],
    withheld=[
        Withheld(statistic="skill_share", population="ml_engineer_gb", reason="4 openings only")
    ],
    estimates=[
        estimate("skill_share", "python", "named", 0.7049),
        estimate("skill_share", "python", "required", 0.5),
        estimate("experience_at_least", "5", "at_least", 0.6),
    ],
)


def article(inner: str, address: str = "skill_share python ml_engineer_us") -> bytes:
    return f"# Ä\n\r\nPython: <!-- skillscan: {address} -->{inner}<!-- /skillscan -->!".encode()


@pytest.mark.parametrize(
    ("inner", "address", "new", "is_stale", "is_inside"),
    [
        ("72%", "skill_share python ml_engineer_us", "70%", True, True),
        ("70%", "skill_share python ml_engineer_us", "70%", False, True),
        ("39.8 %", "skill_share python ml_engineer_us", "70.5 %", True, False),
        ("72%", "skill_share python ml_engineer_us measure=required", "50%", True, False),
        ("72%", "skill_share python ml_engineer_us view=stating", "35%", True, False),
        ("78%", "experience_at_least 5 ml_engineer_us", "30%", True, False),
        ("78%", "experience_at_least 5 ml_engineer_us view=all", "60%", True, False),
        ("20%", "experience_at_least 5 ml_engineer_us view=silent", "25%", True, False),
    ],
)
def test_old_and_new_are_told(
    inner: str, address: str, new: str, is_stale: bool, is_inside: bool
) -> None:
    """An editor sees which number is stale, and is given the view the definition headlines."""
    verdict = check_claims(read(article(inner, address), "markdown"), PUBLICATION)[0]
    assert (verdict.old, verdict.new) == (inner, new)
    assert (verdict.is_stale, verdict.is_inside) == (is_stale, is_inside)
    assert verdict.line == 3
    assert verdict.last_day == date(2026, 11, 2)


@pytest.mark.parametrize(
    ("address", "inner", "says"),
    [
        ("skil_share python ml_engineer_us", "7%", "unknown statistic .*known here: skill_share"),
        ("skill_share pyhton ml_engineer_us", "7%", "unknown skill .*known here: python"),
        ("skill_share python ml_engineer_uk", "7%", "unknown population .*ml_engineer_us"),
        ("skill_share python ml_engineer_us view=best", "7%", "unknown view"),
        ("skill_share python ml_engineer_us measure=x", "7%", "unknown measure"),
        ("skill_share python ml_engineer_us view=employer", "7%", "no denominator"),
        ("skill_share python ml_engineer_gb", "7%", "withheld: 4 openings only"),
        ("skill_share python ml_engineer_us", "most", "exactly one percentage"),
        ("skill_share python ml_engineer_us", "143%", "exactly one percentage"),
    ],
)
def test_what_cannot_be_judged_is_refused(address: str, inner: str, says: str) -> None:
    """A number that the release cannot vouch for is never rewritten."""
    content = article(inner, address)
    with pytest.raises(MarkerError, match=f"line 3: .*{says}"):
        check_claims(read(content, "markdown"), PUBLICATION)
    with pytest.raises(MarkerError, match=f"line 3: .*{says}"):
        refreshed(content, read(content, "markdown"), PUBLICATION)


def test_latin_1_files_stay_latin_1() -> None:
    """An old site's encoding survives a refresh."""
    old = "\xe4 <b data-skillscan='skill_share python ml_engineer_us'>72\xa0%</b> \xe4".encode(
        "latin-1"
    )
    assert refreshed(old, read(old, "html"), PUBLICATION) == old.replace(b"72", b"70")


@given(st.binary(max_size=60), st.binary(max_size=60))
def test_nothing_outside_the_markers_changes(before: bytes, after: bytes) -> None:
    """A refresh that touched other bytes could not be trusted with a live article."""
    marker = b"<!-- skillscan: skill_share python ml_engineer_us -->"
    old = before + marker + b"72%<!-- /skillscan -->" + after
    try:
        new = refreshed(old, read(old, "html"), PUBLICATION)
    except SkillscanError:
        return
    assert new in (before + marker + b"70%<!-- /skillscan -->" + after, old)
    assert refreshed(new, read(new, "html"), PUBLICATION) == new
