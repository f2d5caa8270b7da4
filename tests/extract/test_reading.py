"""Reading while loading: each new text is read once, with its posting, and nothing stays unread."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from extract.bench import TEXT, Bench, FakeReader, PoolReader, job

from skillscan.extract import step
from skillscan.nlp.annotate import Document, ReadResult
from skillscan.process_pool import POOL_MINIMUM, Workers


def interrupt(*_: Any, **__: Any) -> None:
    raise KeyboardInterrupt


def test_a_reading_is_stored_with_its_posting(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that ends after the loading would have read for nothing."""
    bench.land(0, [job(1), job(2)])
    with monkeypatch.context() as patch:
        patch.setattr(step, "read_remaining", interrupt)
        with pytest.raises(KeyboardInterrupt):
            bench.run()
    assert bench.rows("SELECT count(*) FROM postings") == [(2,)]
    assert bench.rows("SELECT count(*) FROM readings") == [(2,)]
    assert bench.run(1).read == 0


def test_an_interrupted_reading_stores_neither_and_is_made_up_for(bench: Bench) -> None:
    """Postings would stay unread for ever, or count as asking for nothing."""

    class Interrupted(FakeReader):
        def read(self, documents: Sequence[Document]) -> Iterator[ReadResult]:
            raise KeyboardInterrupt

    reader, bench.reader = bench.reader, Interrupted()
    bench.land(0, [job(1), job(2)])
    with pytest.raises(KeyboardInterrupt):
        bench.run()
    assert bench.rows("SELECT count(*) FROM postings") == [(0,)]
    bench.reader = reader
    summary = bench.run(1)
    assert (summary.new, summary.read) == (2, 2)


def test_the_rest_of_a_large_file_is_read_afterwards(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An interruption would cost the reading of a whole file, or its rest would stay unread."""
    monkeypatch.setattr("skillscan.extract.new_fetches.BATCH_ITEMS", 3)
    bench.land(0, [job(n) for n in range(8)])
    with monkeypatch.context() as patch:
        patch.setattr(step, "read_remaining", interrupt)
        with pytest.raises(KeyboardInterrupt):
            bench.run()
    assert bench.rows("SELECT count(*) FROM postings") == [(8,)]
    assert bench.rows("SELECT count(*) FROM readings") == [(3,)]
    assert bench.run(1).read == 5
    assert bench.rows("SELECT count(*) FROM readings") == [(8,)]


def same(number: int | str, **changes: Any) -> dict[str, Any]:
    """A posting of its own with the text of all the others."""
    return job(number, title="Engineer", **changes)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([[same(1), same(2), same(3)]], id="in one fetch"),
        pytest.param([[same(1)], [same(1), same(2)]], id="a repost later"),
        pytest.param([[same(1)], [same(1, text=TEXT.replace(" ", "  "))]], id="other spaces"),
        pytest.param([[same(1), same(2, text=f"{TEXT}\n\n")]], id="other spaces, in one fetch"),
        pytest.param([[same(1)], [same(1, department="R&D")]], id="another department"),
    ],
)
def test_equal_texts_are_read_once(bench: Bench, rows: list[list[dict[str, Any]]]) -> None:
    """Every repost would cost a reading."""
    for day, fetch in enumerate(rows):
        bench.land(24 * day, fetch)
        bench.run(24 * day)
    assert bench.reader.read_titles == ["Engineer"]
    assert bench.rows("SELECT count(*) FROM posting_facts WHERE NOT is_read") == [(0,)]


def test_a_text_that_comes_back_is_not_read_again(bench: Bench) -> None:
    """A posting that changes to and fro would be read at every fetch."""
    for day, text in enumerate([TEXT, f"{TEXT} Or not.", TEXT]):
        bench.land(24 * day, [job(1, text=text)])
        bench.run(24 * day)
    assert len(bench.reader.read_titles) == 2


def test_only_the_present_text_is_read(bench: Bench) -> None:
    """Texts that no number rests on would be read: the older ones of a long history."""
    for day, title in enumerate(["Old", "Older", "Present"]):
        bench.land(24 * day, [job(1, title=title)])
    bench.run(72)
    bench.land(12, [job(1, title="Late")])
    bench.run(72)
    assert bench.reader.read_titles == ["Present"]
    assert bench.rows("SELECT count(*) FROM posting_versions") == [(4,)]


def test_another_version_reads_what_it_has_not_read(bench: Bench) -> None:
    """A posting that is fetched again after an update would keep the old reading, or none."""
    bench.land(0, [job(1), job(2)])
    bench.run()
    bench.reader = FakeReader("v2")
    bench.land(24, [job(1)])
    assert bench.run(24).read == 2
    assert sorted(bench.reader.read_titles) == ["Engineer 1", "Engineer 2"]


def test_a_text_the_pipeline_fails_on_is_tried_once_a_run(bench: Bench) -> None:
    """The texts that take longest would be read twice, and be counted twice."""
    report = bench.land(0, [job(1, text=f"{TEXT}\nunreadable"), job(2)])
    for hours in (0, 1):
        assert bench.run(hours).unreadable == 1
        assert bench.reader.read_titles.count("Engineer 1") == hours + 1
    assert bench.rows("SELECT landing_file, source, board, reason FROM quarantine") == [
        (report.landing_file, "ats", "acme", "reading_failed")
    ]


def test_other_languages_and_empty_texts_are_not_read(bench: Bench) -> None:
    """The pipeline would look for requirements in what is no English text."""
    german = "Wir suchen eine Ingenieurin für unser Team in Berlin, die gerne mit Daten arbeitet."
    bench.land(0, [job(1, text=german), job(2, text="<p> </p>"), job(3, title="\u200b")])
    assert bench.run().read == 0
    assert bench.reader.read_titles == []


@pytest.mark.slow
def test_the_pool_prepares_and_reads_in_one_task(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large board would be read by one core, or its readings be lost on the way."""
    calls: list[int] = []
    plain_map = Workers.map

    def counted(workers: Workers, function: Callable[..., Any], items: Sequence[Any]) -> Any:
        calls.append(len(items))
        return plain_map(workers, function, items)

    monkeypatch.setattr(Workers, "map", counted)
    bench.reader, bench.workers = PoolReader(), Workers(2)
    shown: list[tuple[str, int, int]] = []

    class Shown:
        phase = ""

        def begin(self, phase: str) -> None:
            self.phase = phase

        def advance(self, done: int, total: int) -> None:
            shown.append((self.phase, done, total))

    bench.land(0, [job(n) for n in range(POOL_MINIMUM + 5)])
    summary = bench.run(progress=Shown())
    progress = [(done, total) for phase, done, total in shown if phase == "load"]
    assert (summary.new, summary.read) == (POOL_MINIMUM + 5, POOL_MINIMUM + 5)
    assert [call for call in calls if call] == [POOL_MINIMUM + 5]
    assert progress[-1] == (POOL_MINIMUM + 5, POOL_MINIMUM + 5)
    assert [done for done, _ in progress] == sorted(done for done, _ in progress)


@pytest.fixture
def pooled(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The bench with two processes from the first text on and batches of three: what each was
    given to do, by content hash where it is to be read only.
    """
    given: list[list[str]] = []
    plain_map = Workers.map

    def noted(workers: Workers, function: Callable[..., Any], items: Sequence[Any]) -> Any:
        given.append([item.content_hash for item in items if isinstance(item, Document)])
        return plain_map(workers, function, items)

    monkeypatch.setattr(Workers, "map", noted)
    monkeypatch.setattr("skillscan.process_pool.POOL_MINIMUM", 1)
    monkeypatch.setattr("skillscan.extract.new_fetches.BATCH_ITEMS", 3)
    monkeypatch.setattr("skillscan.extract.readings.READ_BATCH", 2)
    bench.reader, bench.workers = PoolReader(), Workers(2)
    return given


def test_the_rest_of_a_large_file_is_given_to_the_pool_once(
    bench: Bench, pooled: list[list[str]]
) -> None:
    """What the processes began with while the file was stored would be read twice, or be lost."""
    bench.land(0, [job(n) for n in range(8)])
    summary = bench.run()
    read = [content for contents in pooled for content in contents]
    assert (summary.new, summary.read) == (8, 8)
    assert (len(read), len(set(read))) == (5, 5)
    assert bench.rows("SELECT count(*) FROM readings") == [(8,)]


def test_what_was_begun_and_is_not_there_any_more_is_not_stored(
    bench: Bench, pooled: list[list[str]]
) -> None:
    """Texts that a later file replaced would count as read, though nobody asks for them."""
    bench.land(0, [job(n) for n in range(8)])
    bench.land(1, [job(n, text=f"{TEXT} and more") for n in range(8)])
    assert bench.run(2).new == 8
    read_with_the_first_file = 3
    assert bench.rows("SELECT count(*) FROM readings") == [(8 + read_with_the_first_file,)]
    assert bench.run(3).read == 0
