"""Working quarantine off: tried again, dismissed, mended by the source; an alarm can end."""

from pathlib import Path
from typing import Any

import pytest
from extract.bench import TEXT, Bench, ParseWith, at, job
from suite.metrics_file import metric

from skillscan.domain import IMPORT_BOARD, ParseRejection, Posting, RawItem
from skillscan.extract.new_fetches import Again
from skillscan.extract.step import retry_quarantined
from skillscan.operations.quarantine import Selection, dismiss, keys_of, list_items, restore
from skillscan.sources.imported_file import parse as parse_row
from skillscan.warehouse.tables.quarantine import QuarantinedItem


def items(bench: Bench, **selection: Any) -> list[QuarantinedItem]:
    listing = list_items(bench.settings, Selection(**selection), with_dismissed=True, limit=0)
    return [listed.item for listed in listing.shown]


def retry(bench: Bench, hours: float, **selection: Any) -> Any:
    keys = keys_of(bench.settings, Selection(**selection)) if selection else None
    return retry_quarantined(bench.settings, now=at(hours), keys=keys, engine=bench.engine())


def dismiss_all(bench: Bench, **selection: Any) -> list[QuarantinedItem]:
    return dismiss(bench.settings, Selection(**selection), because="a draft", by="Kim", now=at(100))


def lenient(item: RawItem) -> list[Any]:
    """A parser that can do without a title."""
    return parse_row(
        RawItem(
            source=item.source,
            board=item.board,
            url=item.url,
            fetched_at=item.fetched_at,
            http_status=200,
            payload={**item.payload, "title": item.payload["title"] or "Untitled engineer"},
        )
    )


@pytest.mark.slow
def test_an_item_is_one_however_often_it_was_fetched(bench: Bench) -> None:
    """A board that is fetched daily would fill the list with one broken posting."""
    for day in range(3):
        bench.land(24 * day, [job(1, title=""), job(2)])
        bench.run(24 * day)
    (item,) = items(bench)
    assert (item.entries, item.attempts, item.reason) == (3, 3, "no_title")
    assert metric(bench.settings, "quarantined_items", source="ats") == 1
    assert metric(bench.settings, "postings", source="ats", state="open") == 1
    assert (item.first_quarantined_at, item.last_seen) == (at(0), at(48))
    bench.run(72, again=Again())
    (item,) = items(bench)
    assert (item.entries, item.attempts) == (3, 6)
    dismiss_all(bench)
    assert metric(bench.settings, "quarantined_items", source="ats") == 0
    assert item.first_quarantined_at == at(0)


def test_a_mended_parser_gets_what_was_chosen_and_no_more(
    bench: Bench, parse_with: ParseWith
) -> None:
    """Retrying one reason would take an hour for all, or lose what is still refused."""
    bench.land(0, [job(1, title=""), job(2, text=""), job(3)])
    bench.land(0, [job(4, title="")], board="other")
    bench.run()
    bench.land(1, [job(5)], board="later")
    parse_with("ats", lenient)
    assert retry(bench, 2, reason="no_text").quarantined == 1
    summary = retry(bench, 2, board="acme", reason="no_title")
    assert (summary.retried, summary.new, summary.read, summary.files) == (1, 1, 1, 0)
    rows = bench.rows("SELECT opening_id, is_read FROM posting_facts ORDER BY ALL")
    assert rows == [("o:ats/acme/1", True), ("o:ats/acme/3", True)]
    assert bench.rows("SELECT first_seen FROM postings WHERE native_id = '1'") == [(at(0),)]
    left = {(item.board, item.reason): item.attempts for item in items(bench)}
    assert left == {("acme", "no_text"): 2, ("other", "no_title"): 1}
    assert retry(bench, 3).new == 1
    assert {item.reason for item in items(bench)} == {"no_text"}
    lines = [p.read_text().count("\n") for p in bench.settings.quarantine.rglob("*.jsonl")]
    assert lines == [1]


def test_retry_does_what_extract_would_have_done(tmp_path: Path, parse_with: ParseWith) -> None:
    """A number would depend on when a parser was mended."""
    states = []
    for name in ("late", "early"):
        bench = Bench(tmp_path / name)
        bench.land(0, [job(1, title=""), job(2)])
        bench.land(24, [job(2)])
        bench.land(48, [job(2)])
        parse_with("ats", parse_row if name == "late" else lenient)
        bench.run(48)
        parse_with("ats", lenient)
        retry(bench, 49)
        states.append(bench.rows("FROM posting_facts ORDER BY ALL"))
    assert states[0] == states[1]
    assert len(states[0]) == 2


def test_an_item_of_two_refusals_is_tried_as_a_whole(bench: Bench, parse_with: ParseWith) -> None:
    """One of its postings would be loaded and still lie in quarantine."""
    refusals = [ParseRejection(reason="no_title"), ParseRejection(reason="no_text")]
    parse_with("ats", lambda _: refusals)
    bench.land(0, [job(1)])
    bench.run()
    assert len(items(bench)) == 2
    parse_with("ats", parse_row)
    assert retry(bench, 1, reason="no_title").new == 1
    assert items(bench) == []


def test_a_new_reason_replaces_the_old_one(bench: Bench, parse_with: ParseWith) -> None:
    """The list would say what is no longer so."""
    bench.land(0, [job(1, title="")])
    bench.run()
    dismiss_all(bench)
    parse_with("ats", lambda _: [ParseRejection(reason="no_name", detail="it has no name")])
    assert retry(bench, 1).quarantined == 1
    (item,) = items(bench)
    assert (item.reason, item.detail, item.is_dismissed) == ("no_name", "it has no name", False)
    assert (item.attempts, item.first_quarantined_at) == (2, at(0))


def test_a_text_the_pipeline_failed_on_is_read_again(bench: Bench) -> None:
    """After the pipeline was mended, one would have to read everything to get it."""
    bench.land(0, [job(1, text=TEXT + "\nunreadable"), job(2)])
    bench.run()
    summary = retry(bench, 1)
    assert (summary.unreadable, summary.needs_attention) == (1, True)
    (item,) = items(bench, ids=("reading-",))
    assert item.attempts == 2
    dismiss_all(bench)
    again = retry(bench, 2)
    assert (again.unreadable, again.dismissed, again.needs_attention) == (0, 1, False)
    assert not bench.run(3).needs_attention
    bench.mend()
    assert retry(bench, 4).read == 1
    assert items(bench) == []


@pytest.mark.slow
def test_what_was_dismissed_stays_so_until_something_is_new(bench: Bench) -> None:
    """One broken posting would ask for attention every night, or a new fault would not."""
    bench.land(0, [job(1, title="")])
    assert bench.run().needs_attention
    (item,) = dismiss_all(bench)
    assert dismiss_all(bench) == []
    bench.land(24, [job(1, title="")])
    again = bench.run(24)
    assert (again.quarantined, again.dismissed, again.needs_attention) == (0, 1, False)
    assert not bench.run(25, again=Again()).needs_attention
    assert [(i.item_id, i.entries, i.is_dismissed) for i in items(bench)] == [
        (item.item_id, 2, True)
    ]
    assert bench.rows(
        "SELECT item_id, reason, dismissed_at, dismissed_by, dismissed_because "
        "FROM quarantine_dismissals"
    ) == [(item.item_id, "no_title", at(100), "Kim", "a draft")]
    bench.land(48, [job(1, title="", employer="Acme Robotics")])  # another content
    assert bench.run(48).quarantined == 1
    restore(bench.settings, Selection(ids=(item.item_id[:8],)))
    assert not any(i.is_dismissed for i in items(bench))
    assert bench.run(49, again=Again()).quarantined == 3


def test_a_row_is_known_again_wherever_it_stands_in_its_file(bench: Bench) -> None:
    """Each new export of the same file would raise the alarm for the same broken row."""
    row = {"title": "", "text": TEXT}
    bench.land(0, [row | {"row": "7"}], board=IMPORT_BOARD)
    bench.run()
    dismiss_all(bench)
    bench.land(1, [row | {"row": "9"}], board=IMPORT_BOARD)
    assert not bench.run(1).needs_attention


LINK = "https://jobs.example/42"


@pytest.mark.parametrize(
    ("before", "after", "is_mended"),
    [
        pytest.param(job(1, title=""), job(1), True, id="same native id"),
        pytest.param(
            job(1, title=""), job(2), False, id="another native id", marks=pytest.mark.slow
        ),
        pytest.param(
            job(1, title="", location="2"),
            job(2),
            False,
            id="id in another field",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            {"title": "", "text": TEXT, "url": LINK},
            {"title": "Engineer", "text": TEXT, "url": LINK, "native_id": "made"},
            True,
            id="same address, no id",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            job(1, title="", url=LINK), job(2, url=LINK), False, id="same address, another id"
        ),
        pytest.param(
            {"title": "", "text": TEXT}, job(1), False, id="nothing stated", marks=pytest.mark.slow
        ),
    ],
)
def test_what_the_source_mends_leaves_by_itself(
    bench: Bench, before: dict[str, Any], after: dict[str, Any], *, is_mended: bool
) -> None:
    """An alarm would stay for a posting that was loaded long ago; or go for one that was not."""
    for day in range(2):
        bench.land(24 * day, [before])
        bench.run(24 * day)
    bench.land(48, [after])
    summary = bench.run(48)
    assert (summary.new, summary.mended) == (1, int(is_mended))
    assert len(items(bench)) == (0 if is_mended else 1)
    assert bool(list(bench.settings.quarantine.rglob("*.jsonl"))) is not is_mended
    bench.run(49, again=Again())
    assert len(items(bench)) == (0 if is_mended else 1)


def test_a_posting_that_breaks_later_is_in_quarantine(bench: Bench) -> None:
    """What came readable before says nothing of what came after it."""
    bench.land(0, [job(1)])
    bench.land(24, [job(1, title="")])
    bench.run(24)
    assert len(items(bench)) == 1
    bench.run(25, again=Again())
    assert len(items(bench)) == 1


def test_two_readable_postings_with_one_address_mend_nothing(bench: Bench) -> None:
    """A careers page that all rows of a file name would end every alarm of the file."""
    bench.land(0, [{"title": "", "text": TEXT, "url": LINK}])
    bench.run()
    rows = [{"title": f"Engineer {n}", "text": TEXT, "url": LINK, "native_id": n} for n in "ab"]
    bench.land(1, rows)
    assert bench.run(1).mended == 0
    assert len(items(bench)) == 1


def test_a_page_that_comes_readable_is_known_by_its_address(
    bench: Bench, parse_with: ParseWith
) -> None:
    """A posting's own page has no id inside."""

    def parse(item: RawItem) -> list[Any]:
        if "html" not in item.payload:
            return [ParseRejection(reason="no_json_ld")]
        return [Posting(source="ats", board="acme", native_id="1", title="Engineer", body=TEXT)]

    parse_with("ats", parse)
    bench.land(0, [{"broken": True}])
    bench.run()
    bench.land(1, [{"html": "<p>"}])
    assert bench.run(1).mended == 1
    assert items(bench) == []


def test_what_one_load_puts_aside_and_ends_raises_no_alarm(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every `extract --everything` would end with exit code 3 for what the source mended long ago.

    The two files are of one batch, and then of two.
    """
    bench.land(0, [job(1, title="")])
    bench.land(24, [job(1), job(2)])
    first = bench.run(24)
    with monkeypatch.context() as patch:
        patch.setattr("skillscan.extract.new_fetches.BATCH_ITEMS", 1)
        again = bench.run(48, again=Again())
    for summary in (first, again):
        assert (summary.mended, summary.quarantined, summary.needs_attention) == (1, 0, False)
    assert items(bench) == []
    bench.land(72, [job(3, title="")])
    both = bench.run(72, again=Again(), retry_quarantined=True)
    assert (both.quarantined, both.needs_attention) == (1, True)
