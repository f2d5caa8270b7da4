"""Ids that only count the rows of a file are no ids of postings."""

from pathlib import Path
from typing import Any

import pytest
from file_import.bench import TEXT, postings, run, table

from skillscan.errors import UsageError
from skillscan.settings import Settings


def numbered(folder: Path, name: str, ids: list[Any]) -> Path:
    rows = [{"id": n, "title": f"{name} {n}", "text": f"{TEXT} {name}"} for n in ids]
    return table(folder / f"{name}.jsonl", *rows)


@pytest.mark.parametrize(
    ("ids", "kind"),
    [
        ([1, 2, 3], "content"),
        ([0, 1, 2], "content"),
        ([1, 2, 4, 5], "content"),
        ([1], "content"),
        ([3, 1, 2], "content"),
    ],
)
def test_row_numbers_are_no_ids(ids: list[int], kind: str, tmp_path: Path) -> None:
    """Row 1 of one file and row 1 of another would be one posting."""
    home = tmp_path / "var"
    assert {run(numbered(tmp_path, name, ids), home).ids for name in ("a", "b")} == {kind}
    found = {p.posting_id for p in postings(home)}
    assert len(found) == 2 * len(ids)
    assert run(numbered(tmp_path, "a", ids), home).is_already_imported


@pytest.mark.parametrize(
    ("ids", "title", "employer", "postings_there"),
    [
        ([100, 250, 999], "", "", 6),
        ([100, 250, 999], "Engineer", "Acme", 3),
        ([100, 250, 999], "", "Acme", 6),
        ([10**9, 10**9 + 5], "", "", 4),
        ([10**9, 10**9 + 5], "", "Acme", 2),
        ([10**9, 10**9 + 5], "Engineer", "", 2),
        (["J-1", "J-2"], "", "", 4),
    ],
    ids=["places in a table", "the same advertisements edited", "other ones of one employer",
         "ids of two boards", "retitled on a board", "edited on a board", "texts"],
)  # fmt: skip
def test_ids_that_mean_something_else_are_no_ids(
    ids: list[int | str], title: str, employer: str, postings_there: int, tmp_path: Path
) -> None:
    """Two slices of two tables would overwrite each other."""
    for name in ("a", "b"):
        rows = [
            {
                "id": n,
                "title": f"{title or name} {n}",
                "company": employer,
                "text": f"{TEXT} {name}",
            }
            for n in ids
        ]
        run(table(tmp_path / f"{name}.jsonl", *rows), tmp_path / "var")
    assert len({p.posting_id for p in postings(tmp_path / "var")}) == postings_there


TOLD: dict[str, Any] = {"mapping": {"native_id": "id"}}


@pytest.mark.parametrize("ids", [[1, 2, 3], [100, 250, 999], [10**9, 10**9 + 5], ["J-1", "J-2"]])
def test_ids_on_demand_overwrite_no_other_advertisement(ids: list[Any], tmp_path: Path) -> None:
    """A file of the same name in another folder would overwrite the first."""
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    first = numbered(tmp_path / "one", "a", ids)
    second = numbered(tmp_path / "two", "b", ids).rename(tmp_path / "two" / "a.jsonl")
    home = tmp_path / "var"
    assert run(first, home, **TOLD).ids == "column"
    with pytest.raises(UsageError, match=r"ids \(such as .*than a\.jsonl.*Name another --source"):
        run(second, home, **TOLD)
    assert run(first, home, **TOLD).is_already_imported
    assert len(postings(home)) == len(ids)


@pytest.mark.parametrize("name", ["a", "a_grown"])
def test_row_numbers_on_demand_hold_for_a_file_that_grew(name: str, tmp_path: Path) -> None:
    """Its old rows are the postings they were, whatever the file is called."""
    rows = [{"id": n, "title": f"Engineer {n}", "text": TEXT} for n in range(1, 6)]
    home = tmp_path / "var"
    assert run(table(tmp_path / "a.jsonl", *rows[:3]), home, **TOLD).numbers_rows
    run(table(tmp_path / f"{name}.jsonl", *rows), home, **TOLD)
    assert len({p.posting_id for p in postings(home)}) == 5
    other = {"id": 2, "title": "Cook", "text": "You cook for us, and wash the dishes."}
    with pytest.raises(UsageError, match=r"1 of 5 ids \(such as 2\)"):
        run(table(tmp_path / "a.jsonl", rows[0], other, *rows[2:]), home, **TOLD)


def test_row_numbers_of_pruned_rows_cannot_be_compared(tmp_path: Path) -> None:
    """What they stood for is not known any more, and would be overwritten."""
    home = tmp_path / "var"
    first = run(numbered(tmp_path, "a", [1, 2]), home, **TOLD)
    (Path(Settings(home=home).landing) / str(first.landing_file)).unlink()
    with pytest.raises(UsageError, match=r"a\.jsonl did, whose rows were pruned"):
        run(numbered(tmp_path, "b", [1, 2]), home, **TOLD)
