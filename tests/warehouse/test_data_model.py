"""``docs/data-model.md``: what an analyst reads before the first query."""

from pathlib import Path

import pytest

from skillscan.warehouse import comments
from skillscan.warehouse.data_model import DOCUMENT, main

ROOT = Path(__file__).parent.parent.parent


def test_the_document_is_what_the_code_says() -> None:
    """An analyst would query columns that are not there, or miss those that are."""
    assert main(["--check", str(ROOT / DOCUMENT)]) == 0


def test_every_relation_has_its_section() -> None:
    """A table that nobody can find might as well not exist."""
    lines = (ROOT / DOCUMENT).read_text(encoding="utf-8").splitlines()
    sections = [line.removeprefix("### ") for line in lines if line.startswith("### ")]
    assert sorted(sections) == sorted(comments.described())


def test_a_document_that_is_not_up_to_date_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The check would pass whatever the document says."""
    document = (ROOT / DOCUMENT).read_text(encoding="utf-8")
    path = tmp_path / "data-model.md"
    assert main(["--check", str(path)]) == 1
    path.write_text(document.replace("VARCHAR", "TEXT"), encoding="utf-8")
    assert main(["--check", str(path)]) == 1
    assert "data_model --write" in capsys.readouterr().err
    assert main(["--write", str(path)]) == 0
    assert path.read_text(encoding="utf-8") == document
