"""``skillscan article check`` and ``refresh`` as typed, on a real release."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from article.source.test_docx import docx, parts
from typer.testing import CliRunner, Result

from skillscan import resources
from skillscan.cli.article import app
from skillscan.errors import SkillscanError, UsageError
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.pages import render

PRESERVED = '<w:t xml:space="preserve">'
ADDRESS = "skill_share pytorch ml_engineer"
TEXT = """# ML engineers in the United States

Python shows up in 99% of postings for ML engineers, PyTorch in 80% of postings.
The median base is $162,370 (Glassdoor 2025). The exam costs $200.
"""


@pytest.fixture(scope="module")
def home(market_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a release, which no command here changes."""
    settings = Settings(home=tmp_path_factory.mktemp("home"))
    shutil.copy(market_file, settings.warehouse)
    publish(settings, render=render, now=datetime(2026, 2, 11, tzinfo=UTC))
    return settings.home


def run(home: Path, *words: str, columns: int = 200) -> Result:
    environment = {"SKILLSCAN_HOME": str(home), "COLUMNS": str(columns)}
    return CliRunner().invoke(app, words, env=environment)


def marked(folder: Path, number: str, address: str = ADDRESS) -> Path:
    path = folder / "article.md"
    path.write_bytes(
        f"\ufeffTorch: <!-- skillscan: {address} -->{number}<!-- /skillscan -->.\r\n".encode()
    )
    return path


@pytest.fixture
def prose(tmp_path: Path) -> Path:
    """An article without markers."""
    path = tmp_path / "roles.md"
    path.write_text(TEXT)
    return path


def test_numbers_nobody_marked_are_judged(home: Path, prose: Path) -> None:
    """An editor pastes an article as it is, and is told what does not hold, and what to print."""
    done = run(home, "check", str(prose))
    assert done.exit_code == 3
    for needed in (
        "3: 99%",
        "contradicted",
        "PyTorch in 50% of postings",
        "Source: skillscan release 2026-02-11-",
        "not_ours",
        "4 numbers seen: 2 ours, 1 of other sources, 1 nothing to judge, 0 not understood.",
    ):
        assert needed in done.stdout


def test_tables_fit_80_columns(home: Path, prose: Path) -> None:
    """On a narrow terminal no number may be cut."""
    done = run(home, "check", str(prose), columns=80)
    table = [line for line in done.stdout.splitlines() if "│" in line or "━" in line]
    assert table
    assert max(map(len, table)) <= 80


def test_refresh_changes_own_numbers_and_nothing_else(home: Path, prose: Path) -> None:
    """Another source's figure and every other byte stay; the next check finds nothing to do."""
    done = run(home, "refresh", str(prose))
    assert "+Python shows up in 99% of postings for ML engineers, PyTorch in 50% of" in done.stdout
    assert prose.read_text() == TEXT
    assert run(home, "refresh", str(prose), "--write").exit_code == 0
    assert prose.read_text() == TEXT.replace("80%", "50%")
    assert run(home, "check", str(prose)).exit_code == 0


def test_a_word_document_is_checked_and_refreshed(home: Path, tmp_path: Path) -> None:
    """An editor's manuscript keeps its formatting, its pictures and every other part."""
    words = "We read 900 postings for ML engineers in 2025. PyTorch is in |80%| of them."
    runs = "".join(f"<w:r><w:t>{one}</w:t></w:r>" for one in words.split("|"))
    path = tmp_path / "roles.docx"
    path.write_bytes(docx(f"<w:p>{runs.replace('<w:t>', PRESERVED)}</w:p>"))
    before = parts(path.read_bytes())
    assert run(home, "check", str(path)).exit_code == 3
    assert parts(path.read_bytes()) == before
    assert run(home, "refresh", str(path), "--write").exit_code == 0
    after = parts(path.read_bytes())
    assert list(after) == list(before)
    assert [name for name in before if after[name] != before[name]] == ["word/document.xml"]
    written = re.sub(r"<[^>]+>", "", after["word/document.xml"][0].decode())
    assert re.fullmatch(
        r"We read \d+ postings for ML engineers in 2026\. PyTorch is in 50% of them\.", written
    )
    assert run(home, "check", str(path)).exit_code == 0


def test_json_follows_its_schema(home: Path, prose: Path) -> None:
    """A program can trace each number to its place, its statistic and its release."""
    found = json.loads(run(home, "check", str(prose), "--json").stdout)
    jsonschema.validate(found, resources.data_json("article.schema.json"))
    assert found["release"].startswith("2026-02-11-")
    source = prose.read_text()
    assert all(source[one["start"] : one["end"]] == one["quote"] for one in found["claims"])
    kinds = [(one["kind"], one["statistic"], one["dimension"]) for one in found["claims"]]
    assert kinds == [
        ("ours", "skill_share", "python"),
        ("ours", "skill_share", "pytorch"),
        ("theirs", "pay_median", None),
    ]
    assert [one["replacement"] for one in found["claims"]] == [None, "50%", None]


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [("stale", 0), ("stale,contradicted", 3), ("implausible", 0)],
)
def test_fail_on_names_what_fails(home: Path, prose: Path, verdicts: str, code: int) -> None:
    """A pipeline of articles in git fails for what its editors choose."""
    assert run(home, "check", str(prose), "--fail-on", verdicts).exit_code == code


@pytest.mark.parametrize(
    ("option", "says"),
    [
        (("--fail-on", "stael"), "no verdict 'stael'"),
        (("--population", "nobody"), "unknown population"),
        (("--release", "2020-01-01"), "no release"),
    ],
)
def test_wrong_options_are_refused(
    home: Path, prose: Path, option: tuple[str, str], says: str
) -> None:
    """A typing error must not look like an article that holds."""
    done = run(home, "check", str(prose), *option)
    assert isinstance(done.exception, SkillscanError)
    assert says in str(done.exception)


def test_a_marked_number_follows_the_release(home: Path, tmp_path: Path) -> None:
    """A nightly check of a site must be able to tell stale articles from current ones."""
    path = marked(tmp_path, "92 %")
    before = path.read_bytes()
    assert run(home, "check", str(path)).exit_code == 3
    shown = run(home, "refresh", str(path))
    assert "50 %" in shown.stdout
    assert path.read_bytes() == before
    assert run(home, "refresh", str(path), "--write").exit_code == 0
    assert path.read_bytes() == before.replace(b"92 %", b"50 %")
    assert run(home, "check", str(path)).exit_code == 0


def test_a_bare_number_in_a_marker_is_a_share(home: Path, tmp_path: Path) -> None:
    """In a table the sign stands in the header."""
    path = marked(tmp_path, "92")
    assert run(home, "refresh", str(path), "--write").exit_code == 0
    assert b"-->50<!--" in path.read_bytes()


@pytest.mark.parametrize(
    ("address", "inner", "says"),
    [
        ("skill_share nothing ml_engineer", "72%", "knows no skill 'nothing'"),
        ("x y ml_engineer", "72%", "knows no statistic 'x'"),
        ("skill_share pytorch nobody", "72%", "knows no population 'nobody'"),
        ("skill_share pytorch ml_engineer view=best", "72%", "knows no view 'best'"),
        ("skill_share pytorch ml_engineer measure=x", "72%", "'x'"),
        ("skill_share pytorch", "72%", "2 words"),
        ("skill_share pytorch ml_engineer", "few", "exactly one number"),
        ("skill_share pytorch ml_engineer", "30% to 40% or 50%", "exactly one number"),
    ],
)
def test_faults_of_markers_are_told_and_write_nothing(
    home: Path, tmp_path: Path, address: str, inner: str, says: str
) -> None:
    """The editor is led to the line; a number that nobody can vouch for is never rewritten."""
    path = marked(tmp_path, inner, address)
    before = path.read_bytes()
    checked = run(home, "check", str(path))
    assert checked.exit_code == 3
    assert says in checked.output
    run(home, "refresh", str(path), "--write")
    assert path.read_bytes() == before


def test_a_missing_article_is_wrong_usage(home: Path, tmp_path: Path) -> None:
    """A typing error in a file name must not look like an article without stale numbers."""
    done = run(home, "check", str(tmp_path / "none.md"))
    assert isinstance(done.exception, UsageError)


@pytest.fixture(scope="module")
def levels_home(
    hand_made_warehouse: Callable[..., Settings],
    advert: Callable[..., Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A home with a release of 40 junior and 40 senior openings: PyTorch in a quarter of the junior
    ones and in three quarters of the senior ones.
    """
    adverts = [
        advert(
            employer=f"Employer {number % 20:02}",
            seniority=level,
            skills={"python": "required"} | ({"pytorch": "preferred"} if has_it else {}),
        )
        for level, of_four in (("junior", 1), ("senior", 3))
        for number in range(40)
        for has_it in (number // 20 + 2 * (number % 2) < of_four,)
    ]
    settings = hand_made_warehouse(adverts, tmp_path_factory.mktemp("levels"))
    publish(settings, render=render, now=datetime(2026, 2, 11, tzinfo=UTC))
    return settings.home


def test_numbers_of_levels_are_refreshed_like_any_others(levels_home: Path, tmp_path: Path) -> None:
    """What an article says of juniors and seniors would stay as it was, or become everybody's."""
    path = tmp_path / "levels.md"
    path.write_text(
        "# ML engineers\n\n| Skill | Junior ads | Senior ads |\n|---|---|---|\n"
        "| PyTorch | 2 % | 3 % |\n\nIn senior ML engineer postings PyTorch is named by 4 %.\n\n"
        'Marked: <b data-skillscan="skill_share_by_seniority pytorch ml_engineer'
        ' seniority=junior">5 %</b>.\n'
    )
    old = path.read_text()
    claims = json.loads(run(levels_home, "check", str(path), "--json").stdout)["claims"]
    assert [(one["dimension"], one["verdict"], one["replacement"]) for one in claims] == [
        ("pytorch seniority=junior", "contradicted", "25 %"),
        ("pytorch seniority=senior", "contradicted", "75 %"),
        ("pytorch seniority=senior", "contradicted", "75 %"),
        ("pytorch seniority=junior", "contradicted", "25 %"),
    ]
    assert run(levels_home, "refresh", str(path), "--write").exit_code == 0
    new = old.replace("2 % | 3 %", "25 % | 75 %").replace("by 4 %", "by 75 %")
    assert path.read_text() == new.replace(">5 %", ">25 %")
    assert run(levels_home, "check", str(path)).exit_code == 0


def test_a_confirmed_number_of_a_level_keeps_its_level(levels_home: Path, tmp_path: Path) -> None:
    """A decision on what juniors are asked for would be judged by all openings, or be lost."""
    path = tmp_path / "levels.md"
    path.write_text("# ML engineers\n\nIn junior ML engineer postings PyTorch is named by 25 %.\n")
    assert run(levels_home, "confirm", str(path), "3").exit_code == 0
    assert "dimension: pytorch seniority=junior" in Path(f"{path}.claims.yaml").read_text()
    (claim,) = json.loads(run(levels_home, "check", str(path), "--json").stdout)["claims"]
    assert (claim["verdict"], claim["confidence"]) == ("current", 1.0)
    assert run(levels_home, "dismiss", str(path), "3").exit_code == 0
    assert json.loads(run(levels_home, "check", str(path), "--json").stdout)["claims"] == []
