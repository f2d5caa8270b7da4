"""Reads the skill mentions of a document by the taxonomy.

Every listed way to write a skill is a possible mention. Names without a rule are confirmed at once;
ambiguous ones are decided by their context, in a few rounds, because each confirmed mention may
confirm its neighbour ("C, R, Go and Python"). The longest confirmed mention wins over those inside
it. What stands in a URL, an e-mail address or a user name is no mention.

What the characters around a place say is asked once and remembered for equal surroundings, so that
a text which repeats itself is read in linear time.
"""

import logging
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from spacy.tokens import Doc

from skillscan.nlp.language import PostingEnglish
from skillscan.nlp.skills.addresses import addresses, lies_in
from skillscan.nlp.skills.candidates import Candidates
from skillscan.nlp.skills.chosen_mentions import chosen_mentions, confirmed_mentions
from skillscan.nlp.skills.employer_name import bare_name, employer_places
from skillscan.nlp.skills.possible_mention import (
    CompiledAlias,
    CompiledCondition,
    LocalAnswers,
    OpenMention,
    PossibleMention,
)
from skillscan.nlp.skills.shared_heads import SharedHeads
from skillscan.rules.folding import folded
from skillscan.taxonomy.context_conditions import (
    FURTHEST,
    WINDOW,
    Check,
    MatchContext,
    check_pattern,
    compile_condition,
    looks_at_text_only,
)
from skillscan.taxonomy.loading import is_packaged
from skillscan.taxonomy.model import (
    Alias,
    Condition,
    Kind,
    Mention,
    Skill,
    SkillFinder,
    Taxonomy,
    TaxonomyError,
)
from skillscan.taxonomy.spelling import spellings

_LOG = logging.getLogger(__name__)
_ROUNDS = 4
MAX_CANDIDATES = 600
"""Places of a text that are looked at: more than twice as many as in any of 17,000 real postings. A
hostile text names skills by the ten thousand.
"""
_REMEMBERED = 8_192
"""Surroundings whose answers are kept."""
_MANY = 100
"""A text with more mentions to decide may repeat itself: equal surroundings are remembered."""
_DOMAIN = re.compile(r"\.(?:com|ai|io|org|co|dev|gov|edu)(?![\w])")
_DEGREE = re.compile(
    r"degree|bachelor|master|diplom|doctora|tech|ph\.? ?d|[bm]\.? ?sc?\b|b\.?a\b|major|graduate"
    r"|maestr|licencia|carrera|posgrado",
    re.IGNORECASE,
)
"""Without one of these around it nothing is the subject of a degree."""
_MAKERS = re.compile(r"\bex-|founder|\b(?:like|such as|including|include)\b", re.IGNORECASE)
"""Without one of these before it no name stands among companies."""
_LETTERS = re.compile(r"[^A-Za-z]+")
_NO_THINGS: frozenset[Kind] = frozenset(("field", "practice"))
"""Kinds of skills that titles and teams are called by; of a product they tell that it is used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameJudgement:
    """Whether an ambiguous name counts at a place, and which of its conditions hold there."""

    skill_id: str
    alias: Alias
    start: int
    end: int
    counts: bool
    holding: frozenset[Condition]


class SkillMatcher:
    """Finds skills in documents; made once from a taxonomy, then called for each document."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        """A matcher for documents of our language."""
        self._taxonomy = taxonomy
        self._is_checked = is_packaged(taxonomy)
        self._compiled: dict[Condition, CompiledCondition] = {}
        self._product = tuple(compile_condition(c, taxonomy) for c in taxonomy.product)
        self._studied = tuple(compile_condition(c, taxonomy) for c in taxonomy.studied)
        self._colleagues = tuple(compile_condition(c, taxonomy) for c in taxonomy.colleagues)
        self._companies = tuple(compile_condition(c, taxonomy) for c in taxonomy.among_companies)
        self._candidates = Candidates(
            (text, compiled)
            for skill in taxonomy.active()
            for alias in skill.aliases
            for compiled in [self._compiled_alias(skill, alias)]
            for text in spellings(alias)
        )
        self._shared_heads = SharedHeads(
            self._candidates.names,
            taxonomy.shared_heads,
            taxonomy.openers,
            self._candidates.entries_of,
        )
        self._remembered: dict[tuple[CompiledAlias, str, str, str], LocalAnswers] = {}

    @contextmanager
    def with_alias(self, skill: Skill, place: int, alias: Alias) -> Iterator[None]:
        """For a while the skill's alias at a place is another one, written alike."""
        old = self._entry(skill, skill.aliases[place])
        with self._candidates.swapped(old, self._compiled_alias(skill, alias)):
            yield

    def _entry(self, skill: Skill, alias: Alias) -> CompiledAlias:
        entries = self._candidates.entries(alias.text)
        return next(one for one in entries if one.skill is skill and one.alias is alias)

    def _compiled_alias(self, skill: Skill, alias: Alias) -> CompiledAlias:
        try:
            when = tuple(map(self._compiled_condition, alias.when))
            never = tuple(map(self._compiled_condition, alias.never))
        except (re.error, ValueError) as error:
            raise TaxonomyError(f"skill {skill.id}, alias {alias.text!r}: {error}") from error
        return CompiledAlias(
            skill=skill,
            alias=alias,
            text=alias.text,
            letters=_LETTERS.sub("", alias.text),
            when=when,
            never_local=tuple(condition.check for condition in never if condition.is_local),
            never_others=tuple(condition.check for condition in never if not condition.is_local),
            is_tool=self._taxonomy.categories[skill.category].is_tool,
            is_plain=not (when or never or skill.employers),
        )

    def _compiled_condition(self, condition: Condition) -> CompiledCondition:
        if condition not in self._compiled:
            if not self._is_checked:
                check_pattern(condition)
            check = compile_condition(condition, self._taxonomy)
            is_local = looks_at_text_only(condition)
            self._compiled[condition] = CompiledCondition(condition.kind, check, is_local)
        return self._compiled[condition]

    def __call__(self, doc: Doc, text: str, *, company: str | None = None) -> list[Mention]:
        """The mentions in order of their place; ``text`` is the document's, ``company`` the
        employer's name if known.
        """
        return chosen_mentions([m for m in self._decided(doc, text, company) if m.rule])

    def _decided(self, doc: Doc, text: str, company: str | None) -> list[PossibleMention]:
        """All places that are written like a skill; those that count have their rule."""
        possible = self._possible_mentions(doc, text)
        open_ones = []
        for mention in possible:
            if mention.entry.is_plain:
                mention.rule = mention.entry.text
            else:
                open_ones.append(mention)
        if open_ones:
            employer = bare_name(company).casefold() if company else ""
            self._decide_all(list(self._with_contexts(text, open_ones)), possible, employer)
        self._leave_out_subjects(text, possible)
        self._leave_out_people_and_companies(text, possible)
        if company:
            self._leave_out_employer(text, possible, company)
        return possible

    def _leave_out_employer(
        self, text: str, possible: Sequence[PossibleMention], company: str
    ) -> None:
        """What only names the employer, or stands in its name, counts for nothing.

        A name that is the whole of it counts where the product is meant.
        """
        if not (places := employer_places(text, company)):
            return
        confirmed = confirmed_mentions(possible)
        for mention in possible:
            at = bisect_right(places, (mention.start, len(text))) - 1
            if not mention.rule or at < 0 or mention.end > places[at][1]:
                continue
            context = MatchContext(
                text, mention.start, mention.end, *_line(text, mention), confirmed
            )
            is_whole = (mention.start, mention.end) == places[at]
            if not (is_whole and _holds_any(self._product, context)):
                mention.rule = ""

    def _leave_out_subjects(self, text: str, possible: Iterable[PossibleMention]) -> None:
        """A field or practice that somebody has studied, where a degree is asked for, counts for
        nothing.
        """
        if not (degrees := [degree.end() for degree in _DEGREE.finditer(text)]):
            return
        for mention in possible:
            start = mention.start
            near = bisect_right(degrees, start + WINDOW)
            is_near = near > 0 and degrees[near - 1] > start - WINDOW
            if mention.rule and is_near and mention.entry.skill.kind in _NO_THINGS:
                context = MatchContext(text, start, mention.end, 0, len(text))
                if _holds_any(self._studied, context):
                    mention.rule = ""

    def _leave_out_people_and_companies(
        self, text: str, possible: Iterable[PossibleMention]
    ) -> None:
        """A field or practice in a title or team that somebody works with counts for nothing, nor
        does a product whose maker is named as a company.
        """
        makers = [cue.end() for cue in _MAKERS.finditer(text)]
        for mention in possible:
            if not mention.rule:
                continue
            people = self._colleagues
            if mention.entry.skill.kind not in _NO_THINGS:
                near = bisect_right(makers, mention.start)
                if not near or makers[near - 1] < mention.start - WINDOW:
                    continue
                people = self._companies
            context = MatchContext(text, mention.start, mention.end, 0, len(text))
            if _holds_any(people, context):
                mention.rule = ""

    def judgements(self, doc: Doc, text: str, *, company: str | None = None) -> list[NameJudgement]:
        """What the conditions of ambiguous names say of the places that are written so."""
        possible = self._decided(doc, text, company)
        ruled = [m for m in possible if m.entry.alias.has_rule]
        confirmed = confirmed_mentions(possible)
        found = []
        for mention in self._with_contexts(text, ruled):
            mention.context.confirmed = confirmed
            alias = mention.possible.entry.alias
            found.append(
                NameJudgement(
                    skill_id=mention.possible.entry.skill.id,
                    alias=alias,
                    start=mention.possible.start,
                    end=mention.possible.end,
                    counts=bool(mention.possible.rule),
                    holding=frozenset(
                        condition
                        for condition in (*alias.when, *alias.never)
                        if self._compiled_condition(condition).check(mention.context)
                    ),
                )
            )
        return found

    def _possible_mentions(self, doc: Doc, text: str) -> list[PossibleMention]:
        no_names = addresses(text)
        found = []
        candidates = list(islice(self._candidates(doc, text), MAX_CANDIDATES + 1))
        if len(candidates) > MAX_CANDIDATES:
            _LOG.warning("of a text that names skills in more places, %d are read", MAX_CANDIDATES)
        places = candidates[:MAX_CANDIDATES]
        for start, end, entries in (*places, *self._shared_heads(text, places)):
            if text[end : end + 1] == "." and _DOMAIN.match(text, end):
                continue
            if no_names and lies_in(no_names, start):
                continue
            found += [
                PossibleMention(start, end, entry)
                for entry in entries
                if entry.alias.case == "any" or _has_listed_case(text, start, end, entry)
            ]
        found.sort(key=lambda c: (c.start, -c.end))
        return found

    def _with_contexts(
        self, text: str, mentions: Sequence[PossibleMention]
    ) -> Iterator[OpenMention]:
        """Each mention with its line, and what its surroundings say of it."""
        line_ends = [*(found.start() for found in re.finditer("\n", text)), len(text)]
        folded_text = folded(text)
        shared = folded_text if len(folded_text) == len(text) else None
        may_repeat = len(mentions) > _MANY
        line_start, line_end = 0, -1
        for mention in mentions:
            if not line_start <= mention.start <= mention.end <= line_end:
                before = bisect_left(line_ends, mention.start)
                line_start = line_ends[before - 1] + 1 if before else 0
                line_end = line_ends[bisect_left(line_ends, mention.end)]
            place = mention.start, mention.end, line_start, line_end
            context = MatchContext(text, *place, folded_text=shared)
            answers = self._local_answers(mention.entry, context, may_repeat=may_repeat)
            yield OpenMention(mention, context, answers)

    def _local_answers(
        self, entry: CompiledAlias, context: MatchContext, *, may_repeat: bool
    ) -> LocalAnswers:
        if not may_repeat:
            return LocalAnswers(_holds_any(entry.never_local, context), entry.when)
        text, start, end = context.text, context.start, context.end
        before, after = text[max(start - FURTHEST, 0) : start], text[end : end + FURTHEST]
        place = (entry, before, text[start:end], after)
        answers = self._remembered.get(place)
        if answers is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            answers = LocalAnswers(_holds_any(entry.never_local, context), entry.when)
            self._remembered[place] = answers
        return answers

    def _decide_all(
        self, mentions: list[OpenMention], possible: Sequence[PossibleMention], employer: str
    ) -> None:
        """First what only the employer or an exception stands against, then what needs a reason.

        Exceptions by other mentions are asked when these are known.
        """
        bare = [m for m in mentions if not m.possible.entry.when]
        self._decide([m for m in bare if not m.possible.entry.never_others], [], employer)
        self._decide([m for m in bare if m.possible.entry.never_others], possible, employer)
        for _ in range(_ROUNDS):
            mentions = [mention for mention in mentions if not mention.is_decided]
            if not self._decide(mentions, possible, employer):
                break

    def _decide(
        self,
        mentions: Sequence[OpenMention],
        possible: Sequence[PossibleMention],
        employer: str,
    ) -> bool:
        """One round over what is open; whether anything was confirmed."""
        confirmed = confirmed_mentions(possible)
        has_changed = False
        for mention in mentions:
            mention.context.confirmed = confirmed
            entry = mention.possible.entry
            if mention.answers.is_ruled_out or (
                entry.never_others and _holds_any(entry.never_others, mention.context)
            ):
                mention.is_decided = True
            elif not entry.skill.employers or self._is_product(mention, employer):
                mention.possible.rule = _reason(mention)
                mention.is_decided = bool(mention.possible.rule)
                has_changed |= mention.is_decided
        return has_changed

    def _is_product(self, mention: OpenMention, employer: str) -> bool:
        """At the employer that bears the name, only the product counts."""
        entry = mention.possible.entry
        is_employers_name = employer in entry.skill.employers and entry.text.casefold() in employer
        return not is_employers_name or any(check(mention.context) for check in self._product)


@lru_cache(maxsize=1)
def text_matcher(taxonomy: Taxonomy) -> tuple[SkillMatcher, SkillFinder]:
    """A matcher, and what finds the skills of a plain text by it."""
    tokenizer = PostingEnglish().tokenizer
    matcher = SkillMatcher(taxonomy)
    return matcher, lambda text, company=None: matcher(tokenizer(text), text, company=company)


def skill_finder(taxonomy: Taxonomy) -> SkillFinder:
    """What finds the skills of a plain text; made once, then called for each text."""
    return text_matcher(taxonomy)[1]


def _holds_any(checks: Iterable[Check], context: MatchContext) -> bool:
    """Whether one of the conditions holds; a plain loop, for it is asked of every mention."""
    for check in checks:  # noqa: SIM110
        if check(context):
            return True
    return False


def _line(text: str, mention: PossibleMention) -> tuple[int, int]:
    """Where the line of a mention begins and ends."""
    end = text.find("\n", mention.end)
    return text.rfind("\n", 0, mention.start) + 1, end if end >= 0 else len(text)


def _reason(mention: OpenMention) -> str:
    """Which condition makes the mention count; empty where none does."""
    entry, answers = mention.possible.entry, mention.answers
    if not entry.when:
        return entry.text
    for place, condition in enumerate(answers.when):
        if condition is answers.holding or condition.check(mention.context):
            if condition.is_local and condition is not answers.holding:
                answers.holding = condition
                answers.when = (*_not_local(answers.when[:place]), condition)
            return f"{entry.text} ({condition.kind})"
    if not answers.is_local_asked:
        answers.when = tuple(_not_local(answers.when))
        answers.is_local_asked = True
    return ""


def _not_local(conditions: Iterable[CompiledCondition]) -> Iterator[CompiledCondition]:
    return (condition for condition in conditions if not condition.is_local)


def _has_listed_case(text: str, start: int, end: int, entry: CompiledAlias) -> bool:
    """Whether a name that does not count in any case is written in its own."""
    if entry.alias.case == "capital":
        return text[start].isupper()
    if text.startswith(entry.text, start):
        return not text[start + len(entry.text) : end].isupper()
    written = _LETTERS.sub("", text[start:end])
    return written.startswith(entry.letters) and not written[len(entry.letters) :].isupper()
