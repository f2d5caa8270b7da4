"""Which places of an article are marked, and which faults are refused by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.article.markers import MarkerError, find_markers

COMMENT = "<!-- skillscan: skill_share python ml_engineer_us -->72%<!-- /skillscan -->"
SPAN = '<span data-skillscan="skill_share c++ ml_engineer view=stating">39.8 %</span>'


def inner(text: str, *, is_markdown: bool = False) -> list[str]:
    content = text.encode()
    found = find_markers(content, is_markdown=is_markdown)
    return [content[marker.start : marker.end].decode() for marker in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Python: {COMMENT} of postings", ["72%"]),
        (SPAN, ["39.8 %"]),
        (f"{COMMENT}\n{SPAN}", ["72%", "39.8 %"]),
        ("<td class='x' data-skillscan='skill_share go ml_engineer' id=a>7</td>", ["7"]),
        (f"<script>let a = '{COMMENT}'</script>{SPAN}", ["39.8 %"]),
        ("no marker, skillscan or not", []),
    ],
    ids=["comment", "attribute", "both", "single quotes", "script is not text", "none"],
)
def test_marked_numbers_are_found(text: str, expected: list[str]) -> None:
    """A marker that is passed over leaves a stale number in the article."""
    assert inner(text) == expected


@pytest.mark.parametrize(
    "text",
    [f"```html\n{COMMENT}\n```\n", f"~~~\n{COMMENT}", f"write `{COMMENT}` around it"],
    ids=["fence", "open fence", "inline code"],
)
def test_code_in_markdown_only_shows_markers(text: str) -> None:
    """An article that explains markers must not have its examples rewritten."""
    assert inner(text, is_markdown=True) == []
    assert inner(text) == ["72%"]


def test_address_and_options_are_read() -> None:
    """An editor who asks for one view must not be given another."""
    marker = find_markers(f"\n{SPAN}".encode(), is_markdown=False)[0]
    assert (marker.statistic, marker.value, marker.population) == (
        "skill_share",
        "c++",
        "ml_engineer",
    )
    assert (marker.view, marker.measure, marker.line) == ("stating", None, 2)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("\n\n<!-- skillscan: a b c -->72%", 3, "not closed"),
        (
            f"<!-- skillscan: a b c -->\n{COMMENT}<!-- /skillscan -->",
            1,
            "before this one is closed",
        ),
        (f'<b data-skillscan="a b c">{SPAN}</b>', 1, "before this one is closed"),
        ("x\n<!-- /skillscan -->", 2, "closes no open marker"),
        ("<!-- skillscan a b c -->72%<!-- /skillscan -->", 1, "looks like a marker"),
        ("<b data-skillscan=a>7</b>", 1, "looks like a marker"),
        ("<!-- skillscan: a b -->72%<!-- /skillscan -->", 1, "2 words"),
        ("<!-- skillscan: a b c size=3 -->72%<!-- /skillscan -->", 1, "unknown option 'size'"),
        ('<b data-skillscan="a b c"><i>72%</i></b>', 1, "holds markup"),
    ],
)
def test_faults_are_refused_with_their_line(text: str, line: int, says: str) -> None:
    """An editor is told where to look, and nothing is rewritten by guess."""
    with pytest.raises(MarkerError, match=says) as caught:
        find_markers(text.encode(), is_markdown=False)
    assert caught.value.line == line


PIECES = st.sampled_from(
    [
        "<!-- skillscan: a b c -->",
        "<!-- /skillscan -->",
        "<b ",
        "</b>",
        "7%",
        "data-skillscan='a b c'",
        ">",
        "```",
        "<script>",
        *"\n`ä'<",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text_gives_markers_or_a_named_fault(text: str) -> None:
    """No article makes the tool crash, and what it finds lies inside the text, in order."""
    content = text.encode()
    try:
        markers = find_markers(content, is_markdown=True)
    except MarkerError as error:
        markers, line = [], error.line
    else:
        line = 1
    assert 1 <= line <= content.count(b"\n") + 1
    ends = [position for marker in markers for position in (marker.start, marker.end)]
    assert ends == sorted(ends)
    assert all(0 <= position <= len(content) for position in ends)


def test_hostile_text_is_scanned_in_bounded_time() -> None:
    """A page of a megabyte of half-open tags must not hang the editor's command."""
    assert find_markers(b"<a b=" * 200_000, is_markdown=True) == []
