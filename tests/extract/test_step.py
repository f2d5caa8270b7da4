"""Extract: what landed becomes postings, readings and openings; nothing is lost or done twice."""

from collections.abc import Iterator, Sequence

import pytest
from extract.bench import TEXT, Bench, FakeReader, ParseWith, at, job

from skillscan.extract.new_fetches import Again
from skillscan.nlp.annotate import Document, ReadResult
from skillscan.sources.imported_file import parse as parse_row


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
