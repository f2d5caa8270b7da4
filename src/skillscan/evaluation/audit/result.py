"""What an audit says: the JSON of ``skillscan audit --json``, which ``article check`` reads too."""

import msgspec

from skillscan.evaluation.audit.support import Support
from skillscan.statistics.audited_share import AuditedShare


class AuditExample(msgspec.Struct, frozen=True, kw_only=True):
    """A posting, and the words of it that say the skill (empty where none do)."""

    posting: str
    title: str
    words: str = ""


class AuditedSkill(msgspec.Struct, frozen=True, kw_only=True):
    """One skill of the taxonomy that the lists name.

    ``verdict``: ``current`` where the listed share says the same as the texts, else
    ``unsupported``. ``support`` counts the postings that list it by what supports it; ``missed``
    those that name it and do not list it. ``examples`` are of postings that list it without any
    support or name it only to say that it is not needed, and of those that were missed.
    """

    share: AuditedShare
    verdict: str
    support: dict[Support, int]
    missed: int
    examples: dict[str, list[AuditExample]]


class UnknownName(msgspec.Struct, frozen=True, kw_only=True):
    """A listed name that the taxonomy does not know; ``unsupported``: postings without the word."""

    name: str
    listed: int
    unsupported: int


class BadRows(msgspec.Struct, frozen=True, kw_only=True):
    """Rows that could not be audited for one reason; the first ones by their numbers."""

    reason: str
    rows: int
    first: list[int]


class AuditResult(msgspec.Struct, frozen=True, kw_only=True):
    """An audit of one file. ``postings`` is what all shares are of: those with a list and a text.

    ``without_text``: listed postings whose text was not found; ``unlisted``: texts without a list;
    ``repeated``: rows whose posting an earlier row lists (their lists are joined).
    ``never_listed``: skills that postings name and no list does; they are not counted as missed.
    """

    lists: str
    texts: str
    pipeline_version: str
    rows: int
    postings: int
    without_text: int
    unlisted: int
    repeated: int
    bad_rows: list[BadRows]
    findings: dict[Support, int]
    missed: int
    skills: list[AuditedSkill]
    unknown_names: list[UnknownName]
    more_unknown_names: int
    never_listed: int

    @property
    def has_unsupported(self) -> bool:
        """Whether anything is listed that no word of its posting supports, or bears out a share."""
        return bool(
            self.findings.get(Support.UNSUPPORTED)
            or self.findings.get(Support.NEGATED)
            or any(one.verdict != "current" for one in self.skills)
        )

    @property
    def needs_attention(self) -> bool:
        """Whether anybody should look: something unsupported, or rows that were not audited."""
        return self.has_unsupported or bool(self.bad_rows or self.without_text)
