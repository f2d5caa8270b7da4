"""What claims are bound to: skills, populations, and the words of articles."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from skillscan.nlp.skills.matcher import skill_finder
from skillscan.rules import Rule, RuleFile, load_rules
from skillscan.statistics.populations import Population, load_populations
from skillscan.taxonomy.loading import load_taxonomy
from skillscan.taxonomy.model import SkillFinder, Taxonomy
from skillscan.taxonomy.spelling import key

WORD_FILES = (
    *("article_subjects.yaml", "article_denominators.yaml"),
    *("article_doubts.yaml", "article_links.yaml"),
)
SOURCES_FILE = "article_sources.yaml"
_WORD = re.compile(r"\w+")
_ABBREVIATED = re.compile(r"(?<=/)[a-z]{2,3}\b|\b[a-z]{2,3}(?=/)")
_KEPT = 4096
"""Answers on texts that are kept; far more than the numbers of a few sentences ask for."""
_STEM = 3
"""Letters by which a word is known again in its other forms ("containerization")."""


@dataclass(frozen=True, slots=True)
class FoundWords:
    """Words ``start:end`` of a text that a rule of a group finds."""

    start: int
    end: int
    rule: Rule
    groups: Mapping[str, str | None]


class ArticleWords:
    """The phrases of the rule files of binding, by group."""

    def __init__(self, files: tuple[RuleFile, ...], sources: RuleFile) -> None:
        self._groups: dict[str, list[tuple[Rule, re.Pattern[str]]]] = {}
        for rules in files:
            for group in rules.groups:
                self._groups[group] = [
                    (rule, pattern)
                    for rule in rules.rules(group)
                    if (pattern := rules.pattern(rule))
                ]
        self.sources = sources
        self.source_names = _words((sources,), "names")
        self.phrase_ends = _words(files, "noun_phrase_ends")
        self.behind_fields = _words(files, "behind_fields") | self.phrase_ends
        self.behind_names = _words(files, "behind_names")
        self.before_names = _words(files, "before_names")
        self.little_words = _words(files, "little_words")
        self.behind_labels = _words(files, "behind_labels")
        self.behind_middle = _words(files, "behind_middle")
        self.cloud_makers: Mapping[str, str] = {
            maker: cloud
            for rules in files
            for maker, cloud in rules.words.get("cloud_makers", {}).items()
        }
        self.link_words = _words(files, "link_words")
        self.asking_words = _words(files, "asking_words")
        self.people_words = _words(files, "people_words")
        self.going_on = _words(files, "going_on")
        self._remember()

    def _remember(self) -> None:
        """Has the last answers kept: the numbers of a sentence ask the same of the same texts."""
        self._found = lru_cache(maxsize=_KEPT)(self._find)
        self._has = lru_cache(maxsize=_KEPT)(self._any)

    def with_offers(self) -> "ArticleWords":
        """These words where an article calls its openings offers."""
        found = copy(self)
        offers = [one for one in self._groups["called_offers"] if one[0].id == "offers"]
        found._groups = self._groups | {"postings": [*self._groups["postings"], *offers]}
        found._remember()
        return found

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of rules."""
        return tuple(sorted(self._groups))

    def find(self, group: str, text: str, *ids: str) -> list[FoundWords]:
        """What the rules of a group (or those of these ids) find, in order of their place."""
        return [*self._found(group, text, ids)]

    def has(self, group: str, text: str, *ids: str) -> bool:
        """Whether a rule of a group finds anything."""
        return self._has(group, text, ids)

    def _find(self, group: str, text: str, ids: tuple[str, ...]) -> list[FoundWords]:
        return sorted(self._matches(group, text, ids), key=lambda found: (found.start, -found.end))

    def _any(self, group: str, text: str, ids: tuple[str, ...]) -> bool:
        return next(self._matches(group, text, ids), None) is not None

    def _matches(self, group: str, text: str, ids: tuple[str, ...]) -> Iterator[FoundWords]:
        for rule, pattern in self._groups[group]:
            if not ids or rule.id in ids:
                for match in pattern.finditer(text):
                    yield FoundWords(*match.span(), rule, match.groupdict())


def _words(files: tuple[RuleFile, ...], name: str) -> frozenset[str]:
    return frozenset(word for rules in files for word in rules.words.get(name, ()))


@dataclass(frozen=True)
class BindingVocabulary:
    """What an article's numbers may be bound to.

    ``taxonomy`` and ``populations`` with an operator's own ones among them.
    """

    taxonomy: Taxonomy
    populations: Mapping[str, Population]
    words: ArticleWords

    @cached_property
    def find_skills(self) -> SkillFinder:
        """Finds the skills of a text."""
        return skill_finder(self.taxonomy)

    @cached_property
    def with_offers(self) -> "BindingVocabulary":
        """The same of articles that call their openings offers; made once."""
        found = replace(self, words=self.words.with_offers())
        vars(found)["find_skills"] = self.find_skills
        return found

    @cached_property
    def _skill_ids(self) -> dict[str, str]:
        """By each name, but the single words for fields and practices that only their surroundings
        make names ("Cloud" beside "AWS"); makers of clouds, which are firms first, have rules of
        their own.
        """
        found: dict[str, set[str]] = defaultdict(set)
        for skill in self.taxonomy.active():
            is_field = self.is_field(skill.id)
            sure = [
                one.text
                for one in skill.aliases
                if not (is_field and one.when and " " not in one.text)
            ]
            for name in (*sure, skill.label):
                if (written := key(name)) and name not in self.words.cloud_makers:
                    found[written].add(skill.id)
        return {
            written: skill_id
            for written, ids in found.items()
            if (skill_id := written if written in ids else next(iter(ids)))
            if len(ids) == 1 or skill_id == written
        }

    def skill_called(self, name: str) -> str | None:
        """The skill of a text that is nothing but its name: a table's header, a label."""
        return self._skill_ids.get(key(name.strip()) or "")

    def skill_written(self, name: str) -> str | None:
        """The skill that is written exactly so, in this case ("Rust", not "rust")."""
        skill_id = self.skill_called(name)
        if skill_id is None:
            return None
        skill = self.taxonomy.skills[skill_id]
        is_written = name == skill.label or any(alias.text == name for alias in skill.aliases)
        return skill_id if is_written else None

    def is_field(self, skill_id: str) -> bool:
        """Whether it is a field or a practice, whose name may be part of other names."""
        return self.taxonomy.skills[skill_id].kind in ("field", "practice")

    def is_name_of(self, skill_id: str, name: str) -> bool:
        """Whether a name is the skill's own. Other words that postings use for a practice
        ("success metrics"), and names of a product's parts ("Spark Streaming"), are not.
        """
        skill = self.taxonomy.skills[skill_id]
        if self.is_field(skill_id):
            return _is_alike(name, skill.label, self.words.little_words)
        own = _WORD.findall(skill.label.casefold())
        words = _WORD.findall(name.casefold())
        last = max(
            (place for place, word in enumerate(words) if {word, word.removesuffix("s")} & {*own}),
            default=len(words),
        )
        return self.words.behind_labels.issuperset(words[last + 1 :])

    def statistic_of(self, skill_id: str) -> str:
        """The statistic that counts openings which name a skill."""
        is_certificate = self.taxonomy.skills[skill_id].kind == "certification"
        return "certification_share" if is_certificate else "skill_share"


def _is_alike(name: str, label: str, little: frozenset[str]) -> bool:
    """Whether a name has all the words of a label, by how they begin, but such as say little
    ("transformers" of "Transformer models"), its initials ("LLMs"), or what they stand for.
    """
    words = {word[:_STEM] for word in _WORD.findall(name.casefold())}
    parts = label.split(" and ")
    is_part = any(
        words == {one[:_STEM] for one in _WORD.findall(part.casefold())} for part in parts
    )
    if len(words) > 1 and is_part:
        return True  # "system design" of "System design and architecture"
    others = {word[:_STEM]: word for word in _WORD.findall(label.casefold())}
    missing = {word for stem, word in others.items() if stem not in words}
    joined = {word for word in missing if name.casefold().endswith(word)}
    if words & others.keys() and missing - joined <= little:
        return True  # also "GenAI"
    return name.casefold().removesuffix("s") == _initials(label) or any(
        part in _initials(name) for part in _ABBREVIATED.findall(label.casefold())
    )


def _initials(name: str) -> str:
    """The first letters of a name's words: "ciad" of "continuous integration and delivery"."""
    return "".join(word[0] for word in _WORD.findall(name.casefold()))


@lru_cache(maxsize=1)
def article_words() -> ArticleWords:
    """The packaged words."""
    return ArticleWords(tuple(map(load_rules, WORD_FILES)), load_rules(SOURCES_FILE))


def load_vocabulary(home: Path | None = None) -> BindingVocabulary:
    """The packaged vocabulary with the skills and populations of a ``home``."""
    return BindingVocabulary(load_taxonomy(home), load_populations(home), article_words())
