"""Words that are cut out of many texts at once."""

import random

import numpy as np
import pyarrow as pa
import pytest

from skillscan.release.text_slices import TextSlices

LETTERS = ["a", "B", " ", "\n", "ü", "–", "漢", "👩‍👧", "\u2003", "\t"]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Empty ones, short ones, ones of ASCII and of none, in an order that tells nothing."""
    drawn = random.Random(7)  # noqa: S311
    mixed = ["".join(drawn.choices(LETTERS, k=drawn.randrange(90))) for _ in range(300)]
    return ["", *mixed, "plain " * 9, "\n", "ü" * 40, ""]


@pytest.fixture(scope="module", params=[0, 1, 7])
def slices(request: pytest.FixtureRequest, texts: list[str]) -> TextSlices:
    """Of the texts, which begin in the middle of what they are given in."""
    before = ["—x"] * request.param
    return TextSlices(pa.array([*before, *texts])[request.param :])


def cases(texts: list[str]) -> list[tuple[int, int, int]]:
    """A text, a character of it and another behind it, which may lie behind its end."""
    drawn = random.Random(8)  # noqa: S311
    found = []
    for number in drawn.choices(range(len(texts)), k=2_000):
        start = drawn.randrange(len(texts[number]) + 1)
        found.append((number, start, start + drawn.randrange(60)))
    return found


def test_words_are_those_that_python_cuts(texts: list[str], slices: TextSlices) -> None:
    """A quote would begin in the middle of a word, or be of another employer's text."""
    asked = cases(texts)
    numbers, starts, ends = (np.array(one) for one in zip(*asked, strict=True))
    is_there = starts % 3 > 0
    found = slices.cut(numbers, starts, ends, is_there)
    found.validate(full=True)
    wanted = [
        texts[n][a:b] if there else None for (n, a, b), there in zip(asked, is_there, strict=True)
    ]
    assert found.to_pylist() == wanted
    assert slices.cut(numbers, starts, ends).to_pylist() == [texts[n][a:b] for n, a, b in asked]


def test_nothing_is_cut_of_nothing() -> None:
    """A release without openings could not be written."""
    nothing = np.array([], np.int64)
    assert TextSlices(pa.array([], pa.string())).cut(nothing, nothing, nothing).to_pylist() == []


def test_lines_are_those_around_a_character(texts: list[str], slices: TextSlices) -> None:
    """An older finding would be quoted with half a line, or with the one above."""
    asked = cases(texts)
    numbers, places, _ = (np.array(one) for one in zip(*asked, strict=True))
    starts, ends = slices.line_starts(numbers, places), slices.line_ends(numbers, places)
    for (number, place, _), start, end in zip(asked, starts, ends, strict=True):
        text = texts[number]
        before, after = text[:place].rpartition("\n")[2], text[place:].partition("\n")[0]
        assert text[start:end] == before + after


def test_a_line_around_a_character_behind_the_end_is_the_last(
    texts: list[str], slices: TextSlices
) -> None:
    """A finding of another text than the one that is kept would be quoted from the next one."""
    numbers = np.arange(len(texts))
    lengths = np.array([len(text) for text in texts])
    for behind in (1, 40, 4_000):
        starts = slices.line_starts(numbers, lengths + behind)
        assert starts.tolist() == [text.rfind("\n") + 1 for text in texts]
        assert slices.line_ends(numbers, lengths + behind).tolist() == lengths.tolist()


def test_spaces_at_an_end_are_left_out(texts: list[str], slices: TextSlices) -> None:
    """A quote would end in spaces; other characters that show nothing belong to the text."""
    for number, start, end in cases(texts):
        words = texts[number][start:end]
        found = slices.without_spaces(number, start, min(end, len(texts[number])))
        assert texts[number][start:found] == words.rstrip(" \u2003")
