"""Skills that postings name mostly by words which their label does not contain.

"k8s" is Kubernetes, and "high availability" is no chaos engineering: both share no word with the
label. Whoever reviews the taxonomy looks at such names first; how often a corpus uses them says
which of them matter.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from skillscan import resources
from skillscan.taxonomy.model import Skill, SkillFinder, Taxonomy
from skillscan.taxonomy.spelling import lower
from skillscan.taxonomy.suggestions import EmployerText

MOSTLY = 0.5
"""A skill is listed where more than this share of its findings bear a foreign name."""
FEWEST = 5
"""Fewer findings say nothing of a skill."""

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[a-z]+|\d+|[^\W\d_]+")
_ROOT = 4
"""Words that begin with so many equal letters are forms of one word ("agents", "agentic")."""


@dataclass(frozen=True, slots=True)
class ForeignNames:
    """A skill, its findings, and those by names that share no word with its label."""

    skill: Skill
    findings: int
    names: tuple[tuple[str, int], ...]
    """Foreign names with their numbers of findings, most frequent first."""

    @property
    def share(self) -> float:
        """Part of the findings that bear a foreign name."""
        return sum(count for _, count in self.names) / self.findings

    def __str__(self) -> str:
        names = ", ".join(f"{name!r} {count}" for name, count in self.names[:5])
        return (
            f"{self.skill.id}: {self.share:.0%} of {self.findings} findings share no word with"
            f" {self.skill.label!r}: {names}"
        )


def mostly_foreign(
    texts: Iterable[EmployerText], taxonomy: Taxonomy, finder: SkillFinder
) -> list[ForeignNames]:
    """The skills that are found mostly by foreign names, those found most often first.

    What a name counts for beside its own skill (``adds``) is left out: it is meant to be foreign.
    """
    own = {skill.id: {alias.text for alias in skill.aliases} for skill in taxonomy.active()}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for posting in texts:
        for mention in finder(posting.text, posting.employer):
            if mention.alias in own[mention.skill_id]:
                counts[mention.skill_id][mention.alias] += 1
    found = [_foreign_of(taxonomy.skills[skill_id], names) for skill_id, names in counts.items()]
    listed = [one for one in found if one.findings >= FEWEST and one.share > MOSTLY]
    return sorted(listed, key=lambda one: (-one.findings, one.skill.id))


def _foreign_of(skill: Skill, names: Counter[str]) -> ForeignNames:
    foreign = [(name, n) for name, n in names.most_common() if not shares_word(name, skill.label)]
    return ForeignNames(skill, names.total(), tuple(foreign))


def shares_word(name: str, label: str) -> bool:
    """Whether a name and a label have a word in common, or one abbreviates the other."""
    of_name, of_label = _words(name), _words(label)
    return (
        any(_is_one_word(a, b) for a in of_name for b in of_label)
        or _joined(name) in _joined(label)
        or _joined(label) in _joined(name)
        or _abbreviates(name, label)
        or _abbreviates(label, name)
    )


def _words(text: str) -> set[str]:
    """Its words, those of a name in camel case too."""
    return {*map(lower, _WORD.findall(text)), *lower(text).split()} - _little_words()


@cache
def _little_words() -> frozenset[str]:
    text = resources.data("taxonomy", "little_words.txt").read_text(encoding="utf-8")
    return frozenset(w for line in text.splitlines() if line[:1] != "#" for w in line.split())


def _is_one_word(first: str, second: str) -> bool:
    shorter = min(len(first), len(second))
    return first == second or (shorter >= _ROOT and first[:_ROOT] == second[:_ROOT])


def _joined(text: str) -> str:
    return re.sub(r"[\W_]+", "", lower(text))


def _abbreviates(short: str, long: str) -> bool:
    """Whether the letters are initials of the words, in their order: NLP is, "k8s" is not."""
    letters = _joined(short)
    words = [lower(word) for word in re.findall(r"[^\W\d_]+", long)]
    all_initials = "".join(word[0] for word in words)
    initials = "".join(word[0] for word in words if word not in _little_words())
    return len(letters) > 1 and (letters in all_initials or letters in initials)
