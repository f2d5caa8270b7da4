"""What is wrong with the marks of an example of ``modifiers.yaml`` as they are written.

A mark of a misspelt class is never given, and one of a misspelt skill proves nothing: no posting
has it. Each fault has its own message.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import get_args

from skillscan.nlp.reading import MentionClass
from skillscan.nlp.skills.modifier_proof import WHOLE_SENTENCE
from skillscan.rules import Example, Rule
from skillscan.rules.schema_messages import did_you_mean
from skillscan.taxonomy import load_taxonomy
from skillscan.taxonomy.spelling import key, spellings

_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
_HOW = "write it as [Docker=preferred]"
_NO_MARK = (
    "has no mark: put one around a skill, with the class that this rule must give it, as "
    "[Docker=preferred]"
)
_NO_MARK_AGAINST = (
    "has no mark: put one around a skill, with the class that it gets though this rule must not "
    "catch it: as [Docker=required], for it stands in a list of requirements"
)


def check_marks(own_rules: Path | None) -> Callable[[Rule, Example, bool], str]:
    """Tells what is wrong with an example; known are the skills of the home of ``own_rules``.

    The last argument of what it makes says that it is a counterexample.
    """
    names = _names(own_rules.parent if own_rules else None)

    def check(rule: Rule, example: Example, is_counterexample: bool) -> str:  # noqa: FBT001
        if rule.group in WHOLE_SENTENCE:
            return ""
        fault = next(_faults(example.text, names, is_counterexample=is_counterexample), "")
        kind = "counterexample" if is_counterexample else "example"
        return fault and f"{kind} {example.text!r}: {fault}"

    return check


def _names(home: Path | None) -> Mapping[str, str]:
    """How skills are written, by what it is compared as."""
    return {
        compared: text
        for skill in load_taxonomy(home).active()
        for alias in skill.aliases
        for text in spellings(alias)
        if (compared := key(text))
    }


def _faults(text: str, names: Mapping[str, str], *, is_counterexample: bool) -> Iterator[str]:
    marks = [match[1] for match in _BRACKETS.finditer(text)]
    for mark in marks:
        if fault := _fault(mark, names):
            yield fault
    if not any("=" in mark for mark in marks):
        yield _NO_MARK_AGAINST if is_counterexample else _NO_MARK


def _fault(mark: str, names: Mapping[str, str]) -> str:
    name, sign, mention_class = mark.partition("=")
    if not sign:
        is_skill = key(mark) in names
        return f"[{mark}] says no class: {_HOW}" if is_skill else ""
    if not name.strip():
        return f"[{mark}] names no skill: {_HOW}"
    if name != name.strip() or mention_class != mention_class.strip():
        return f"[{mark}] has blanks around its parts: {_HOW}"
    known = get_args(MentionClass)
    if mention_class not in known:
        hint = did_you_mean(mention_class, known) or ";"
        return f"[{mark}]: no class is called {mention_class!r}{hint} known are {', '.join(known)}"
    if key(name) not in names:
        hint = did_you_mean(name, list(names.values())) or "; see skillscan taxonomy list"
        return f"[{mark}]: no skill is written {name!r}{hint}"
    return ""
