"""The article is shown whole, in its order and its shapes, with its claims where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.article.model import ArticleBlock, ClaimVerdict
from skillscan.article.review.reading_view import ListPart, ReadingView, TablePart, TextPart
from tests.article.review.hand_made import ArticleMaker, hostile_article


def words(part: TextPart | ListPart | TablePart) -> list[object]:
    def of(runs: tuple[object, ...]) -> str:
        return "".join(run.text for run in runs)  # type: ignore[attr-defined]

    if isinstance(part, TextPart):
        return [of(part.runs)]
    if isinstance(part, ListPart):
        return [of(row) for row in part.rows]
    return [[of(cell) for cell in row] for row in part.rows]


@pytest.mark.parametrize(
    ("cells", "rows"),
    [
        (
            [("Skill", None, None), ("US", None, None), ("Go", None, "Skill"), ("1%", "Go", "US")],
            [["Skill", "US"], ["Go", "1%"]],
        ),
        (
            [("Go", None, None), ("1%", "Go", None), ("C", None, None), ("2%", "C", None)],
            [["Go", "1%"], ["C", "2%"]],
        ),
        (
            [("1", "Go", "#"), ("Go", None, "x"), ("9%", "Go", "US"), ("2", "C", "#")],
            [["1", "Go", "9%"], ["2"]],
        ),
        ([("1%", None, "US"), ("2%", None, "US")], [["1%"], ["2%"]]),
    ],
    ids=["headers above", "headers beside", "a rank before the header", "one column"],
)
def test_tables_keep_their_rows(
    cells: list[tuple[str, str | None, str | None]], rows: list[list[str]]
) -> None:
    """A number would stand beside another skill's name."""
    maker = ArticleMaker()
    for text, row, column in cells:
        maker.block("cell", text, row=row, column=column)
    (part,) = ReadingView(maker.checked().article, ()).parts()
    assert words(part) == rows


def test_claims_that_overlap_are_marked_once() -> None:
    """A range with two claims would print its digits twice."""
    maker = ArticleMaker()
    maker.block("paragraph", "From 20 to 30% of postings")
    maker.claim(ClaimVerdict.STALE, "20 to 30%")
    maker.claim(ClaimVerdict.STALE, "30%")
    checked = maker.checked()
    (part,) = ReadingView(checked.article, checked.claims).parts()
    assert words(part) == ["From 20 to 30% of postings"]
    assert isinstance(part, TextPart)
    assert [run.claim for run in part.runs] == [None, 0, None]


@given(st.lists(st.integers(0, 60), min_size=2, max_size=20, unique=True))
def test_nothing_of_the_text_is_lost(places: list[int]) -> None:
    """Text outside of all blocks would vanish from the page."""
    article = hostile_article().article
    text = article.text[:200]
    cuts = sorted(places)
    blocks = tuple(
        ArticleBlock(kind="list_item" if start % 2 else "paragraph", start=start, end=end)
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    )
    maker = ArticleMaker()
    maker.text, maker.blocks = text, list(blocks)
    shown = [
        word for part in ReadingView(maker.checked().article, ()).parts() for word in words(part)
    ]
    assert "".join("".join(map(str, shown)).split()) == "".join(text.split())
