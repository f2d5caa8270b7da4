"""The sentence around a finding, and the words that decided, as the release quotes them."""

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


HEADING = "What you bring:"


def test_the_words_that_decided_are_quoted(
    hand_made_warehouse: Callable[..., Settings], advert: Any
) -> None:
    """Nobody could see in a release why a skill is preferred; a paragraph would be copied whole."""
    text = f"{HEADING}\n• Python is a plus {'x' * 400}"
    settings = hand_made_warehouse(
        [advert(employer=f"E{n % 12}", title=TITLE, text=text, skills={"python": "preferred"})
         for n in range(3)]
    )  # fmt: skip
    document = f"{TITLE}\n\n{text}"
    places = [document.index(HEADING), document.index(HEADING) + len(HEADING)]
    places += [document.index("is a plus"), len(document)]
    with open_warehouse(settings) as connection:
        connection.execute(
            "UPDATE findings SET section = 'required', section_rule = 'rules.bring', "
            "heading_start = ?, heading_end = ?, modifier_rule = 'modifiers.plus', "
            "modifier_start = ?, modifier_end = ?",
            places,
        )
    summary = publish(settings, render=render, now=datetime(2026, 2, 11, tzinfo=UTC))
    with open_release(settings, summary.name).connect() as connection:
        (kept,) = connection.execute(
            "SELECT DISTINCT section, section_rule, heading, modifier_rule, modifier FROM findings"
        ).fetchall()
    assert kept[:4] == ("required", "rules.bring", HEADING, "modifiers.plus")
    assert kept[4] == f"is a plus {'x' * 150}"
