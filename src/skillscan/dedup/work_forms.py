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
    folded = text[:TEXT_CHARS].casefold()
    return frozenset(
        form
        for form, names in _names().items()
        if any(name in folded and pattern.search(folded) for name, pattern in names)
    )


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
def _names() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    """The names of each form, in lower case, and the expression that finds them as whole words."""
    kinds: dict[str, dict[str, list[str]]] = load_rules("openings.yaml").words["work_forms"]
    return {
        f"{kind}:{form}": [
            (name.casefold(), re.compile(rf"(?<!\w){re.escape(name.casefold())}(?!\w)"))
            for name in names
        ]
        for kind, forms in kinds.items()
        for form, names in forms.items()
    }
