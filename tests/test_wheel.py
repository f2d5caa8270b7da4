"""The built wheel: everything travels with it, and it runs from any folder."""

import csv
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PARTS = {
    "data": "skillscan/data",
    "sql": "skillscan/sql",
    "spiders": "skillscan/spiders",
    "flows": "skillscan/flows",
    "src/skillscan": "skillscan",
}


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout, as building leaves files behind."""
    source = tmp_path_factory.mktemp("source")
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, tracked.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    return source


@pytest.fixture(scope="session")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "-q",
            "--no-deps",
            "--no-build-isolation",
            "--disable-pip-version-check",
            "-w",
            folder,
            source,
        ],
        check=True,
    )
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel in an environment of its own, which borrows only the locked dependencies."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # A plain path entry: the .pth files inside it, the editable install among them, stay unread.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "bin" / "python"


@pytest.mark.parametrize("folder", PARTS)
def test_every_file_of_the_checkout_is_in_the_wheel(wheel: Path, folder: str) -> None:
    """A file left out would only be missed on a user's machine."""
    tracked = subprocess.run(
        ["git", "ls-files", folder], cwd=ROOT, capture_output=True, check=True, text=True
    )
    names = set(zipfile.ZipFile(wheel).namelist())
    prefix = PARTS[folder]
    missing = [
        name
        for name in tracked.stdout.split()
        if (ROOT / name).is_file() and prefix + name.removeprefix(folder) not in names
    ]
    assert tracked.stdout
    assert not missing


def test_nothing_of_the_editable_install_is_in_the_wheel(wheel: Path) -> None:
    """A path of the machine that built it would be put on every user's search path."""
    assert not [name for name in zipfile.ZipFile(wheel).namelist() if name.endswith(".pth")]


@pytest.mark.parametrize("kind", ["editable", "sdist"])
def test_what_the_build_backend_adds(source: Path, tmp_path: Path, kind: str) -> None:
    """pip would leave a file behind, or a build from the source archive miss its backend."""
    code = f"import build_backend, sys; build_backend.build_{kind}(sys.argv[1])"
    command = [sys.executable, "-c", code, tmp_path]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (path,) = tmp_path.iterdir()
    if kind == "sdist":
        shutil.unpack_archive(path, tmp_path)
        assert list(tmp_path.glob("*/build_backend.py"))
        return
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        (record,) = (name for name in names if name.endswith("/RECORD"))
        rows = csv.reader(archive.read(record).decode().splitlines())
        assert sorted(row[0] for row in rows) == sorted(names)
        (pth,) = (name for name in names if name.endswith(".src.pth"))
        assert archive.read(pth).decode() == f"{source / 'src'}\n"


SAVE = """
import sys, skillscan
nlp = skillscan.load()
nlp.to_disk(sys.argv[1])
"""
LOAD = """
import json, sys, spacy
from importlib.metadata import distribution
from spacy.tokens import DocBin

nlp = spacy.load(sys.argv[1])
texts = ["<p>Requirements</p><ul><li>Python</li><li>Docker is a plus</li></ul>", "SQL is required"]
docs = list(nlp.pipe(texts, n_process=2))
saved = DocBin(docs=docs, store_user_data=True).to_bytes()
shown = [
    [[span.label_, span._.skillscan_mention_class] for span in doc.spans["skills"]]
    for doc in DocBin().from_bytes(saved).get_docs(nlp.vocab)
]
import skillscan
where = distribution("skillscan")
groups = sorted({point.group for point in where.entry_points if point.group.startswith("spacy")})
print(json.dumps([shown, skillscan.__file__, str(where.locate_file("")), groups]))
"""


def _run(python: Path, folder: Path, *arguments: str | Path) -> str:
    """What a Python without any variable of ours prints."""
    environment = {
        k: v for k, v in os.environ.items() if not k.startswith(("SKILLSCAN_", "PYTHON"))
    }
    done = subprocess.run(
        [python, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=1800,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


@pytest.mark.slow
def test_a_saved_pipeline_is_loaded_where_only_the_wheel_is(
    installed: Path, tmp_path: Path
) -> None:
    """``spacy.load`` in a fresh interpreter would not know our language or components."""
    _run(installed, tmp_path, "-c", SAVE, tmp_path / "pipeline")
    shown, module, place, groups = json.loads(
        _run(installed, tmp_path, "-c", LOAD, tmp_path / "pipeline")
    )
    assert shown == [[["python", "required"], ["docker", "preferred"]], [["sql", "required"]]]
    environment = str(installed.parent.parent)
    assert module.startswith(environment)
    assert place.startswith(environment)
    assert groups == ["spacy_factories", "spacy_languages", "spacy_tokenizers"]


@pytest.mark.slow
def test_installed_wheel_runs_the_demo_from_any_folder(installed: Path, tmp_path: Path) -> None:
    """What a user gets from the package index does the main job with no checkout in reach."""
    where = _run(
        installed, tmp_path, "-c", "import skillscan, skillscan.sql; print(skillscan.__file__)"
    )
    assert str(ROOT) not in where
    demo = _run(installed, tmp_path, "-m", "skillscan", "demo", "--home", tmp_path / "home")
    shown = (ROOT / "README.md").read_text("utf-8").split("```text\n")[1].split("```")[0]
    missing = set(shown.splitlines()) - set(demo.splitlines()) - {""}
    assert not missing, "the README shows what the demo no longer prints"
    latest = (tmp_path / "home" / "releases" / "latest").read_text().strip()
    release = tmp_path / "home" / "releases" / latest
    assert (release / "index.html").is_file()
    statistics = json.loads((release / "statistics.json").read_text())
    assert statistics["estimates"]
    assert "shares compared with the truth table: every one is equal." in demo
