"""``datapackage.json``: every file with its hash, every column with its meaning, true keys."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import duckdb
import pytest

from skillscan.release.datapackage import keys


@pytest.fixture(scope="module")
def package(published: Any) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((published.folder / "datapackage.json").read_text())
    return content


def published_files(folder: Path) -> dict[str, Path]:
    """Those that are described, by their path below the folder: not the pages, which only show
    what is in the others.
    """
    return {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file()
        and path.name not in {"datapackage.json", "gates.json", "SHA256SUMS"}
        and folder / "site" not in path.parents
    }


def test_every_file_stands_there_with_size_and_hash(published: Any, package: Any) -> None:
    """An altered file could not be told from a whole one."""
    files = published_files(published.folder)
    found = {one["path"]: one for one in package["resources"]}
    assert found.keys() == files.keys()
    for path, one in found.items():
        content = files[path].read_bytes()
        assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert one["bytes"] == len(content)


def test_it_follows_the_published_profile(package: Any) -> None:
    """`frictionless validate` would refuse the package: the rules of Data Package v1 and v2 on
    names, paths, licences, sources and hashes (https://datapackage.org/standard/data-package/).
    """
    name = re.compile(r"[-a-z0-9._/]{1,200}")
    assert name.fullmatch(package["name"])
    assert all(one["name"] for one in package["licenses"])
    assert all(one["title"] for one in package["sources"])
    names = [one["name"] for one in package["resources"]]
    assert len(set(names)) == len(names)
    for one in package["resources"]:
        assert name.fullmatch(one["name"])
        assert one["type"] == "file"  # else its cells are read, and lists have no type there
        assert re.fullmatch(r"sha256:[0-9a-f]{64}", one["hash"])
        assert not one["path"].startswith(("/", ".", "~"))


DAMAGES = {
    "parquet/estimates.parquet": "flipped",
    "statistics/skill_share.csv": "flipped",
    "skillscan.duckdb": "flipped",
    "parquet/skills.parquet": "cut",
    "statistics/skill_share.metadata.json": "lost",
}


@pytest.mark.parametrize("damaged", [None, *DAMAGES])
def test_frictionless_tells_a_whole_release_from_an_altered_one(
    published: Any, tmp_path: Path, damaged: str | None
) -> None:
    """Who checks a copy with the tool of the standard would be refused a good one, or be told
    that a bad one is valid.
    """
    folder = shutil.copytree(published.folder, tmp_path / "release")
    if damaged:
        damage(folder / damaged, DAMAGES[damaged])
    program = str(Path(sys.executable).parent / "frictionless")
    began = time.monotonic()
    done = subprocess.run(
        [program, "validate", "--json", "datapackage.json"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert time.monotonic() - began < 10
    report = json.loads(done.stdout)
    assert (report["valid"], done.returncode == 0) == (damaged is None, damaged is None)
    assert report["stats"]["tasks"] == len(published_files(published.folder))
    faulty = [one["place"] for one in report["tasks"] if not one["valid"]]
    assert faulty == ([damaged] if damaged else [])


def damage(file: Path, how: str) -> None:
    """Flip a bit in the middle of a file, cut its last byte, or remove it."""
    file.chmod(0o644)
    content = bytearray(file.read_bytes())
    if how == "lost":
        file.unlink()
        return
    if how == "flipped":
        content[len(content) // 2] ^= 1
    file.write_bytes(content[:-1] if how == "cut" else content)


def test_columns_are_described_and_keys_hold(published: Any, package: Any) -> None:
    """A column nobody can read, or a key that finds two rows, would spoil every join."""
    tables = {one["name"]: one for one in package["resources"] if "schema" in one}
    assert tables.keys() == {path.stem for path in (published.folder / "parquet").iterdir()}
    assert tables.keys() == keys().keys()
    with duckdb.connect() as connection:
        for name, one in tables.items():
            schema = one["schema"]
            assert one["description"]
            assert [field["name"] for field in schema["fields"] if not field["description"]] == []
            file = published.folder / one["path"]
            columns = connection.execute(f"DESCRIBE FROM '{file}'").fetchall()
            assert [field["name"] for field in schema["fields"]] == [row[0] for row in columns]
            assert doubled(connection, file, schema["primaryKey"]) == []
            for reference in schema.get("foreignKeys", []):
                other = published.folder / tables[reference["reference"]["resource"]]["path"]
                assert lost(connection, file, other, reference["fields"]) == [], name


def doubled(connection: Any, file: Path, key: list[str]) -> list[Any]:
    columns = ", ".join(key)
    query = f"SELECT {columns} FROM '{file}' GROUP BY {columns} HAVING count(*) > 1"  # noqa: S608
    found: list[Any] = connection.execute(query).fetchall()
    return found


def lost(connection: Any, file: Path, other: Path, columns: list[str]) -> list[Any]:
    named = ", ".join(columns)
    query = f"SELECT {named} FROM '{file}' EXCEPT SELECT {named} FROM '{other}'"  # noqa: S608
    found: list[Any] = connection.execute(query).fetchall()
    return found
