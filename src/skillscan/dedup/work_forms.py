"""Whether a posting is for full or part time, and for which shift, in the words it uses itself.

The form that a text names first counts: benefits "for full-time staff" stand at the end of postings
for part time, too. Names stand in ``data/rules/openings.yaml``, section ``work_forms``.
"""

import re
from functools import cache

from skillscan.dedup.shingles import TEXT_CHARS
from skillscan.rules import load_rules

_Names = list[tuple[str, str, re.Pattern[str]]]
"""Form, one of its names in lower case, and what finds it as whole words."""


def work_forms(text: str) -> frozenset[str]:
    """Of each kind the form that a prepared text names first, as ``kind:form``
    ("hours:part_time"); kinds of which it names none are left out.
    """
    folded = text[:TEXT_CHARS].casefold()
    first = ((kind, _first(names, folded)) for kind, names in _kinds().items())
    return frozenset(f"{kind}:{form}" for kind, form in first if form)


def other_form(one: frozenset[str], other: frozenset[str]) -> str | None:
    """The kind of form ("hours") that two texts both name, and differently; ``None``: none."""
    mine, theirs = (dict(form.split(":") for form in forms) for forms in (one, other))
    both = sorted(mine.keys() & theirs.keys())
    return next((kind for kind in both if mine[kind] != theirs[kind]), None)


def _first(names: _Names, folded: str) -> str | None:
    # To look for a plain string costs a hundredth of what an expression costs.
    found = (
        (match.start(), form)
        for form, name, pattern in names
        if name in folded and (match := pattern.search(folded))
    )
    return min(found, default=(0, None))[1]


@cache
def _kinds() -> dict[str, _Names]:
    kinds: dict[str, dict[str, list[str]]] = load_rules("openings.yaml").words["work_forms"]
    return {
        kind: [
            (form, name.casefold(), re.compile(rf"(?<!\w){re.escape(name.casefold())}(?!\w)"))
            for form, names in forms.items()
            for name in names
        ]
        for kind, forms in kinds.items()
    }
