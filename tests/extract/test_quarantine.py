"""What cannot be parsed or read is kept with its reason, and stops nobody."""

import json
from typing import Any

from extract.bench import TEXT, Bench, ParseWith, at, job, open_ids

from skillscan.domain import Posting, RawItem
from skillscan.nlp.reading import Reading


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
