"""Whether words of a posting support a skill that somebody lists for it.

Strict towards us, kind towards them: only what no word of the posting says is unsupported. A name
that the reading did not take for the skill ("Go" in "go to market") still stands there, and is told
apart from one that it did.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from skillscan.nlp.reading import Finding, Reading
from skillscan.taxonomy.model import Taxonomy
from skillscan.taxonomy.search import skill_named

_AROUND = 150
_BETWEEN = r"[\s\-‐-–_/.]{0,3}"
_WORDS = re.compile(r"[^\W_]+|[+#&]+")
_BRACKETS = re.compile(r"([^()]{1,200}?) ?\(([^()]{1,200})\)")
_MOST_WORDS = 12
_LEAST_PLURAL = 3
"""Letters of a word that may have an s: "Go" is not in "goes"."""
_REMEMBERED = 50_000


class Support(StrEnum):
    """What of a posting says a listed skill.

    ``mention``: it is read as naming it; ``word``: the listed name stands there, though it was not
    read as the skill; ``alias``: another name of the skill does; ``negated``: it is named only to
    say that it is not needed.
    """

    MENTION = "mention"
    WORD = "word"
    ALIAS = "alias"
    NEGATED = "negated"
    UNSUPPORTED = "unsupported"

    @property
    def is_there(self) -> bool:
        """Whether the posting may be counted for the skill."""
        return self in {Support.MENTION, Support.WORD, Support.ALIAS}


@dataclass(frozen=True, slots=True)
class ListedSkill:
    """A listed name, the skill it is (``None``: not in the taxonomy), and what supports it in which
    words of the posting.
    """

    name: str
    skill: str | None
    support: Support
    words: str = ""


@dataclass(frozen=True, slots=True)
class MissedSkill:
    """A skill that the posting names and the list does not, in which words."""

    skill: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingAudit:
    """What came of one posting."""

    key: str
    title: str
    listed: tuple[ListedSkill, ...]
    missed: tuple[MissedSkill, ...]


class SupportJudge:
    """Judges lists by a taxonomy."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self.skill_id: Callable[[str], str | None] = lru_cache(_REMEMBERED)(self._skill_id)
        self._aliases = lru_cache(_REMEMBERED)(self._aliases_of)

    def audit(
        self, key: str, title: str, names: Sequence[str], document: str, reading: Reading
    ) -> PostingAudit:
        """What supports each name of a list, and what the list lacks."""
        findings: dict[str, list[Finding]] = {}
        for one in reading.findings:
            if one.kind == "skill":
                findings.setdefault(one.value, []).append(one)
        listed = [self._listed(name, document, findings) for name in names]
        known = {one.skill for one in listed}
        missed = [
            MissedSkill(skill, _sentence(document, _strongest(findings[skill])))
            for skill in reading.skills
            if skill not in known
        ]
        return PostingAudit(
            key=key, title=title, listed=tuple(_each_once(listed)), missed=tuple(missed)
        )

    def _skill_id(self, name: str) -> str | None:
        bare, inside = without_brackets(name)
        found = (skill_named(self._taxonomy, one) for one in (name, bare, inside) if one)
        return next((skill.id for skill in found if skill), None)

    def _aliases_of(self, skill: str) -> re.Pattern[str] | None:
        entry = self._taxonomy.skills[skill]
        return written((entry.label, *(alias.text for alias in entry.aliases)))

    def _listed(self, name: str, document: str, findings: dict[str, list[Finding]]) -> ListedSkill:
        skill = self.skill_id(name)
        there = findings.get(skill or "", [])
        if there:
            support = Support.NEGATED if _is_negated(there) else Support.MENTION
            return ListedSkill(name, skill, support, _sentence(document, _strongest(there)))
        patterns = {Support.WORD: written((name, without_brackets(name)[0]))}
        if skill:
            patterns[Support.ALIAS] = self._aliases(skill)
        for support, pattern in patterns.items():
            if pattern and (found := pattern.search(document)):
                return ListedSkill(name, skill, support, _around(document, *found.span()))
        return ListedSkill(name, skill, Support.UNSUPPORTED)


def without_brackets(name: str) -> tuple[str, str]:
    """A name without what stands in brackets behind it, and that: "Docker (Software)"."""
    found = _BRACKETS.fullmatch(name)
    return (found[1], found[2]) if found else (name, "")


@lru_cache(maxsize=_REMEMBERED)
def written(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """Any of these names as a word of its own, in any case, with blanks, hyphens or nothing between
    its parts, in singular or plural; ``None`` where none has a letter.
    """
    forms = {form for name in names if (form := _form(name))}
    if not forms:
        return None
    joined = "|".join(sorted(forms, key=lambda form: (-len(form), form)))
    return re.compile(rf"(?<![\w+#])(?:{joined})(?![\w+#])", re.IGNORECASE)


def _form(name: str) -> str:
    words = _WORDS.findall(name)[:_MOST_WORDS]
    plural = "(?:e?s)?" if words and len(words[-1]) >= _LEAST_PLURAL else ""
    return _BETWEEN.join(map(re.escape, words)) + plural


def _each_once(listed: Iterable[ListedSkill]) -> Iterable[ListedSkill]:
    """One entry a skill: a list may have it under two names."""
    found: dict[str, ListedSkill] = {}
    for one in listed:
        found.setdefault(one.skill or f" {one.name.casefold()}", one)
    return found.values()


def _is_negated(findings: Iterable[Finding]) -> bool:
    return all(one.mention_class == "negated" for one in findings)


def _strongest(findings: Sequence[Finding]) -> Finding:
    return next((one for one in findings if one.mention_class != "negated"), findings[0])


def _sentence(document: str, finding: Finding) -> str:
    if finding.sentence_start is None or finding.sentence_end is None:
        return _around(document, finding.start, finding.end)
    start = max(finding.sentence_start, finding.start - _AROUND)
    end = min(finding.sentence_end, finding.end + _AROUND)
    return " ".join(document[start:end].split())


def _around(document: str, start: int, end: int) -> str:
    line_start = document.rfind("\n", 0, start) + 1
    line_end = document.find("\n", end)
    first = max(line_start, start - _AROUND)
    last = min(line_end if line_end >= 0 else len(document), end + _AROUND)
    return " ".join(document[first:last].split())
