"""What is worked out once for all starts: the same as if it were worked out anew."""

import os
import re
import subprocess
import sys
import tracemalloc
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.rules import kept
from skillscan.rules.expressions import compile_expression
from skillscan.rules.loading import file_names, packaged_source
from skillscan.rules.source import read_source


@pytest.fixture(autouse=True)
def _own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_KEPT", kept._Kept())
    monkeypatch.setattr(kept, "_file", lambda *_: tmp_path / "folder" / "rules.kept")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def next_start(monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    """As another process begins."""
    monkeypatch.setattr(kept, "_KEPT", kept._Kept())
    kept.begin(version)


def never() -> str:
    """What is not to be asked."""
    raise AssertionError("worked out again")


def test_the_next_start_takes_it_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every night with a few new postings would take three seconds more."""
    kept.begin("v1")
    assert kept.kept("words", "a", lambda: "found") == "found"
    kept.save_if_grown()
    next_start(monkeypatch, "v1")
    assert kept.kept("words", "a", never) == "found"


def test_a_start_that_finds_little_new_writes_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A night of a few postings would write twelve megabytes, for what takes an instant."""
    kept.begin("v1")
    for number in range(1_000):
        kept.kept("words", str(number), lambda: "found")
    kept.save_if_grown()
    written = (tmp_path / "folder" / "rules.kept").read_bytes()
    next_start(monkeypatch, "v1")
    kept.kept("words", "new", lambda: "found")
    kept.save_if_grown()
    assert (tmp_path / "folder" / "rules.kept").read_bytes() == written
    for number in range(10):
        kept.kept("words", f"new {number}", lambda: "found")
    kept.save_if_grown()
    next_start(monkeypatch, "v1")
    assert kept.kept("words", "new", never) == "found"


def test_other_rules_take_nothing_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed rule would read as it did before."""
    kept.begin("v1")
    kept.kept("words", "a", lambda: "old")
    kept.save_if_grown()
    next_start(monkeypatch, "v2")
    assert kept.kept("words", "a", lambda: "new") == "new"
    kept.begin("v3")  # own rules that change while a process runs
    assert kept.kept("words", "a", lambda: "newest") == "newest"


def test_two_processes_keep_what_both_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two that read at once, the second would forget what the first had worked out."""
    kept.begin("v1")
    first = kept._KEPT
    next_start(monkeypatch, "v1")
    kept.kept("words", "b", lambda: "second")
    kept.save_if_grown()
    monkeypatch.setattr(kept, "_KEPT", first)
    kept.kept("words", "a", lambda: "first")
    kept.save_if_grown()
    next_start(monkeypatch, "v1")
    assert [kept.kept("words", key, never) for key in "ab"] == ["first", "second"]


@pytest.mark.parametrize("content", [b"", b"no marshal", b"\xe9\x01", b"i\x01\x00\x00\x00"])
def test_a_damaged_file_is_as_none(tmp_path: Path, content: bytes) -> None:
    """A disk that ran full once would stop every command that reads."""
    file = tmp_path / "folder" / "rules.kept"
    file.parent.mkdir()
    file.write_bytes(content)
    kept.begin("v1")
    assert kept.kept("words", "a", lambda: "found") == "found"


def test_where_nothing_can_be_written_all_goes_on(tmp_path: Path) -> None:
    """A system's installation, whose folders belong to root, could not read a text."""
    (tmp_path / "folder").write_text("a file stands in the way")
    kept.begin("v1")
    kept.kept("words", "a", lambda: "found")
    kept.save_if_grown()
    assert kept.kept("words", "a", never) == "found"


def test_who_wants_no_compiled_files_gets_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PYTHONDONTWRITEBYTECODE says that nothing is to be written beside the code."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    kept.begin("v1")
    kept.kept("words", "a", lambda: "found")
    kept.save_if_grown()
    assert not (tmp_path / "folder").exists()


@pytest.mark.parametrize("damage", ["", "empty", "torn", "other version", "no room"])
def test_arrays_are_kept(tmp_path: Path, damage: str) -> None:
    """The model of languages would be unpacked at every start, or a torn file stop the reading."""
    if damage == "no room":
        (tmp_path / "folder").write_text("a file stands in the way")
    asked: list[str] = []

    def work_out() -> dict[str, Any]:
        asked.append("")
        return {"numbers": np.arange(1_000), "names": np.array(["de", "en"])}

    for _ in range(2):
        found = kept.kept_arrays("model", "1", work_out)
        assert (found["numbers"].sum(), found["names"].tolist()) == (499_500, ["de", "en"])
    assert len(asked) == (2 if damage == "no room" else 1)
    file = tmp_path / "folder" / "rules.arrays"
    if damage in ("empty", "torn"):
        file.write_bytes(file.read_bytes()[: 500 if damage == "torn" else 0])
    again = kept.kept_arrays("model", "2" if damage == "other version" else "1", work_out)
    assert again["numbers"].sum() == 499_500
    assert len(asked) == {"": 1, "no room": 3}.get(damage, 2)


def test_kept_arrays_of_many_shapes_are_as_they_were(tmp_path: Path) -> None:
    """Languages would be told by other numbers than those of the model."""
    arrays = {
        "none": np.array([], np.int32),
        "flags": np.arange(7) % 2 == 0,
        "matrix": np.arange(12.0).reshape(3, 4),
        "turned": np.arange(6, dtype=np.int16).reshape(2, 3).T,
        "names": np.array(["de", "zh"]),
    }
    kept.kept_arrays("model", "1", lambda: arrays)
    found = kept.kept_arrays("model", "1", lambda: pytest.fail("worked out again"))
    assert {name: one.dtype for name, one in found.items()} == {
        name: one.dtype for name, one in arrays.items()
    }
    for name, one in arrays.items():
        np.testing.assert_array_equal(found[name], one)


def test_arrays_are_not_held_twice_while_they_are_kept(tmp_path: Path) -> None:
    """The first start would take twice the memory of the model of languages, and leave the file of
    an earlier version lying.
    """
    (tmp_path / "folder").mkdir()
    earlier = tmp_path / "folder" / "rules.npz"
    earlier.write_bytes(b"arrays")
    arrays = {str(number): np.full(250_000, number) for number in range(10)}
    tracemalloc.start()
    try:
        kept.kept_arrays("model", "1", lambda: arrays)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < arrays["0"].nbytes
    assert not earlier.exists()
    found = kept.kept_arrays("model", "1", lambda: pytest.fail("worked out again"))
    assert [int(one[-1]) for one in found.values()] == list(range(10))


_NEW_KEYS = """
import hashlib, sys
from skillscan.nlp.annotate import pipeline
from skillscan.rules import kept
sys.dont_write_bytecode = True
kept._read = lambda version: {}
pipeline()("Data Engineer, Berlin. You know Python. $120,000 a year, or 90.000 EUR. Remote.")
keys = sorted((table, key) for table, found in kept._KEPT.tables.items() for key in found)
print(len(keys), hashlib.sha256(repr(keys).encode()).hexdigest())
"""


def test_every_process_asks_for_the_same() -> None:
    """What is kept would be of no use to the next start, which works it out, keeps it as well and
    writes the file anew; so it would be larger with each start.
    """
    said = {
        subprocess.run(
            [sys.executable, "-c", _NEW_KEYS],
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
    assert int(said.pop().split()[0]) > 1_000


PARTS = st.sampled_from(
    [
        r"\b",
        "(?:a|bc)",
        "(?P<name>x+)",
        "[^a-c]{1,3}",
        r"(?<!z)",
        r"\d+",
        "É",
        "(?i:K)",
        r"(?=\s)",
        "ß?",
    ]
)


@given(st.lists(PARTS, min_size=1, max_size=6, unique=True), st.text("abcxzK1 éÉß", max_size=30))
def test_an_expression_means_what_it_meant(parts: list[str], text: str) -> None:
    """A rule would catch other places from the second start on."""
    expression, flags = "".join(parts), re.IGNORECASE
    kept.begin("v1")
    plain = re.compile(expression, flags)
    for ours in (compile_expression(expression, flags) for _ in range(2)):
        assert (ours, ours.flags, ours.groups) == (plain, plain.flags, plain.groups)
        assert ours.groupindex == plain.groupindex
        found = [[m.span(), m.groupdict()] for m in ours.finditer(text)]
        assert found == [[m.span(), m.groupdict()] for m in plain.finditer(text)]


def test_what_is_no_expression_is_refused_each_time() -> None:
    """A broken rule would be told once, and pass at the next start."""
    kept.begin("v1")
    for _ in range(2):
        with pytest.raises(re.error):
            compile_expression("(a")


@pytest.mark.parametrize("name", file_names())
def test_a_kept_file_is_the_file(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules would lose their lines, or change their words, from the second start on."""
    kept.begin("v1")
    packaged_source(name)
    kept.save_if_grown()
    next_start(monkeypatch, "v1")
    source = packaged_source(name)
    plain = read_source(source.text, source.file)
    assert (source.content, dict(source.lines)) == (plain.content, dict(plain.lines))
