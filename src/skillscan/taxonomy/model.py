"""What a taxonomy is made of: skills, the ways to write them, and the rules for ambiguous ways."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Literal, Protocol

import msgspec

from skillscan.errors import SkillscanError

Case = Literal["any", "exact", "capital"]
"""How letters must stand: ``any``; ``exact``: as listed; ``capital``: first letter upper-case."""

Kind = Literal["technology", "field", "practice", "certification"]
"""What kind of thing a skill is: a named product, language, protocol or format; a field of
knowledge or a method, laws and standards of how to work among them; a way of working; a certificate
that a person holds."""


class TaxonomyError(SkillscanError):
    """A taxonomy file does not fit its schema, or contradicts itself or another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CooccursWithin:
    """Holds where a confirmed mention of one of ``targets`` stands within ``chars`` on the line."""

    kind: ClassVar = "near"
    targets: tuple[str, ...]
    chars: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumeratedWith:
    """Holds where the next thing in the same enumeration is a confirmed mention of ``targets``."""

    kind: ClassVar = "beside"
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionsFewerThan:
    """Holds where fewer than ``fewer_than`` different ``targets`` are confirmed in the text."""

    kind: ClassVar = "lacks"
    targets: tuple[str, ...]
    fewer_than: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsWithin:
    """Holds where the regular expression is found on the line within ``chars`` of the mention."""

    kind: ClassVar = "words"
    pattern: str
    chars: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SurroundedBy:
    """Holds where the text around fits; ``_`` in ``pattern`` stands for the mention itself."""

    kind: ClassVar = "around"
    pattern: str


Condition = CooccursWithin | EnumeratedWith | MentionsFewerThan | WordsWithin | SurroundedBy
"""One condition of a rule. Targets are skill ids or category ids.

``kind`` is the condition's key in ``data/taxonomy`` ("around": a bare pattern), and what a finding
gives as its reason: "R (beside)".
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """One way to write a skill.

    It counts where it is written so, unless a condition of ``never`` holds, and, if ``when`` is
    not empty, only where at least one of its conditions holds. ``adds`` names further skills that
    it mentions as well, ``adds_if_unnamed`` one that it mentions where the text does not name it
    itself: the cloud of a product that only its vendor's name tells ("Amazon Lex").
    ``is_plain_word``: it is an ordinary word that always means the skill ("oscilloscope").
    """

    text: str
    case: Case = "any"
    when: tuple[Condition, ...] = ()
    never: tuple[Condition, ...] = ()
    adds: tuple[str, ...] = ()
    adds_if_unnamed: str | None = None
    is_plain_word: bool = False

    @property
    def has_rule(self) -> bool:
        """Whether the surroundings decide."""
        return bool(self.when or self.never)


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """One taxonomy entry.

    ``cloud`` is the skill id of the cloud whose product this is, ``vendors`` are names of a cloud's
    vendor beside its aliases; ``employers`` are companies that bear the skill's name, at which the
    bare name is no skill. ``onet`` is the commodity code under which O*NET lists the name, ``esco``
    its URI in ESCO. A retired skill keeps its id but is no longer found.
    """

    id: str
    label: str
    category: str
    reference: str
    aliases: tuple[Alias, ...]
    kind: Kind = "technology"
    onet: str | None = None
    esco: str | None = None
    note: str = ""
    cloud: str | None = None
    vendors: tuple[str, ...] = ()
    employers: tuple[str, ...] = ()
    is_retired: bool = False
    counts: tuple[str, ...] = ()
    counts_not: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A group of skills; ``is_tool`` where its members are things with a name (not practices)."""

    id: str
    label: str
    is_tool: bool = True


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Taxonomy:
    """All skills by id, all categories by id, and the conditions under which a name is a product.

    ``product`` decides about mentions of a skill at the employer that bears its name, ``studied``
    tells the subjects of degrees, ``colleagues`` job titles and teams, ``among_companies`` the
    makers of products named as companies; these are no skills.
    ``shared_heads``: last words of names that an enumeration may say once for several, each with
    the first parts that mostly stand for themselves; ``openers``: what a phrase may begin behind.
    """

    skills: Mapping[str, Skill]
    categories: Mapping[str, Category]
    product: tuple[Condition, ...] = field(default=())
    studied: tuple[Condition, ...] = field(default=())
    colleagues: tuple[Condition, ...] = field(default=())
    among_companies: tuple[Condition, ...] = field(default=())
    shared_heads: Mapping[str, frozenset[str]] = field(default_factory=dict)
    openers: frozenset[str] = frozenset()
    _members: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict, init=False)
    _groups: dict[str, list[str]] = field(default_factory=dict, init=False)
    """Skill ids by category, and of all tools."""

    def active(self) -> Iterator[Skill]:
        """The skills that are looked for."""
        return (skill for skill in self.skills.values() if not skill.is_retired)

    def members(self, targets: tuple[str, ...]) -> frozenset[str]:
        """Skill ids meant by a list of skill ids and category ids (``tools``: all tools)."""
        if targets not in self._members:
            found = set[str]()
            for target in targets:
                found.update((target,) if target in self.skills else self._of_group(target))
            self._members[targets] = frozenset(found)
        return self._members[targets]

    def _of_group(self, name: str) -> list[str]:
        if not self._groups:
            for skill in self.skills.values():
                self._groups.setdefault(skill.category, []).append(skill.id)
                if self.categories[skill.category].is_tool:
                    self._groups.setdefault("tools", []).append(skill.id)
        return self._groups.get(name, [])


class Mention(msgspec.Struct, frozen=True):
    """One place that names a skill; ``rule`` says which alias, and what decided if anything did."""

    skill_id: str
    start: int
    end: int
    alias: str
    rule: str


class SkillFinder(Protocol):
    """Finds the skills of a plain text (``skillscan.nlp.skills.matcher.skill_finder``)."""

    def __call__(self, text: str, company: str | None = None) -> Sequence[Mention]:
        """The mentions in order of their place; ``company`` is the employer's name if known."""
