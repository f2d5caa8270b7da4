"""Landing files: what a crawl fetched is kept whole or not at all."""

import gc
import gzip
import os
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from skillscan.domain import FetchReport, Outcome, RawItem
from skillscan.errors import LandingDamagedError, LandingUnwritableError
from skillscan.landing.layout import board_folder
from skillscan.landing.reader import LandingListing, listing, read_items, report_names, reports
from skillscan.landing.records import report_to_json
from skillscan.landing.writer import LandingWriter, clean_aside, set_aside
from skillscan.storage.place import files_at

START = datetime(2026, 3, 1, 6, 30, tzinfo=UTC)


def raw_item(payload: dict[str, Any], board: str = "acme") -> RawItem:
    return RawItem(
        source="greenhouse",
        board=board,
        url="https://boards-api.greenhouse.io/v1/boards/acme/jobs",
        fetched_at=START,
        http_status=200,
        payload=payload,
    )


def fetch_report(board: str = "acme", started_at: datetime = START, **values: Any) -> FetchReport:
    defaults: dict[str, Any] = {
        "source": "greenhouse",
        "board": board,
        "outcome": Outcome.COMPLETE,
        "started_at": started_at,
        "finished_at": started_at + timedelta(seconds=3),
    }
    return FetchReport(**{**defaults, **values})


def land(root: str, count: int = 3, board: str = "acme", at: datetime = START) -> FetchReport:
    writer = LandingWriter(root, "greenhouse", board, at)
    for number in range(count):
        writer.add(raw_item({"id": number}, board))
    return writer.commit(fetch_report(board, at))


@pytest.mark.parametrize("scheme", ["local", "memory"])
def test_what_is_landed_is_read_again(tmp_path: Path, scheme: str) -> None:
    """Without this a crawl would be lost on a folder or on object storage."""
    root = str(tmp_path) if scheme == "local" else f"memory://{tmp_path.name}"
    report = land(root)
    assert reports(root) == [report]
    items = list(read_items(root, report))
    assert [(line, item.payload) for line, item in items] == [(n + 1, {"id": n}) for n in range(3)]
    assert report.items == 3
    assert report.landing_file
    assert report.landing_file.startswith("greenhouse/acme/20260301T063000Z-")


def test_of_remote_landing_only_the_files_of_fetches_are_listed(tmp_path: Path) -> None:
    """A fetch that was set aside would be loaded after all, or one board with another's."""
    root = f"memory://{tmp_path.name}"
    first, other = land(root), land(root, board="acme-2")
    aside = land(root, at=START + timedelta(days=1))
    set_aside(root, str(aside.landing_file).replace(".jsonl.gz", ".report.json"))
    assert set(listing(root).data) == {first.landing_file, other.landing_file}
    assert listing(root, source="greenhouse", board="acme").data == {first.landing_file}
    assert listing(root, board="acme-2").data == {other.landing_file}
    assert listing(root, source="lever") == LandingListing((), frozenset())
    assert len(report_names(root, since=START + timedelta(hours=1))) == 0


def test_what_a_died_crawl_left_on_remote_storage_goes(tmp_path: Path) -> None:
    """Data that nobody reads would be paid for."""
    root, later = f"memory://{tmp_path.name}", datetime.now(UTC) + timedelta(days=2)
    whole, died = land(root), land(root, at=START + timedelta(days=1))
    files, base = files_at(root)
    files.remove([f"{base}/{died.landing_file}".replace(".jsonl.gz", ".report.json")])
    assert clean_aside(root, datetime.now(UTC)) == 0
    assert clean_aside(root, later, ["lever"]) == 0
    assert clean_aside(root, later, ["greenhouse"]) == 1
    assert set(listing(root).data) == {whole.landing_file}


def test_equal_items_make_equal_bytes(tmp_path: Path) -> None:
    """Otherwise an unchanged board could not be told by its hash."""
    assert land(str(tmp_path)).sha256 == land(str(tmp_path)).sha256


def test_a_report_without_items_has_no_data_file(tmp_path: Path) -> None:
    """A 304 or a failure must not leave empty files about."""
    report = land(str(tmp_path), count=0)
    assert report.landing_file is None
    assert list(read_items(str(tmp_path), report)) == []
    assert [p.suffixes for p in tmp_path.glob("*/*/*")] == [[".report", ".json"]]


def test_nothing_is_in_place_before_commit(tmp_path: Path) -> None:
    """A reader would take half a board for the whole."""
    writer = LandingWriter(str(tmp_path), "greenhouse", "acme", START)
    writer.add(raw_item({"id": 1}))
    assert reports(str(tmp_path)) == []
    assert not list(tmp_path.rglob("*.jsonl.gz"))
    writer.abort()
    assert not [p for p in tmp_path.rglob("*") if p.is_file()]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
@pytest.mark.parametrize("items", [1, 2_000])
def test_what_a_full_disk_cannot_take_is_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, items: int
) -> None:
    """The writer would try again to write it whenever it is thrown away, in the midst of others."""
    writer = LandingWriter(str(tmp_path), "greenhouse", "acme", START)
    monkeypatch.setattr(Path, "open", lambda *_: open("/dev/full", "wb"))  # noqa: PTH123, SIM115
    report = fetch_report()
    with pytest.raises(LandingUnwritableError, match="Free space"):  # noqa: PT012
        for number in range(items):
            writer.add(raw_item({"id": number, "noise": secrets.token_hex(500)}))
        writer.commit(report)
    writer.abort()
    del writer
    gc.collect()


def alter_last_line(content: bytes) -> bytes:
    """A whole gzip file with as many lines, of which the last says something else."""
    return gzip.compress(gzip.decompress(content).replace(b'{"id":2}', b'{"id":7}'))


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda content: content[:-20], id="cut"),
        pytest.param(lambda content: content[:-1], id="last byte cut"),
        pytest.param(lambda content: content[:-6] + b"\0" + content[-5:], id="wrong checksum"),
        pytest.param(lambda content: content + b"\0", id="one byte more"),
        pytest.param(lambda _: gzip.compress(b"{}\n"), id="another file"),
        pytest.param(alter_last_line, id="last line altered"),
    ],
)
def test_damage_is_an_error(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    """Numbers would silently rest on part of the postings."""
    report = land(str(tmp_path))
    path = tmp_path / str(report.landing_file)
    assert len(list(read_items(str(tmp_path), report))) == 3
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(LandingDamagedError, match="fetched anew"):
        list(read_items(str(tmp_path), report))


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    """A board whose file somebody deleted would count as empty."""
    report = land(str(tmp_path))
    (tmp_path / str(report.landing_file)).unlink()
    with pytest.raises(LandingDamagedError, match="fetched anew"):
        list(read_items(str(tmp_path), report))


@pytest.mark.parametrize("items", [2, 4])
def test_another_number_of_items_than_reported_is_an_error(tmp_path: Path, items: int) -> None:
    """A wrong count would close postings that are still open."""
    report = land(str(tmp_path))
    path = next(tmp_path.rglob("*.report.json"))
    path.write_text(report_to_json(replace(report, items=items)))
    (altered,) = reports(str(tmp_path))
    assert altered.sha256 == report.sha256
    with pytest.raises(LandingDamagedError, match=f"report says {items}"):
        list(read_items(str(tmp_path), altered))


def test_a_damaged_report_is_named(tmp_path: Path) -> None:
    """The operator must learn which file to delete."""
    land(str(tmp_path))
    path = next(tmp_path.rglob("*.report.json"))
    path.write_text("{")
    with pytest.raises(LandingDamagedError, match=path.name):
        reports(str(tmp_path))


def test_reports_are_sorted_and_narrowed(tmp_path: Path) -> None:
    """Postings would close and open in the wrong order."""
    root = str(tmp_path)
    late = land(root, board="b", at=START + timedelta(hours=1))
    early = land(root, board="z", at=START)
    assert reports(root) == [early, late]
    assert reports(root, source="greenhouse", board="b") == [late]
    assert reports(root, board="z") == [early]
    assert reports(root, source="lever") == []
    assert reports(root, since=START + timedelta(minutes=1)) == [late]


def test_only_old_leftovers_are_cleaned(tmp_path: Path) -> None:
    """A running crawl's file, or a whole one, must never be removed."""
    whole = land(str(tmp_path))
    folder = tmp_path / "greenhouse" / "acme"
    old = (START - timedelta(days=2)).timestamp()
    for name in ("old.jsonl.gz.part", "new.jsonl.gz.part", "orphan.jsonl.gz"):
        (folder / name).write_bytes(b"x")
    for path in folder.iterdir():
        when = START.timestamp() if path.name == "new.jsonl.gz.part" else old
        os.utime(path, (when, when))
    assert clean_aside(str(tmp_path), START) == 2
    assert (folder / "new.jsonl.gz.part").exists()
    assert list(read_items(str(tmp_path), whole))


@pytest.mark.parametrize(
    ("board", "folder"),
    [
        ("acme", "lever/acme"),
        ("Forward Financing", "lever/Forward%20Financing"),
        ("../../etc", "lever/%2E.%2F..%2Fetc"),
        ("..", "lever/%2E."),
        ("tenant/wd5/Site", "lever/tenant%2Fwd5%2FSite"),
    ],
)
def test_boards_cannot_leave_their_folder(board: str, folder: str) -> None:
    """A hostile board list could write anywhere on the disk."""
    assert board_folder("lever", board) == folder


def test_very_long_boards_stay_apart() -> None:
    """Two addresses that begin alike would share one folder."""
    a, b = board_folder("jsonld", "x" * 300 + "a"), board_folder("jsonld", "x" * 300 + "b")
    assert a != b
    assert len(a) < 200
