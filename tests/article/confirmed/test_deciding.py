"""``skillscan article confirm`` and ``dismiss``."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from skillscan.article.confirmed import claims_file
from skillscan.cli.article import app
from skillscan.errors import UsageError

TEXT = (
    "# Skills\n\nPython shows up in 72% of postings, PyTorch in 39.8% of postings.\n\n"
    "But 78% of those open roles require 5+ years.\n\nA joke of 93% here.\n\n"
    "Go: <!-- skillscan: skill_share go ml_engineer_us -->7%<!-- /skillscan --> of postings.\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(article: Path, command: str, *words: str) -> Result:
    home = {"SKILLSCAN_HOME": str(article.parent / "home")}
    return CliRunner().invoke(app, [command, str(article), *words], env=home)


def test_confirm_keeps_what_was_read(article: Path) -> None:
    """The binding is exact from then on, and the article untouched."""
    assert run(article, "confirm", "5").exit_code == 0
    (one,) = claims_file.load(article)
    assert (one.decision, one.statistic, one.dimension) == ("confirmed", "experience_at_least", "5")
    assert one.quote.startswith("78%")
    assert article.read_text(encoding="utf-8") == TEXT


def test_a_second_decision_takes_the_place_of_the_first(article: Path) -> None:
    """An editor may think again; two decisions on one number would contradict each other."""
    run(article, "dismiss", "5", "--note", "old")
    first = claims_file.load(article)[0]
    words = "experience_at_least 5 ml_engineer_us view=all"
    assert run(article, "confirm", first.id, "--as", words).exit_code == 0
    (one,) = claims_file.load(article)
    assert (one.id, one.decision, one.population, one.view) == (
        first.id,
        "changed",
        "ml_engineer_us",
        "all",
    )


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("confirm", "3"), "line 3 has several claims"),
        (("confirm", "2"), "line 2 has no number"),
        (("confirm", "7"), "name one by its id (one that is none needs --as)"),
        (("dismiss", "ffffffff"), "no such claim here"),
        (("dismiss", "9"), "a marker in the article says what this number is"),
        (("confirm", "5", "--as", "experience_at_least 5"), "2 words"),
        (("confirm", "5", "--as", "x 5 ml_engineer_us"), "unknown statistic 'x'"),
        (("confirm", "5", "--as", "skill_share go ml_engineer_ux"), "known here: ml_engineer"),
        (("confirm", "5", "--as", "skill_share go ml_engineer view=x"), "unknown view"),
        (("confirm", "5", "--as", "skill_share go ml_engineer seniority=mid"), "unknown split of"),
        (("confirm", "5", "--as", "skill_share_by_seniority go ml_engineer"), "say seniority=…"),
        (
            ("confirm", "5", "--as", "occupation_comparison go data_scientist against=x"),
            "unknown population beside it 'x'; known here: data_engineer, ml_engineer",
        ),
        (("confirm", "5", "--as", "skill_share go ml_engineer measure=x"), "unknown measure"),
    ],
)
def test_wrong_usage_says_what_to_do_and_writes_nothing(
    article: Path, words: tuple[str, ...], says: str
) -> None:
    """A guess would be kept for good."""
    done = run(article, *words)
    assert isinstance(done.exception, UsageError)
    assert says in str(done.exception)
    assert not claims_file.claims_path(article).exists()


def test_a_share_of_one_level_is_kept_with_its_level(article: Path) -> None:
    """What was said of the junior openings would be compared with all of them."""
    words = "skill_share_by_seniority python ml_engineer_us seniority=junior"
    assert run(article, "confirm", "7", "--as", words).exit_code == 0
    (one,) = claims_file.load(article)
    assert (one.statistic, one.dimension, one.population) == (
        "skill_share_by_seniority",
        "python seniority=junior",
        "ml_engineer_us",
    )


def test_a_number_that_is_no_claim_can_be_made_one(article: Path) -> None:
    """What the reading does not understand, an editor can say."""
    words = "skill_share python ml_engineer_us"
    assert run(article, "confirm", "7", "--as", words).exit_code == 0
    assert claims_file.load(article)[0].read_as is None


def test_a_damaged_file_is_not_written_over(article: Path) -> None:
    """An editor's earlier decisions are worth more than the new one."""
    path = claims_file.claims_path(article)
    path.write_text("version: 1\nclaims: [", encoding="utf-8")
    done = run(article, "confirm", "5")
    assert isinstance(done.exception, UsageError)
    assert path.read_text(encoding="utf-8") == "version: 1\nclaims: ["
