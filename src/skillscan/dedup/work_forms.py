"""Whether a posting is for full or part time, and for which shift, in the words it uses itself.

The form that a text names first counts: benefits "for full-time staff" stand at the end of postings
for part time, too. Where it offers two ("Full-time or part-time"), it tells nothing. Names stand in
``data/rules/openings.yaml``, section ``work_forms``.
"""

import re
from functools import cache

from skillscan.dedup.shingles import TEXT_CHARS
from skillscan.rules import load_rules

_Names = list[tuple[str, str, re.Pattern[str]]]
"""Form, one of its names in lower case, and what finds it as whole words."""
_JOINT = r"[\s(-]{0,2}(?:[,/&]|(?<!\w)(?:and|or|und|oder|et|ou)(?!\w))[\s)-]{0,2}"
"""What stands between two forms that are offered."""
_BEFORE_CHARS = 40


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
        (match.start(), match.end(), form)
        for form, name, pattern in names
        if name in folded and (match := pattern.search(folded))
    )
    start, end, form = min(found, default=(0, 0, None))
    return None if form is None or _is_offered_beside(names, form, folded, start, end) else form


def _is_offered_beside(names: _Names, form: str, folded: str, start: int, end: int) -> bool:
    """Whether another form is joined to the one that stands there ("full-time or part-time"), be it
    by its first word only ("full or part time").
    """
    others = sorted({name for other, name, _ in names if other != form})
    heads = sorted({name.split()[0].partition("-")[0] for name in others if not name.isalpha()})
    behind, before = _joined(tuple(others), tuple(heads))
    is_before = before.search(folded, max(0, start - _BEFORE_CHARS), start)
    return bool(behind.match(folded, end) or is_before)


@cache
def _joined(
    names: tuple[str, ...], heads: tuple[str, ...]
) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds one of these names behind a form, and the first word of one before it."""
    name, head = ("|".join(map(re.escape, words)) for words in (names, heads))
    return (
        re.compile(rf"{_JOINT}(?:{name})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{head}){_JOINT}\Z"),
    )


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
