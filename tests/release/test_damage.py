"""A missing or altered file of a release: every command says so, none prints its numbers, and the
mend that is named mends it.
"""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from skillscan.cli.app import app
from skillscan.errors import SkillscanError
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.pages import render
from tests.release.conftest import NOTICE, NOW


@dataclass(frozen=True)
class Home:
    """Two releases, of which the later one is the latest, and an article."""

    path: Path
    earlier: str
    latest: str

    def run(self, *words: str) -> Result:
        environment = {"SKILLSCAN_HOME": str(self.path), "COLUMNS": "200"}
        return CliRunner().invoke(app, words, env=environment)

    def release(self, name: str) -> Path:
        return self.path / "releases" / name


@pytest.fixture(scope="module")
def sound(published: Any, tmp_path_factory: pytest.TempPathFactory) -> Home:
    settings = Settings(home=tmp_path_factory.mktemp("sound") / "home")
    shutil.copytree(published.settings.home, settings.home)
    latest = publish(settings, render=render, now=NOW + timedelta(days=1), notice="Second.")
    marked = "<!-- skillscan: skill_share pytorch ml_engineer -->50%<!-- /skillscan -->\n"
    (settings.home / "article.md").write_text(marked)
    return Home(settings.home, published.summary.name, latest.name)


@pytest.fixture
def home(sound: Home, tmp_path: Path) -> Home:
    shutil.copytree(sound.path, tmp_path / "home")
    return Home(tmp_path / "home", sound.earlier, sound.latest)


def flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.chmod(0o644)
    path.write_bytes(content)


def cut(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-70])


def lost(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink()


DAMAGES: list[tuple[str, Callable[[Path], None]]] = [
    ("statistics.json", lost),
    ("statistics.json", flipped),
    ("skillscan.duckdb", lost),
    ("skillscan.duckdb", flipped),
    ("parquet/estimates.parquet", flipped),
    ("parquet/skills.parquet", lost),
    ("statistics/skill_share.csv", cut),
    ("index.html", lost),
    ("METHODS.md", flipped),
    ("datapackage.json", flipped),
    ("gates.json", lost),
    ("gates.json", flipped),
    ("SHA256SUMS", lost),
    ("SHA256SUMS", flipped),
    ("SHA256SUMS", cut),
    ("", lost),
]
each_damage = pytest.mark.parametrize(
    ("file", "damage"),
    DAMAGES,
    ids=[f"{file or 'folder'}-{damage.__name__}" for file, damage in DAMAGES],
)
READERS = (
    ("stats", "skill_share"),
    ("stats", "--list", "statistics"),
    ("explain", "skill_share", "pytorch"),
    ("changes",),
    ("sql", "FROM evidence LIMIT 1"),
    ("article", "check", "article.md"),
    ("article", "refresh", "article.md"),
)


def readers(home: Home) -> list[list[str]]:
    """The commands that read the latest release."""
    article = str(home.path / "article.md")
    return [[article if word == "article.md" else word for word in words] for words in READERS]


def said(done: Result) -> tuple[int, str]:
    """Exit code, and what was printed or raised."""
    if isinstance(done.exception, SkillscanError):
        return done.exception.exit_code, str(done.exception)
    return done.exit_code, done.output


def test_of_whole_releases_every_command_answers(sound: Home) -> None:
    """Else the other tests would find nothing out."""
    for words in readers(sound):
        assert said(sound.run(*words))[0] == 0, words
    assert said(sound.run("releases", "list"))[0] == 0


@each_damage
def test_every_reader_names_file_and_mend(
    home: Home, file: str, damage: Callable[[Path], None]
) -> None:
    """Numbers that nobody published would be printed, or a release be thought whole."""
    damage(home.release(home.latest) / file)
    mend = f"releases rebuild {home.latest}" if file else "skillscan publish"
    for words in readers(home):
        code, text = said(home.run(*words))
        assert (code, home.latest in text, file in text, mend in text) == (1, True, True, True), (
            f"{words}: {text}"
        )
    for words in (["releases", "list"], ["doctor"]):
        code, text = said(home.run(*words))
        assert (code, file in text, mend in text) == (3, True, True), f"{words}: {text}"


@pytest.mark.parametrize("file", [one for one, _ in dict.fromkeys(DAMAGES) if one])
def test_an_earlier_release_is_not_passed_over(home: Home, file: str) -> None:
    """What was published on a day would be answered from another release."""
    lost(home.release(home.earlier) / file)
    for words in (
        ["stats", f"skill_share@{home.earlier[-12:]}"],
        ["stats", "skill_share", "--as-of", home.earlier[:10]],
        ["explain", f"skill_share@{home.earlier}", "pytorch"],
        ["sql", "FROM analyst.release", "--release", home.earlier],
        ["changes"],
        ["changes", home.earlier],
    ):
        code, text = said(home.run(*words))
        assert (code, home.earlier in text, file in text) == (1, True, True), f"{words}: {text}"
    for words in (["releases", "list"], ["doctor"]):
        code, text = said(home.run(*words))
        assert (code, home.earlier in text, file in text) == (3, True, True)


@each_damage
def test_a_rebuilt_release_is_read_again(
    home: Home, file: str, damage: Callable[[Path], None]
) -> None:
    """The mend that every message names would not mend."""
    if not file:
        damage(home.release(home.latest))  # nothing is left of it
        code, text = said(home.run("releases", "rebuild", home.latest))
        assert (code, "restore" in text) == (1, True)
        return
    damage(home.release(home.latest) / file)
    before = json.loads(home.run("releases", "list", "--json").stdout)["releases"]
    assert said(home.run("releases", "rebuild", home.latest))[0] in {0, 3}
    for words in readers(home):
        assert said(home.run(*words))[0] == 0, words
    after = json.loads(home.run("releases", "list", "--json").stdout)
    assert (after["damaged"], after["faults"]) == ({}, [])
    told = ("release", "content_hash", "is_passed")
    assert [[one[name] for name in told] for one in after["releases"]] == [
        [one[name] for name in told] for one in before
    ]


@pytest.mark.slow
@each_damage
def test_a_publish_of_the_same_data_never_says_unchanged(
    home: Home, file: str, damage: Callable[[Path], None]
) -> None:
    """ "unchanged", exit code 0, over a release that nobody can read."""
    damage(home.release(home.latest) / file)
    done = home.run("publish", "--json")  # with the notice that a person wrote before
    assert done.exit_code == 3, done.output
    summary = json.loads(done.stdout)
    assert (summary["name"], summary["is_new"], summary["is_latest"]) == (home.latest, False, True)
    assert file in " ".join(summary["mended"])
    for words in readers(home):
        assert said(home.run(*words))[0] == 0, words
    again = json.loads(home.run("publish", "--json").stdout)
    assert (again["mended"], again["faults"]) == ([], [])


BESIDE: list[tuple[str, Callable[[Path], None]]] = [
    ("latest", lost),
    ("latest", flipped),
    ("latest.duckdb", lost),
    ("latest.duckdb", flipped),
    ("index.json", lost),
    ("index.json", flipped),
    ("last-publish.json", flipped),
]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "damage"), BESIDE, ids=[f"{file}-{damage.__name__}" for file, damage in BESIDE]
)
def test_a_publish_of_the_same_data_mends_what_lies_beside_the_releases(
    home: Home, file: str, damage: Callable[[Path], None]
) -> None:
    """Readers would be shown no release, or analysts a file of views that nobody wrote."""
    damage(home.path / "releases" / file)
    code, text = said(home.run("doctor"))
    assert (code, "skillscan publish" in text) == (3, True), text
    assert file in text or file == "latest"  # a name of another release says itself
    if file == "latest":
        code, text = said(home.run("stats"))
        assert (code, "skillscan publish" in text) == (1, True), text
    done = home.run("publish", "--json")
    assert (done.exit_code, file in " ".join(json.loads(done.stdout)["mended"])) == (3, True)
    assert said(home.run("stats", "skill_share"))[0] == 0
    assert said(home.run("releases", "list"))[0] == 0


@pytest.mark.parametrize("is_same", [True, pytest.param(False, marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    ("file", "damage"), [("statistics.json", lost), ("parquet/skills.parquet", flipped)]
)
def test_a_publish_says_that_an_earlier_release_is_damaged(
    home: Home, file: str, damage: Callable[[Path], None], *, is_same: bool
) -> None:
    """A release on record would rot until somebody asks for it."""
    damage(home.release(home.earlier) / file)
    done = home.run("publish", "--json", "--notice", "Second." if is_same else NOTICE)
    assert done.exit_code == 3
    (fault,) = json.loads(done.stdout)["faults"]
    assert file in fault
    assert f"releases rebuild {home.earlier}" in fault


@pytest.mark.parametrize("is_told", [False, True])
def test_a_first_publish_that_was_killed_before_its_index_is_no_damage(
    published_copy: Any, publish_again: Callable[..., Any], is_told: bool
) -> None:
    """The night after a power cut would need somebody for nothing; or a lost index would not be
    noticed, where a publish had said that it came to its end.
    """
    releases = published_copy.folder.parent
    (releases / "index.json").unlink()
    if not is_told:
        (releases / "last-publish.json").unlink()
    again = publish_again()
    assert again.needs_attention == is_told
    assert [one for one in again.mended if "index.json is missing" in one] == list(again.mended)
    assert bool(again.mended) == is_told
    assert again.name in (releases / "index.json").read_text()
