"""Edits reach the number and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillscan.article.model import ArticleFormat, ArticleText, Edit
from skillscan.article.source import read
from skillscan.article.source.edits import apply
from skillscan.article.source.source_edit import UnwritableEditError


def edit(article: ArticleText, old: str, new: str) -> Edit:
    start = article.text.index(old)
    return Edit(start, start + len(old), new)


@pytest.mark.parametrize(
    ("article_format", "content", "old", "new", "expected"),
    [
        ("markdown", b"Py **72** % x\r\n", "72 %", "70 %", b"Py **70** % x\r\n"),
        ("markdown", b"a 72&#160;% b", "72\u00a0%", "7.5\u00a0%", b"a 7.5&#160;% b"),
        ("html", b"<b>72</b>&nbsp;&#37; b", "72\u00a0%", "9\u00a0%", b"<b>9</b>&nbsp;&#37; b"),
        ("html", b"a 39,8\xa0%\xe4", "39,8\u00a0%", "41,3\u00a0%", b"a 41,3\xa0%\xe4"),
        ("html", b"a <i>9 %</i> b", "9", "about 9", b"a <i>about 9 %</i> b"),
        ("html", b"a 9 % b", "9 %", "<5 & 6 %", b"a &lt;5 &amp; 6 % b"),
        ("html", b"a 7 % \xe4", "7", "\u20097", b"a &#8201;7 % \xe4"),
        ("text", "\ufeff72 percent".encode(), "72", "70", "\ufeff70 percent".encode()),
        ("text", "a 72 %".encode("utf-16"), "72", "9", "a 9 %".encode("utf-16")),
        ("markdown", b"| 72 | a\\|72 |\n|-|-|\n", "a|72", "a|7", b"| 72 | a\\|7 |\n|-|-|\n"),
        ("markdown", b"costs \\$100", "$100", "$120", b"costs \\$120"),
        ("markdown", b"more than half", "half", "two thirds", b"more than two thirds"),
    ],
)  # fmt: skip
def test_a_number_is_replaced_in_its_own_form(
    article_format: ArticleFormat, content: bytes, old: str, new: str, expected: bytes
) -> None:
    """Entity, decimal comma, markup and encoding are the editor's house style."""
    article = read(content, article_format)
    assert apply(content, article, [edit(article, old, new)]) == expected


def test_many_edits_are_made_at_once() -> None:
    """An article with several claims is refreshed in one step."""
    content = b"a 1%, b <b>2</b>%, c 3%"
    article = read(content, "html")
    edits = [edit(article, "3", "30"), edit(article, "1", ""), edit(article, "2", "2")]
    assert apply(content, article, edits) == b"a %, b <b>2</b>%, c 30%"


@pytest.mark.parametrize(
    ("article_format", "content", "edits", "says"),
    [
        ("text", b"a 72%", [Edit(2, 4, "7"), Edit(3, 5, "8")], "overlaps"),
        ("text", b"a 72%", [Edit(2, 9, "7")], "outside"),
        ("text", b"\xe4 72%", [Edit(2, 4, "\u2009")], "cannot be written in cp1252"),
        ("markdown", b"a 72%", [Edit(2, 4, "**7** ")], "change more than its number"),
        ("text", b"a 72%", [Edit(2, 4, "7\n\n")], "change more than its number"),
    ],
)
def test_an_edit_that_would_do_more_is_refused(
    article_format: ArticleFormat, content: bytes, edits: list[Edit], says: str
) -> None:
    """A number that cannot be put in cleanly is left to the editor."""
    with pytest.raises(UnwritableEditError, match=says):
        apply(content, read(content, article_format), edits)


def test_another_file_is_refused() -> None:
    """A file that somebody saved meanwhile is not overwritten with the old one."""
    article = read(b"a 72%", "text")
    with pytest.raises(UnwritableEditError, match="not the one that was read"):
        apply(b"b a 72%", article, [Edit(2, 4, "70")])


ANY = st.text(st.sampled_from("a <b>&;#7%*`|[]()\n-"), max_size=30)


@settings(max_examples=300, deadline=None)
@given(ANY, ANY, st.sampled_from(("markdown", "html", "text")), st.sampled_from(("7", "70.5", "")))
def test_nothing_outside_of_the_number_changes(
    before: str, after: str, article_format: ArticleFormat, new: str
) -> None:
    """A refresh that touched other bytes could not be trusted with a live article."""
    content = f"{before} 1234 {after}".encode()
    article = read(content, article_format)
    assert apply(content, article, []) == content
    start = article.text.find("1234")
    if start < 0:
        return
    try:
        written = apply(content, article, [Edit(start, start + 4, new)])
    except UnwritableEditError:
        return
    assert written == f"{before} {new} {after}".encode()
