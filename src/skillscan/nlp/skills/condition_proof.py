"""Which conditions of ambiguous aliases no example needs.

As with the phrases of rules: each is deleted in turn, and some sentence of the taxonomy must then
no longer be judged as it says. Only sentences with the alias in them can notice.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from skillscan.nlp.skills.matcher import text_matcher
from skillscan.taxonomy.ambiguity import comparable
from skillscan.taxonomy.loading import LessCondition, without_conditions
from skillscan.taxonomy.model import Taxonomy
from skillscan.taxonomy.spelling import spellings

OnDone = Callable[[int, int], None]
"""Told how many of how many conditions were tried."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """An example: ``must_count`` says whether its skill must be found in it."""

    text: str
    compared: str
    skill_id: str
    must_count: bool


@dataclass(frozen=True, slots=True)
class ConditionProof:
    """How many conditions were deleted, and those of which no example noticed it."""

    tried: int
    unneeded: tuple[LessCondition, ...]


def prove_conditions(
    files: Mapping[str, Any],
    taxonomy: Taxonomy,
    skill_ids: Collection[str],
    *,
    is_wanted: Callable[[LessCondition], bool] = lambda _: True,
    on_done: OnDone = lambda _done, _total: None,
) -> ConditionProof:
    """Delete each condition of these skills in turn, if wanted; ``files``: of the taxonomy."""
    ids = {id_ for id_ in skill_ids if not taxonomy.skills[id_].is_retired}
    variants = [one for one in without_conditions(files, taxonomy, ids) if is_wanted(one)]
    sentences = list(_sentences(taxonomy)) if variants else []
    unneeded = []
    for done, variant in enumerate(variants, start=1):
        if not _is_noticed(variant, taxonomy, sentences):
            unneeded.append(variant)
        on_done(done, len(variants))
    return ConditionProof(len(variants), tuple(unneeded))


def _is_noticed(
    variant: LessCondition, taxonomy: Taxonomy, sentences: Collection[_Sentence]
) -> bool:
    wanted = [comparable(text) for text in spellings(variant.alias)]
    likely = [s for s in sentences if any(text in s.compared for text in wanted)]
    likely.sort(key=lambda s: s.skill_id != variant.skill_id)
    matcher, finder = text_matcher(taxonomy)
    with matcher.with_alias(taxonomy.skills[variant.skill_id], variant.place, variant.alias):
        return any(
            (s.skill_id in {m.skill_id for m in finder(s.text)}) is not s.must_count for s in likely
        )


def _sentences(taxonomy: Taxonomy) -> Iterator[_Sentence]:
    for skill in taxonomy.active():
        for text in skill.counts:
            yield _Sentence(text, comparable(text), skill.id, must_count=True)
        for text in skill.counts_not:
            yield _Sentence(text, comparable(text), skill.id, must_count=False)
