"""What surrounds a name decides what it means."""

import pytest

from skillscan.taxonomy.context_conditions import (
    Sure,
    compile_condition,
    is_enumeration,
    place,
    split_pattern,
)
from skillscan.taxonomy.loading import build_taxonomy
from skillscan.taxonomy.model import Around, Beside, Condition, Lacks, Near, Words

SKILLS = [
    {"id": id_, "label": id_, "reference": "https://example.org", "aliases": [id_]}
    for id_ in ("python", "java")
]
TAXONOMY = build_taxonomy({"l.yaml": {"category": "languages", "label": "L", "skills": SKILLS}})


def holds(condition: Condition, text: str) -> bool:
    """Whether the condition holds for the X of the text, with Python and Java as sure mentions."""
    start = text.index("X")
    spans = sorted(
        (text.index(name), text.index(name) + len(name), name.lower())
        for name in ("Python", "Java")
        if name in text
    )
    sure = Sure([s for s, _, _ in spans], [e for _, e, _ in spans], [i for _, _, i in spans])
    return compile_condition(condition, TAXONOMY)(place(text, start, start + 1, sure))


@pytest.mark.parametrize(
    ("condition", "text", "expected"),
    [
        (Around(pattern="ready, _"), "Ready, X", True),
        (Around(pattern="ready, _"), "already, X", False),
        (Around(pattern="go to _"), "go-to X", True),
        (Around(pattern="_ joy"), "X\u00a0joy", True),
        (Around(pattern="[A-Z]_"), "aX", False),
        (Around(pattern="[A-Z]_"), "AX", True),
        (Around(pattern="^_$"), "one\nX\ntwo", True),
        (Around(pattern="^_$"), "one X", False),
        (Words(pattern="hvac", chars=20), "X of the HVAC", True),
        (Words(pattern="hvac", chars=20), "X\nof the HVAC", False),
        (Words(pattern="hvac", chars=5), "X of the big HVAC", False),
        (Near(targets=("python",), chars=20), "X is not like Python", True),
        (Near(targets=("languages",), chars=20), "X is not like Python", True),
        (Near(targets=("java",), chars=20), "X is not like Python", False),
        (Near(targets=("python",), chars=20), "X\nPython", False),
        (Beside(targets=("python",)), "Python, X", True),
        (Beside(targets=("python",)), "X and/or Python", True),
        (Beside(targets=("python",)), "X (e.g. Python)", True),
        (Beside(targets=("python",)), "X eats Python", False),
        (Beside(targets=("tools",)), "Java/X", True),
        (Lacks(targets=("languages",), fewer_than=2), "X with Python", True),
        (Lacks(targets=("languages",), fewer_than=2), "X with Python and Java", False),
    ],
)
def test_conditions(condition: Condition, text: str, *, expected: bool) -> None:
    """A name would count, or be refused, where its rule says otherwise."""
    assert holds(condition, text) is expected


@pytest.mark.parametrize("pattern", ["no mark", "_ twice _"])
def test_a_pattern_has_one_mark(pattern: str) -> None:
    """A pattern without a place for the mention would never fire."""
    with pytest.raises(ValueError, match="exactly one _"):
        split_pattern(pattern)


@pytest.mark.parametrize(
    ("gap", "expected"),
    [(", ", True), (" and ", True), ("/", True), (" such as ", True), (" beats ", False),
     ("", False), (", " * 40, False)],
)  # fmt: skip
def test_what_joins_a_list(gap: str, *, expected: bool) -> None:
    """Two tools in one sentence would be taken for one list."""
    assert is_enumeration(f"A{gap}B", 1, 1 + len(gap)) is expected
