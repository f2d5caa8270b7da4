"""Which places of an article are marked, and which faults are told by line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillscan.article.model import ArticleFormat
from skillscan.article.source import markers, read

COMMENT = "<!-- skillscan: skill_share python ml_engineer_us -->72%<!-- /skillscan -->"
SPAN = '<span data-skillscan="skill_share c++ ml_engineer view=stating">39.8 %</span>'
FORMATS: tuple[ArticleFormat, ...] = ("markdown", "html", "text")


def marked(text: str, article_format: ArticleFormat) -> list[str]:
    article = read(text.encode(), article_format)
    return [article.text[marker.start : marker.end] for marker in markers.find(article)[0]]


def told(text: str, article_format: ArticleFormat = "html") -> list[tuple[int, bool, str]]:
    article = read(text.encode(), article_format)
    return [(one.line, one.is_error, one.problem) for one in markers.find(article)[1]]


@pytest.mark.parametrize("article_format", FORMATS)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Python: {COMMENT} of postings", ["72%"]),
        (f"x {SPAN}", ["39.8 %"]),
        (f"{COMMENT}\n{SPAN}", ["72%", "39.8 %"]),
        ("a <td class='x' data-skillscan='skill_share go ml_engineer' id=a>7</td>", ["7"]),
        ("a <B DATA-SKILLSCAN='a b c'>72&nbsp;&#37;</B>", ["72\u00a0%"]),
        ("a <!-- skillscan: a b c -->\n 0.72 <!-- /skillscan -->", ["0.72"]),
        ("no marker, skillscan or not <!-- skills -->", []),
    ],
    ids=["comment", "attribute", "both", "quotes", "entities", "blanks", "none"],
)
def test_marked_numbers_are_found(
    text: str, expected: list[str], article_format: ArticleFormat
) -> None:
    """A marker that is passed over leaves a stale number in the article."""
    assert marked(text, article_format) == expected
    assert told(text, article_format) == []


@pytest.mark.parametrize(
    ("text", "article_format"),
    [
        (f"```html\n{COMMENT}\n```\n", "markdown"),
        (f"~~~\n{COMMENT}", "markdown"),
        (f"write `{COMMENT}` around it", "markdown"),
        (f"a\n\n    {COMMENT}", "markdown"),
        (f"<script>let a = '{COMMENT}'</script>", "html"),
        (f"<code>{COMMENT.replace('<', '&lt;')}</code>", "html"),
    ],
    ids=["fence", "open fence", "inline code", "indented", "script", "code element"],
)
def test_a_marker_in_code_is_shown_and_not_used(text: str, article_format: ArticleFormat) -> None:
    """An article that explains markers is not rewritten, and one who meant it is warned."""
    assert marked(text, article_format) == []
    warnings = told(text, article_format)
    assert [is_error for _, is_error, _ in warnings] == [False]
    assert "in code" in warnings[0][2]


def test_address_and_options_are_read() -> None:
    """An editor who asks for one view must not be given another."""
    marker = markers.find(read(f"\n{SPAN}".encode(), "html"))[0][0]
    binding = marker.binding
    assert (binding.statistic, binding.dimension, binding.population) == (
        "skill_share",
        "c++",
        "ml_engineer",
    )
    assert (binding.view, binding.measure, binding.by, marker.line) == (
        "stating",
        None,
        "marker",
        2,
    )


def test_a_group_is_named_as_the_release_names_it() -> None:
    """A number of the junior openings would follow that of all of them."""
    text = "<b data-skillscan='skill_share_by_seniority go ml_engineer seniority=junior'>7 %</b>"
    ((marker,), faults) = markers.find(read(text.encode(), "html"))
    assert not faults
    assert marker.binding.dimension == "go seniority=junior"
    assert (marker.binding.statistic, marker.binding.population, marker.binding.view) == (
        "skill_share_by_seniority",
        "ml_engineer",
        None,
    )


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("\n\n<!-- skillscan: a b c -->72%", 3, "before this one is closed"),
        (f"<!-- skillscan: a b c -->{'7 ' * 150}<!-- /skillscan -->", 1, "not closed"),
        ("<p>\n<b data-skillscan='a b c'>72%</p>", 2, "not closed: no </b>"),
        ("<!-- skillscan: a b c -->\n<!-- skillscan: a b c -->7%<!-- /skillscan -->", 1, "line 2"),
        (f'<b data-skillscan="a b c">{SPAN}</b>', 1, "before this one is closed"),
        ("x\n<!-- /skillscan -->", 2, "closes no open marker"),
        ("<!-- skillscan a b c -->72%<!-- /skillscan -->", 1, "looks like a marker"),
        ("<!-- SkillScan: a b c -->72%<!-- /skillscan -->", 1, "looks like a marker"),
        ("<!-- skilscan: a b c -->72%<!-- /skilscan -->", 1, "looks like a marker"),
        ("<!-- skill-scan: a b c -->72%<!-- /skillscan -->", 1, "write '<!-- skillscan: STAT"),
        ("<!- skillscan: a b c -->72%<!-- /skillscan -->", 1, "looks like a marker"),
        ("<b data-skilscan='a b c'>7</b>", 1, "'data-skilscan' looks like"),
        ("<b data-skill-scan='a b c'>7</b>", 1, "write '<span data-skillscan="),
        ("<b dataskillscan='a b c'>7</b>", 1, "looks like a marker but is none"),
        ("<img data-skillscan='a b c'>", 1, "<img> holds no text"),
        ("<b data-skillscan=a>7</b>", 1, "1 words in 'a'"),
        ("<!-- skillscan: a b -->72%<!-- /skillscan -->", 1, "2 words"),
        ("<!-- skillscan: a b c size=3 -->72%<!-- /skillscan -->", 1, "unknown option 'size'"),
        ("<!-- skillscan: a b c seniority= -->72%<!-- /skillscan -->", 1, "option 'seniority'"),
        ("<b data-skillscan='a b c seniority=d country=e'>7</b>", 1, "two groups"),
        ("<!-- skillscan: a b c --> <!-- /skillscan -->", 1, "holds no text"),
        ("<p hidden><!-- skillscan: a b c -->7%<!-- /skillscan -->", 1, "no text that a reader"),
        ("x\n&lt;!-- skillscan: a b c --&gt;72%", 2, "stands as text"),
        ("x\n&amp;lt;!-- skillscan: a b c --&gt;72%", 2, "stands as text"),
        ("x &lt;b data-skillscan='a b c'>72%", 1, "stands as text"),
        ("x {{skillscan: a b c}}72%{{/skillscan}}", 1, "stands as text"),
        ("x [/b] [skillscan: a b c]72%", 1, "stands as text"),
        ("x <!— skillscan: a b c —>72%", 1, "looks like a marker"),
        ("<skillscan stat='a b c'>72%</skillscan>", 1, "looks like a marker but is none"),
        ("<skillscan>72%</skillscan>", 1, "looks like a marker but is none"),
        ("<!-- was\n<b data-skillscan='a b c'>72%</b> -->", 2, "within other markup"),
        ("<b title='\n<!-- skillscan: a b c -->72%'>x</b>", 2, "within other markup"),
        ("<!-- was\n<!-- skillscan: a b c -->72%<!-- /skillscan -->", 1, "inside another comment"),
    ],
)
def test_faults_are_told_with_their_line_and_hide_no_other_marker(
    text: str, line: int, says: str
) -> None:
    """An editor is told where to look, and the sound markers are still checked."""
    lines = f"{text}</p>\n<p>{COMMENT}</p>"
    assert marked(lines, "html")[-1:] == ["72%"]
    first = told(lines)[0]
    assert first[:2] == (line, True)
    assert says in first[2]


def test_a_marker_open_to_the_end_is_told() -> None:
    """The last number of an article is as stale as the others."""
    assert "not closed: no <!-- /skillscan -->" in told("\n<!-- skillscan: a b c -->7%")[0][2]


def test_a_marker_may_hold_markup() -> None:
    """An editor who makes the number bold has not taken the marker away."""
    assert marked("<p data-skillscan='a b c'><b>72</b> <i>%</i></p>", "html") == ["72 %"]


def test_utf_16_markers_are_markers() -> None:
    """An editor whose program writes UTF-16 is not told that there are none."""
    article = read(COMMENT.encode("utf-16"), "html")
    assert len(markers.find(article)[0]) == 1


PIECES = st.sampled_from(
    [
        "<!-- skillscan: a b c -->",
        "<!-- SkillScan: a b c -->",
        "<!-- /skillscan -->",
        "<b ",
        "</b>",
        "7%",
        "data-skillscan='a b c'",
        "data-skilscan='a b c'",
        ">",
        "```",
        "<script>",
        "&lt;!-- skillscan: ",
        *"\n`ä'<",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from(FORMATS))
def test_any_text_gives_markers_and_named_faults(text: str, article_format: ArticleFormat) -> None:
    """No article makes the tool crash, and what it finds lies inside the text, in order."""
    article = read(text.encode(), article_format)
    found, faults = markers.find(article)
    ends = [place for one in found for place in (one.start, one.end)]
    assert ends == sorted(ends)
    assert all(0 <= place <= len(article.text) for place in ends)
    for fault in faults:
        assert 1 <= fault.line <= text.count("\n") + 1
        assert fault.problem


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_no_marker_fails_in_silence(before: str) -> None:
    """Whatever stands around it, a marker is used, or a fault says why not."""
    article = read(f"{before}\n\n{COMMENT}".encode(), "markdown")
    found, faults = markers.find(article)
    assert faults or any(one.address.population == "ml_engineer_us" for one in found)
