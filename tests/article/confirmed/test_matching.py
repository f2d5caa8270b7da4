"""Decisions are found again in an edited article, or told to be lost; never on another claim."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillscan.article.confirmed.matching import match
from tests.article.confirmed.numbers import index_at, places, read_markdown

PYTHON = "Python shows up in 72% of postings for ML engineers."
TORCH = "PyTorch shows up in 39.8% of postings for ML engineers."
YEARS = "But 78% of those open roles require 5+ years of experience."
ROLES = "As said, 78% of roles require 5+ years."
JOKE = "He said that 93% of all numbers are made up on the spot."
AGAIN = "Again, 78% of open roles require 5+ years of experience."
OVERALL = "Overall, 78% of open roles require 5+ years of experience here."
LINES = (PYTHON, TORCH, YEARS, ROLES, JOKE)


def article(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


@pytest.mark.parametrize(
    ("before", "on", "after", "there"),
    [
        (LINES, "72%", LINES, "72%"),
        (LINES, "72%", LINES[::-1], "72%"),
        (LINES, "72%", (TORCH, PYTHON.replace("72", "64.5")), "64.5%"),
        (LINES, "72%", ("# New\n\n- " + PYTHON.upper(), TORCH), "72%"),
        (LINES, "72%", (TORCH, "Python is now found in 70% of postings for engineers."), "70%"),
        (LINES, "72%", (TORCH, YEARS), None),
        (LINES, "72%", (PYTHON.replace("Python", "Java"), TORCH), None),
        (LINES, "78% of those", (PYTHON, ROLES), None),
        (LINES, "78% of those", (ROLES, YEARS), "78% of those"),
        (LINES, "78% of roles", (YEARS,), None),
        ((AGAIN, OVERALL), "78%", (OVERALL,), None),
        ((AGAIN, TORCH), "78%", (OVERALL,), "78%"),
        ((PYTHON, TORCH), "72%", (f"Now {PYTHON}", f"Here {PYTHON}"), None),
        (("# One", PYTHON, "# Two", PYTHON), "72%", ("# Two", PYTHON), None),
        (("# One", PYTHON), "72%", ("# Two", PYTHON), "72%"),
        (LINES, "93%", (JOKE.replace("He said", "She said"), TORCH), "93%"),
        (LINES, "93%", (JOKE.replace("numbers", "parrots"),), None),
        ((PYTHON, PYTHON), "72%", (PYTHON, PYTHON), "72%"),
        ((PYTHON, PYTHON), "72%", (PYTHON,), None),
        ((PYTHON, PYTHON), "72%", (PYTHON, PYTHON, PYTHON), None),
        (("# US", PYTHON, "# UK", PYTHON), "72%", ("# UK", PYTHON, "# US", PYTHON), "last"),
        (("# US", PYTHON, "# UK", PYTHON), "72%", ("# UK", PYTHON), None),
        (("# US", PYTHON, "# UK", PYTHON), "72%", ("# US", PYTHON), "72%"),
        (
            ("|Skill|Share of postings|\n|-|-|\n|Go|7%|\n|AWS|7%|",),
            "7%",
            ("|Skill|Share of postings|\n|-|-|\n|AWS|7%|\n|Rust|7%|\n|Go|8%|",),
            "8%",
        ),
        (
            ("|Skill|Share of postings|\n|-|-|\n|Go|7%|\n|AWS|7%|",),
            "7%",
            ("|Skill|Share of postings|\n|-|-|\n|AWS|7%|\n|Rust|7%|",),
            None,
        ),
    ],
)  # fmt: skip
def test_a_decision_follows_its_claim(
    before: tuple[str, ...], on: str, after: tuple[str, ...], there: str | None
) -> None:
    """A dismissed joke must not silence a claim, nor a confirmed binding rewrite another number."""
    old, new = read_markdown(article(*before)), read_markdown(article(*after))
    decision = places(old).decide(index_at(old, on), None)
    matched = match(new.article, new.quantities, new.readings, [decision])
    if there is None:
        assert (dict(matched.found), matched.lost) == ({}, (decision,))
        return
    last = max(range(len(new.quantities)), key=lambda one: new.quantities[one].start)
    expected = last if there == "last" else index_at(new, there)
    assert dict(matched.found) == {expected: decision}
    assert matched.dismissed == {expected}
    assert matched.lost == ()


def test_two_equal_sentences_keep_their_own_decisions() -> None:
    """What an editor says of the first is not said of the second."""
    old = read_markdown(article(PYTHON, PYTHON))
    first, second = (places(old).decide(index, None, note=str(index)) for index in (0, 1))
    new = read_markdown(article("More.", PYTHON.replace("72", "70"), PYTHON))
    matched = match(new.article, new.quantities, new.readings, [second, first])
    assert dict(matched.found) == {0: first, 1: second}


def test_a_confirmed_number_has_all_that_the_reading_knows() -> None:
    """A confirmed claim is judged as the reading would have it, with certainty."""
    one = read_markdown(article(*LINES))
    index = index_at(one, "72%")
    reading = one.readings[index]
    decision = places(one).decide(index, reading)
    assert decision.decision == "confirmed"
    matched = match(one.article, one.quantities, one.readings, [decision])
    bound = matched.bindings(one.quantities, one.readings)[index]
    assert (bound.by, bound.confidence, bound.dimension) == ("editor", 1.0, "python")
    assert bound.start == reading.start


def test_a_number_that_begins_a_sentence_is_told_by_its_own_alone() -> None:
    """The sentence before moved away, and the decision went with its words to another number."""
    one = read_markdown(article(f"{TORCH} Two in three roles are remote."))
    decision = places(one).decide(index_at(one, "Two in three"), None)
    assert decision.before == ""
    kept = msgspec.structs.replace(decision, before=f"{TORCH} ")
    new = read_markdown(article("Two in three roles are remote.", TORCH))
    for written in (decision, kept):
        matched = match(new.article, new.quantities, new.readings, [written])
        assert dict(matched.found) == {0: written}


def test_ids_stay_while_the_words_do() -> None:
    """An editor's note of a claim's id is good after the next refresh."""
    old = read_markdown(article(PYTHON, TORCH, PYTHON))
    new = read_markdown(article("# Other", TORCH.replace("39.8", "41"), PYTHON, "x", PYTHON))
    first, torch, second = places(old).ids
    assert second == f"{first}-2"
    assert places(new).ids == [torch, first, second]


@settings(max_examples=60, deadline=None)
@given(
    st.permutations(LINES),
    st.lists(st.sampled_from((*LINES, "No number.", "# Section")), max_size=4),
    st.integers(0, 4),
)
def test_moved_sentences_are_found_or_lost_and_never_misplaced(
    order: list[str], more: list[str], on: int
) -> None:
    """Whatever is moved or repeated, a decision lands on a number with its own words or nowhere."""
    old = read_markdown(article(*LINES))
    number = index_at(old, ("72%", "39.8%", "78% of those", "78% of roles", "93%")[on])
    decision = places(old).decide(number, None)
    new = read_markdown(article(*more, *order))
    matched = match(new.article, new.quantities, new.readings, [decision])
    assert len(matched.found) + len(matched.lost) == 1
    if not more:
        assert matched.lost == ()
    for index in matched.found:
        assert places(new).contexts[index].key == decision.context.key
