"""Extract: what landed becomes postings, readings and openings; nothing is lost or done twice."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from extract.bench import TEXT, Bench, FakeReader, at, job

from skillscan.dedup.cluster import group
from skillscan.dedup.employer_rules import own_file
from skillscan.domain import Outcome, Posting, RawItem
from skillscan.extract.engine import Engine, real_engine
from skillscan.extract.new_fetches import Again
from skillscan.extract.step import extract
from skillscan.nlp.annotate import Document, ReadResult
from skillscan.nlp.reading import Reading
from skillscan.process_pool import Workers
from skillscan.sources.base import Parser
from skillscan.sources.imported_file import parse as parse_row

ParseWith = Callable[[str, Parser], None]


def open_ids(bench: Bench) -> list[str]:
    rows = bench.rows("SELECT native_id FROM postings WHERE closed_at IS NULL ORDER BY native_id")
    return [native_id for (native_id,) in rows]


def test_landing_becomes_facts(bench: Bench) -> None:
    """A posting that was fetched would not be counted."""
    bench.land(0, [job(1)])
    summary = bench.run()
    assert (summary.files, summary.new, summary.read) == (1, 1, 1)
    assert bench.rows(
        "SELECT posting_id, employer_name, country, language, occupation, opening_id, is_read "
        "FROM posting_facts"
    ) == [("ats/acme/1", "Acme", "US", "en", "ml_engineer", "o:ats/acme/1", True)]
    assert bench.rows("FROM opening_skills") == [("o:ats/acme/1", "python", "required", True)]


def test_a_finding_leads_to_its_words(bench: Bench) -> None:
    """The trail of a number would end in the wrong sentence."""
    bench.land(0, [job(1)])
    bench.run()
    assert bench.rows(
        "SELECT substr(v.title || chr(10) || chr(10) || v.text, f.start_char + 1, "
        "f.end_char - f.start_char) FROM opening_findings AS f "
        "JOIN posting_versions AS v USING (content_hash)"
    ) == [("Python",)]


def test_a_second_run_does_nothing_again(bench: Bench) -> None:
    """Every run would cost as much as the first."""
    bench.land(0, [job(1), job(2)])
    bench.run()
    before = bench.rows("FROM postings ORDER BY ALL")
    summary = bench.run(1)
    assert (summary.files, summary.new, summary.read) == (0, 0, 0)
    assert len(bench.reader.read_titles) == 2
    assert bench.rows("FROM postings ORDER BY ALL") == before


def test_only_what_changed_is_read_again(bench: Bench) -> None:
    """An edit to one posting would cost a whole board."""
    bench.land(0, [job(1), job(2)])
    bench.run()
    bench.land(24, [job(1), job(2, text=TEXT + "\n• You know Rust")])
    summary = bench.run(24)
    assert (summary.changed, summary.unchanged, summary.read) == (1, 1, 1)
    assert bench.reader.read_titles[2:] == ["Engineer 2"]
    assert bench.rows("SELECT count(*) FROM posting_versions") == [(3,)]


def test_another_pipeline_version_reads_everything_once(bench: Bench) -> None:
    """Numbers of one release would come from two sets of rules."""
    bench.land(0, [job(1), job(2)])
    bench.run()
    bench.reader = FakeReader("v2")
    assert bench.run(1).read == 2
    assert bench.run(2).read == 0
    for table in ("readings", "findings", "current_pipeline"):
        assert set(bench.rows(f"SELECT pipeline_version FROM {table}")) == {("v2",)}  # noqa: S608


def test_an_interrupted_change_of_version_keeps_the_old_numbers(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A statistic would count half the postings until the next run."""
    monkeypatch.setattr("skillscan.extract.readings.READ_BATCH", 1)
    bench.land(0, [job(1), job(2)])
    bench.run()

    class Interrupted(FakeReader):
        def read(self, texts: Sequence[Document]) -> Iterator[ReadResult]:
            if self.read_titles:
                raise KeyboardInterrupt
            yield from super().read(texts)

    bench.reader = Interrupted("v2")
    with pytest.raises(KeyboardInterrupt):
        bench.run(1)
    assert bench.rows("SELECT pipeline_version FROM current_pipeline") == [("v1",)]
    assert bench.rows("SELECT count(*) FROM opening_skills") == [(2,)]
    bench.reader = FakeReader("v2")
    assert bench.run(2).read == 1
    assert bench.rows("SELECT pipeline_version FROM current_pipeline") == [("v2",)]


def test_other_languages_are_kept_and_not_read(bench: Bench) -> None:
    """A German posting would count as an English one that asks for nothing."""
    german = "Wir suchen eine Ingenieurin für unser Team in Berlin, die gerne mit Daten arbeitet."
    bench.land(0, [job(1, text=german, title="Ingenieurin")])
    assert bench.run().read == 0
    assert bench.rows("SELECT language, occupation, is_read FROM posting_facts") == [
        ("de", None, False)
    ]


@pytest.mark.parametrize(
    ("source", "board", "employer", "expected"),
    [
        ("ats", "acme", "Acme Robotics", ("acmerobotics", "Acme Robotics")),
        ("ats", "acme", None, ("acme", "acme")),
        ("ats", "import", None, ("unknown", "unknown")),
        ("remotive", "feed", None, ("unknown", "unknown")),
    ],
)
def test_who_hires(
    bench: Bench,
    parse_with: ParseWith,
    source: str,
    board: str,
    employer: str | None,
    expected: tuple[str, str],
) -> None:
    """All postings without a name would be those of one large employer."""
    parse_with(source, parse_row)
    bench.land(0, [job(1, employer=employer)], board=board, source=source)
    bench.run()
    assert bench.rows("SELECT employer_id, employer_name FROM posting_facts") == [expected]


def test_the_crawl_names_the_employer_of_its_board(bench: Bench) -> None:
    """A board of the user's own list would be called by its token."""
    bench.land(0, [job(1, employer=None)], employer="Acme Robotics")
    bench.run()
    assert bench.rows("SELECT name FROM employers") == [("Acme Robotics",)]


# --- quarantine ---------------------------------------------------------------------------------


def test_what_no_parser_can_use_is_kept_with_its_reason(bench: Bench) -> None:
    """A row would vanish without anybody knowing."""
    report = bench.land(0, [job(1, title=""), job(2), job(3, text="<p> </p>")])
    summary = bench.run()
    assert (summary.new, summary.quarantined, summary.needs_attention) == (1, 2, True)
    rows = bench.rows("SELECT line_number, reason, payload FROM quarantine ORDER BY ALL")
    assert [(line, reason) for line, reason, _ in rows] == [(1, "no_title"), (3, "no_text")]
    assert json.loads(rows[0][2])["payload"] == job(1, title="")
    assert report.landing_file is not None
    file = bench.settings.quarantine / report.landing_file.replace(".jsonl.gz", ".jsonl")
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert [line["payload"]["payload"]["native_id"] for line in lines] == ["1", "3"]


def test_quarantine_is_read_again_after_a_fix(bench: Bench, parse_with: ParseWith) -> None:
    """After a parser was mended, what it had refused would stay lost."""
    bench.land(0, [{"id": 7, "name": "Engineer", "body": TEXT}, job(2, title="")])
    assert bench.run().quarantined == 2

    def mended(item: RawItem) -> Any:
        return [
            Posting(
                source=item.source,
                board=item.board,
                native_id=str(item.payload.get("id")),
                title=item.payload["name"],
                body=item.payload["body"],
            )
            for _ in range("id" in item.payload)
        ] or [landing_refusal]

    from skillscan.domain import ParseRejection

    landing_refusal = ParseRejection(reason="no_name")
    parse_with("ats", mended)
    summary = bench.run(1, retry_quarantined=True)
    assert (summary.new, summary.quarantined, summary.read) == (1, 1, 1)
    assert bench.rows("SELECT reason FROM quarantine") == [("no_name",)]
    assert bench.rows("SELECT first_seen FROM postings") == [(at(0),)]
    files = list(bench.settings.quarantine.rglob("*.jsonl"))
    assert [len(file.read_text().splitlines()) for file in files] == [1]
    assert bench.run(2, retry_quarantined=True).quarantined == 1


def test_expected_refusals_are_only_counted(bench: Bench, parse_with: ParseWith) -> None:
    """Quarantine would fill with postings that are rightly not collected."""
    from skillscan.domain import ParseRejection

    unlisted = ParseRejection(reason="unlisted", is_expected=True)
    parse_with("ats", lambda _: [unlisted])
    bench.land(0, [job(1)])
    summary = bench.run()
    assert (summary.refused, summary.quarantined, summary.needs_attention) == (1, 0, False)


def test_a_text_the_pipeline_fails_on_stops_nobody(bench: Bench) -> None:
    """One hostile posting would keep all others out of the numbers."""
    bench.land(0, [job(1, text=TEXT + "\nunreadable"), job(2)])
    summary = bench.run()
    assert (summary.read, summary.unreadable, summary.needs_attention) == (1, 1, True)
    assert bench.rows("SELECT reason, detail FROM quarantine") == [
        ("reading_failed", "ValueError: no")
    ]
    bench.reader.read = lambda texts: ((t.content_hash, Reading()) for t in texts)  # type: ignore[method-assign]
    assert bench.run(1).read == 1
    assert bench.rows("FROM quarantine") == []


def test_an_item_in_quarantine_is_not_gone(bench: Bench) -> None:
    """A posting whose payload the parser cannot use today would be closed while it is open."""
    bench.land(0, [job(1), job(2)])
    bench.land(24, [job(1), job(2, title="")])
    bench.land(48, [job(1), job(2, title="")])
    bench.run(48)
    assert open_ids(bench) == ["1", "2"]


def test_half_characters_do_not_stop_the_load(bench: Bench) -> None:
    """A broken emoji in one posting would keep a whole batch out."""
    bench.land(0, [job("\ud83d", title="Engineer \ud83d", location="\udc00 Austin, TX"), job(2)])
    assert bench.run().new + len(bench.rows("FROM quarantine")) == 2


def test_everything_is_loaded_again_with_today_s_rules(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the reading of places was mended, old postings would keep their wrong country."""
    bench.land(0, [job(1), job(2, title="")])
    bench.land(24, [job(1, location="Atlantis"), job(2, title="")])
    bench.land(48, is_not_modified=True)
    bench.run(48)
    before = bench.rows("FROM postings")
    assert bench.rows("SELECT country FROM posting_facts") == [(None,)]
    bench.reader = FakeReader("v2")  # the same version means the same rules
    monkeypatch.setattr("skillscan.extract.normalize.country_of", lambda _: "GR")
    summary = bench.run(72, again=Again())
    assert (summary.files, summary.new, summary.quarantined) == (3, 0, 2)
    assert bench.rows("SELECT country FROM posting_facts") == [("GR",)]
    after = bench.rows("SELECT * EXCLUDE (source_hash) FROM postings")
    assert after == [row[:-1] for row in before]
    assert bench.rows("SELECT count(*) FROM quarantine") == [(2,)]


@pytest.mark.parametrize(
    ("first", "last", "files"),
    [
        (None, None, 3),
        (1, 1, 1),
        (None, 0, 1),
        (1, None, 2),
        (0, 1, 2),
        (3, None, 0),
    ],
)
def test_a_period_is_loaded_again_by_whole_days(
    bench: Bench, first: int | None, last: int | None, files: int
) -> None:
    """A backfill of the days of a broken parser would leave out the last of them."""
    late = 23.9 - at(0).hour  # a few minutes before the day is over
    for day in range(3):
        bench.land(24 * day + late, [job(1)])
    bench.run(72)
    days = [None if day is None else at(24 * day).date() for day in (first, last)]
    summary = bench.run(96, again=Again.of_days(*days))
    assert (summary.files, summary.new) == (files, 0)


# --- open and closed ----------------------------------------------------------------------------


def test_two_absences_close_and_one_does_not(bench: Bench) -> None:
    """Jobs would count as open for ever, or vanish by one hiccup."""
    bench.land(0, [job(1), job(2)])
    bench.land(24, [job(1)])
    assert bench.run(24).closed == 0
    assert open_ids(bench) == ["1", "2"]
    bench.land(48, [job(1)])
    assert bench.run(48).closed == 1
    assert bench.rows("SELECT closed_at, closed_reason FROM postings WHERE native_id = '2'") == [
        (at(24), "absent")
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"outcome": Outcome.FAILED, "reason": "timeout"},
        {"outcome": Outcome.PARTIAL, "reason": "page 2 failed"},
        {"outcome": Outcome.COMPLETE},
        {"outcome": Outcome.COMPLETE, "is_not_modified": True, "http_status": 304},
    ],
    ids=["failed", "partial", "suddenly empty", "not modified"],
)
def test_what_closes_nothing(bench: Bench, changes: dict[str, Any]) -> None:
    """A broken board would take all its jobs out of the numbers."""
    bench.land(0, [job(1), job(2)])
    for hours in (24, 48, 72):
        bench.land(hours, **changes)
    assert bench.run(72).closed == 0
    assert open_ids(bench) == ["1", "2"]


def test_a_suddenly_empty_board_is_flagged(bench: Bench) -> None:
    """Nobody would look at a board that broke."""
    bench.land(0, [], board="always-empty")
    bench.land(0, [job(1)])
    bench.land(24)
    bench.land(48, [job(1, title="")])
    bench.run(48)
    assert bench.rows("SELECT started_at FROM fetches WHERE is_suspicious ORDER BY started_at") == [
        (at(24),),
        (at(48),),
    ]


def test_not_modified_counts_as_seen(bench: Bench) -> None:
    """A quiet board would look abandoned."""
    bench.land(0, [job(1)])
    bench.land(72, is_not_modified=True)
    bench.run(72)
    assert bench.rows("SELECT first_seen, last_seen FROM postings") == [(at(0), at(72))]


def test_not_modified_repeats_what_it_meant_only(bench: Bench) -> None:
    """While a file is damaged, a posting that is gone in it would count as seen for ever."""
    bench.land(0, [job(1), job(2)])
    report = bench.land(24, [job(1)])
    bench.land(48, is_not_modified=True, content_fetched_at=report.started_at)
    content = bench.path_of(report).read_bytes()
    bench.path_of(report).write_bytes(b"cut")
    bench.run(48)
    seen = "SELECT last_seen FROM postings ORDER BY native_id"
    assert bench.rows(seen) == [(at(0),), (at(0),)]
    bench.path_of(report).write_bytes(content)
    bench.land(72, is_not_modified=True, content_fetched_at=report.started_at)
    assert bench.run(72).closed == 1
    assert bench.rows(seen) == [(at(72),), (at(0),)]


def test_a_reopened_posting_keeps_its_identity(bench: Bench) -> None:
    """One job would be counted as two."""
    bench.land(0, [job(1), job(2)])
    for hours in (24, 48):
        bench.land(hours, [job(1)])
    assert bench.run(48).closed == 1
    bench.land(72, [job(1), job(2)])
    summary = bench.run(72)
    assert (summary.new, summary.reopened) == (0, 1)
    assert bench.rows(
        "SELECT first_seen, last_seen, closed_at, closed_reason, missed_fetches "
        "FROM postings WHERE native_id = '2'"
    ) == [(at(0), at(72), None, None, 0)]


def test_a_posting_reopens_in_a_file_that_is_loaded_in_pieces(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large board where a closed posting comes back could never be loaded again."""
    bench.land(0, [job(1), job(2)])
    for hours in (24, 48):
        bench.land(hours, [job(1)])
    assert bench.run(48).closed == 1
    monkeypatch.setattr("skillscan.extract.new_fetches.BATCH_ITEMS", 3)
    bench.land(72, [job(n) for n in (2, *range(3, 10), 1)])
    summary = bench.run(72)
    assert (summary.new, summary.reopened, summary.closed) == (7, 1, 0)
    assert len(open_ids(bench)) == 9


@pytest.mark.parametrize("late", [(3, 1, 0, 2), pytest.param((2, 3, 1, 0), marks=pytest.mark.slow)])
def test_reports_may_arrive_in_any_order(tmp_path: Path, late: tuple[int, ...]) -> None:
    """A report that comes late would move a posting back in time or close it wrongly."""
    states = []
    for order in ((0, 1, 2, 3), late):
        bench = Bench(tmp_path / "".join(map(str, order)))
        fetches = {
            0: (0, [job(1), job(2)]),
            1: (24, [job(1)]),
            2: (48, [job(1), job(2, text=TEXT + "\n• Later")]),
            3: (72, [job(1)]),
        }
        for position in order:
            bench.land(*fetches[position])
            bench.run(100)
        states.append(
            bench.rows(
                "SELECT p.* EXCLUDE (source_hash), v.text FROM postings AS p "
                "JOIN posting_versions AS v USING (posting_id, content_hash) ORDER BY ALL"
            )
        )
    assert states[0] == states[1]
    assert [row[7:9] for row in states[0]] == [(at(0), at(72)), (at(0), at(48))]


def test_imported_files_close_nothing(bench: Bench) -> None:
    """A second, smaller file would close what the first one had."""
    for hours, rows in ((0, [job(1), job(2)]), (24, [job(1)]), (48, [job(1)])):
        bench.land(hours, rows, board="import")
    assert bench.run(48).closed == 0


def test_the_source_s_own_word_closes(bench: Bench, parse_with: ParseWith) -> None:
    """A posting that says it is over would count as open."""

    def parse(item: RawItem) -> list[Posting]:
        return [
            Posting(
                source=item.source,
                board=item.board,
                native_id="1",
                title="Engineer",
                body=TEXT,
                is_closed_by_source=item.payload["over"],
            )
        ]

    parse_with("ats", parse)
    bench.land(0, [{"over": False}])
    bench.land(24, [{"over": True}])
    assert bench.run(24).closed == 1
    assert bench.rows("SELECT closed_at, closed_reason FROM postings") == [(at(24), "source")]
    bench.land(48, [{"over": False}])
    assert bench.run(48).reopened == 1


# --- openings -----------------------------------------------------------------------------------


def test_one_text_in_two_cities_is_one_opening(bench: Bench) -> None:
    """An advertisement in nine cities would count nine times."""
    bench.land(0, [job(1, title="Engineer"), job(2, title="Engineer", location="Boston, MA")])
    bench.run()
    assert bench.rows(
        "SELECT posting_id, postings, boards, sources, countries, is_open FROM opening_facts"
    ) == [("ats/acme/1", 2, 1, ["ats"], ["US"], True)]


def test_only_employers_that_moved_are_grouped_again(bench: Bench) -> None:
    """Every run would compare all postings of all employers again."""
    bench.land(0, [job(1)])
    bench.land(0, [job(1, employer="Beta")], board="beta")
    bench.run()
    asked: list[set[str]] = []

    def remembering(inputs: Any) -> Any:
        asked.append({entry.employer_id for entry in inputs})
        return group(inputs)

    bench.land(24, [job(1), job(2, title="Analyst")])
    engine = Engine(
        workers=Workers(1),
        reader=bench.reader,
        group=remembering,
        skills=tuple,
        grouping_version="g1",
    )
    extract(bench.settings, now=at(24), engine=engine)
    assert asked == [{"acme"}]
    extract(bench.settings, now=at(25), engine=replace(engine, grouping_version="g2"))
    assert asked[1:] == [{"acme", "beta"}]


@pytest.mark.slow
def test_own_employers_take_effect_in_the_next_run(bench: Bench) -> None:
    """Who joins two names of one employer would go on with two until every posting changes."""

    def run(hours: float) -> None:
        engine = real_engine(bench.settings)
        extract(
            bench.settings,
            now=at(hours),
            engine=replace(engine, reader=bench.reader, workers=Workers(1)),
        )

    def employers() -> list[tuple[Any, ...]]:
        return bench.rows("SELECT DISTINCT employer_id FROM posting_openings ORDER BY 1")

    bench.land(0, [job(1), job(2, employer="Beta Robotics")])
    run(1)
    assert employers() == [("acme",), ("betarobotics",)]
    own = own_file(bench.settings.home)
    own.parent.mkdir()
    own.write_text("aliases:\n  acme: [Beta Robotics]\n", encoding="utf-8")
    run(2)
    assert employers() == [("acme",)]
    bench.land(3, [job(1), job(2, employer="Beta Robotics"), job(3, employer="BETA Robotics Inc")])
    run(4)
    assert employers() == [("acme",)]
    own.unlink()
    run(5)
    assert employers() == [("acme",), ("betarobotics",)]
