"""Reads the skill mentions of a text by the taxonomy.

Every listed way to write a skill is a possible mention. Names without a rule are confirmed at once;
ambiguous ones are decided by their context, in a few rounds, because each confirmed mention may
confirm its neighbour ("C, R, Go and Python"). The longest confirmed mention wins over those inside
it. What stands in a URL, an e-mail address or a user name is no mention.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from skillscan.taxonomy.context_conditions import (
    Check,
    ConfirmedMentions,
    MatchContext,
    compile_condition,
    match_context,
)
from skillscan.taxonomy.model import Alias, Skill, Taxonomy, TaxonomyError
from skillscan.taxonomy.phrases import TextPhraseMatcher

_ROUNDS = 4
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]{1,500}|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,63}){1,4}|(?<![\w@])@[A-Za-z][\w-]{1,60}"
)
_DOMAIN = re.compile(r"\.(?:com|ai|io|org|co|dev|gov|edu)(?![\w])")
_LETTERS = re.compile(r"[^A-Za-z]+")
_SINGLE_WORD = re.compile(r"[A-Za-z0-9]{3,}|C\+\+|AI|ML")
_COMPANY_END = re.compile(
    r"[\s,]+(?:inc|llc|ltd|limited|corp|corporation|co|gmbh|ag|plc|labs|technologies|software)\.?$"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names a skill; ``rule`` says which alias, and what decided if anything did."""

    skill_id: str
    start: int
    end: int
    alias: str
    rule: str


@dataclass(frozen=True, slots=True)
class _CompiledAlias:
    """An alias with its conditions as functions."""

    skill: Skill
    alias: Alias
    letters: str
    when: tuple[tuple[str, Check], ...]
    never: tuple[Check, ...]
    is_tool: bool


@dataclass(slots=True)
class _PossibleMention:
    start: int
    end: int
    entry: _CompiledAlias
    rule: str = ""
    is_confirmed: bool = False
    is_ruled_out: bool = False


class SkillMatcher:
    """Finds skills in plain text; made once from a taxonomy, then called for each text."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self._product = tuple(compile_condition(c, taxonomy) for c in taxonomy.product)
        self._phrases = TextPhraseMatcher(
            (
                (text, self._compiled_alias(skill, alias))
                for skill in taxonomy.active()
                for alias in skill.aliases
                for text in spellings(alias)
            ),
            joinable=(
                text
                for skill in taxonomy.active()
                for alias in skill.aliases
                for text in spellings(alias)
                if _SINGLE_WORD.fullmatch(text)
            ),
        )

    def _compiled_alias(self, skill: Skill, alias: Alias) -> _CompiledAlias:
        try:
            when = tuple((c.kind, compile_condition(c, self._taxonomy)) for c in alias.when)
            never = tuple(compile_condition(c, self._taxonomy) for c in alias.never)
        except (re.error, ValueError) as error:
            raise TaxonomyError(f"skill {skill.id}, alias {alias.text!r}: {error}") from error
        return _CompiledAlias(
            skill=skill,
            alias=alias,
            letters=_LETTERS.sub("", alias.text),
            when=when,
            never=never,
            is_tool=self._taxonomy.categories[skill.category].is_tool,
        )

    def __call__(self, text: str, *, company: str | None = None) -> list[Mention]:
        """The mentions in order of their place; ``company`` is the employer's name if known."""
        possible = self._possible_mentions(text)
        employer = _bare_company(company) if company else ""
        self._decide(text, [c for c in possible if not c.entry.when], possible, employer)
        for _ in range(_ROUNDS):
            undecided = [c for c in possible if not c.is_confirmed and not c.is_ruled_out]
            if not self._decide(text, undecided, possible, employer):
                break
        return _mentions(possible)

    def _possible_mentions(self, text: str) -> list[_PossibleMention]:
        addresses = [m.span() for m in _ADDRESS.finditer(text)]
        found = []
        for start, end, entry in self._phrases.find(text):
            if not _has_listed_case(text, start, end, entry):
                continue
            if _DOMAIN.match(text, end) or any(a <= start < b for a, b in addresses):
                continue
            found.append(_PossibleMention(start, end, entry))
        found.sort(key=lambda c: (c.start, -c.end))
        return found

    def _decide(
        self,
        text: str,
        undecided: Sequence[_PossibleMention],
        possible: Sequence[_PossibleMention],
        employer: str,
    ) -> bool:
        """One round over what is open; whether anything was confirmed."""
        confirmed = _confirmed_mentions(possible)
        has_changed = False
        for mention in undecided:
            entry = mention.entry
            context = match_context(text, mention.start, mention.end, confirmed)
            mention.is_ruled_out = any(check(context) for check in entry.never)
            if mention.is_ruled_out or not self._is_product(entry, context, employer):
                continue
            mention.rule = _reason(entry, context)
            mention.is_confirmed = bool(mention.rule)
            has_changed |= mention.is_confirmed
        return has_changed

    def _is_product(self, entry: _CompiledAlias, context: MatchContext, employer: str) -> bool:
        """At the employer that bears the name, only the product counts."""
        is_employers_name = (
            employer in entry.skill.employers and entry.alias.text.casefold() in employer
        )
        return not is_employers_name or any(check(context) for check in self._product)


def _reason(entry: _CompiledAlias, context: MatchContext) -> str:
    """Which condition makes the mention count; empty where none does."""
    if not entry.when:
        return entry.alias.text
    for kind, check in entry.when:
        if check(context):
            return f"{entry.alias.text} ({kind})"
    return ""


def spellings(alias: Alias) -> list[str]:
    """The alias and its plural: words take s, es or ies, acronyms take s."""
    text = alias.text
    last = re.split(r"[ \-/.&]", text)[-1]
    if not last.isalpha() or last[-1] in "sS" or len(last) < 2:
        return [text]
    if last[-1].isupper():
        return [text, f"{text}s"]
    if len(last) < 4 or (alias.case != "any" and not last.islower()):
        return [text]
    if last[-1] == "y" and last[-2] not in "aeiou":
        return [text, f"{text[:-1]}ies"]
    return [text, f"{text}{'es' if last.endswith(('ch', 'sh', 'x')) else 's'}"]


def _has_listed_case(text: str, start: int, end: int, entry: _CompiledAlias) -> bool:
    case = entry.alias.case
    if case == "any":
        return True
    if case == "capital":
        return text[start].isupper()
    written = _LETTERS.sub("", text[start:end])
    return written.startswith(entry.letters) and not written[len(entry.letters) :].isupper()


def _confirmed_mentions(possible: Sequence[_PossibleMention]) -> ConfirmedMentions:
    chosen = [c for c in possible if c.is_confirmed]
    return ConfirmedMentions(
        [c.start for c in chosen], [c.end for c in chosen], [c.entry.skill.id for c in chosen]
    )


def _mentions(possible: Sequence[_PossibleMention]) -> list[Mention]:
    """Longest first; what lies inside a confirmed mention counts only as its modifier.

    In "LLM evaluation" the LLM is named too, but "SQL Server" is not SQL, and a "graph neural
    network" is the special thing only.
    """
    chosen: list[_PossibleMention] = []
    for c in sorted(
        (c for c in possible if c.is_confirmed), key=lambda c: (c.start - c.end, c.start)
    ):
        if not any(_covers(longer, c) for longer in chosen):
            chosen.append(c)
    found = [
        Mention(skill_id, c.start, c.end, c.entry.alias.text, c.rule)
        for c in chosen
        for skill_id in (c.entry.skill.id, *c.entry.alias.adds)
    ]
    return sorted(found, key=lambda m: (m.start, m.end, m.skill_id))


def _covers(longer: _PossibleMention, c: _PossibleMention) -> bool:
    is_inside = longer.start <= c.start and c.end <= longer.end
    return is_inside and (longer.entry.is_tool or c.end == longer.end)


def _bare_company(name: str) -> str:
    """The employer's name without its legal form, lower-cased."""
    bare = " ".join(name.casefold().split())
    return _COMPANY_END.sub("", bare)
