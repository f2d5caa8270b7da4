"""What an expression finds where its matches can begin, and what it finds everywhere."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.rules.folding import folded
from skillscan.rules.gated_phrases import GatedPhrases
from skillscan.rules.literal_start import StartSearch, StartSearches, start_literals

EXPRESSIONS = (
    r"\b(?:seeking|in need of|as)\s(?:an?\s)?(?:senior|staff)\b",
    r"(?:^|(?<=[.!?]\s))(?:the|our)\s(?:senior|staff)",
    r"(?<![^\s(])(?:new\s)?level\s?[:–-]",
    r"\bB\.\s?(?:S|Sc)\b",
    r"(?<=/)(?:BS|BA)\b",
    r"o{1,3}ld?",
    r"(?:ab)?(?:c|d)e",
    r"(?>as)+\s",
    r"^\W{0,3}(?:level|new)\b",
    r"\A\s?(?:an?\s)?(?:staff|level)|(?<=[./])\s?(?:S|BS)\b",
    r"x?^(?:as|\nlevel)|\n(?:a[sn]?|[éo]ld)\b",
    r"(?:^|o)(?:^old|a)",
    r"(?:[1-9]|one|as|an)\+?x?(?:[1-9]|o)?(?:a|b|l|\s)?(?:[a-d]|old)*",
)
PARTS = (
    *("seeking", "SEEKING|", "in need of", "as", "ſenior", "senior ", "staff", "a ", "an ", " "),
    *(". ", "The ", "our ", "level", "new ", ":", "–", "(", "/", "B.", "B. S", "Sc", "BS", "BA"),
    *("b.s", "old", "ooold", "o", "ab", "abce", "de", "ß", "İ", "\n", "\nlevel", "\nas\n"),
    *("1", "one+", "éld", "\t", "\xa0", "\u2003", "\x0b"),
)


@pytest.mark.parametrize(
    ("expression", "literals"),
    [
        (r"\b(?:seeking|in need of|seek)\s", ("in nee", "seek")),
        (r"(?:^|(?<=[.!?:]\s))(?:the|our)\s", ("our ", "the ")),
        (r"(?:very\s)?senior", ("senior", "very s")),
        (r"colou?r", ("colo",)),
        (r"q+b", ("q",)),
        (r"q{2}b", ("q",)),
        (r"PhD", ("phd",)),
        (r"[2-4]\d\s?%", ("2", "3", "4")),
        (r"(?:[56]|six)\sdays", ("5 days", "6 days", "six da")),
        (r"[ab]d", ("ad", "bd")),
        (r"an?\s", ("a ", "an ")),
        (r"[\s-]?day", (" day", "-day", "day")),
        (r"\A\W{0,4}level", ("\r",)),
        (r"^level|staff", ("level", "staff")),
        (r"staff|^\w", ("\n", "staff")),
        (r"(?:[12]|on)[56]", ("15", "16", "25", "26", "on5", "on6")),
        # What may begin with anything begins with no literal.
        (r"\w+ing", ()),
        (r"^\W{0,4}level", ()),
        (r"a+b", ()),
        (r"(?:\w+\s)?senior", ()),
        (r"[a-z]d", ()),
        (r"[^a]d", ()),
        (r"[\d-]d", ()),
        (r"a*", ()),
        (r"(?!)", ()),
    ],
)
def test_what_matches_begin_with_is_read_off_the_expression(
    expression: str, literals: tuple[str, ...]
) -> None:
    assert start_literals(expression) == literals


@pytest.mark.parametrize("expression", EXPRESSIONS)
@given(
    parts=st.lists(
        st.sampled_from(PARTS),
        max_size=12,
    )
)
def test_nothing_else_is_found_than_by_the_expression(expression: str, parts: list[str]) -> None:
    text = "".join(parts)
    for flags in (0, re.IGNORECASE | re.MULTILINE):
        pattern = re.compile(expression, flags)
        found = StartSearch(pattern).finditer(text, folded(text))
        assert [m.span() for m in found] == [m.span() for m in pattern.finditer(text)]


@given(parts=st.lists(st.sampled_from(PARTS), max_size=12))
def test_several_expressions_find_what_each_finds_alone(parts: list[str]) -> None:
    text = "".join(parts)
    for flags in (0, re.IGNORECASE | re.MULTILINE):
        patterns = [re.compile(expression, flags) for expression in (*EXPRESSIONS, r"\w+ing")]
        found = [[m.span() for m in one] for one in StartSearches(patterns).finditer(text)]
        assert found == [[m.span() for m in one.finditer(text)] for one in patterns]


@given(
    parts=st.lists(st.sampled_from(PARTS), max_size=12),
    begin=st.integers(0, 30),
    tried=st.integers(0, 2 ** len(EXPRESSIONS) - 1),
)
def test_phrases_of_a_rule_are_found_as_one_expression(
    parts: list[str], begin: int, tried: int
) -> None:
    """The first phrase of several that begin together wins, from any place on."""
    text = "".join(parts)
    patterns = [re.compile(e, re.IGNORECASE) for e in EXPRESSIONS]
    phrases = GatedPhrases((p, 1 << n) for n, p in enumerate(patterns))
    kept = [e for n, e in enumerate(EXPRESSIONS) if tried >> n & 1]
    joined = re.compile("|".join(f"(?:{e})" for e in kept) or r"(?!)", re.IGNORECASE)
    found = [m.span() for m in phrases.finditer(text, tried)]
    assert found == [m.span() for m in joined.finditer(text)]
    for pattern in patterns:
        match = StartSearch(pattern).search(text, folded(text), begin)
        expected = pattern.search(text, begin)
        assert (match and match.span()) == (expected and expected.span())
