"""Why the ambiguous names of a text count as skills there, or do not: by which conditions."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from spacy.language import Language

from skillscan.nlp.document import make_document, text_of
from skillscan.taxonomy.loading import WrittenCondition, written_conditions

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


def _that_hold(
    conditions: list[WrittenCondition], judgement: Any, *, holds: bool
) -> Iterator[WrittenCondition]:
    for one in conditions:
        if any(condition in judgement.holding for condition in one.means) is holds:
            yield one
