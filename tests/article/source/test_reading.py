"""What a reader sees of each format, and where every character of it stands."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillscan.article.model import ArticleBlock, ArticleFormat, ArticleText
from skillscan.article.source import read

FORMATS: tuple[ArticleFormat, ...] = ("markdown", "html", "text")


def blocks(text: str, article_format: ArticleFormat) -> list[tuple[str, str]]:
    article = read(text.encode(), article_format)
    return [(one.kind, article.text[one.start : one.end]) for one in article.blocks]


def block(text: str, article_format: ArticleFormat, starts_with: str) -> ArticleBlock:
    article = read(text.encode(), article_format)
    return next(one for one in article.blocks if article.text[one.start :].startswith(starts_with))


@pytest.mark.parametrize(
    ("article_format", "text", "expected"),
    [
        (
            "markdown",
            "---\ntitle: 99%\n---\n# A *b*\n\nOne **7**&nbsp;%\nof `scikit-learn` [x](u '8%').\n",
            [("heading", "A b"), ("paragraph", "One 7\u00a0% of scikit-learn x.")],
        ),
        (
            "markdown",
            "a\n\n    code 5%\n\n```\n6%\n```\n\nb `n=7%` `8.1%` of `$90k - $95k`",
            [("paragraph", "a"), ("paragraph", "b 8.1% of $90k - $95k")],
        ),
        (
            "markdown",
            "a\n\n```\nSkill   Share\nnumpy     22%\nGo        7 %\n```\n\n    C++    9%\n"
            "    R      8%",
            [("paragraph", "a")]
            + [("cell", one) for one in ("Skill", "Share", "numpy", "22%", "Go", "7 %")]
            + [("cell", one) for one in ("C++", "9%", "R", "8%")],
        ),
        (
            "markdown",
            "- one 5%\n  goes on\n- two\n  1. three\n\n> four\n> five",
            [
                ("list_item", "one 5% goes on"),
                ("list_item", "two"),
                ("list_item", "three"),
                ("paragraph", "four five"),
            ],
        ),
        ("markdown", "a \\$5 \\* ~~b~~ ***c*** <http://x.y/5>!", [("paragraph", "a $5 * b c !")]),
        (
            "markdown",
            "Py 7%  \nGo 8%\\\nof them",
            [("paragraph", "Py 7%"), ("paragraph", "Go 8% of them")],
        ),
        (
            "markdown",
            "We say\nso\n**Pay:** 7%\n\u2705 8%\n**bold** goes on",
            [
                ("paragraph", "We say so"),
                ("paragraph", "Pay: 7%"),
                ("paragraph", "\u2705 8% bold goes on"),
            ],
        ),
        (
            "html",
            "<p>Pay: $145,000<sup>1</sup>, 10<sup>6</sup> or 5<sup>[12]</sup></p>",
            [("paragraph", "Pay: $145,000\u00b9, 106 or 5\u00b9\u00b2")],
        ),
        (
            "text",
            "Kafka\n  27 %\nScala\n  16 %",
            [("list_item", "Kafka"), ("cell", "27 %"), ("list_item", "Scala"), ("cell", "16 %")],
        ),
        (
            "text",
            "Typical demands\n  Go ........... 15%\n  C++ .. 9%\n\nIt ends. . . here",
            [
                ("paragraph", "Typical demands"),
                ("cell", "Go"),
                ("cell", "15%"),
                ("cell", "C++"),
                ("cell", "9%"),
                ("paragraph", "It ends. . . here"),
            ],
        ),
        ("markdown", "<div hidden>\n\nno 5%\n\n</div>\n\nyes", [("paragraph", "yes")]),
        (
            "html",
            "<title>x 1%</title><nav>2%</nav><h1>A &amp; B</h1><p>One&#160;7% <b>x</b>"
            "<p hidden>3%<p>Two<script>4%</script><!-- 5% --><span style='display: none'>6%</span>",
            [("heading", "A & B"), ("paragraph", "One\u00a07% x"), ("paragraph", "Two")],
        ),
        (
            "html",
            "<ul><li>a<li>b<ul><li>c</ul></ul>d",
            [
                ("list_item", "a"),
                ("list_item", "b"),
                ("list_item", "c"),
                ("paragraph", "d"),
            ],
        ),
        (
            "html",
            "7%<br>Python 8%<br/>of them",
            [("paragraph", "7%"), ("paragraph", "Python 8% of them")],
        ),
        ("html", "a <b c d='>5%'>e</b> < f <g", [("paragraph", "a e < f <g")]),
        (
            "text",
            "Title\n\nOne\r\n\r\n  • a 5%\n  • b\n\tmore\n\nEnd.",
            [
                ("heading", "Title"),
                ("heading", "One"),
                ("list_item", "a 5%"),
                ("list_item", "b"),
                ("list_item", "more"),
                ("paragraph", "End."),
            ],
        ),
    ],
)
def test_what_a_reader_sees_is_read(
    article_format: ArticleFormat, text: str, expected: list[tuple[str, str]]
) -> None:
    """A number in code, scripts or addresses is no claim; one in a sentence must not be lost."""
    assert blocks(text, article_format) == expected


def test_hard_wrapped_lines_are_one_sentence() -> None:
    """A claim that is wrapped over two lines keeps its subject."""
    wrapped = (
        "Of all the postings that were read for this article in the last year, Python\n"
        "is named in 72% of them, which is more than any other language that anybody\n"
        "looked for, and Kubernetes in 17.6%.\nShort line\nAnother"
    )
    shown = [text for _, text in blocks(wrapped, "text")]
    assert shown[0].endswith("Kubernetes in 17.6%.")
    assert shown[1:] == ["Short line", "Another"]


@pytest.mark.parametrize(
    ("article_format", "text"),
    [
        ("markdown", "Shares:\n\n| Skill | Share |\n|--|--|\n| C\\|C++ | 7% |\n"),
        (
            "html",
            "<p>Shares:<table><tr><th>Skill<th>Share<tr><td>C|C++<td>7%</table>",
        ),
        ("html", "<p>Shares:</p><table><tr><td>Skill<td>Share<tr><td>C|C++<td>7%</table>"),
        ("text", "Shares:\n\nSkill\tShare\nC|C++\t7%\n"),
    ],
    ids=["markdown", "headers", "no headers", "tabs"],
)
def test_a_cell_knows_its_headers_and_what_leads_to_its_table(
    article_format: ArticleFormat, text: str
) -> None:
    """A bare number in a table says nothing without its row and column."""
    article = read(text.encode(), article_format)
    cell = block(text, article_format, "7%")
    assert (cell.kind, cell.row, cell.column) == ("cell", "C|C++", "Share")
    assert cell.lead is not None
    assert article.text[slice(*cell.lead)] == "Shares:"


@pytest.mark.parametrize(
    ("article_format", "text", "row"),
    [
        ("html", "<div><div>72%</div><div>name Python</div></div>", "name Python"),
        ("html", "<li><b>72%</b><br>Name Python</li>", "Name Python"),
        ("html", "<dl><dt>Remote</dt><dd>72%</dd></dl>", "Remote"),
        ("text", "72%\nname Python\nGlassdoor\n5%\nname Go\n1 %\nLast", "name Python, Glassdoor"),
    ],
)
def test_a_lonely_number_gets_the_words_beside_it(
    article_format: ArticleFormat, text: str, row: str
) -> None:
    """Stat cards are where articles put their strongest claims."""
    assert block(text, article_format, "72%").row == row


def test_headings_above_a_block_are_known() -> None:
    """A section says which population its numbers are of."""
    text = "# A\n\n## B\n\n## C\n\n5%"
    assert block(text, "markdown", "5%").headings == ("A", "C")


def assert_traced(article: ArticleText) -> None:
    assert len(article.origins) == len(article.text) + 1
    assert list(article.origins) == sorted(article.origins)
    assert all(0 <= origin <= len(article.source) for origin in article.origins)
    for position, character in enumerate(article.text):
        origin = article.origins[position]
        if not character.isspace() and article.source[origin] != "&":
            assert article.source[origin] == character
    for one, following in zip(article.blocks, article.blocks[1:], strict=False):
        assert one.start < one.end < following.start


HTML_PIECES = (
    "<b> </b> <p> <br> <table> <tr> <td> </table> <li> <ul> </ul> <!-- --> <script> <h2> <dd> <dt>"
    " </div> <b\u00a0c=' ' \" > < &nbsp; &#37; &amp &"
)
MARKDOWN_PIECES = "* ** ` ``` [ ](u) ~~ \\ \\| | === --- :-- # > - 1. 7% Py ä 🙂"


@pytest.mark.parametrize(
    "text",
    [
        "> \u2028\n> \x0b\n> ä 7%",
        "2<br><b>&nbsp;ä",
        "\x0b\r===> ä",
        "| a\\|b | `c\\|d` | |\n|-|-|-|\n| a | | c |",
        "- > ## ä #\n  > b\nlazy",
        "\ta\n\n 1.\tb\n\t c\n\n  \td",
    ],
)
def test_marks_around_a_line_do_not_shift_it(text: str) -> None:
    """The reader of Markdown tells blocks by line, and each line is found again in its own."""
    assert_traced(read(text.encode(), "markdown"))


PIECES = st.sampled_from(
    [
        *HTML_PIECES.split(" "),
        *MARKDOWN_PIECES.split(" "),
        *" \n\t\x0b\u2028",
        *("<div hidden>", "    ", "\n\n", "\r\n", "\n- ", "\n> ", "|-|-|\n"),
        *("<!-- skillscan: a b c -->", "<!-- /skillscan -->", "72 %"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(FORMATS))
def test_every_character_is_where_its_origin_says(text: str, article_format: ArticleFormat) -> None:
    """An edit at a wrong place would spoil an article."""
    assert_traced(read(text.encode(), article_format))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200).filter(lambda text: "\0" not in text), st.sampled_from(FORMATS))
def test_any_text_is_read(text: str, article_format: ArticleFormat) -> None:
    """No article makes the tool crash."""
    article = read(text.encode("utf-16"), article_format)
    assert article.source == text
    assert_traced(article)


@pytest.mark.shared
def test_the_published_article_is_read_as_it_stands(shared_dir: Path) -> None:
    """Claims are labelled by their place in the file."""
    file = shared_dir / "article" / "what-does-an-ai-ml-engineer-do.txt"
    article = read(file.read_bytes(), file)
    assert_traced(article)
    start = article.text.index("78% of those open roles")
    assert article.source_span(start, start + 3) == (827, 830)
    card = next(one for one in article.blocks if article.text[one.start : one.end] == "$270,000")
    assert card.row == "Levels.fyi total comp, ML Engineer, Levels.fyi Q3 2025"


@pytest.mark.parametrize("start", ["<a b=", "<!--", "<ul><li>", "&nbsp", "[a](", "`", "*a **b "])
@pytest.mark.parametrize("article_format", FORMATS)
def test_hostile_text_takes_time_in_proportion(start: str, article_format: ArticleFormat) -> None:
    """A page of half-open tags must not hang the editor's command."""
    assert_traced(read((start * 10_000).encode(), article_format))


def cells(text: str, article_format: ArticleFormat) -> list[tuple[str, str | None, str | None]]:
    article = read(text.encode(), article_format)
    found = [one for one in article.blocks if one.kind == "cell"]
    return [(article.text[one.start : one.end].strip(), one.row, one.column) for one in found]


@pytest.mark.parametrize(
    ("article_format", "text", "cell"),
    [
        (
            "html",
            "<table><tr><th rowspan=2>Tool<th colspan=2>US<tr><th>2024<th>2025"
            "<tr><td>C<td>46%<td>51%</table>",
            ("51%", "C", "US 2025"),
        ),
        (
            "html",
            "<table><tr><th>Tool<th>Where<th>Share<tr><td rowspan=2>C<td>US<td>46%"
            "<tr><td>UK<td>40%</table>",
            ("40%", "C UK", "Share"),
        ),
        ("html", "<table><tr><td>Tool<td>2025<tr><td>C<td>46%</table>", ("46%", "C", "2025")),
        (
            "text",
            "                2024    2025\nPyTorch         46%     51%\n",
            ("51%", "PyTorch", "2025"),
        ),
        ("text", "Tool        Share\nC++         7%\nNo table here.\n", None),
    ],
)
def test_a_cell_has_the_headers_that_reach_over_it(
    article_format: ArticleFormat, text: str, cell: tuple[str, str, str] | None
) -> None:
    """A share would be told of another tool, country or year than its own."""
    found = cells(text, article_format)
    assert cell in found if cell else found == []
