"""What is stored of a posting's body: readers, sentences and offsets all rest on it."""

import gzip
import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.text.prepare import prepare, prepare_title
from skillscan.text.truncate import MAX_TEXT_CHARACTERS

CASES = {
    "inline tags leave words whole": (
        "<p><b>5</b>+ years of <a href='x'>Py</a>Torch</p>",
        "5+ years of PyTorch",
    ),
    "blocks and headings stand on their own lines": (
        "<h2>Requirements</h2><p>One</p><div>Two<div>Three</div></div>",
        "Requirements\nOne\nTwo\nThree",
    ),
    "list items are marked, nested ones too": (
        "<ul><li>One</li><li>Two<ul><li>Deep</li></ul></li><li><p>In a paragraph</p></li></ul>",
        "• One\n• Two\n• Deep\n• In a paragraph",
    ),
    "a blank without its semicolon is one before letters, too": ("a&nbsp5 years", "a 5 years"),
    "numbered lists are lists": ("<ol><li>First</li><li>Second</li></ol>", "• First\n• Second"),
    "unclosed tags do not lose text": ("<p>a<p>b<ul><li>c<li>d", "a\nb\n• c\n• d"),
    "line breaks break lines": ("Python<br>SQL<br/><br>Go", "Python\nSQL\nGo"),
    "cells of a table stay apart": (
        "<table><tr><td>Skill</td><td>Python</td></tr><tr><td>Level</td><td>high</td></tr></table>",
        "Skill | Python\nLevel | high",
    ),
    "scripts and styles are not text": (
        "<style>p{}</style><p>Read <script>alert('x')</script>this</p>",
        "Read this",
    ),
    "an unclosed script does not swallow the posting": (
        "<p>We need <script> Python</p><p>and SQL</p>",
        "We need Python\nand SQL",
    ),
    "HTML escaped once more (Greenhouse)": (
        "&lt;p&gt;R&amp;amp;D in &lt;b&gt;C++&lt;/b&gt;&lt;/p&gt;"
        "&lt;ul&gt;&lt;li&gt;Go&lt;/li&gt;&lt;/ul&gt;",
        "R&D in C++\n• Go",
    ),
    "entities in plain text": ("R&amp;D, C&#x2F;C++ &lt; 5", "R&D, C/C++ < 5"),
    "comparisons and generics are not tags": (
        "if a < b and List<String>",
        "if a < b and List<String>",
    ),
    "a few inline tags do not join plain lines": (
        "Requirements:\n<b>Python</b>\nSQL",
        "Requirements:\nPython\nSQL",
    ),
    "blank lines part paragraphs where only lists and headings have tags": (
        "You bring the following:\n\nA degree\n\n<b>Nice to have:</b>\n<ul>\n<li>Go</li>\n</ul>",
        "You bring the following:\nA degree\nNice to have:\n• Go",
    ),
    "blank lines part nothing inside of paragraphs": (
        "<p>You bring\n\na degree</p>\n\n<ul>\n\n<li>Go</li>\n</ul>",
        "You bring a degree\n• Go",
    ),
    "the backslashes of Markdown are no text": (
        "Pay\\: \\$143K/yr \\- \\$208K/yr\\\nMeta\\'s C\\+\\+ and\\or R\\&D\\",
        "Pay: $143K/yr - $208K/yr\nMeta's C++ and\\or R＆D".replace("＆", "&"),
    ),
    "a line that Markdown ends is not joined to the next": (
        "We weave cloth for the whole of the town and\nfor all of the villages around it.\\\n"
        "\\\nYour loom is yours, and you may weave as\nyou like it, for as long as you like.",
        "We weave cloth for the whole of the town and for all of the villages around it.\n"
        "Your loom is yours, and you may weave as you like it, for as long as you like.",
    ),
    "a list stored as Python text": (
        "['Duties', \"you'll build\", ' • ship ']",
        "Duties\nyou'll build\n• ship",
    ),
    "bullets of all shapes": (
        "- one\n* two\n· three\n● four\n– five\n✅ six",
        "• one\n• two\n• three\n• four\n• five\n• six",
    ),
    "strange spaces and invisible characters": (
        "Py\u200bthon\u00a0and\u2003SQL\ufeff\u00ad\x00\x07",
        "Python and SQL",
    ),
    "composed letters": ("Cafe\u0301", "Café"),
    "Windows and old Mac line ends": ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
    "rulers and Markdown": (
        "**Requirements** --- ## Python\n=====\nSQL",
        "Requirements\nPython\nSQL",
    ),
    "a dash of three hyphens is no ruler": (
        "Looms---old ones---pay $158,000---$200,000\nWool ---",
        "Looms—old ones—pay $158,000—$200,000\nWool",
    ),
    "a number in front of a heading makes it no item": (
        "## 4. Wishes\n* Go\n\n**5. Stack**\n* Docker\n# **6. Perks**\n1. Yarn",
        "Wishes\n• Go\nStack\n• Docker\nPerks\n• Yarn",
    ),
    "names of emoji before a line": (
        "### :man\\_weaver: :loom: Your strengths\n:+1: Yes\n::std and a:b:",
        "Your strengths\n:+1: Yes\n::std and a:b:",
    ),
    "nor does it in HTML": (
        "<h2>4. Wishes</h2><p>Go</p><h3 class='x'><b>5) Stack</b></h3><p>1. Loom</p>",
        "Wishes\nGo\nStack\n• Loom",
    ),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("raw", "text"), CASES.values(), ids=CASES.keys())
def test_stored_text(raw: str, text: str) -> None:
    assert prepare(raw) == text


PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<li>",
                "<br>",
                "&lt;b&gt;",
                "&amp;",
                "<script>",
                "• ",
                "\n",
                " ",
                "**",
                "---",
                "skillsExperience",
                "solutions.What",
                "5+ years",
                "a@b.co",
                "+1 415 555 0100",
                "['",
                "']",
                "', '",
                "Requirements",
                ":",
                ")",
                "Must Haves",
                "C",
                "Familiar",
                "Python",
                "✅",
                "·",
                "&nbsp",
                "[email]",
            ]
        ),
        st.text(max_size=12),
    ),
    max_size=40,
).map("".join)


@given(PIECES)
def test_prepare_is_idempotent(raw: str) -> None:
    """A text read twice must not change, or every posting would look edited at each run."""
    once = prepare(raw)
    assert prepare(once) == once


@given(st.text(max_size=400))
def test_no_control_characters_survive(raw: str) -> None:
    """A control character in the store would break terminals, CSV and JSON readers."""
    kinds = {unicodedata.category(character) for character in prepare(raw).replace("\n", "")}
    assert not kinds & {"Cc", "Cs", "Co"}
    assert "\r" not in prepare(raw)


def test_text_is_bounded() -> None:
    """One broken page must not cost unbounded time or space."""
    assert len(prepare("word " * 500_000)) <= MAX_TEXT_CHARACTERS
    assert len(prepare("x" * 3_000_000)) <= MAX_TEXT_CHARACTERS
    assert len(prepare("<li>" * 200_000)) <= MAX_TEXT_CHARACTERS


def test_titles_are_one_plain_line() -> None:
    """A title with markup or line breaks would break tables and spans."""
    assert (
        prepare_title(" Senior <b>ML</b> Engineer\n&amp; Lead\u200b ")
        == "Senior ML Engineer & Lead"
    )
    assert len(prepare_title("x " * 5_000)) <= 300


@pytest.mark.shared
def test_real_postings_are_stable(shared_dir: Path) -> None:
    """Every shape that real sources send comes to rest after one pass."""
    for path in sorted((shared_dir / "corpus").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for _, line in zip(range(40), lines, strict=False):
                once = prepare(json.loads(line)["description"])
                assert prepare(once) == once
                assert "<p>" not in once
