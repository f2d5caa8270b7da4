"""Rows under ids that a mended parser gives no more: replaced, or said to be left."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from extract.bench import TEXT, Bench, at

from skillscan.domain import Parsed, ParseRejection, Posting, RawItem
from skillscan.extract.new_fetches import Again
from skillscan.sources import workday

BOARD = "acme.wd5/Careers"


def cut_ids(item: RawItem) -> Parsed:
    """Workday as it was parsed once: of the id only what stands behind the last underscore."""
    return [
        replace(found, native_id=found.native_id.rpartition("_")[2])
        if isinstance(found, Posting)
        else found
        for found in workday.SOURCE.parse(item)
    ]


def job(path: str, title: str, **changes: Any) -> dict[str, Any]:
    info = {"title": title, "jobDescription": TEXT, "location": "Austin, TX", **changes}
    return {"entry": {"externalPath": path}, "detail": {"jobPostingInfo": info}}


ENGINEER = job("/job/X/ML-Engineer_JR-0001_2", "ML Engineer")
ANALYST = job("/job/X/Analyst_JR-0777_2", "Analyst")
WELDER = job("/job/X/Welder_JR-0009", "Welder")


def ids(bench: Bench) -> list[str]:
    rows = bench.rows("SELECT native_id FROM postings ORDER BY native_id")
    return [native_id for (native_id,) in rows]


def land(bench: Bench, hours: float, *jobs: dict[str, Any], **changes: Any) -> Path:
    report = bench.land(hours, jobs, source="workday", board=BOARD, **changes)
    return bench.path_of(report)


@pytest.fixture
def by_the_old_rule(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """A warehouse of two fetches in which two postings are one row; gives the landing files."""
    files = [
        land(bench, 0, ENGINEER, ANALYST, WELDER),
        land(bench, 24, ENGINEER, ANALYST, WELDER),
    ]
    with monkeypatch.context() as patch:
        patch.setattr("skillscan.extract.parse.parser_of", lambda _: cut_ids)
        bench.run(24)
    assert ids(bench) == ["2", "JR-0009"]
    return files


def test_wrongly_merged_postings_are_parted(bench: Bench, by_the_old_rule: list[Path]) -> None:
    """Two jobs would be one for ever, with the text of now this one and now the other."""
    summary = bench.run(48, again=Again())
    assert (summary.superseded, summary.superseded_left) == (1, 0)
    assert ids(bench) == ["JR-0001_2", "JR-0009", "JR-0777_2"]
    assert bench.rows(
        "SELECT native_id, title, first_seen, last_seen, closed_at FROM postings "
        "JOIN posting_versions USING (posting_id, content_hash) ORDER BY native_id"
    ) == [
        ("JR-0001_2", "ML Engineer", at(0), at(24), None),
        ("JR-0009", "Welder", at(0), at(24), None),
        ("JR-0777_2", "Analyst", at(0), at(24), None),
    ]
    assert bench.rows("SELECT count(*) FROM posting_versions") == [(3,)]
    assert bench.rows("SELECT postings FROM fetches ORDER BY started_at") == [(3,), (3,)]
    assert bench.run(49, again=Again()).superseded == 0


def test_the_openings_bear_ids_that_are_there(bench: Bench, by_the_old_rule: list[Path]) -> None:
    """A published opening would lead to no posting; or a run between would have left it so."""
    land(bench, 48, ENGINEER, ANALYST, WELDER)
    bench.run(48)
    assert "2" in ids(bench)
    assert bench.run(72, again=Again()).superseded == 1
    assert (
        bench.rows(
            "SELECT o.opening_id FROM posting_openings AS o "
            "ANTI JOIN postings AS p ON o.opening_id = 'o:' || p.posting_id"
        )
        == []
    )
    assert bench.rows("SELECT first_seen FROM postings") == [(at(0),)] * 3


def test_a_sound_warehouse_stays_as_it_is(bench: Bench) -> None:
    """Loading everything again would remove what is closed, or what was put into quarantine."""
    land(bench, 0, ENGINEER, ANALYST, WELDER)
    for hours in (24, 48):
        land(bench, hours, ENGINEER, job("/job/X/Welder_JR-0009", "", jobReqId="JR-0009"))
    bench.run(48)
    before = bench.rows("FROM postings ORDER BY ALL")
    summary = bench.run(72, again=Again())
    assert (summary.superseded, summary.superseded_left) == (0, 0)
    assert bench.rows("FROM postings ORDER BY ALL") == before


def test_without_everything_nothing_is_said(bench: Bench, by_the_old_rule: list[Path]) -> None:
    """A run that looks at new files only cannot tell."""
    summary = bench.run(48)
    assert summary.superseded is None
    assert ids(bench) == ["2", "JR-0009"]


def test_what_rests_on_pruned_files_is_left_and_said(
    bench: Bench, by_the_old_rule: list[Path]
) -> None:
    """History that nothing can restore would be lost without a word."""
    by_the_old_rule[0].unlink()
    summary = bench.run(48, again=Again())
    assert (summary.superseded, summary.superseded_left) == (0, 1)
    assert ids(bench) == ["2", "JR-0001_2", "JR-0009", "JR-0777_2"]
    for hours in (72, 96):
        land(bench, hours, ENGINEER, ANALYST, WELDER)
    assert bench.run(96).closed == 1
    assert bench.rows("SELECT native_id FROM postings WHERE closed_at IS NOT NULL") == [("2",)]


def test_what_was_over_before_the_pruning_is_no_matter(
    bench: Bench, by_the_old_rule: list[Path]
) -> None:
    """Every posting of last year would be reported at every run."""
    land(bench, 48, WELDER)
    bench.run(48)
    for path in by_the_old_rule:
        path.unlink()
    summary = bench.run(72, again=Again())
    assert (summary.superseded, summary.superseded_left) == (0, 0)
    assert ids(bench) == ["2", "JR-0009"]


def test_damaged_files_remove_nothing(bench: Bench, by_the_old_rule: list[Path]) -> None:
    """A cut file would take the postings it holds out of the warehouse."""
    for path in by_the_old_rule:
        path.write_bytes(path.read_bytes()[:50])
    summary = bench.run(48, again=Again())
    assert len(summary.damaged) == 2
    assert (summary.superseded, summary.superseded_left) == (0, 0)
    assert ids(bench) == ["2", "JR-0009"]


XML = (
    "<position><id>77</id><name>ML Engineer</name><jobDescriptions><jobDescription><value>"
    f"{TEXT}</value></jobDescription></jobDescriptions></position>"
)
COMMENT = {"id": 4711, "text": f"Acme | ML Engineer, Data Engineer | Remote<p>{TEXT}"}


@pytest.mark.parametrize(
    ("source", "payload", "ids_of_source"),
    [
        ("workday", WELDER, ["JR-0009"]),
        pytest.param("personio", {"xml": XML}, ["77"], marks=pytest.mark.slow),
        pytest.param("hackernews", COMMENT, ["4711", "4711-data-engineer"], marks=pytest.mark.slow),
    ],
)
def test_what_lies_in_quarantine_now_is_left(
    bench: Bench,
    monkeypatch: pytest.MonkeyPatch,
    source: str,
    payload: dict[str, Any],
    ids_of_source: list[str],
) -> None:
    """One slip of a parser would take a source's postings out of the warehouse, with their past."""
    for hours in (0, 24):
        bench.land(hours, [payload], source=source, board=BOARD)
    bench.run(24)
    assert ids(bench) == ids_of_source
    with monkeypatch.context() as patch:
        patch.setattr("skillscan.extract.parse.parser_of", lambda _: refuse)
        summary = bench.run(48, again=Again())
    assert (summary.superseded, summary.quarantined) == (0, 2)
    assert ids(bench) == ids_of_source
    assert bench.run(72, again=Again()).superseded_left == 0


def refuse(item: RawItem) -> Parsed:
    """A parser that can use nothing."""
    return [ParseRejection(reason="no_title", detail=item.source)]


def test_a_text_that_better_rules_replace_goes(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names that are masked now would stay in the warehouse for ever, in texts nobody looks at.

    What the source really changed is kept, as is the text of a file that was pruned.
    """
    name = "\nYour contact: Jane Doe."
    texts = (TEXT + name, f"Changed. {TEXT}{name}")
    files = [
        land(bench, 24 * n, job("/job/X/A_JR-1", "A", jobDescription=t))
        for n, t in enumerate((f"Old. {TEXT}{name}", *texts))
    ]
    with monkeypatch.context() as patch:
        patch.setattr("skillscan.text.prepare.mask", lambda text: text)
        patch.setattr("skillscan.extract.step.normalizer_version", lambda _: "before")
        bench.run(48)
    files[0].unlink()
    bench.run(72, again=Again())
    held = "SELECT contains(text, 'Jane'), valid_from FROM posting_versions ORDER BY valid_from"
    kept = [(True, at(0)), (False, at(24)), (False, at(48))]
    assert bench.rows(held) == kept
    land(bench, 96, job("/job/X/A_JR-1", "A", jobDescription=f"New. {TEXT}"))
    for hours in (96, 120):
        bench.run(hours, again=Again())
        assert bench.rows(held) == [*kept, (False, at(96))]
