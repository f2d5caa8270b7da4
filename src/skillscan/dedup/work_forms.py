"""Whether a posting is for full or part time, and for which shift, in the words it uses itself.

A text may name several: benefits "for full-time employees" stand in postings for part time, too. So
two postings differ only where both name something of a kind, and nothing of it in common. Names
stand in ``data/rules/openings.yaml``, section ``work_forms``.
"""

import re
from functools import cache

from skillscan.dedup.shingles import TEXT_CHARS
from skillscan.rules import load_rules


def work_forms(text: str) -> frozenset[str]:
    """The forms that a prepared text names, as ``kind:form`` ("hours:part_time")."""
    return frozenset(form for form, named in _patterns().items() if named.search(text[:TEXT_CHARS]))


def other_form(one: frozenset[str], other: frozenset[str]) -> str | None:
    """The kind of form of which two texts name different ones only ("hours"); ``None``: of none."""
    for kind in sorted({form.partition(":")[0] for form in one | other}):
        mine, theirs = (_of_kind(forms, kind) for forms in (one, other))
        if mine and theirs and not mine & theirs:
            return kind
    return None


def _of_kind(forms: frozenset[str], kind: str) -> frozenset[str]:
    return frozenset(form for form in forms if form.startswith(f"{kind}:"))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    kinds: dict[str, dict[str, list[str]]] = load_rules("openings.yaml").words["work_forms"]
    return {
        f"{kind}:{form}": re.compile(
            "|".join(rf"\b{re.escape(name)}(?!\w)" for name in names), re.IGNORECASE
        )
        for kind, forms in kinds.items()
        for form, names in forms.items()
    }
