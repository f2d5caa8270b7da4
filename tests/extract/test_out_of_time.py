"""Texts that take too much time are put aside once, not every night anew."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from extract.bench import TEXT, Bench, FakeReader, job

from skillscan.extract import normalize
from skillscan.nlp.annotate import Document, ReadResult, Unreadable

SLOW = re.compile(r"(?:a|a){1,60}b")
REASON = "took more than 5 s of CPU time in skillscan_skills"


@pytest.fixture
def bench(tmp_path: Any) -> Bench:
    return Bench(tmp_path)


class SlowReader(FakeReader):
    """Runs out of time on what a plain one cannot read."""

    def read(self, texts: Sequence[Document]) -> Iterator[ReadResult]:
        for content, found in super().read(texts):
            is_failed = isinstance(found, Unreadable)
            yield content, Unreadable(REASON, is_final=True) if is_failed else found


def test_it_is_not_read_again_until_the_rules_change(bench: Bench) -> None:
    """Twenty hostile postings would cost every night two minutes."""
    bench.reader = SlowReader()
    bench.land(0, [job(1, text=f"{TEXT}\nunreadable"), job(2)])
    assert bench.run().unreadable == 1
    assert bench.rows("SELECT reason, detail FROM quarantine") == [("reading_failed", REASON)]
    bench.land(24, [job(1, text=f"{TEXT}\nunreadable"), job(2)])
    summary = bench.run(24)
    assert (summary.read, summary.unreadable, summary.needs_attention) == (0, 0, False)
    assert bench.reader.read_titles.count("Engineer 1") == 1
    bench.reader = SlowReader("v2")
    assert bench.run(25).unreadable == 1
    assert bench.run(26).unreadable == 0
    bench.reader = FakeReader("v3")
    bench.mend()
    assert bench.run(27).read == 2
    assert bench.rows("FROM quarantine") == []


def test_another_text_is_read(bench: Bench) -> None:
    """A posting that was mended by its employer would stay unread for ever."""
    bench.reader = SlowReader()
    bench.land(0, [job(1, text=f"{TEXT}\nunreadable")])
    bench.run()
    bench.land(24, [job(1)])
    assert bench.run(24).read == 1


def test_preparing_is_bounded_and_not_tried_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text that cannot be prepared would stop the night before it is read."""
    prepared: list[str] = []

    def prepare(text: str) -> str:
        prepared.append(text)
        if "hostile" in text:
            SLOW.search("a" * 60)
        return text

    monkeypatch.setattr(normalize, "prepare", prepare)
    engine = bench.engine
    bench.engine = lambda: replace(engine(), text_seconds=0.05)  # type: ignore[method-assign]
    for day in range(3):
        bench.land(24 * day, [job(1, text=f"{TEXT} hostile"), job(2)])
        summary = bench.run(24 * day)
        assert (summary.quarantined, summary.needs_attention) == (1, True)
    assert sum("hostile" in text for text in prepared) == 1
    ((reason, detail, entries),) = bench.rows(
        "SELECT reason, any_value(detail), count(*) FROM quarantine GROUP BY reason"
    )
    assert (reason, entries) == ("normalising_out_of_time", 3)
    assert detail.startswith("took more than 0.05 s of CPU time in preparing the text; source hash")
    bench.engine = lambda: replace(engine(), text_seconds=0.06)  # type: ignore[method-assign]
    bench.land(96, [job(1, text=f"{TEXT} hostile")])
    bench.run(96)
    assert sum("hostile" in text for text in prepared) == 2
