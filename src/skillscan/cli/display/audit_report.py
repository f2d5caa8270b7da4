"""An audit on a terminal: the shares that change most, with sentences, and what was not audited."""

from collections.abc import Callable, Iterator

from rich.console import Console

from skillscan.cli.display.responsive_table import responsive_tables
from skillscan.evaluation.audit.result import AuditedSkill, AuditExample, AuditResult
from skillscan.evaluation.audit.support import Support
from skillscan.evaluation.audit.tally import MISSED
from skillscan.text.printable import shortened

_WIDTH = 160
_MOST_NAMES = 10
_SHOWN_EXAMPLES = 2
_SAID = {
    Support.UNSUPPORTED: "listed, and in no word of",
    Support.NEGATED: "listed, and not needed at",
    MISSED: "not listed, and named by",
}


def print_audit(console: Console, result: AuditResult, limit: int) -> None:
    """All that an audit says, with ``limit`` skills: those whose share changes most first."""
    skills = sorted(result.skills, key=lambda one: (one.verdict == "current", -_change(one)))
    rows = [(shortened(one.share.label, 30), one) for one in skills[:limit]]
    title = f"{shortened(result.lists, 60)}: {result.postings:,} postings"
    for table in responsive_tables(console, title, "skill", rows, _SHARES, _FINDINGS):
        console.print(table)
    for line in (*_summary(result, limit), *_examples(skills[:limit])):
        console.print(line, markup=False, soft_wrap=True)


def _change(one: AuditedSkill) -> float:
    return abs(one.share.listed_share - one.share.corrected_share)


_Column = Callable[[AuditedSkill], str]
_SHARES: dict[str, _Column] = {
    "listed": lambda one: f"{one.share.listed_share:.1%}",
    "corrected": lambda one: f"{one.share.corrected_share:.1%}",
    "95 % interval": lambda one: f"{one.share.low:.1%} to {one.share.high:.1%}",
    "verdict": lambda one: one.verdict,
}
_FINDINGS: dict[str, _Column] = {
    "lists": lambda one: f"{one.share.listed:,}",
    "unsupported": lambda one: f"{one.support[Support.UNSUPPORTED]:,}",
    "negated": lambda one: f"{one.support[Support.NEGATED]:,}",
    "missed": lambda one: f"{one.missed:,}",
}


def _summary(result: AuditResult, limit: int) -> Iterator[str]:
    found = result.findings
    total = sum(found.values())
    yield (
        f"{total:,} listed skills: {found[Support.MENTION]:,} read in the posting, "
        f"{found[Support.WORD]:,} only the word there, {found[Support.ALIAS]:,} another name of "
        f"it, {found[Support.NEGATED]:,} named as not needed, {found[Support.UNSUPPORTED]:,} in no "
        f"word of it. Missed: {result.missed:,}."
    )
    if result.never_listed:
        are = "skill stands" if result.never_listed == 1 else "skills stand"
        yield (
            f"{result.never_listed:,} more {are} in these postings and in no list: not counted as "
            "missed, as nobody may have looked for them."
        )
    if len(result.skills) > limit:
        yield f"{len(result.skills) - limit:,} more skills: --limit N, or --json for all."
    if result.unknown_names:
        shown = ", ".join(
            f"{shortened(one.name, 40)} ({one.listed:,})"
            for one in result.unknown_names[:_MOST_NAMES]
        )
        more = len(result.unknown_names[_MOST_NAMES:]) + result.more_unknown_names
        yield f"Names that the taxonomy does not know: {shown}{f' and {more:,} more' * bool(more)}"
    yield from _not_audited(result)


def _not_audited(result: AuditResult) -> Iterator[str]:
    if result.without_text:
        yield f"{result.without_text:,} lists without a text in {result.texts}: not audited"
    if result.unlisted:
        yield f"{result.unlisted:,} texts without a list: not audited"
    if result.repeated:
        yield f"{result.repeated:,} rows list a posting again: their lists were joined"
    for bad in result.bad_rows:
        rows = ", ".join(map(str, bad.first))
        more = " …" if bad.rows > len(bad.first) else ""
        yield f"{bad.rows:,} rows not audited: {shortened(bad.reason, _WIDTH)} (row {rows}{more})"


def _examples(skills: list[AuditedSkill]) -> Iterator[str]:
    for one in skills:
        if one.verdict != "current":
            for kind, said in _SAID.items():
                for example in one.examples.get(str(kind), [])[:_SHOWN_EXAMPLES]:
                    yield f"{one.share.label}, {said} {_place(example)}"


def _place(example: AuditExample) -> str:
    words = f": “{shortened(example.words, _WIDTH)}”" if example.words else ""
    title = f" ({shortened(example.title, 60)})" if example.title.strip() else ""
    return f"{shortened(example.posting, 60)}{title}{words}"
