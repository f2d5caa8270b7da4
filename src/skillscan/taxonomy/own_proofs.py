"""Own skills carry their proof: an ambiguous alias without sentences is refused, as a rule is.

It would count in postings, and nobody has said where it must and where it must not.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from skillscan.rules.source import Fault, RuleSource
from skillscan.taxonomy.ambiguity import missing_proofs
from skillscan.taxonomy.model import Alias, Case, Kind, SurroundedBy

_PROOFS = ("counts", "counts_not")
_SOME = (SurroundedBy(pattern="_"),)
"""Stands for conditions, of which is only asked whether there are any."""


def proof_faults(source: RuleSource, files: Mapping[str, Any]) -> Iterator[Fault]:
    """The ambiguous aliases of an own file, laid over ``files``, that lack sentences."""
    for number, skill in enumerate(source.content.get("skills") or ()):
        if skill.get("retired"):
            continue
        packaged = _packaged(skill["id"], files) if skill.get("extend") is True else {}
        kind = _kind(skill, packaged, source.content, files)
        proofs = {
            proof: (*_sentences(packaged, proof), *_sentences(skill, proof)) for proof in _PROOFS
        }
        for group in ("aliases", "exact"):
            for place, item in enumerate(skill.get(group) or ()):
                for message in missing_proofs(_alias(item, group), kind, proofs):
                    line = source.line(("skills", number, group, place))
                    yield Fault(source.file, line, str(skill["id"]), message)


def _packaged(skill_id: str, files: Mapping[str, Any]) -> Mapping[str, Any]:
    """The packaged entry of a skill, with the kind that its file gives it."""
    for content in files.values():
        for skill in content.get("skills", ()):
            if skill["id"] == skill_id:
                return {"kind": content.get("kind", "technology"), **skill}
    return {}


def _kind(
    skill: Mapping[str, Any],
    packaged: Mapping[str, Any],
    own: Mapping[str, Any],
    files: Mapping[str, Any],
) -> Kind:
    """The kind of an own skill: its own, that of the packaged one, or that of its category."""
    categories = [c for c in files.values() if c.get("category") == own["category"]]
    kinds = [part.get("kind") for part in (skill, packaged, own, *categories)]
    return next(filter(None, kinds), "technology")


def _sentences(skill: Mapping[str, Any], proof: str) -> tuple[str, ...]:
    return tuple((skill.get("examples") or {}).get(proof, ()))


def _alias(item: Any, group: str) -> Alias:
    case: Case = "exact" if group == "exact" else "any"
    if isinstance(item, str):
        return Alias(text=item, case=case)
    return Alias(
        text=item["text"],
        case=item.get("case", case),
        when=_SOME if item.get("when") or item.get("not") else (),
        is_plain_word=item.get("plain_word", False),
    )
