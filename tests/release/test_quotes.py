"""The sentence around a finding, as the release quotes it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from skillscan.release.catalog import open_release
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.page import render
from skillscan.warehouse.connection import open_warehouse

TITLE = "Machine Learning Engineer"


def quotes(
    make: Callable[..., Settings], advert: Any, text: str, sentence: str | None
) -> list[tuple[str, str]]:
    """What a release quotes for "Python", and the words that it marks in the quote."""
    settings = make(
        [
            advert(employer=f"E{n % 12}", title=TITLE, text=text, skills={"python": "required"})
            for n in range(3)
        ]
    )
    start = f"{TITLE}\n\n{text}".index(sentence) if sentence else None
    end = None if start is None or sentence is None else start + len(sentence)
    with open_warehouse(settings) as connection:
        connection.execute("UPDATE findings SET sentence_start = ?, sentence_end = ?", [start, end])
    summary = publish(settings, render=render, now=datetime(2026, 2, 11, tzinfo=UTC))
    with open_release(settings, summary.name).connect() as connection:
        return connection.execute(
            "SELECT DISTINCT quote, quote[quote_start + 1 : quote_end] FROM findings"
        ).fetchall()


@pytest.mark.parametrize(
    ("text", "sentence", "quote"),
    [
        pytest.param("You know Python well. More.", "You know Python well.", None, id="middle"),
        pytest.param("Tools\n• Python, Java\n• Go", "• Python, Java", None, id="list item"),
        pytest.param("Python", "Python", None, id="nothing else"),
        pytest.param(
            "Ümläute 👩‍👩‍👧 vor Python!\nEnde",
            "Ümläute 👩‍👩‍👧 vor Python!",
            None,
            id="beyond ASCII",
        ),
        pytest.param(
            "x" * 900 + " Python " + "y" * 900,
            "x" * 900 + " Python " + "y" * 900,
            "x" * 299 + " Python " + "y" * 299,
            id="endless sentence is cut",
        ),
    ],
)
def test_quote_is_the_sentence_it_was_judged_in(
    hand_made_warehouse: Callable[..., Settings],
    advert: Any,
    text: str,
    sentence: str,
    quote: str | None,
) -> None:
    """The trail would end in half a sentence, or in the whole text of the employer."""
    assert quotes(hand_made_warehouse, advert, text, sentence) == [(quote or sentence, "Python")]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param("One.\nYou know Python. Well. \nMore.", "You know Python. Well.", id="line"),
        pytest.param("Python", "Python", id="nothing else"),
        pytest.param(
            "x" * 900 + " Python " + "y" * 900, "x" * 299 + " Python " + "y" * 299, id="endless"
        ),
    ],
)
def test_an_older_reading_is_quoted_with_its_line(
    hand_made_warehouse: Callable[..., Settings], advert: Any, text: str, quote: str
) -> None:
    """A release made before everything is read again would have no quotes."""
    assert quotes(hand_made_warehouse, advert, text, None) == [(quote, "Python")]
