"""The sentence around a finding, and the words that decided, as the release quotes them."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from skillscan.release import database, findings
from skillscan.release.catalog import open_release
from skillscan.release.export import export
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.pages import render
from skillscan.statistics.populations import load_populations
from skillscan.warehouse.connection import open_warehouse
from skillscan.warehouse.transaction import transaction

TITLE = "Machine Learning Engineer"


LONG = "x" * 900 + " Python " + "y" * 900
SHORTENED = "x" * 299 + " Python " + "y" * 299
SENTENCES = {
    "middle": ("You know Python well. More.", "You know Python well.", None),
    "list item": ("Tools\n• Python, Java\n• Go", "• Python, Java", None),
    "nothing else": ("Python", "Python", None),
    "beyond ASCII": ("Ümläute 👩‍👩‍👧 vor Python!\nEnde", "Ümläute 👩‍👩‍👧 vor Python!", None),
    "endless sentence is cut": (LONG, LONG, SHORTENED),
}
"""Name → text, the sentence that the finding was judged in, and the quote where it is another."""
LINES = {
    "line": ("One.\nYou know Python. Well. \nMore.", "You know Python. Well."),
    "nothing else": ("Python", "Python"),
    "endless": (LONG, SHORTENED),
}
"""Name → text, and the quote; the reading did not say which sentence it was."""
TEXTS = [text for text, _, _ in SENTENCES.values()] + [text for text, _ in LINES.values()]


@pytest.fixture(scope="module")
def quotes(
    hand_made_warehouse: Callable[..., Settings], advert: Any
) -> list[list[tuple[str, str]]]:
    """By text: what one release of all quotes for "Python", and the words that it marks there."""
    settings = hand_made_warehouse(
        advert(employer=f"E{n}", title=TITLE, text=text, skills={"python": "required"})
        for n, text in enumerate(TEXTS)
    )
    with open_warehouse(settings) as connection:
        connection.execute("UPDATE findings SET sentence_start = NULL, sentence_end = NULL")
        for number, (text, sentence, _) in enumerate(SENTENCES.values()):
            start = f"{TITLE}\n\n{text}".index(sentence)
            connection.execute(
                "UPDATE findings SET sentence_start = ?, sentence_end = ? WHERE content_hash = ?",
                [start, start + len(sentence), f"hash{number:05}"],
            )
    summary = publish(settings, render=render, now=datetime(2026, 2, 11, tzinfo=UTC))
    with open_release(settings, summary.name).connect() as connection:
        return [
            connection.execute(
                "SELECT quote, quote[quote_start + 1 : quote_end] FROM findings "
                "WHERE opening_id = ?",
                [f"opening{number:05}"],
            ).fetchall()
            for number in range(len(TEXTS))
        ]


@pytest.mark.parametrize("name", SENTENCES)
def test_quote_is_the_sentence_it_was_judged_in(
    quotes: list[list[tuple[str, str]]], name: str
) -> None:
    """The trail would end in half a sentence, or in the whole text of the employer."""
    _, sentence, quote = SENTENCES[name]
    assert quotes[list(SENTENCES).index(name)] == [(quote or sentence, "Python")]


@pytest.mark.parametrize("name", LINES)
def test_an_older_reading_is_quoted_with_its_line(
    quotes: list[list[tuple[str, str]]], name: str
) -> None:
    """A release made before everything is read again would have no quotes."""
    _, quote = LINES[name]
    assert quotes[len(SENTENCES) + list(LINES).index(name)] == [(quote, "Python")]


def test_quotes_made_in_pieces_are_those_made_at_once(
    hand_made_warehouse: Callable[..., Settings], advert: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large release would lack the findings of some openings, or have them twice."""
    skills = {"python": "required"}
    settings = hand_made_warehouse(
        advert(employer=f"E{n}", title=TITLE, text=f"You know Python {n}.", skills=skills)
        for n in range(7)
    )
    found = []
    for size in (1, 3, 100):
        monkeypatch.setattr(findings, "OPENINGS", size)
        path = settings.home / f"{size}.duckdb"
        database.create(path, load_populations(settings.home))
        with open_warehouse(settings, read_only=True) as warehouse:
            export(warehouse, path)
        with database.reading(path) as connection:
            found.append(connection.execute("FROM opening_findings").fetchall())
    assert len(found[0]) >= 7
    assert found[0] == found[1] == found[2]


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


def test_findings_are_not_held_when_they_were_read() -> None:
    """A publish would hold all findings and their texts until the last of them is stored."""
    with duckdb.connect() as connection, transaction(connection):
        rows = pa.table({"number": pa.array(range(100_000))})
        before = pa.total_allocated_bytes()
        connection.register("given", findings._read_once(rows))
        del rows
        connection.execute("CREATE TABLE made AS FROM given")
        connection.unregister("given")
        assert connection.sql("FROM made").aggregate("count(*)").fetchall() == [(100_000,)]
        assert before - pa.total_allocated_bytes() >= 0.9 * 8 * 100_000
