"""How far a modifier speaks: the scope of "is a plus", "preferred" or "must have" in its sentence.

A scope goes the way of the rule's direction to the end of the clause, and no further than the
bracket the modifier stands in or the next modifier. A bare one ("preferred") speaks of the last
element of a list only, one with a verb of its own ("is a plus") of its whole clause. What ends a
clause, a phrase or an element of a list stands in the group ``scopes`` of ``modifiers.yaml``.
"""

import re
from typing import Literal, NamedTuple

from skillscan.nlp.reading import DecidingWords
from skillscan.rules import RuleFile
from skillscan.rules.phrases import NOTHING

Effect = Literal["preferred", "required", "mentioned", "negated", "by_section"]
"""What a modifier makes of the skills in its scope; ``by_section``: it speaks of something else
beside them, and the section decides."""
Direction = Literal["after", "before", "within"]

_MIN_PROSE_SPACES = 4
_LABEL = re.compile(r"(?<!\S)[A-Z][\w/+&-]{1,30}: ")
_BRACKETS = re.compile(r"\([^()]{0,200}\)")


class ModifierRule(NamedTuple):
    """One rule of ``modifiers.yaml``; ``name`` is its group and id."""

    name: str
    effect: Effect
    direction: Direction
    scope: Literal["clause", "list_element"]
    needs_requirement_context: bool


class ModifierMatch(NamedTuple):
    """A place ``start:end`` of a sentence where a modifier stands."""

    rule: ModifierRule
    start: int
    end: int

    @property
    def cue(self) -> DecidingWords:
        """Its words and the name of its rule."""
        return DecidingWords(self.rule.name, self.start, self.end)


class ModifierScope(NamedTuple):
    """The part ``start:end`` of a sentence that a modifier speaks of."""

    start: int
    end: int
    modifier: ModifierMatch

    def distance(self, start: int, end: int) -> int:
        """Characters between the modifier and a mention."""
        return max(self.modifier.start - end, start - self.modifier.end, 0)


class ScopeReader:
    """Finds the scopes of the modifiers of a sentence."""

    def __init__(self, rules: RuleFile) -> None:
        def ends(name: str, flags: int = 0) -> re.Pattern[str]:
            return rules.pattern(rules.rule("scopes", name), "terminators", flags=flags) or NOTHING

        self._clause, self._element = ends("clause"), ends("list_element")
        self._purpose = ends("purpose", re.IGNORECASE)
        self._phrase, self._examples = ends("phrase", re.IGNORECASE), ends("examples")
        self._knowledge = ends("knowledge", re.IGNORECASE)
        self._several = ends("several")
        self._included = ends("included")
        self._new_demand = ends("new_demand", re.IGNORECASE)
        self._wished_verb = ends("wished_verb", re.IGNORECASE)
        self._bare_names = ends("bare_names")
        self._last_element, self._or, self._and = ends("last_element"), ends("or"), ends("and")

    def scope_of(
        self, text: str, modifier: ModifierMatch, found: list[ModifierMatch]
    ) -> ModifierScope:
        """The scope of one modifier; ``found`` are all of the sentence, in text order."""
        direction = modifier.rule.direction
        start, end = modifier.start, modifier.end
        if direction == "within":
            return ModifierScope(start, end, modifier)
        if direction == "after" and modifier.rule.effect == "required":
            start = end  # "looking for an AI engineer with": not what names the job
        if direction != "before":
            end = self._end(text, modifier, found, modifier.end)
            if modifier.rule.effect == "required" and (
                purpose := self._purpose.search(text, start)
            ):
                end = min(end, purpose.start())
        if direction != "after":
            start = self._start(text, modifier, found)
        if direction == "before" and (examples := self._examples.match(text, end)):
            closing = text.find(")", end) if "(" in examples[0] else -1
            end = closing if closing >= 0 else self._end(text, modifier, found, examples.end())
        return ModifierScope(start, end, modifier)

    def _end(self, text: str, modifier: ModifierMatch, found: list[ModifierMatch], at: int) -> int:
        """End of the clause, of the bracket around the modifier, or the next ``after`` modifier.

        ``at``: where the words begin that the clause is to hold.
        """
        clause = self._clause.search(text, at)
        end = clause.start() if clause else len(text)
        if _open_bracket(text, modifier.start if at == modifier.end else at) is not None:
            closing = text.find(")", at)
            end = min(end, closing if closing >= 0 else end)
        if self._is_put_in(text, modifier) and (demand := self._new_demand.search(text, at, end)):
            end = demand.start()
        for other in found:
            if other.start >= modifier.end and other.rule.direction == "after":
                return min(end, other.start)
        return end

    def _is_put_in(self, text: str, modifier: ModifierMatch) -> bool:
        """Whether a wish stands between what is asked: "two languages, preferably Go, and be …"."""
        is_behind_comma = text[: modifier.start].rstrip().endswith(",")
        is_wish = modifier.rule.effect == "preferred" and modifier.rule.direction == "after"
        return is_wish and is_behind_comma and not self._wished_verb.match(text, modifier.end)

    def _start(self, text: str, modifier: ModifierMatch, found: list[ModifierMatch]) -> int:
        opened = _open_bracket(text, modifier.start)
        lowest, at = 0, modifier.start
        ends_bracket = False
        if opened is not None and text[opened + 1 : at].strip(" ,-"):
            lowest, opened = opened + 1, None
            ends_bracket = text[modifier.end :].lstrip(" .!").startswith(")")
        elif opened is not None:
            at = opened
        at = len(text[:at].rstrip(" -–—:,"))
        start = max([lowest, *(other.end for other in found if other.end <= modifier.start)])
        endings = [self._clause, self._phrase]
        if _speaks_of_one(text, at):
            endings.append(self._included)
        for ending in endings:
            for last in ending.finditer(text, start, at):
                start = last.end()
        if ends_bracket and start == lowest and self._speaks_of_last(text[start:], at - start):
            return self._last(text, start, at)
        is_last = not text[modifier.end :].strip(" .)!;,")
        is_only_one = opened is not None and is_last and not self._several.search(text, start, at)
        if modifier.rule.scope == "clause" or is_only_one or (ends_bracket and start == lowest):
            return start  # of "(AWS, GCP preferred)" it speaks of all
        if opened is None:
            return self._element_start(text, start, at, text[at : modifier.start])
        is_whole = is_last and self._ends_with_and(text[start:at])
        return start if is_whole else self._last(text, start, at)

    def _speaks_of_last(self, text: str, at: int) -> bool:
        """Whether a verb in the singular stands behind a list of names: "Docker, Go is a plus"."""
        return _speaks_of_one(text, at) and self._bare_names.match(text[:at]) is not None

    def _last(self, text: str, start: int, at: int) -> int:
        """Where the last element of a list begins: of "A or B (preferred), C" it is B."""
        marks = [found.end() for found in self._element.finditer(text, start, at)]
        return marks[-1] if marks else start

    def _ends_with_and(self, text: str) -> bool:
        """Whether a text ends with the last of a list wished for as a whole: "A, B and C"."""
        last = text.rpartition(",")
        return bool(last[1]) and self._and.search(f"{last[2]} ".casefold()) is not None

    def _element_start(self, text: str, start: int, at: int, between: str) -> int:
        """Where the list element (or the whole list) begins that a bare "preferred" speaks of.

        "A, B preferred" speaks of B; "A, B or C preferred" and "A, B, C preferred" of all, as do
        "Experience with A, B and C preferred" and "Experience with A, B, preferred". Commas inside
        of brackets part no elements: in "a language (A, B), C preferred" it is C, and what begins
        its own phrase ("knowledge of A, experience with B preferred") is none. Of several labels
        the last begins the list ("Web: A, B Cloud: C preferred"). ``between``: what stands between
        the list and the modifier.
        """
        outer = _BRACKETS.sub(_blanked, text[start:at])
        labels = [found.end() for found in _LABEL.finditer(outer)]
        if len(labels) > 1:
            start, outer = start + labels[-1], outer[labels[-1] :]
        commas = outer.count(",")
        if not commas:
            return start
        comma = outer.rfind(",")
        last = outer[comma + 1 :].strip().casefold()
        if self._knowledge.match(last):
            return start + comma + 1
        is_list = commas > 1 or self._last_element.match(last) is not None
        is_list = is_list or self._or.search(last) is not None
        is_list = is_list or last.count(" ") >= _MIN_PROSE_SPACES
        is_list = is_list or (
            ("," in between or self._and.search(last) is not None)
            and self._knowledge.match(outer) is not None
        )
        return start if is_list else start + comma + 1


def _speaks_of_one(text: str, at: int) -> bool:
    """Whether a verb in the singular stands there: "… is a plus"."""
    return text[at:].lstrip(" ,").startswith("is ")


def _blanked(bracket: re.Match[str]) -> str:
    return " " * len(bracket[0])


def _open_bracket(text: str, at: int) -> int | None:
    """Position of the bracket that is open at ``at``, or ``None``."""
    opened = text.rfind("(", 0, at)
    return opened if opened >= 0 and text.find(")", opened, at) < 0 else None
