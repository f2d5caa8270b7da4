"""A folder of articles checked together: what the flow ``refresh`` shows after each release."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from skillscan.article.attention import is_attention_needed, needing_attention
from skillscan.article.check import check
from skillscan.article.files import read_article
from skillscan.article.judging.releases import EvidenceOf
from skillscan.article.model import CheckedArticle, ClaimVerdict
from skillscan.errors import SkillscanError, UsageError
from skillscan.text.printable import shortened

SUFFIXES = frozenset(
    {".md", ".markdown", ".mdx", ".qmd", ".rmd", ".html", ".htm", ".xhtml", ".txt", ".docx"}
)
"""What is read as an article where a folder is named; a file that is named itself always is."""
MOST_ARTICLES = 5_000
_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|~&-])")
_QUOTE_CHARS = 160
_NOTE_CHARS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderEntry:
    """One article: checked, or the reason why it could not be."""

    path: Path
    checked: CheckedArticle | None = None
    problem: str | None = None


def article_files(places: Sequence[Path]) -> list[Path]:
    """The articles of files and folders (their folders too, hidden ones not), in order.

    Raises UsageError for a place that is not there, or one of more than ``MOST_ARTICLES``.
    """
    found: dict[Path, None] = {}
    for place in places:
        if not place.exists():
            raise UsageError(f"{place}: there is no such file or folder; name articles")
        found |= dict.fromkeys([place] if place.is_file() else sorted(_within(place)))
        if len(found) > MOST_ARTICLES:
            raise UsageError(f"{place}: more than {MOST_ARTICLES} articles; name fewer at a time")
    return list(found)


def check_all(paths: Iterable[Path], evidence_of: EvidenceOf) -> Iterator[FolderEntry]:
    """The articles checked one after the other; one that cannot be read stops none."""
    for path in paths:
        try:
            found = check(read_article(path), path, evidence_of)
            yield FolderEntry(path=path, checked=found.checked)
        except SkillscanError as error:
            yield FolderEntry(path=path, problem=str(error))


def needs_attention(entry: FolderEntry, verdicts: Iterable[ClaimVerdict]) -> bool:
    """Whether somebody has to look at an article."""
    return entry.checked is None or is_attention_needed(entry.checked, verdicts)


def markdown(entries: Sequence[FolderEntry], release: str, verdicts: Iterable[ClaimVerdict]) -> str:
    """The claims that somebody has to look at, by article, as Markdown; texts of articles are
    escaped.
    """
    wanted = frozenset(verdicts)
    due = [entry for entry in entries if needs_attention(entry, wanted)]
    lines = [f"# Articles against release {_plain(release)}", ""]
    lines.append(f"{len(due)} of {len(entries)} articles have something to look at.")
    for entry in due:
        lines += ["", f"## {_plain(str(entry.path))}", ""]
        if entry.checked is None:
            lines.append(f"Could not be checked: {_plain(str(entry.problem))}")
            continue
        lines += _article_lines(entry.checked, wanted)
    return "\n".join(lines) + "\n"


def _article_lines(checked: CheckedArticle, verdicts: frozenset[ClaimVerdict]) -> Iterator[str]:
    covered = checked.coverage
    yield (
        f"{covered.seen} numbers seen: {covered.ours} ours, {covered.theirs} of others, "
        f"{covered.nothing_to_judge} nothing to judge, {covered.not_understood} not understood."
    )
    yield ""
    for fault in checked.faults:
        where = f"line {fault.line}: " if fault.line else ""
        yield f"- **marker**: {where}{_plain(fault.problem)}"
    for claim in needing_attention(checked, verdicts):
        quote = checked.article.text[claim.binding.start : claim.binding.end]
        new = claim.judgement.replacement
        instead = f" → **{_plain(new.number)}**" if new else ""
        note = shortened(claim.judgement.note or "", _NOTE_CHARS)
        verdict = _plain(claim.judgement.verdict)
        yield f"- **{verdict}**: {_plain(shortened(quote, _QUOTE_CHARS))}{instead}. {_plain(note)}"


def _within(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        is_hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in SUFFIXES and path.is_file() and not is_hidden:
            yield path


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _MARKUP.sub(r"\\\1", shortened(text, 10 * _NOTE_CHARS))
