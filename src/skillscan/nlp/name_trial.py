"""Why the names of a text count as skills there, or do not: by which conditions, or by none."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from spacy.language import Language

from skillscan.nlp.document import make_document, text_of
from skillscan.nlp.reading import Reading
from skillscan.taxonomy.lint import Problem, alias_problems
from skillscan.taxonomy.loading import WrittenCondition, written_conditions
from skillscan.taxonomy.model import Taxonomy

_COMPONENT = "skillscan_skills"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameTrial:
    """An ambiguous name at a place, and its conditions as they are written.

    ``holding``: those that hold there; of ``when`` one must, of ``not`` none may.
    """

    skill_id: str
    alias: str
    words: str
    counts: bool
    holding: tuple[WrittenCondition, ...]
    others: tuple[WrittenCondition, ...]

    @property
    def reasons(self) -> tuple[WrittenCondition, ...]:
        """The conditions that decided: of ``when`` where it counts, of ``not`` where it does not.

        Empty where none holds.
        """
        side = "when" if self.counts else "not"
        return tuple(one for one in self.holding if one.side == side)


def try_names(nlp: Language, title: str, body: str) -> list[NameTrial]:
    """The ambiguous names of a text, in order of their place."""
    component: Any = nlp.get_pipe(_COMPONENT)
    doc = make_document(nlp, title, body)
    judgements = component.judgements(doc)
    ids = {one.skill_id for one in judgements}
    written = {
        (skill_id, component.taxonomy.skills[skill_id].aliases[place].text): conditions
        for skill_id, place, conditions in written_conditions(component.files, ids)
    }
    text = text_of(doc)
    return [
        NameTrial(
            skill_id=one.skill_id,
            alias=one.alias.text,
            words=text[one.start : one.end],
            counts=one.counts,
            holding=tuple(_that_hold(written[one.skill_id, one.alias.text], one, holds=True)),
            others=tuple(_that_hold(written[one.skill_id, one.alias.text], one, holds=False)),
        )
        for one in judgements
    ]


@dataclass(frozen=True, slots=True)
class SureName:
    """A name without conditions: it counts wherever it stands.

    ``problems``: what ``skillscan taxonomy check`` says of the alias; it would refuse it.
    """

    skill_id: str
    alias: str
    words: str
    problems: tuple[str, ...] = ()


def sure_names(nlp: Language, reading: Reading, document: str) -> list[SureName]:
    """The names without conditions that made skills of a text, each once, in order."""
    component: Any = nlp.get_pipe(_COMPONENT)
    taxonomy: Taxonomy = component.taxonomy
    found: dict[tuple[str, str], str] = {}
    for one in reading.findings:
        if one.kind == "skill" and one.value in taxonomy.skills:
            aliases = taxonomy.skills[one.value].aliases
            if any(alias.text == one.rule and not alias.has_rule for alias in aliases):
                found.setdefault((one.value, one.rule), document[one.start : one.end].strip())
    problems = list(alias_problems(taxonomy)) if found else []
    return [
        SureName(skill_id, alias, words, _said_of(problems, skill_id, alias))
        for (skill_id, alias), words in found.items()
    ]


def _said_of(problems: list[Problem], skill_id: str, alias: str) -> tuple[str, ...]:
    return tuple(p.message for p in problems if (p.skill_id, p.words) == (skill_id, alias))


def _that_hold(
    conditions: list[WrittenCondition], judgement: Any, *, holds: bool
) -> Iterator[WrittenCondition]:
    for one in conditions:
        if any(condition in judgement.holding for condition in one.means) is holds:
            yield one
