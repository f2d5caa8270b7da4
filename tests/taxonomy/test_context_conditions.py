"""What surrounds a name decides what it means."""

import pytest

from skillscan.taxonomy.context_conditions import (
    ConfirmedMentions,
    MatchContext,
    check_pattern,
    check_surroundings,
    compile_condition,
    joins_enumeration,
)
from skillscan.taxonomy.loading import build_taxonomy, load_taxonomy
from skillscan.taxonomy.model import (
    Condition,
    CooccursWithin,
    EnumeratedWith,
    MentionsFewerThan,
    SurroundedBy,
    WordsWithin,
)

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
    confirmed = ConfirmedMentions(
        [s for s, _, _ in spans],
        [e for _, e, _ in spans],
        [i for _, _, i in spans],
        frozenset(i for _, _, i in spans),
    )
    line_end = text.find("\n", start)
    line = text.rfind("\n", 0, start) + 1, len(text) if line_end < 0 else line_end
    return compile_condition(condition, TAXONOMY)(
        MatchContext(text, start, start + 1, *line, confirmed)
    )


@pytest.mark.parametrize(
    ("condition", "text", "expected"),
    [
        (SurroundedBy(pattern="ready, _"), "Ready, X", True),
        (SurroundedBy(pattern="ready, _"), "already, X", False),
        (SurroundedBy(pattern="go to _"), "go-to X", True),
        (SurroundedBy(pattern=r"(?<=so)ever _"), "soever X", True),
        (SurroundedBy(pattern=r"(?<=so)ever _"), "what ever X", False),
        (SurroundedBy(pattern=r"ready[^.]{0,120}_"), "ready " + 19 * "word " + "X", True),
        (SurroundedBy(pattern=r"ready[^.]{0,120}_"), "ready " + 39 * "word " + "X", False),
        (SurroundedBy(pattern=r"\w+ly _"), "overwhelming" * 11 + "ly X", True),
        (SurroundedBy(pattern="kit _"), "\u212ait X", True),
        (SurroundedBy(pattern="_ joy"), "X\u00a0joy", True),
        (SurroundedBy(pattern="[A-Z]_"), "aX", False),
        (SurroundedBy(pattern="[A-Z]_"), "AX", True),
        (SurroundedBy(pattern="^_$"), "one\nX\ntwo", True),
        (SurroundedBy(pattern="^_$"), "one X", False),
        (WordsWithin(pattern="hvac", chars=20), "X of the HVAC", True),
        (WordsWithin(pattern="hvac", chars=20), "X\nof the HVAC", False),
        (WordsWithin(pattern=r"hvac|(?<=my[ ])fan", chars=20), "X of my fan", True),
        (WordsWithin(pattern="hvac", chars=5), "X of the big HVAC", False),
        (CooccursWithin(targets=("python",), chars=20), "X is not like Python", True),
        (CooccursWithin(targets=("languages",), chars=20), "X is not like Python", True),
        (CooccursWithin(targets=("java",), chars=20), "X is not like Python", False),
        (CooccursWithin(targets=("python",), chars=20), "X\nPython", False),
        (EnumeratedWith(targets=("python",)), "Python, X", True),
        (EnumeratedWith(targets=("python",)), "X and/or Python", True),
        (EnumeratedWith(targets=("python",)), "X (e.g. Python)", True),
        (EnumeratedWith(targets=("python",)), "X eats Python", False),
        (EnumeratedWith(targets=("tools",)), "Java/X", True),
        (MentionsFewerThan(targets=("languages",), fewer_than=2), "X with Python", True),
        (MentionsFewerThan(targets=("languages",), fewer_than=2), "X with Python and Java", False),
    ],
)
def test_conditions(condition: Condition, text: str, *, expected: bool) -> None:
    """A name would count, or be refused, where its rule says otherwise."""
    assert holds(condition, text) is expected


@pytest.mark.parametrize("pattern", ["no mark", "_ twice _"])
def test_a_pattern_has_one_mark(pattern: str) -> None:
    """A pattern without a place for the mention would never fire."""
    with pytest.raises(ValueError, match="exactly one _"):
        check_surroundings(pattern)


@pytest.mark.parametrize(
    ("gap", "expected"),
    [(", ", True), (" and ", True), ("/", True), (" such as ", True), (" beats ", False),
     ("", False), (", " * 40, False)],
)  # fmt: skip
def test_what_joins_a_list(gap: str, *, expected: bool) -> None:
    """Two tools in one sentence would be taken for one list."""
    assert joins_enumeration(f"A{gap}B", 1, 1 + len(gap)) is expected


def test_every_pattern_of_the_taxonomy_is_one() -> None:
    """A pattern is compiled when a text first needs it: that night would end in a traceback."""
    taxonomy = load_taxonomy()
    conditions = {
        condition
        for skill in taxonomy.active()
        for alias in skill.aliases
        for condition in (*alias.when, *alias.never)
    }
    for condition in (*conditions, *taxonomy.product):
        check_pattern(condition)
    with pytest.raises(ValueError, match="exactly one _"):
        check_pattern(SurroundedBy(pattern="no mark"))
