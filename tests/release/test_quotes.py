"""The sentence around a finding, as the release quotes it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from skillscan.release.catalog import open_release
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.page import render


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param("One two. You know Python well. More.", "You know Python well.", id="middle"),
        pytest.param("Tools\n• Python, Java\n• Go", "• Python, Java", id="list item"),
        pytest.param("Use a tool, e.g. Python or Java.", None, id="e.g. ends no sentence"),
        pytest.param("Python", None, id="nothing else"),
        pytest.param("Know Python. And more", "Know Python.", id="span at the end"),
        pytest.param("Is it Python? Yes", "Is it Python?", id="question"),
        pytest.param(
            "Ümläute 👩‍👩‍👧 vor Python!\nEnde", "Ümläute 👩‍👩‍👧 vor Python!", id="beyond ASCII"
        ),
        pytest.param(
            "Node.js and Python 3.11 here. Next one.",
            "Node.js and Python 3.11 here.",
            id="dots within words",
        ),
        pytest.param(
            "x" * 900 + " Python " + "y" * 900,
            "x" * 299 + " Python " + "y" * 299,
            id="endless line is cut",
        ),
    ],
)
def test_quote_is_the_sentence(
    hand_made_warehouse: Callable[..., Settings], advert: Any, text: str, quote: str | None
) -> None:
    """The trail would end in half a sentence, or in the whole text of the employer."""
    adverts = [
        advert(employer=f"E{n % 12}", text=text, skills={"python": "required"}) for n in range(3)
    ]
    settings = hand_made_warehouse(adverts)
    summary = publish(settings, render=render, now=datetime(2026, 2, 11, tzinfo=UTC))
    with open_release(settings, summary.name).connect() as connection:
        found = connection.execute(
            "SELECT DISTINCT quote, quote[quote_start + 1 : quote_end] FROM findings"
        ).fetchall()
    assert found == [(quote or text, "Python")]
