"""The postings of an audit, counted one by one; what is kept does not grow with them."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from skillscan.evaluation.audit.result import AuditedSkill, AuditExample, BadRows, UnknownName
from skillscan.evaluation.audit.skill_lists import BadRow
from skillscan.evaluation.audit.support import ListedSkill, PostingAudit, Support
from skillscan.statistics.audited_share import AuditedShare
from skillscan.statistics.intervals import wilson
from skillscan.statistics.populations import rounded
from skillscan.taxonomy.model import Taxonomy

MOST_EXAMPLES = 5
MOST_UNKNOWN_NAMES = 20_000
MISSED = "missed"
_SHOWN = (Support.UNSUPPORTED, Support.NEGATED)


@dataclass(slots=True)
class _SkillCount:
    support: Counter[Support] = field(default_factory=Counter)
    missed: int = 0
    examples: dict[str, list[AuditExample]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True)
class _BadCount:
    rows: int = 0
    first: list[int] = field(default_factory=list)


@dataclass(slots=True)
class AuditTally:
    """Counts what ``add`` is given."""

    postings: int = 0
    more_unknown_names: int = 0
    _skills: dict[str, _SkillCount] = field(default_factory=lambda: defaultdict(_SkillCount))
    _unknown: dict[str, list[int]] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    """How an unknown name is written, the first time."""
    _bad: dict[str, _BadCount] = field(default_factory=lambda: defaultdict(_BadCount))

    def add(self, one: PostingAudit | BadRow) -> None:
        """Count a posting, or a row that is none."""
        if isinstance(one, BadRow):
            count = self._bad[one.reason]
            count.rows += 1
            count.first += [one.row] if len(count.first) < MOST_EXAMPLES else []
            return
        self.postings += 1
        for listed in one.listed:
            if listed.skill is None:
                self._add_unknown(listed)
                continue
            counted = self._skills[listed.skill]
            counted.support[listed.support] += 1
            if listed.support in _SHOWN:
                _keep(counted, listed.support, one, listed.words)
        for missed in one.missed:
            self._skills[missed.skill].missed += 1
            _keep(self._skills[missed.skill], MISSED, one, missed.words)

    def _add_unknown(self, listed: ListedSkill) -> None:
        name = listed.name.casefold()
        if name not in self._unknown and len(self._unknown) >= MOST_UNKNOWN_NAMES:
            self.more_unknown_names += 1
            return
        self._names.setdefault(name, listed.name)
        counts = self._unknown.setdefault(name, [0, 0])
        counts[0] += 1
        counts[1] += listed.support is Support.UNSUPPORTED

    def skills(self, taxonomy: Taxonomy) -> list[AuditedSkill]:
        """The skills that any list names, those of most lists first."""
        found = [
            _audited(skill, taxonomy.skills[skill].label, count, self.postings)
            for skill, count in self._skills.items()
            if count.support
        ]
        return sorted(found, key=lambda one: (-one.share.listed, one.share.skill))

    @property
    def never_listed(self) -> int:
        """How many skills are named by postings and by no list."""
        return sum(not count.support for count in self._skills.values())

    def unknown_names(self) -> Iterator[UnknownName]:
        """The names that the taxonomy does not know, the most frequent first."""
        ordered = sorted(self._unknown.items(), key=lambda pair: (-pair[1][0], pair[0]))
        for name, (listed, unsupported) in ordered:
            yield UnknownName(name=self._names[name], listed=listed, unsupported=unsupported)

    def bad_rows(self) -> list[BadRows]:
        """What could not be audited, by reason."""
        return [
            BadRows(reason=reason, rows=count.rows, first=count.first)
            for reason, count in self._bad.items()
        ]

    def findings(self) -> dict[Support, int]:
        """All listed skills by what supports them, unknown names among them."""
        total = Counter[Support]()
        for count in self._skills.values():
            total.update(count.support)
        for listed, unsupported in self._unknown.values():
            total[Support.WORD] += listed - unsupported
            total[Support.UNSUPPORTED] += unsupported
        return {support: total[support] for support in Support}


def _keep(count: _SkillCount, kind: str, one: PostingAudit, words: str) -> None:
    kept = count.examples[str(kind)]
    if len(kept) < MOST_EXAMPLES:
        kept.append(AuditExample(posting=one.key, title=one.title, words=words))


def _audited(skill: str, label: str, count: _SkillCount, postings: int) -> AuditedSkill:
    listed = sum(count.support.values())
    corrected = sum(n for support, n in count.support.items() if support.is_there) + count.missed
    low, high = wilson(np.array([corrected / postings]), postings)
    share = AuditedShare(
        skill=skill,
        label=label,
        postings=postings,
        listed=listed,
        corrected=corrected,
        listed_share=rounded(listed / postings),
        corrected_share=rounded(corrected / postings),
        low=rounded(float(low[0])),
        high=rounded(float(high[0])),
    )
    return AuditedSkill(
        share=share,
        verdict="current" if share.is_supported else "unsupported",
        support={support: count.support[support] for support in Support},
        missed=count.missed,
        examples=dict(count.examples),
    )
