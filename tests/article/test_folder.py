"""What is read as an article in a folder, and what is shown of those that do not hold."""

from pathlib import Path

import pytest
from suite.hand_made_articles import article, estimate, publication, skill

from skillscan.article.attention import NEEDS_ATTENTION
from skillscan.article.folder import FolderEntry, article_files, markdown
from skillscan.article.judging import judge
from skillscan.article.judging.evidence import JudgingEvidence
from skillscan.article.model import ArticleFault, CheckedArticle, Claim, ClaimCoverage
from skillscan.errors import UsageError

RELEASE = publication(estimate("skill_share", "python", "named", 0.7))


def entry(name: str, sentence: str, percent: float) -> FolderEntry:
    text = article(sentence)
    one = skill(text, f"{percent:g}%", percent, "python")
    judgement = judge(text, [one], JudgingEvidence(publication=RELEASE))[0]
    claim = Claim(claim_id="1", quantity=one.quantity, binding=one.binding, judgement=judgement)
    covered = ClaimCoverage(seen=1, ours=1, theirs=0, nothing_to_judge=0, not_understood=0)
    checked = CheckedArticle(
        article=text, release=RELEASE.release, coverage=covered, claims=(claim,)
    )
    return FolderEntry(path=Path(name), checked=checked)


def test_articles_are_found_and_nothing_else(tmp_path: Path) -> None:
    """A folder of a site holds pictures, hidden files and confirmed bindings, too."""
    for name in ("b.md", "a.html", "deep/c.docx", ".git/d.md", "e.png", "b.md.claims.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = article_files([tmp_path, tmp_path / "b.md", tmp_path / "e.png"])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        "a.html",
        "b.md",
        "deep/c.docx",
        "e.png",
    ]
    with pytest.raises(UsageError, match="no such file or folder"):
        article_files([tmp_path / "none"])


def test_what_does_not_hold_is_shown_by_article() -> None:
    """An editor sees at a glance which article to open, and what to print."""
    entries = [
        entry("fine.md", "Now 70% name Python.", 70),
        entry("stale*.md", "Now 40% name Python.", 40),
        FolderEntry(path=Path("broken.md"), problem="broken.md: not text"),
    ]
    text = markdown(entries, RELEASE.release, NEEDS_ATTENTION)
    assert "2 of 3 articles have something to look at." in text
    assert "fine" not in text
    assert "## stale\\*.md" in text
    assert "- **contradicted**: 40% → **70%**." in text
    assert "Could not be checked: broken.md: not text" in text


def test_text_of_articles_is_text() -> None:
    """A hostile article must not put a link or a script on the operator's page."""
    found = entry("a.md", "Now 40% name Python.", 40)
    assert found.checked is not None
    fault = ArticleFault(line=3, problem="'<script>alert(1)</script> [x](http://evil)'")
    checked = CheckedArticle(
        article=found.checked.article,
        release="r",
        coverage=found.checked.coverage,
        faults=(fault,),
    )
    text = markdown([FolderEntry(path=Path("a.md"), checked=checked)], "r", NEEDS_ATTENTION)
    assert "<script>" not in text
    assert "[x](" not in text
    assert "\\<script\\>" in text
